import { shownLogin } from '../value/ssh.ts'
import { shownTools } from '../value/tools.ts'
import { command } from './command.ts'
import { environment } from './environment.ts'
import { files } from './files.ts'
import { git } from './git.ts'
import { kafka } from './kafka.ts'
import type { Identity, SourceKind } from './kind/contract.ts'
import type { CommonShape } from './kind/shape.ts'
import { mariadb } from './mariadb.ts'
import { meilisearch } from './meilisearch.ts'
import { mongodb } from './mongodb.ts'
import { mysql } from './mysql.ts'
import { nats } from './nats.ts'
import { elasticsearch, opensearch } from './opensearch.ts'
import { postgres } from './postgres.ts'
import { qdrant } from './qdrant.ts'
import { redis } from './redis.ts'
import { sqlite } from './sqlite.ts'
import { valkey } from './valkey.ts'

/** Every engine: names, keys, schema, manifests and `init` follow from this table. `init` asks in this order. */
const kinds = {
  postgres,
  mysql,
  mariadb,
  sqlite,
  mongodb,
  valkey,
  redis,
  nats,
  kafka,
  qdrant,
  meilisearch,
  opensearch,
  elasticsearch,
  environment,
  git,
  command,
  files,
}

export type EngineName = keyof typeof kinds
export type Source = ReturnType<(typeof kinds)[EngineName]['build']>

export const engineNames = Object.keys(kinds) as [EngineName, ...EngineName[]]

export function isEngine(name: unknown): name is EngineName {
  return typeof name === 'string' && Object.hasOwn(kinds, name)
}

/** What is known of an engine without loading it. */
export function kindOf(engine: EngineName): SourceKind<Source> {
  return kinds[engine] as unknown as SourceKind<Source>
}

/** The schema of a source of each engine, made when it is first asked for: few policies have many engines. */
export function sourceShapes(common: CommonShape): (name: EngineName) => ReturnType<SourceKind['shape']> {
  const made = new Map<EngineName, ReturnType<SourceKind['shape']>>()
  return (name) => {
    const shape = made.get(name) ?? kinds[name].shape(common)
    made.set(name, shape)
    return shape
  }
}

/** The server that a dump of the source is taken from: one at a time is enough for it. undefined: none, or it is not known. */
export function serverOf(source: Source): string | undefined {
  const server = kindOf(source.engine).server?.(source)
  // The same address may be another server from there.
  const { tools, via } = source
  const place = tools.kind === 'ssh' || tools.kind === 'pod' ? shownTools(tools) : via && shownLogin(via)
  const from = place === undefined ? '' : ` from ${place}`
  return server === undefined ? undefined : `${source.engine} ${server}${from}`
}

/** What `restore --what` calls the source; undefined: it is only part of everything. */
export function groupOf({ group, engine }: Source): string | undefined {
  return group ?? kindOf(engine).group
}

/** What the source backs up, as the policy writes it: the same under another name is the same source. */
export function identityOf(source: Source): Identity {
  const { whole, content } = kindOf(source.engine).identity(source)
  const ofEngine = (text: string) => JSON.stringify([source.engine, text])
  return { whole: ofEngine(whole), content: content.map(ofEngine) }
}
