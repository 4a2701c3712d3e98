/** Large buffers: digested once, and used again or given back as soon as nobody needs them. */

export { Digest, digestOf, leafBytes } from './digest.ts'
export { release, releaseChunk } from './release.ts'
export { Spare } from './spare.ts'
