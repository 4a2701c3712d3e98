export { type LogOptions, logOptions } from './option.ts'
export { postgresReplay } from './replay.ts'
export { postgresLog } from './source.ts'
