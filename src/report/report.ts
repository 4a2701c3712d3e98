export {
  type Approval,
  type BackupChange,
  type Comparison,
  judgeChange,
  type Outlook,
  type OutlookDay,
  type OutlookMonth,
  type SourceComparison,
} from '../judge/change.ts'
export { lossesOf } from '../judge/copy.ts'
export { type Conditions, judgeGate, restoreCommand, type Shortfall, type Verdict } from '../judge/gate.ts'
export { judgeHealth, newestRestore, type SourceHealth } from '../judge/health.ts'
export type * from './data.ts'
export { healthPage } from './html/page.ts'
export { annotations } from './markdown/annotation.ts'
export { commentMarker, renderComment, renderUnread } from './markdown/comment.ts'
export {
  type GateReport,
  gateJson,
  gateStatus,
  gateText,
  type Override,
  renderGate,
  verdictOutput,
} from './markdown/gate-view.ts'
export { type HealthReport, healthJson, healthText, renderHealth } from './markdown/health-view.ts'
export { renderPlain } from './markdown/plain.ts'
export { describeRetention, describeRules } from './markdown/rules.ts'
export { renderSummary } from './markdown/summary.ts'
export { level } from './phrase.ts'
export { progressLine } from './terminal/progress.ts'
export { renderText, type TextStyle } from './terminal/text.ts'
