/**
 * Bytes: large buffers, digested once, then reused or freed as soon as they are no longer needed; small ones that are
 * JSON.
 */

export { Crc64, type Crc64Variant, crc64Redis, crc64Xz } from './crc64.ts'
export { Digest, digestOf, leafBytes } from './digest.ts'
export { readJson, utf8 } from './json.ts'
export { release, releaseChunk } from './release.ts'
export { Spare } from './spare.ts'
