export type { AlertRules, AlertTimes, QuietHours, RuleName } from './alert/model.ts'
export { ruleNames } from './alert/model.ts'
export type { PolicyChecks } from './checks.ts'
export type { ApplicationAnswer, DrillApplication } from './drill/application.ts'
export type { DrillRules } from './drill/model.ts'
export type * from './model.ts'
export type * from './notify/model.ts'
export { type ParseOptions, parsePolicy } from './parse.ts'
export { defaultGrace, keepsEverything } from './retention/build.ts'
export { describeRetention, describeRules } from './retention/describe.ts'
export type * from './retention/model.ts'
export { everything, leastGraceMs } from './retention/schema.ts'
export { policySchema } from './schema.ts'
export { type EngineName, engineNames, groupOf, identityOf, kindOf, type Source, serverOf } from './source/all.ts'
export type { CommandSource } from './source/command.ts'
export type { FilesSource } from './source/files.ts'
export type { GitSource } from './source/git.ts'
export { type Anomalies, defaultAnomalies } from './source/kind/anomaly.ts'
export type * from './source/kind/assertion.ts'
export { questionNames } from './source/kind/assertion.ts'
export {
  type Cluster,
  type Clustered,
  clusterDefaults,
  namesHosts,
  preferredRole,
  type Role,
} from './source/kind/cluster.ts'
export type * from './source/kind/contract.ts'
export {
  type Databases,
  describeDatabases,
  type Member,
  patternsOf,
  takesDatabase,
  urlOf,
} from './source/kind/databases.ts'
export { type Draft, quoted } from './source/kind/draft.ts'
export type { PointInTime } from './source/kind/point-in-time.ts'
export { everySource, type Hook, type Recovery } from './source/kind/recovery.ts'
export type { MariadbSource } from './source/mariadb.ts'
export type { MeilisearchSource } from './source/meilisearch.ts'
export type { MysqlSource } from './source/mysql.ts'
export type { NatsSource } from './source/nats.ts'
export type { PostgresSource } from './source/postgres.ts'
export type { QdrantSource } from './source/qdrant.ts'
export { connectsHere, type SourceCommon } from './source/source.ts'
export type { SqliteSource } from './source/sqlite.ts'
export type { RedisSource, ValkeySource } from './source/valkey.ts'
export { codeFrame } from './text/code-frame.ts'
export { countIn, type Finding as PolicyFinding, policyFindings } from './text/finding.ts'
export { hasScheme, plainHttpFault } from './value/address.ts'
export { memberName, readMember } from './value/member-name.ts'
export { type Argv, type ProgramVariable, shownProgram } from './value/program.ts'
export { requireSet, type Secret, secretNames } from './value/secret.ts'
export { databaseIn, inDatabase } from './value/server-path.ts'
export { type SshLogin, shownLogin } from './value/ssh.ts'
export { shownTools, type Tools } from './value/tools.ts'
