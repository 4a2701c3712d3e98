/** Proof that a backup restores: check (no key), read (secret key), restore (secret key and a throw-away server). */
export { blamedOn, compare, compareSize, describe } from './compare.ts'
export {
  checkCommitment,
  checkCopy,
  checkPart,
  drain,
  encodeFacts,
  factsPart,
  type Opened,
  openBackup,
  readBackup,
  takeKey,
  unlessArchived,
} from './read.ts'
export { testRestore } from './restore-test.ts'
