import { generateKeys } from '../../src/seal/seal.ts'

/** Of every world; which they are decides nothing. */
export const keys = generateKeys()
