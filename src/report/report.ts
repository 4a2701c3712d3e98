export * from './alert/alert.ts'
export { badge, healthBadge } from './badge.ts'
export type * from './data.ts'
export {
  type Covers,
  type Document,
  documentHtml,
  documentMarkdown,
  documentPdf,
  healthDocument,
  type KitLook,
  kitDocument,
  periodDocument,
} from './document/document.ts'
export { type EvidenceReading, evidenceFiles, type RestoreDone, type RestoreTest } from './evidence/pack.ts'
export { healthPage } from './html/html.ts'
export {
  annotations,
  commentMarker,
  drillText,
  type GateReport,
  gateJson,
  gateStatus,
  gateText,
  healthMarker,
  type Override,
  type RestoreRow,
  rehearsalText,
  renderComment,
  renderDrill,
  renderGate,
  renderHealth,
  renderPlain,
  renderRehearsal,
  renderRestores,
  renderSummary,
  renderUnread,
  verdictOutput,
} from './markdown/markdown.ts'
export { hostText, level, unlikeSnapshot } from './phrase.ts'
export { healthMetrics } from './prometheus/prometheus.ts'
export { renderRunbook } from './runbook/runbook.ts'
export { healthText, progressLine, renderText, type TextStyle } from './terminal/terminal.ts'
