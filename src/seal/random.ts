import { randomBytes } from 'node:crypto'

/** Where salts, nonces and keys come from: the system, except where frozen vectors are made. */
export type Random = (bytes: number) => Uint8Array

export const systemRandom: Random = (bytes) => randomBytes(bytes)
