import { generateIndexKey, generateKeys } from '../../src/seal/seal.ts'

/** Of every world; which they are decides nothing. */
export const keys = generateKeys()
/** What opens the indexes of earlier backups, and what somebody else has. */
export const indexKeys = { own: generateIndexKey(), other: generateIndexKey() }
