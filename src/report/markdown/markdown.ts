export { annotations } from './annotation.ts'
export { commentMarker, renderComment, renderUnread } from './comment.ts'
export {
  type GateReport,
  gateJson,
  gateStatus,
  gateText,
  type Override,
  renderGate,
  verdictOutput,
} from './gate-view.ts'
export {
  cellsOf,
  type HealthReport,
  healthJson,
  healthLine,
  healthText,
  marks,
  overall,
  renderHealth,
} from './health-view.ts'
export { renderPlain } from './plain.ts'
export { describeRetention, describeRules } from './rules.ts'
export { renderSummary } from './summary.ts'
