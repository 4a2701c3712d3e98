/** What the stores know about a source's backups: which exist, which of them count, who is writing, what is marked. */

export {
  type AlertRecord,
  type AlertState,
  type AlertStateThere,
  claimAlertState,
  copyAlertState,
  readAlertState,
} from './alert-state.ts'
export { type CacheFile, openCache, rememberedManifests } from './cache.ts'
export { basesFirst, basesOf, dependentsOf, hasIndex, withChains } from './chain.ts'
export { clockFault, isAhead } from './clock.ts'
export { type Commitment, commit, commitPrepared, type Prepared, prepareCommit } from './commit.ts'
export { type DatabaseList, mostDatabases, putDatabases, readDatabases } from './databases.ts'
export { type DrillsSeen, listDrills, readDrill, type SeenDrill } from './drill/read.ts'
export { type DrilledSource, type DrillRecord, drillMaxBytes, encodeDrill, parseDrill } from './drill/record.ts'
export { all, eachAtOnce, mapAtOnce } from './each.ts'
export * from './entry.ts'
export { type KeyAges, putKeyAge, readKeyAges } from './key/age.ts'
export { type KeyDrill, putKeyDrill } from './key/drill.ts'
export { acquireLease, type LeaseOptions } from './lease/lease.ts'
export { acquireLeases, type Leases, samePlace } from './lease/leases.ts'
export { holderIn, type LeaseObject, lookAtLease } from './lease/object.ts'
export * from './log/flaw.ts'
export * from './log/name.ts'
export { asOne, type ListedVolume, listVolume } from './log/outline.ts'
export * from './log/slice.ts'
export * from './manifest.ts'
export { keepAck, parseAck, readAck } from './mark/ack.ts'
export { markAside, purgeAside, setAside } from './mark/aside.ts'
export { type HoldDetail, readHold, readProofDetail, readTrashReason, type TrashDetail } from './mark/detail.ts'
export { type Measures, measuresOf } from './mark/measure.ts'
export { type MarkDetail, putUndoing, readUndoings, timeTags, type Undoing } from './mark/tag.ts'
export { clockMs, goesNow, purgeAt, readTrash, type TrashMark, trashMark } from './mark/trash.ts'
export * from './object-name.ts'
export {
  type ProofTimes,
  putProof,
  putTrial,
  readProofObject,
  readProofTimes,
  readTrialImage,
  readTrials,
  type Trial,
} from './proof.ts'
export { readCatalog } from './read.ts'
export {
  batchLength,
  encodeRecord,
  encodeRun,
  putAll,
  putRecord,
  putRecordEverywhere,
  putRecordOnce,
  readObject,
  readStored,
} from './record.ts'
export { listRestores, type RestoreStory, readRestores, type SeenRestore } from './restore/read.ts'
export { type EndedRestore, encodeRestore, type HookOutcome, type StartedRestore } from './restore/record.ts'
export { readRun } from './run.ts'
export type { Fresh } from './shelf/evidence.ts'
export { leftovers, purge, removeForGood, staleRecords } from './sweep.ts'
export { type Beside, changedSince, lookBeside } from './unchanged.ts'
export { forgetExpired, witnessExpired } from './witness.ts'
