import { type Entry, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import { describeRules, type Policy, type S3Config, type StoreConfig } from '../../policy/policy.ts'
import { formatBytes } from '../../words/words.ts'
import type { HealthFinding, StoreHealth } from './contract.ts'
import { worstFirst } from './finding.ts'
import { stateOf } from './source.ts'

/** What was found out about a store itself. */
export interface StoreLook {
  readonly probe: StoreHealth['probe']
  /** Of its file system. */
  readonly room?: { readonly freeBytes: number; readonly totalBytes: number }
  readonly lock: StoreHealth['lock']
  /** What could not be looked at although it was reached. */
  readonly unread?: readonly { readonly what: string; readonly message: string; readonly hint?: string }[]
}

/** How one store is. `catalogs`: of the sources that are kept in it. Pure. */
export function judgeStore(
  policy: Policy,
  name: string,
  catalogs: readonly SourceCatalog[],
  look: StoreLook,
  now: Date,
): StoreHealth {
  const config = policy.stores[name]
  if (!config) throw new Error(`the policy has no store ${name}`)
  const backups = contentOf(name, catalogs, now)
  const room = roomOf(config, look)
  const findings = worstFirst([...ofProbe(name, look), ...ofRoom(name, room, catalogs), ...ofUnread(name, look)])
  const perGib = policy.prices?.perGibMonth[name]
  const kept = backups && !backups.partial ? backups.bytes + backups.deletedBytes : undefined
  return {
    store: name,
    ...placeOf(config),
    state: stateOf(findings, false),
    probe: look.probe,
    ...(backups ? { backups } : {}),
    ...(room ? { room } : {}),
    lock: look.lock,
    ...(policy.prices && perGib !== undefined && kept !== undefined
      ? { cost: { currency: policy.prices.currency, perMonth: Math.round((kept / 2 ** 30) * perGib * 100) / 100 } }
      : {}),
    ...(config.retention ? { retention: describeRules(config.retention) } : {}),
    findings,
  }
}

function placeOf(config: StoreConfig) {
  if (config.kind === 'directory') return { kind: config.kind, where: config.path, path: config.path }
  const { kind, bucket, prefix, region } = config
  const provider = providerOf(config)
  return {
    ...{ kind, where: `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`, bucket, prefix, region },
    ...(provider === undefined ? {} : { provider }),
  }
}

/** "amazonaws.com"; undefined: the address comes from the environment, where it may be secret. */
function providerOf({ endpoint }: S3Config): string | undefined {
  if (!endpoint) return 'amazonaws.com'
  if (endpoint.template.includes('$')) return undefined
  const host = URL.parse(endpoint.template)?.hostname
  if (!host) return undefined
  return /^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.')
}

/** undefined: it could not be read for any source. */
function contentOf(name: string, catalogs: readonly SourceCatalog[], now: Date): StoreHealth['backups'] {
  const read = catalogs.filter(({ unread }) => !unread.some(({ store }) => store === name))
  if (catalogs.length > 0 && read.length === 0) return undefined
  const has = ({ copies, released = [], damaged = [] }: Entry) =>
    copies.includes(name) || released.includes(name) || damaged.some(({ store }) => store === name)
  const all = read.flatMap(({ entries }) => entries.filter((entry) => standing(entry, now) !== 'foreign' && has(entry)))
  const goes = (entry: Entry) => standing(entry, now) === 'deleted' || entry.marked.includes(name)
  const [live, leaving] = [all.filter((entry) => !goes(entry)), all.filter(goes)]
  const times = live.map(({ startedAt }) => startedAt).sort((a, b) => a.getTime() - b.getTime())
  const [oldest, newest] = [times[0], times.at(-1)]
  const bytesOf = (entries: readonly Entry[]) => entries.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    count: live.length,
    bytes: bytesOf(live),
    deleted: leaving.length,
    deletedBytes: bytesOf(leaving),
    sources: read.filter(({ entries }) => entries.some((entry) => live.includes(entry))).length,
    ...(oldest ? { oldestAt: oldest.toISOString() } : {}),
    ...(newest ? { newestAt: newest.toISOString() } : {}),
    partial: read.length < catalogs.length,
  }
}

function roomOf(config: StoreConfig, { room }: StoreLook): StoreHealth['room'] {
  if (!room || config.kind !== 'directory') return undefined
  const { minFreeBytes } = config
  if (minFreeBytes === 0) return room
  return { ...room, minFreeBytes, met: room.freeBytes >= minFreeBytes }
}

function ofProbe(store: string, { probe }: StoreLook): readonly HealthFinding[] {
  if (probe.state === 'reached') return []
  const hint = probe.hint === undefined ? {} : { hint: probe.hint }
  const message = probe.message ?? `${store} does not answer`
  return [{ level: 'failure', code: 'store-unreachable', message, ...hint, store }]
}

/** Nothing is concluded from what was not read; but nobody is to take it for what is not there. */
function ofUnread(store: string, { unread = [] }: StoreLook): readonly HealthFinding[] {
  return unread.map(({ what, message, hint }) => ({
    level: 'note',
    code: 'not-looked',
    message: `${what} of ${store} is not known: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    store,
  }))
}

function ofRoom(
  store: string,
  room: StoreHealth['room'],
  catalogs: readonly SourceCatalog[],
): readonly HealthFinding[] {
  if (!room) return []
  const { freeBytes, minFreeBytes = 0, met } = room
  const free = `${formatBytes(freeBytes)} are free`
  if (met === false)
    return [
      {
        level: 'failure',
        code: 'storage-low',
        message: `${free} in ${store}, min-free keeps ${formatBytes(minFreeBytes)}: no backup goes there`,
        hint: 'Make room on its file system; `prune --apply` works without any.',
        store,
      },
    ]
  const next = catalogs.reduce((sum, { entries }) => sum + (entries[0]?.bytes ?? 0), 0)
  if (freeBytes - minFreeBytes >= next) return []
  return [
    {
      level: 'warning',
      code: 'storage-low',
      message: `${free} in ${store}${minFreeBytes > 0 ? `, of which min-free keeps ${formatBytes(minFreeBytes)}` : ''}; one more backup of each source takes ${formatBytes(next)}`,
      hint: 'Make room on its file system, or let retention keep less.',
      store,
    },
  ]
}
