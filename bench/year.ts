import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  digestOfIds,
  encodeManifest,
  type LogPart,
  logName,
  type Manifest,
  makeId,
  objectName,
  piecesPerVolume,
  volumeOf,
} from '../src/catalog/catalog.ts'
import { sealedKeyObject } from '../src/seal/key-object.ts'
import { boxDataKey, generateKeys, newDataKey, parseKeyObject } from '../src/seal/seal.ts'

// node bench/year.ts FOLDER [--pieces 35040] [--minutes 15]: a policy and a directory store with a MySQL source whose log was collected
// so often, without a gap, and that was dumped each night: manifests and key objects, without the sealed parts.

export interface LogOptions {
  readonly pieces: number
  readonly everyMs: number
  /** When the last one was collected. */
  readonly until: Date
  /** The number of the first; absent: 1. */
  readonly first?: number
}

const [minuteMs, dayMs] = [60_000, 86_400_000]
const source = 'orders'
const history = '8f1c0e5a-0000-11ee-9d2c-0242ac120002'

export type Put = (key: string, bytes: Uint8Array | string) => void

/** Writes the log below a new folder; gives the path of the policy. */
export function makeLog(folder: string, options: LogOptions): string {
  const { recipient } = generateKeys()
  mkdirSync(folder, { recursive: true })
  const policy = join(folder, 'backup-policy.yml')
  writeFileSync(policy, logPolicy(recipient, options))
  const made = new Set<string>()
  writeLog(recipient, options, (key, bytes) => {
    const path = join(folder, 'store', key)
    if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true })
    made.add(dirname(path))
    writeFileSync(path, bytes)
  })
  return policy
}

/** Of which all is to be kept, unless a window is given. */
export const logPolicy = (
  recipient: string,
  { pieces, everyMs }: LogOptions,
  windowDays = Math.ceil((pieces * everyMs) / dayMs),
): string => `version: 1
project: log
stores: { disk: { directory: { path: ./store, min-free: 1MiB } } }
encryption: { recipients: [${recipient}] }
sources:
  ${source}:
    engine: mysql
    url: "mysql://backup@db.example:3306/shop"
    schedule: "0 2 * * *"
    point-in-time: { every: ${everyMs / minuteMs}m, window: ${windowDays}d }
    retention: { keep: { daily: 400 } }
`

export function writeLog(recipient: string, { pieces, everyMs, until, first = 1 }: LogOptions, put: Put): void {
  // One for all: making a thousand would take longer than all else.
  const { boxes } = parseKeyObject(boxDataKey(makeId(source, until, 0), newDataKey(), [recipient]))
  const commit = (manifest: Manifest) => {
    put(objectName.key(manifest.source, manifest.id), sealedKeyObject({ id: manifest.id, boxes }))
    put(objectName.manifest(manifest.source, manifest.id), encodeManifest(manifest))
  }
  const begin = until.getTime() - pieces * everyMs
  const place = (at: number) => ({ at: `binlog.000001:${1000 + (at - begin)};time=${at}000`, history })
  for (let at = begin; at < until.getTime(); at += dayMs) commit(backup(source, new Date(at), place(at)))
  let previous: LogPart['previous']
  let ids: string[] = []
  for (let at = 0; at < pieces; at += 1) {
    const number = first + at
    const [from, to] = [begin + at * everyMs, begin + (at + 1) * everyMs]
    const volume = logName(source, { kind: 'volume', number: volumeOf(number) })
    const piece = backup(volume, new Date(to), place(to))
    const covers = { from: new Date(from).toISOString(), until: new Date(to).toISOString() }
    const begins = number % piecesPerVolume === 1
    const log = { number, from: place(from), covers, ...(previous ? { previous } : {}) }
    commit({
      ...piece,
      kind: 'log',
      log: { ...log, ...(begins && ids.length === piecesPerVolume ? { volume: digestOfIds(ids) } : {}) },
    })
    ids = begins ? [piece.id] : [...ids, piece.id]
    previous = { id: piece.id, sha256: piece.parts.at(-1)?.sha256 ?? '' }
  }
}

function backup(name: string, startedAt: Date, position: { at: string; history: string }): Manifest {
  const sha256 = startedAt.getTime().toString(16).padStart(64, '0')
  const part = { sha256, compression: 'zstd' } as const
  return {
    format: 'backproof/v1',
    id: makeId(name, startedAt, startedAt.getTime() % 1000),
    source: name,
    engine: 'mysql',
    kind: 'full',
    trigger: 'schedule',
    tags: [],
    retain: false,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(startedAt.getTime() + 2000).toISOString(),
    parts: [
      { name: 'binlog', bytes: 40_000, plainBytes: 200_000, ...part },
      { name: 'piece.json', bytes: 600, plainBytes: 900, ...part },
    ],
    versions: { backproof: '0.1.0', node: '24.0.0', server: '9.7.0' },
    origin: { repository: 'acme/shop', workflow: 'backup', run: '1000001', actor: 'github-actions', project: 'log' },
    consistency: 'snapshot',
    position,
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { pieces: { type: 'string', default: '35040' }, minutes: { type: 'string', default: '15' } },
  })
  const [folder] = positionals
  if (folder === undefined) throw new Error('name a folder')
  const everyMs = Number(values.minutes) * minuteMs
  process.stdout.write(`${makeLog(folder, { pieces: Number(values.pieces), everyMs, until: new Date() })}\n`)
}
