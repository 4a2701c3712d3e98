export { annotations } from './annotation.ts'
export { commentMarker, renderComment, renderUnread } from './comment.ts'
export { drillText, renderDrill } from './drill-view.ts'
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
  healthLine,
  kindOf,
  levelMarks,
  logText,
  marks,
  otherFindings,
  sizesOf,
  worstFirst,
} from './health-cell.ts'
export { healthMarker, renderHealth } from './health-view.ts'
export { renderPlain } from './plain.ts'
export { rehearsalText, renderRehearsal } from './rehearsal-view.ts'
export { type RestoreRow, type RestoresView, renderRestores } from './restore-view.ts'
export { renderSummary } from './summary.ts'
