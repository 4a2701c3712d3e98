import { createHash } from 'node:crypto'
import type { Counted, Facts, ServerFacts } from '../contract.ts'
import type { KeptIndex } from './description.ts'
import type { Meilisearch, Settings } from './server.ts'
import type { Version } from './version.ts'

export const serverFacts = ({ text, major }: Version): ServerFacts => ({ version: text, major, settings: {} })

type IndexFacts = Pick<KeptIndex, 'uid' | 'primaryKey' | 'settings'> & {
  /** undefined: they are not compared. */
  readonly documents?: number | undefined
}

export function factsOf(version: Version, sizeBytes: number, indexes: readonly IndexFacts[]): Facts {
  const counted = indexes.flatMap(({ uid, documents }) => (documents === undefined ? [] : [[uid, documents] as const]))
  return {
    version: 1,
    engine: 'meilisearch',
    server: serverFacts(version),
    sizeBytes,
    rows: Object.fromEntries(counted),
    objects: {
      // Also of a server that agreed to be empty.
      server: ['Meilisearch'],
      index: indexes.map(({ uid }) => uid).sort(),
      'primary key': indexes.flatMap(({ uid, primaryKey }) => (primaryKey ? [`${uid} ${primaryKey}`] : [])).sort(),
      setting: indexes.flatMap(({ uid, settings }) => settingLines(settings).map((line) => `${uid} ${line}`)).sort(),
    },
  }
}

/** The facts of a server, of the indexes that others are of. `left`: embedders that were left out on purpose, by index. */
export async function liveFacts(
  server: Meilisearch,
  like: Facts,
  left: ReadonlyMap<string, object>,
  counted: Counted = () => {},
): Promise<Facts> {
  const wanted = new Set(like.objects['index'])
  const found: IndexFacts[] = []
  for (const { uid, primaryKey } of await server.indexes()) {
    if (!wanted.has(uid)) continue
    const live = await server.settings(uid)
    const settings = { ...live, embedders: { ...(live['embedders'] ?? {}), ...left.get(uid) } }
    if (!Object.hasOwn(like.rows, uid)) {
      found.push({ uid, primaryKey, settings })
      continue
    }
    const { numberOfDocuments: documents } = await server.stats(uid)
    counted(documents)
    found.push({ uid, primaryKey, settings, documents })
  }
  return factsOf(await server.version(), like.sizeBytes, found)
}

/**
 * What of the settings is compared, as lines: so a newer server's additions are no difference. Of embedders their names alone,
 * because a server hides their keys, and a proof has them not ask anybody.
 */
export function settingLines({ embedders, ...settings }: Settings): readonly string[] {
  return [...lines(settings, []), ...Object.keys((embedders ?? {}) as object).map((name) => `embedders.${name}`)]
}

function lines(value: unknown, path: readonly string[]): readonly string[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path.join('.')}=${short(JSON.stringify(value))}`]
  return Object.entries(value).flatMap(([key, inside]) => lines(inside, [...path, key]))
}

const short = (text: string) =>
  text.length <= 200 ? text : `${text.slice(0, 60)}... (SHA-256 ${createHash('sha256').update(text).digest('hex')})`
