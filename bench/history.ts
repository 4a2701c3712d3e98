import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  encodeManifest,
  encodeRecord,
  encodeRun,
  type Level,
  type Manifest,
  makeId,
  objectName,
  type Proof,
  type RunRecord,
} from '../src/catalog/catalog.ts'
import { sealedKeyObject } from '../src/seal/key-object.ts'
import { boxDataKey, generateKeys, type KeyPairTexts, newDataKey, parseKeyObject } from '../src/seal/seal.ts'

// node bench/history.ts FOLDER [--sources 20] [--stores 3] [--days 365]: a policy and its directory stores with the history of a
// year, as a daily schedule leaves it, in seconds: manifests, key objects, proofs and run records, without the sealed parts. The
// same arguments make the same history, but for the keys.

export interface HistoryOptions {
  readonly sources: number
  readonly stores: number
  readonly days: number
  /** The end of it: the newest backup is some hours older. */
  readonly until: Date
  readonly seed?: number
}

export interface MadeHistory {
  readonly folder: string
  /** Path of the policy. */
  readonly policy: string
  readonly sources: readonly string[]
  readonly stores: readonly string[]
  readonly keys: KeyPairTexts
  /** How many objects were written. */
  readonly objects: number
}

const [hourMs, dayMs] = [3_600_000, 86_400_000]
/** `prune --apply` removes older records. */
const recordDays = 90
const engines = ['postgres', 'mysql', 'files', 'sqlite', 'mongodb', 'valkey'] as const
const storeNames = ['primary', 'offsite', 'archive', 'cold', 'lab'] as const

/** Numbers from 0 to 1 that look random (mulberry32): the same seed gives the same. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Writes the history below a new folder. */
export function makeHistory(folder: string, options: HistoryOptions): MadeHistory {
  const keys = generateKeys()
  const stores = Array.from({ length: options.stores }, (_, i) => storeNames[i] ?? `store-${i + 1}`)
  const sources = Array.from({ length: options.sources }, (_, i) => ({
    name: `${engines[i % engines.length] ?? 'files'}-${String(i + 1).padStart(2, '0')}`,
    engine: engines[i % engines.length] ?? 'files',
  }))
  mkdirSync(folder, { recursive: true })
  const policy = join(folder, 'backup-policy.yml')
  writeFileSync(policy, policyText(sources, stores, keys))
  const shelf = new Shelf(folder, stores)
  for (const [i, { name, engine }] of sources.entries())
    new SourceHistory(shelf, name, engine, keys, options, random((options.seed ?? 1) * 1000 + i)).write()
  return { folder, policy, sources: sources.map(({ name }) => name), stores, keys, objects: shelf.objects }
}

/** The stores, side by side: what all of them hold is one file with several names. */
class Shelf {
  readonly #folder: string
  readonly stores: readonly string[]
  readonly #made = new Set<string>()
  objects = 0

  constructor(folder: string, stores: readonly string[]) {
    this.#folder = folder
    this.stores = stores
  }

  put(key: string, bytes: Uint8Array | string, stores = this.stores): void {
    let first: string | undefined
    for (const store of stores) {
      const path = join(this.#folder, store, key)
      const parent = dirname(path)
      if (!this.#made.has(parent)) mkdirSync(parent, { recursive: true })
      this.#made.add(parent)
      if (first === undefined) writeFileSync(path, bytes)
      else linkSync(first, path)
      first ??= path
      this.objects += 1
    }
  }
}

class SourceHistory {
  readonly #shelf: Shelf
  readonly #name: string
  readonly #engine: Manifest['engine']
  readonly #boxes: ReturnType<typeof parseKeyObject>['boxes']
  readonly #options: HistoryOptions
  readonly #random: () => number
  readonly #from: number

  constructor(
    shelf: Shelf,
    name: string,
    engine: Manifest['engine'],
    keys: KeyPairTexts,
    options: HistoryOptions,
    random: () => number,
  ) {
    this.#shelf = shelf
    this.#name = name
    this.#engine = engine
    this.#options = options
    this.#random = random
    this.#from = options.until.getTime() - recordDays * dayMs
    // One for all: making a thousand would take longer than all else.
    this.#boxes = parseKeyObject(boxDataKey(makeId(name, options.until, 0), newDataKey(), [keys.recipient])).boxes
  }

  write(): void {
    const { days, until } = this.#options
    const size = 10 ** (6 + this.#random() * 3)
    const growth = 1 + (this.#random() - 0.2) * 0.002
    const first = Math.floor((until.getTime() - 10 * hourMs) / dayMs) * dayMs + 2 * hourMs
    for (let back = days - 1; back >= 0; back--) {
      const at = new Date(first - back * dayMs + Math.floor(this.#random() * 120_000))
      const fails = this.#random() < 0.01
      const tookMs = Math.floor(20_000 + this.#random() * 100_000)
      const made = new Date(at.getTime() + 2000)
      if (!fails) this.#backup(made, tookMs, size * growth ** (days - back) * (0.97 + this.#random() * 0.06), back)
      this.#record('backup', at, tookMs, fails ? 'pg_dump failed: connection refused' : undefined)
    }
    // The other work that an hourly run leaves a record of: with --apply, retention each time.
    for (let at = Math.max(this.#from, until.getTime() - days * dayMs); at < until.getTime(); at += hourMs)
      this.#record('prune', new Date(at + 60_000), 900)
  }

  #backup(startedAt: Date, tookMs: number, size: number, back: number): void {
    const id = makeId(this.#name, startedAt, Math.floor(this.#random() * 1000))
    const bytes = Math.floor(size)
    const digest = startedAt.getTime().toString(16).padStart(64, '0')
    const by = this.#random() < 0.03
    const manifest: Manifest = {
      format: 'backproof/v1',
      id,
      source: this.#name,
      engine: this.#engine,
      kind: 'full',
      trigger: by ? 'manual' : 'schedule',
      tags: by ? ['release'] : ['daily'],
      retain: false,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date(startedAt.getTime() + tookMs).toISOString(),
      parts: [
        { name: 'dump.bin', bytes, sha256: digest, plainBytes: bytes * 4, compression: 'zstd' },
        { name: 'facts.json', bytes: 900, sha256: digest, plainBytes: 2400, compression: 'zstd' },
      ],
      versions: { backproof: '0.1.0', node: '24.0.0', server: '17.5' },
      origin: this.#origin(by),
      consistency: 'snapshot',
    }
    this.#shelf.put(objectName.key(this.#name, id), sealedKeyObject({ id, boxes: this.#boxes }))
    this.#shelf.put(objectName.manifest(this.#name, id), encodeManifest(manifest))
    const end = startedAt.getTime() + tookMs
    for (const store of this.#shelf.stores) this.#proof(id, 'check', new Date(end), store, {})
    const store = this.#shelf.stores[back % this.#shelf.stores.length] ?? ''
    if (back % 7 === 0) this.#proof(id, 'read', new Date(end + hourMs), store, { read: 30_000 })
    if (back % 7 === 3) {
      const restore = Math.floor(60_000 + this.#random() * 240_000)
      this.#proof(id, 'restore', new Date(end + 2 * hourMs), store, {
        start: 4000,
        restore,
        compare: 9000,
        assert: 300,
      })
      this.#record('restore', new Date(end + 2 * hourMs), restore)
    }
  }

  #proof(id: string, level: Level, startedAt: Date, store: string, durations: Proof['durations']): void {
    const failed = level === 'read' && this.#random() < 0.01
    const outcome = failed ? 'failed' : 'passed'
    const took = Object.values(durations).reduce((sum, ms) => sum + ms, 800)
    const finding = { level: 'failure', blame: 'env', message: 'the disk of the runner is full' }
    const value = { version: 1, id, level, outcome, startedAt, finishedAt: new Date(startedAt.getTime() + took), store }
    const findings = failed ? [finding] : []
    const key = objectName.proof(this.#name, id, startedAt, level, store, outcome)
    this.#shelf.put(key, encodeRecord({ ...value, durations, findings, versions: {} }))
  }

  #record(command: string, startedAt: Date, tookMs: number, failure?: string): void {
    if (startedAt.getTime() < this.#from) return
    const run: RunRecord = {
      id: makeId(this.#name, startedAt, 0),
      source: this.#name,
      command,
      trigger: 'schedule',
      startedAt,
      finishedAt: new Date(startedAt.getTime() + tookMs),
      outcome: failure === undefined ? 'succeeded' : 'failed',
      because: ['last backup is older than the tick'],
      ...(failure === undefined ? {} : { problem: { code: 'tool-failed', message: failure } }),
    }
    const key = objectName.run(this.#name, startedAt, run.id, run.outcome, command)
    this.#shelf.put(key, encodeRecord(encodeRun(run, this.#origin(false))))
  }

  #origin(byHand: boolean): Readonly<Record<string, string>> {
    const run = String(1_000_000 + Math.floor(this.#random() * 1_000_000))
    const actor = byHand ? 'ada' : 'github-actions'
    return { repository: 'acme/shop', workflow: 'backup', run, actor, event: byHand ? 'workflow_dispatch' : 'schedule' }
  }
}

const addresses: Readonly<Record<string, string>> = {
  postgres: 'url: "postgres://backup@db.example:5432/shop"',
  mysql: 'url: "mysql://backup@db.example:3306/shop"',
  mongodb: 'url: "mongodb://db.example:27017/shop"',
  valkey: 'url: "valkey://db.example:6379"',
  sqlite: 'path: ./shop.sqlite',
  files: 'paths: [./files]',
}

function policyText(
  sources: readonly { readonly name: string; readonly engine: string }[],
  stores: readonly string[],
  keys: KeyPairTexts,
): string {
  return `version: 1
project: history
timezone: Europe/Stockholm
stores:
${stores.map((name) => `  ${name}: { directory: { path: ./${name}, min-free: 1MiB } }`).join('\n')}
encryption: { recipients: [${keys.recipient}] }
prices: { currency: EUR, per-gib-month: { ${stores.map((name) => `${name}: 0.02`).join(', ')} } }
defaults:
  stores: [${stores.join(', ')}]
  schedule: "0 2 * * *"
  objectives: { rpo: 26h, rto: 15m, verified-within: 10d }
  verify: { read: "0 3 * * 1", restore: "0 4 * * 4" }
  retention: { keep: { daily: 400 } }
sources:
${sources.map(({ name, engine }) => `  ${name}:\n    engine: ${engine}\n    ${addresses[engine]}`).join('\n')}
`
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sources: { type: 'string', default: '20' },
      stores: { type: 'string', default: '3' },
      days: { type: 'string', default: '365' },
    },
  })
  const [folder] = positionals
  if (folder === undefined) throw new Error('name a new folder')
  const [sources, stores, days] = [values.sources, values.stores, values.days].map(Number)
  const made = makeHistory(folder, {
    sources: sources ?? 20,
    stores: stores ?? 3,
    days: days ?? 365,
    until: new Date(),
  })
  console.log(`${made.objects} objects in ${folder}; BACKPROOF_SECRET_KEY=${made.keys.secret}`)
}
