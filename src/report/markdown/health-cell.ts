import type { CopyHealth, Health, HealthFinding, HealthState, SourceHealth } from '../../judge/judge.ts'
import { formatDuration, formatSecond, formatTime, plural, sealedSize } from '../../words/words.ts'

export const marks: Readonly<Record<HealthState, string>> = { good: '✅', warning: '⚠️', bad: '❌', unknown: '❔' }
export const levelMarks: Readonly<Record<HealthFinding['level'], string>> = { failure: '❌', warning: '⚠️', note: 'ℹ️' }

/** "shop: 3 sources, 1 needs attention" */
export function healthLine({ project, totals, stores, findings }: Health): string {
  const { sources, good, warning, bad, unknown, withoutBackup } = totals
  const silent = stores.filter(({ state }) => state === 'bad').length
  const warned = stores.filter(({ state }) => state === 'warning').length
  const others = findings.filter(({ level }) => level !== 'note').length
  const empty = Math.min(good, withoutBackup)
  const parts = [
    ...(bad > 0 ? [`${bad} ${bad === 1 ? 'needs' : 'need'} attention`] : []),
    ...(unknown > 0 ? [`${unknown} could not be read`] : []),
    ...(warning > 0 ? [`${warning} with warnings`] : []),
    ...(empty > 0 ? [`${empty} without a backup yet`] : []),
    ...(silent > 0 ? [`${plural(silent, 'store')} in trouble`] : []),
    ...(warned > 0 ? [`${plural(warned, 'store')} with warnings`] : []),
    ...(others > 0 ? [`${plural(others, 'warning')} of no source`] : []),
  ]
  return `${project}: ${plural(sources, 'source')}, ${parts.join(', ') || 'all well'}`
}

/** Cells of one source, as plain text, by their heads. */
export function cellsOf(source: SourceHealth, { at, timezone }: Pick<Health, 'at' | 'timezone'>) {
  const { backups, copies, objectives, proofs, schedule, trials = [], log } = source
  const { newest } = backups
  const { rpo, rto } = objectives
  const of = (ms: number | undefined, mostMs: number | undefined) => {
    if (ms === undefined) return '–'
    return mostMs === undefined ? formatDuration(ms) : `${formatDuration(ms)} of ${formatDuration(mostMs)}`
  }
  const missing = newest && newest.missing.length > 0 ? `, not ${newest.missing.join(', ')}` : ''
  return {
    // Of a log, what would be lost is its age.
    age: newest ? of((log?.windows[0] && rpo.ageMs) ?? newest.ageMs, rpo.targetMs) : 'no backup',
    stores: newest ? `${newest.stores.join(', ')}${missing}` : '–',
    ...(newest && copies.length > 1 ? { copies: copies.map((copy) => ofCopy(copy, at)).join('; ') } : {}),
    proofs:
      proofs.map(({ level, outcome, at: then }) => `${level} ${outcome} ${since(then, at)} ago`).join(', ') || 'none',
    ...(log ? { log: logText(log, at) } : {}),
    ...(trials[0] ? { trial: ofTrial(trials[0], at) } : {}),
    restore: of(rto.measuredMs, rto.targetMs),
    kept: `${plural(backups.count, 'backup')}, ${sealedSize(backups.bytes)}`,
    next:
      schedule.state === 'paused'
        ? 'paused'
        : schedule.nextAt === undefined
          ? 'on demand'
          : formatTime(schedule.nextAt, timezone),
  }
}

const since = (then: string, now: string) => formatDuration(Math.max(0, Date.parse(now) - Date.parse(then)))

/** "postgres:18 passed 2 h ago": the newest restore on another image. */
const ofTrial = ({ image, outcome, at }: NonNullable<SourceHealth['trials']>[number], now: string) =>
  `${image ?? 'another image'} ${outcome} ${since(at, now)} ago`

/** "any second from 2026-02-07T03:00:04Z to 2026-02-14T09:15:30Z; played back 2 d ago in 40 s; 672 pieces, 1.2 GiB sealed" */
export function logText(log: NonNullable<SourceHealth['log']>, now: string): string {
  const { windows, proof, pieces, bytes, unread } = log
  const [window, ...more] = windows
  const until = window ? `any second ${spanText(window)}` : 'no moment of its log can be restored'
  const older = more.length > 0 ? `, and in ${plural(more.length, 'window')} before` : ''
  const took = proof?.durationMs === undefined ? '' : ` in ${formatDuration(proof.durationMs)}`
  const words = proof?.outcome === 'failed' ? 'played back in vain' : 'played back'
  return [
    `${until}${older}`,
    proof ? `${words} ${since(proof.at, now)} ago${took}` : 'never played back',
    `${plural(pieces, 'piece')}, ${sealedSize(bytes)}`,
    ...(unread === undefined ? [] : ['not all of it could be read']),
  ].join('; ')
}

/** "from … to …", to the second, as --at takes them. */
export const spanText = ({ from, until }: { readonly from: string; readonly until: string }): string =>
  `from ${formatSecond(new Date(from), 'up')} to ${formatSecond(new Date(until))}`

const copyWords: Readonly<Record<CopyHealth['state'], string>> = {
  whole: 'whole',
  damaged: 'damaged',
  missing: 'missing',
  'given-up': 'given up',
  none: 'no backup',
  unread: 'not read',
}

/** "primary whole, read passed 2 h ago" */
function ofCopy({ store, state, proofs }: CopyHealth, now: string): string {
  const last = Object.values(proofs)
    .filter((proof) => proof !== undefined)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!last) return `${store} ${copyWords[state]}, never proven`
  return `${store} ${copyWords[state]}, ${last.level} ${last.outcome} ${since(last.at, now)} ago`
}

/** "postgres, critical": its engine, and its class where it has one. */
export const kindOf = ({ engine, class: said }: SourceHealth): string =>
  said === undefined ? engine : `${engine}, ${said}`

/** Sizes of the backups, oldest first. */
export const sizesOf = ({ history }: SourceHealth): readonly number[] => history.backups.map(({ bytes }) => bytes)

const order: readonly HealthState[] = ['bad', 'unknown', 'warning', 'good']
/** What needs attention first. */
export const worstFirst = (sources: readonly SourceHealth[]) =>
  sources.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))

/** Findings of no source: of stores, and of none of both. */
export const otherFindings = ({ stores, findings }: Health): readonly HealthFinding[] => [
  ...stores.flatMap((store) => store.findings),
  ...findings,
]
