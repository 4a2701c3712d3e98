import type { EngineName } from '../policy/policy.ts'
import type { Engine } from './contract.ts'
import { throughBastions } from './via/via.ts'

/** Every engine, loaded when it is first asked for. */
const engines: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  postgres: async () => (await import('./postgres/postgres.ts')).postgres as Engine,
  mysql: async () => (await import('./mysql/mysql.ts')).mysql as Engine,
  mariadb: async () => (await import('./mysql/mysql.ts')).mariadb as Engine,
  mongodb: async () => (await import('./mongodb/mongodb.ts')).mongodb as Engine,
  nats: async () => (await import('./nats/nats.ts')).nats as Engine,
  kafka: async () => (await import('./kafka/kafka.ts')).kafka as Engine,
  sqlite: async () => (await import('./sqlite/sqlite.ts')).sqlite as Engine,
  valkey: async () => (await import('./valkey/valkey.ts')).valkey as Engine,
  redis: async () => (await import('./redis/redis.ts')).redis as Engine,
  qdrant: async () => (await import('./qdrant/qdrant.ts')).qdrant as Engine,
  meilisearch: async () => (await import('./meilisearch/meilisearch.ts')).meilisearch as Engine,
  opensearch: async () => (await import('./opensearch/opensearch.ts')).opensearch as Engine,
  elasticsearch: async () => (await import('./opensearch/opensearch.ts')).elasticsearch as Engine,
  environment: async () => (await import('./environment/environment.ts')).environment as Engine,
  git: async () => (await import('./git/git.ts')).git as Engine,
  command: async () => (await import('./command/command.ts')).command as Engine,
  files: async () => (await import('./files/files.ts')).files as Engine,
}

export async function engineOf(name: EngineName): Promise<Engine> {
  return throughBastions(await engines[name]())
}
