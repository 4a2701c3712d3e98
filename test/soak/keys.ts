import { generateIndexKey, generateKeys } from '../../src/seal/seal.ts'
import type { Random } from './random.ts'

/** Of every world; which they are decides nothing. */
export const keys = generateKeys()
const indexKeys = { own: generateIndexKey(), other: generateIndexKey() }

/** What opens the indexes of earlier backups: as a rule the one of the project; now and then another, or none. */
export const indexKey = (random: Random) =>
  random.chance(0.15) ? {} : { BACKPROOF_INDEX_KEY: random.chance(0.1) ? indexKeys.other : indexKeys.own }
