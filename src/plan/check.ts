import type { Entry, Proof, SourceCatalog } from '../catalog/catalog.ts'
import type { Source } from '../policy/policy.ts'
import { clock, type Moment, usable } from './backup.ts'
import { lastDue, nextDue } from './cron/cron.ts'
import type { CheckTask } from './task.ts'

/**
 * The check of all copies by schedule: those of the newest backup, and of the one whose copies were looked at longest ago, so
 * that in time every copy of every backup is read. What a backup checks of itself when it is made counts for that backup, but
 * not for the schedule.
 */
export function planCheck(source: Source, catalog: SourceCatalog, moment: Moment, backsUp: boolean): CheckTask {
  const { now, timezone } = moment
  const base = { source: source.name, kind: 'check', ids: [] } as const
  const line = source.verify.check
  if (line === undefined) return { ...base, due: false, because: ['no schedule: only after each backup'] }
  const next = nextDue(line, timezone, now)
  const when = next ? { next } : {}
  const entries = usable(catalog, now)
  if (entries.length === 0) {
    return { ...base, ...when, due: false, because: ['no backup to check yet'] }
  }
  const tick = lastDue(line, timezone, now)
  const last = newest(entries.flatMap((entry) => byScheduleOf(entry, now)))
  const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires'
  if (!tick || (last && last >= tick)) {
    const done = last ? `last check ${clock(last, moment)}` : 'the schedule has not fired yet'
    return { ...base, ...when, due: false, because: [`${until}: ${done}`] }
  }
  const before = (entry: Entry) => lookedAt(entry, now) < tick.getTime()
  const stalest = entries
    .toReversed()
    .reduce((best, entry) => (lookedAt(entry, now) < lookedAt(best, now) ? entry : best))
  // One that this run makes is checked when it is made.
  const chosen = [...new Set([...(backsUp ? [] : entries.slice(0, 1)), stalest])].filter(before)
  if (chosen.length === 0) {
    return { ...base, ...when, due: false, because: [`${until}: every copy was checked since the last tick`] }
  }
  const because = [
    last
      ? `last check ${clock(last, moment)} is older than the tick of ${clock(tick, moment, last)}`
      : 'first check of all copies by schedule',
    ...(chosen.includes(stalest) && stalest !== entries[0] ? [`${stalest.id} was looked at longest ago`] : []),
  ]
  return { ...base, ...when, due: true, ids: chosen.map(({ id }) => id), because }
}

/** When each of the backup's copies had been looked at, at the latest; 0 = one of them never was. */
function lookedAt({ copies, proofs, damaged = [] }: Entry, now: Date): number {
  const stores = [...new Set([...copies, ...damaged.map(({ store }) => store)])]
  const times = stores.map((store) => newest(proofs.filter(ofCopy(store, now)).map(({ startedAt }) => startedAt)))
  return Math.min(...times.map((at) => at?.getTime() ?? 0))
}

/** The checks of a backup without those that it ended with, which are the first of each copy. */
function byScheduleOf({ proofs }: Entry, now: Date): readonly Date[] {
  const checks = proofs.filter(({ level, startedAt }) => level === 'check' && startedAt <= now)
  return [...Map.groupBy(checks, ({ store }) => store).values()].flatMap((ofStore) => {
    const times = ofStore.map(({ startedAt }) => startedAt)
    return times.toSorted((a, b) => a.getTime() - b.getTime()).slice(1)
  })
}

const ofCopy =
  (name: string, now: Date) =>
  ({ store, startedAt }: Proof) =>
    store === name && startedAt <= now

const newest = (times: readonly Date[]): Date | undefined =>
  times.reduce<Date | undefined>((best, at) => (best && best >= at ? best : at), undefined)

/**
 * These stores, the one whose copies were read or restored longest ago first; of those that never were, in the order given:
 * so each copy is read in its turn.
 */
export function inTurn(stores: readonly string[], catalog: SourceCatalog, now: Date): readonly string[] {
  const proofs = catalog.entries.flatMap((entry) => entry.proofs).filter(({ level }) => level !== 'check')
  const last = (store: string) =>
    newest(proofs.filter(ofCopy(store, now)).map(({ startedAt }) => startedAt))?.getTime() ?? 0
  return stores.toSorted((one, other) => last(one) - last(other))
}
