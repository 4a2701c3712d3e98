export type { News, NewsKind, Observation } from './alert/contract.ts'
export { type Decision, decideAlerts, settle } from './alert/decide.ts'
export { type AlertLook, observe } from './alert/observe.ts'
export { observeDrills } from './alert/observe-drill.ts'
export { observeStore } from './alert/observe-store.ts'
export {
  type Anomaly,
  type AnomalyVerdict,
  anomalyFindings,
  freezesBy,
  judgeAnomalies,
  saysShort,
  saysUnusual,
  type UnusualBackup,
} from './anomaly/anomaly.ts'
export {
  type Advice,
  adviceOf,
  type Compliance,
  complianceOf,
  judgePeriod,
  lastSpan,
  type Met,
  type PeriodReport,
  periodJsonSchema,
  type SourcePeriod,
  type Span,
  spanOf,
} from './audit/audit.ts'
export {
  type Approval,
  type BackupChange,
  type Comparison,
  judgeChange,
  type Outlook,
  type OutlookDay,
  type OutlookMonth,
  type SourceComparison,
} from './change.ts'
export { type Conditions, judgeGate, type Note, type Shortfall, type Verdict } from './gate.ts'
export type { ProofTimesKnown } from './health/backup.ts'
export {
  type BackupHealth,
  type CopyHealth,
  type DrillHealth,
  type DrillSourceHealth,
  type FindingCode,
  findingCodes,
  type Health,
  type HealthFinding,
  type HealthState,
  type HistoryPoint,
  healthJsonSchema,
  healthSchema,
  most,
  type ProofPoint,
  type RestoreMade,
  type Running,
  type SourceHealth,
  type StoreHealth,
  type Trigger,
} from './health/contract.ts'
export { lossesOf } from './health/copy.ts'
export { type DrillsLook, drillFindings, drillHealth, judgeDrills } from './health/drill.ts'
export { algorithm, type Keys, type SealedTo } from './health/encryption.ts'
export { type KeyHeld, keyFindings, observeKeys } from './health/key-age.ts'
export { isLogged, type LogHealth, type LogLook, overdueAfterMs, proofOfLog, proofsOfLog } from './health/log.ts'
export { collectedUntil } from './health/log-finding.ts'
export { judgeProject, type ProjectLook } from './health/project.ts'
export type { RestoresLook } from './health/restore.ts'
export { judgeHealth, type Look, restoresOf, worstOf } from './health/source.ts'
export { judgeStore, type StoreLook } from './health/store.ts'
export { medianSlope } from './health/trend.ts'
export { failedAttempts, requesterOf, type Work } from './health/trigger.ts'
export type {
  Expected,
  RecoveryPlan,
  RecoveryStep,
  RecoveryTime,
  StoreNeed,
  Variable,
  Words,
} from './recovery/contract.ts'
export { inOrder, waitsFor } from './recovery/order.ts'
export { type EngineOptions, planRecovery } from './recovery/plan.ts'
export {
  changesBetween,
  migrationLosses,
  type RehearsalChange,
  type RehearsalReport,
  type SchemaChange,
  schemaDifference,
} from './rehearsal.ts'
export {
  type ComparePositions,
  isRoute,
  liesIn,
  momentOf,
  type NoRoute,
  type RecoveryWindow,
  type Route,
  restoreAt,
  routeTo,
  windowsOf,
} from './window.ts'
