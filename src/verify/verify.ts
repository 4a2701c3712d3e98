/** Proof that a backup restores: check (no key), read (secret key), restore (secret key and a throw-away server). */

export { checkCommitment, checkCopy, checkPart, readKeys, unlessArchived } from './check.ts'
export { blamedOn, compare, compareSize, countsOf, describe } from './compare.ts'
export { startCount } from './count.ts'
export { eachPart, smallBytes } from './each-part.ts'
export {
  drain,
  encodeFacts,
  factsPart,
  type OpenedBackup,
  openBackup,
  partOpener,
  readBackup,
  readFacts,
  takeKey,
} from './read.ts'
export { blame, checkAssertions, type Restored, type TestWitness, testRestore } from './restore-test.ts'
