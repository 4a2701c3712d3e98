/** Which backups, and which copies of them, are kept and deleted, each with its reasons. Pure: carried out by commands. */

export { compareOutcomes, type DecisionChange, isProven, type Outcome } from './compare.ts'
export {
  type CopyDecision,
  type CopyOptions,
  copyGrace,
  decideCopies,
  narrowMissing,
  type StoreRules,
  storeRules,
} from './copy.ts'
export { type DecideOptions, type Decisions, decide, type Refusal } from './decide.ts'
export { basesThatStay, dependencyLayers, dependentsFirst, Needed } from './depend.ts'
export { type LogBase, type LogRetention, retainLog } from './log.ts'
export { freeze, newestProven } from './proof.ts'
export { type SimulatedDay, type SimulateOptions, simulate } from './simulate.ts'
