export { MysqlLog } from './binlog.ts'
export { mysqlReplay } from './replay.ts'
