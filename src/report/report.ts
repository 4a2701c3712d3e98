export { annotations } from './annotation.ts'
export { commentMarker, renderComment, renderUnread } from './comment.ts'
export {
  type Approval,
  type BackupChange,
  type Comparison,
  judgeChange,
  type Outlook,
  type OutlookDay,
  type OutlookMonth,
  type SourceComparison,
} from './comparison.ts'
export { lossesOf } from './copy-health.ts'
export type * from './data.ts'
export { type Conditions, judgeGate, restoreCommand, type Shortfall, type Verdict } from './gate.ts'
export {
  type GateReport,
  gateJson,
  gateStatus,
  gateText,
  type Override,
  renderGate,
  verdictOutput,
} from './gate-view.ts'
export { judgeHealth, newestRestore, type SourceHealth } from './health.ts'
export { type HealthReport, healthJson, healthText, renderHealth } from './health-view.ts'
export { healthPage } from './html.ts'
export { level } from './phrase.ts'
export { renderPlain } from './plain.ts'
export { progressLine } from './progress.ts'
export { describeRetention, describeRules } from './rules.ts'
export { renderSummary } from './summary.ts'
export { renderText, type TextStyle } from './text.ts'
