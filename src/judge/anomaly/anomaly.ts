export type { Anomaly, AnomalyVerdict, UnusualBackup } from './contract.ts'
export { anomalyFindings, freezesBy, judgeAnomalies, saysShort, saysUnusual } from './verdict.ts'
