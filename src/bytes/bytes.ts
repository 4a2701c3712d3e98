/** Bytes: large buffers, digested once, and used again or given back as soon as nobody needs them; small ones that are JSON. */

export { Digest, digestOf, leafBytes } from './digest.ts'
export { readJson, utf8 } from './json.ts'
export { release, releaseChunk } from './release.ts'
export { Spare } from './spare.ts'
