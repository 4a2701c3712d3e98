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
export { type CopyHealth, lossesOf } from './copy.ts'
export { type Conditions, judgeGate, type Shortfall, type Verdict } from './gate.ts'
export { type HealthFinding, judgeHealth, newestRestore, type SourceHealth } from './health.ts'
