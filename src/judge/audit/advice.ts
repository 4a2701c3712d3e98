import { formatBytes, formatDuration, namesSome, plural } from '../../words/words.ts'
import type { Health, SourceHealth, StoreHealth } from '../health/contract.ts'
import { medianSlope } from '../health/trend.ts'
import type { Advice } from './contract.ts'

const [dayMs, weekMs] = [86_400_000, 7 * 86_400_000]
/** A trend says something from so many points over so long a time: not from three. */
const [fewest, shortestMs] = [8, 2 * weekMs]
/** What lies further ahead is not advice, but guessing. */
const aheadWeeks = 26
const restoreDays = 60

/** What to do before it becomes a finding: each with its numbers, and none from too little. Pure. */
export function adviceOf(health: Health): readonly Advice[] {
  const { sources, stores, at } = health
  return [
    ...sources.flatMap((source) => [
      ...ofSize(source),
      ...ofRestores(source, Date.parse(at)),
      ...ofRto(source),
      ...ofPlaces(source, stores),
      ...ofAttempts(source),
      ...ofRpo(source),
    ]),
    ...ofKeys(sources),
    ...stores.flatMap((store) => ofRoom(store, sources)),
  ]
}

const percent = (part: number) => `${Math.round(part * 1000) / 10} %`
const weeksText = (weeks: number) => (weeks < 1 ? 'less than a week' : plural(Math.floor(weeks), 'week'))

/** Growth a week of what a source keeps, where as much goes as comes; undefined: too little is known, or it does not grow. */
function growthOf({ size, backups }: SourceHealth): { readonly part: number; readonly bytes: number } | undefined {
  if (!size || size.backups < fewest || size.spanMs < shortestMs || size.perWeekBytes <= 0) return undefined
  return { part: size.perWeek, bytes: size.perWeekBytes * backups.count }
}

function ofSize(source: SourceHealth): readonly Advice[] {
  const growth = growthOf(source)
  const max = source.retention.max?.bytes
  if (!growth || max === undefined) return []
  const { bytes } = source.backups
  const weeks = (max - bytes) / growth.bytes
  if (weeks < 0 || weeks > aheadWeeks) return []
  return [
    {
      code: 'max-size-near',
      source: source.source,
      message: `${source.source} grows ${percent(growth.part)} a week: max.size is reached in ${weeksText(weeks)} (${formatBytes(bytes)} of ${formatBytes(max)}, ${formatBytes(growth.bytes)} more a week)`,
      hint: 'From then on the oldest backups go earlier than the rules of keep say: raise max.size, or keep fewer.',
      numbers: {
        growthPerWeek: growth.part,
        bytesPerWeek: growth.bytes,
        bytes,
        maxBytes: max,
        weeks: Math.floor(weeks),
      },
    },
  ]
}

function ofRoom({ store, room, backups }: StoreHealth, sources: readonly SourceHealth[]): readonly Advice[] {
  if (!room || !backups || backups.partial) return []
  const own = sources.filter(({ copies }) => copies.some((copy) => copy.store === store && (copy.count ?? 0) > 0))
  const bytes = own.reduce((sum, source) => sum + (growthOf(source)?.bytes ?? 0), 0)
  const { freeBytes, minFreeBytes = 0 } = room
  const weeks = (freeBytes - minFreeBytes) / bytes
  if (bytes <= 0 || weeks < 0 || weeks > aheadWeeks) return []
  const limit = minFreeBytes > 0 ? 'min-free is reached' : 'it is full'
  return [
    {
      code: 'min-free-near',
      store,
      message: `what ${store} keeps grows by ${formatBytes(bytes)} a week: ${limit} in ${weeksText(weeks)} (${formatBytes(freeBytes)} free${minFreeBytes > 0 ? `, min-free ${formatBytes(minFreeBytes)}` : ''})`,
      hint: 'Make room on its file system, or let retention keep less.',
      numbers: { bytesPerWeek: bytes, freeBytes, minFreeBytes, weeks: Math.floor(weeks) },
    },
  ]
}

function ofRestores(source: SourceHealth, now: number): readonly Advice[] {
  const { oldest } = source.backups
  // Of a store that could not be read, nobody knows what was restored from it.
  if (!oldest || source.unread.length > 0) return []
  const passed = source.history.proofs.filter(({ level, outcome }) => level === 'restore' && outcome === 'passed')
  const last = passed.reduce((best, { at }) => Math.max(best, Date.parse(at)), Date.parse(oldest.at))
  const days = Math.floor((now - last) / dayMs)
  if (days < restoreDays) return []
  const what = passed.length > 0 ? 'nobody has restored' : 'nobody has ever restored'
  const since = passed.length > 0 ? `for ${days} days` : `and its oldest backup is ${days} days old`
  return [
    {
      code: 'no-restore',
      source: source.source,
      message: `${what} ${source.source}${passed.length > 0 ? ' ' : ', '}${since}`,
      hint: `Run \`backproof verify --level restore --source ${source.source}\`, or give it verify.restore.`,
      numbers: { days, restoresPassed: passed.length },
    },
  ]
}

/** Start of the server and restore, as an RTO counts. */
const tookMs = (durations: Readonly<Record<string, number>> = {}) =>
  (durations['start'] ?? 0) + (durations['restore'] ?? 0)

const fewestRestores = 5
const nearRto = 0.7

function ofRto(source: SourceHealth): readonly Advice[] {
  const { targetMs, measuredMs, met } = source.objectives.rto
  if (targetMs === undefined || measuredMs === undefined || met !== true || measuredMs < targetMs * nearRto) return []
  const points = source.history.proofs
    .filter(({ level, outcome, durations }) => level === 'restore' && outcome === 'passed' && tookMs(durations) > 0)
    .map(({ at, durations }) => ({ startedAt: new Date(at), bytes: tookMs(durations) }))
    .toReversed()
  const perWeekMs = points.length >= fewestRestores ? medianSlope(points) * weekMs : 0
  const grows = perWeekMs > targetMs * 0.001
  const weeks = (targetMs - measuredMs) / perWeekMs
  const part = measuredMs / targetMs
  const trend = grows
    ? ` and grows by ${formatDuration(perWeekMs)} a week${weeks <= aheadWeeks ? `: it is reached in ${weeksText(weeks)}` : ''}`
    : ''
  return [
    {
      code: 'rto-near',
      source: source.source,
      message: `the restore of ${source.source} takes ${Math.round(part * 100)} % of its RTO${trend} (${formatDuration(measuredMs)} of ${formatDuration(targetMs)})`,
      hint: 'Restore to a faster machine or from a nearer store, split the source, or agree on a longer RTO.',
      numbers: {
        measuredMs,
        targetMs,
        part: Math.round(part * 1000) / 1000,
        restores: points.length,
        ...(grows ? { perWeekMs: Math.round(perWeekMs) } : {}),
      },
    },
  ]
}

function ofPlaces(source: SourceHealth, all: readonly StoreHealth[]): readonly Advice[] {
  const names = source.copies.map(({ store }) => store)
  const stores = all.filter(({ store }) => names.includes(store))
  const [first] = stores
  if (!first || stores.length < names.length) return []
  const base = { source: source.source, numbers: { stores: stores.length } }
  if (stores.length === 1)
    return [
      {
        ...base,
        code: 'one-store',
        message: `the copies of ${source.source} are all in one store, ${first.store}`,
        hint: 'Add a second store of another provider, or on another machine.',
      },
    ]
  const providers = new Set(stores.map(({ kind, provider }) => (kind === 'directory' ? 'directory' : provider)))
  const [provider] = providers
  if (providers.size > 1 || provider === undefined) return []
  const where = provider === 'directory' ? 'in directories' : `with one provider, ${provider}`
  return [
    {
      ...base,
      code: 'one-provider',
      message: `the copies of ${source.source} are all ${where} (${namesSome(stores.map(({ store }) => store))})`,
      hint:
        provider === 'directory'
          ? 'Make sure that the directories are on different machines, or add an S3 store.'
          : 'One closed account would take all of them: add a store of another provider.',
    },
  ]
}

function ofAttempts(source: SourceHealth): readonly Advice[] {
  const { succeeded, failed, rate } = source.triggers.success.days30
  const attempts = succeeded + failed
  if (rate === undefined || attempts < 10 || failed < 2 || rate >= 0.95) return []
  const codes = source.triggers.recent.flatMap(({ command, outcome, problem }) =>
    command === 'backup' && outcome === 'failed' && problem ? [problem.code] : [],
  )
  const often = [...Map.groupBy(codes, (code) => code)].sort(([, a], [, b]) => b.length - a.length)[0]?.[0]
  return [
    {
      code: 'attempts-fail',
      source: source.source,
      message: `${failed} of ${attempts} attempts to back up ${source.source} failed in 30 days${often ? `, most with ${often}` : ''}`,
      hint: 'Look at what they have in common: `backproof report --json` has the newest with their messages.',
      numbers: { failed, attempts, rate },
    },
  ]
}

function ofRpo(source: SourceHealth): readonly Advice[] {
  const { targetMs, longestGapMs, days } = source.objectives.rpo
  const recent = days.slice(-30)
  const missed = recent.filter(({ met }) => met === false).length
  if (targetMs === undefined || longestGapMs === undefined || recent.length < 14 || missed < recent.length / 4)
    return []
  return [
    {
      code: 'rpo-often-missed',
      source: source.source,
      message: `the RPO of ${source.source} was missed on ${missed} of the last ${recent.length} days: it is ${formatDuration(targetMs)}, and the longest time without a backup was ${formatDuration(longestGapMs)}`,
      hint: 'Back up more often than the RPO, or agree on a longer one.',
      numbers: { days: recent.length, missed, targetMs, longestGapMs },
    },
  ]
}

function ofKeys(sources: readonly SourceHealth[]): readonly Advice[] {
  const keys = new Set(
    sources.flatMap(({ encryption }) =>
      encryption.recipients.flatMap((one) => (one.inPolicy ? [one.fingerprint] : [])),
    ),
  )
  const [only] = keys
  if (keys.size !== 1 || only === undefined) return []
  return [
    {
      code: 'one-key',
      message: `everything is sealed to one key, ${only}: who loses it loses all backups`,
      hint: 'Make a second key with `backproof keys generate`, keep its secret elsewhere, and add it to encryption.recipients: new backups are sealed to both.',
      numbers: { recipients: 1, sources: sources.length },
    },
  ]
}
