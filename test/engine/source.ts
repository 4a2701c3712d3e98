import type {
  Cluster,
  FilesSource,
  MariadbSource,
  MeilisearchSource,
  MysqlSource,
  PostgresSource,
  QdrantSource,
  Source,
  SqliteSource,
  SshLogin,
} from '../../src/policy/policy.ts'
import type { KafkaSource } from '../../src/policy/source/kafka.ts'
import type { MongodbSource } from '../../src/policy/source/mongodb.ts'
import type { NatsSource } from '../../src/policy/source/nats.ts'
import type { Runtime } from '../../src/runtime/runtime.ts'

const common = {
  stores: ['disk'],
  objectives: {},
  retention: {
    keep: { counts: {}, withinPeriods: {}, tags: [] },
    tiers: [],
    minKeep: 1,
    max: {},
    protect: [],
    grace: { years: 0, months: 0, days: 7, ms: 0, text: '7d' },
  },
  verify: { size: {}, assertions: [] },
  tools: { kind: 'host' },
  line: 1,
} as const

export function sqliteSource(path: string): SqliteSource {
  return { ...common, name: 'app', engine: 'sqlite', path }
}

export function filesSource(paths: readonly string[], select: Partial<FilesSource> = {}): FilesSource {
  return { ...common, name: 'uploads', engine: 'files', paths, include: [], exclude: [], ...select }
}

export function postgresSource(url: string, more: Partial<PostgresSource> = {}): PostgresSource {
  return {
    ...common,
    name: 'orders',
    tools: { kind: 'auto' },
    engine: 'postgres',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    jobs: 1,
    globals: 'without-passwords',
    tables: { include: [], exclude: [] },
    schemas: { include: [], exclude: [] },
    ...more,
  }
}

export function mysqlSource(
  engine: 'mysql' | 'mariadb',
  url: string,
  more: Partial<Omit<MysqlSource, 'engine'>> = {},
): MysqlSource | MariadbSource {
  return {
    ...common,
    name: 'orders',
    tools: { kind: 'auto' },
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    tables: { include: [], exclude: [] },
    users: false,
    allowEmpty: false,
    roundedFloats: false,
    ...more,
    engine,
  }
}

export function natsSource(url: string, more: Partial<NatsSource> = {}): NatsSource {
  return {
    ...common,
    name: 'events',
    tools: { kind: 'auto' },
    engine: 'nats',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    streams: { include: [], exclude: [] },
    allowEmpty: false,
    ...more,
  }
}

export function mongodbSource(url: string, more: Partial<MongodbSource> = {}): MongodbSource {
  return {
    ...common,
    name: 'orders',
    tools: { kind: 'auto' },
    engine: 'mongodb',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    collections: { include: [], exclude: [] },
    users: false,
    snapshot: true,
    allowEmpty: false,
    ...more,
  }
}

export function kafkaSource(url: string, more: Partial<KafkaSource> = {}): KafkaSource {
  return {
    ...common,
    name: 'events',
    tools: { kind: 'auto' },
    engine: 'kafka',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    topics: { include: [], exclude: [] },
    groups: { include: [], exclude: [] },
    allowEmpty: false,
    ...more,
  }
}

export function searchSource<P extends 'opensearch' | 'elasticsearch'>(
  engine: P,
  url: string,
  more: Partial<Pick<Extract<Source, { engine: P }>, 'indexes' | 'allowEmpty'>> = {},
): Extract<Source, { engine: P }> {
  const secret = { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` }
  const all = { include: [], exclude: [] }
  const source = { ...common, name: 'search', engine, url: secret, indexes: all, allowEmpty: false, ...more }
  return source as unknown as Extract<Source, { engine: P }>
}

/** For engines that run no program. */
export const noRuntime: Runtime = {
  where: 'nowhere',
  spawn: () => {
    throw new Error('this engine runs no program')
  },
  reach: (server) => server,
}

export function keyValueSource<P extends 'valkey' | 'redis'>(
  engine: P,
  url: string,
  more: { readonly allowEmpty?: boolean; readonly via?: SshLogin; readonly cluster?: Cluster } = {},
): Extract<Source, { engine: P }> {
  const secret = { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` }
  const source = { ...common, name: 'cache', engine, url: secret, allowEmpty: false, ...more }
  return source as unknown as Extract<Source, { engine: P }>
}

export function qdrantSource(url: string, more: Partial<QdrantSource> = {}): QdrantSource {
  return {
    ...common,
    name: 'vectors',
    tools: { kind: 'auto' },
    engine: 'qdrant',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    collections: { include: [], exclude: [] },
    allowEmpty: false,
    ...more,
  }
}

export function meilisearchSource(url: string, more: Partial<MeilisearchSource> = {}): MeilisearchSource {
  return {
    ...common,
    name: 'search',
    tools: { kind: 'auto' },
    engine: 'meilisearch',
    url: { template: `\${URL}`, reveal: () => url, origin: () => 'URL', toJSON: () => `\${URL}` },
    indexes: { include: [], exclude: [] },
    allowEmpty: false,
    ...more,
  }
}
