import type { DrillHealth, Health, ProofPoint, RestoreMade, SourceHealth } from '../../judge/judge.ts'
import type { Block } from './contract.ts'
import { metWord, ms, table, time } from './section.ts'

/** Test restores of one source that are listed, the newest. */
const mostTests = 12

/** Restores that tested a backup: of each source the newest. */
export function testBlocks({ sources, timezone }: Health): readonly Block[] {
  const rows = sources.flatMap((source) => testRows(source, timezone))
  return [
    { kind: 'heading', text: 'Test restores' },
    {
      kind: 'text',
      text: `Of each source the newest ${mostTests}. How long one took is known of those whose record was read.`,
    },
    ...table(
      ['source', 'when', 'outcome', 'start and restore', 'RTO', 'copy in', 'backup, or why it failed'],
      [14, 18, 9, 12, 9, 10, 34],
      rows,
      'Nothing has been restored to test it.',
    ),
  ]
}

function testRows({ source, history, objectives: { rto } }: SourceHealth, timezone: string) {
  const own = history.proofs.filter(({ level }) => level === 'restore').slice(-mostTests)
  return own.toReversed().map((proof) => {
    const took = tookMs(proof)
    const met = took === undefined || rto.targetMs === undefined ? undefined : took <= rto.targetMs
    return [
      source,
      time(proof.at, timezone),
      proof.outcome,
      ms(took),
      metWord(met, rto.targetMs),
      proof.store,
      proof.because === undefined ? proof.id : `${proof.id}: ${proof.because}`,
    ]
  })
}

function tookMs({ durations }: ProofPoint): number | undefined {
  const took = (durations?.['start'] ?? 0) + (durations?.['restore'] ?? 0)
  return took > 0 ? took : undefined
}

const stateWords: Readonly<Record<RestoreMade['state'], string>> = {
  completed: 'completed',
  failed: 'failed',
  in_progress: 'in progress',
}

/** What happened to it, and how a person is told. */
export function restoreRow(source: string, one: RestoreMade, timezone: string): readonly string[] {
  const { at, by, backup, into, state, durationMs, problem, compared } = one
  const why = problem ? `${problem.code}: ${problem.message}` : compared
  return [
    source,
    time(at, timezone),
    by?.actor ?? by?.host ?? '–',
    into ?? '–',
    stateWords[state],
    ms(durationMs),
    why === undefined ? backup : `${backup}: ${why}`,
  ]
}

export const restoreHead = [
  'source',
  'when',
  'asked by',
  'into',
  'outcome',
  'took',
  'backup, or what came of it',
] as const
export const restoreWidths = [13, 17, 12, 18, 10, 8, 30] as const

/** Restores that somebody asked for: neither tests nor drills. */
export function restoreBlocks({ sources, timezone }: Health): readonly Block[] {
  const rows = sources.flatMap(({ source, restores }) =>
    (restores?.recent ?? []).map((one) => restoreRow(source, one, timezone)),
  )
  const left = sources.flatMap(({ source, restores }) =>
    restores?.left === undefined ? [] : [`${source}: ${restores.left} older ones are not listed.`],
  )
  const unread = sources.flatMap(({ source, restores }) =>
    (restores?.unread ?? []).map(({ store, message }) => `${source}: not known in ${store}: ${message}`),
  )
  return [
    { kind: 'heading', text: 'Restores that somebody asked for' },
    {
      kind: 'text',
      text: 'Into a place where the data are used, by the records that restores leave. They are no tests, and count for none.',
    },
    ...table(restoreHead, restoreWidths, rows, unread.length > 0 ? 'None is known.' : 'There were none.'),
    ...notes([...left, ...unread]),
  ]
}

const notes = (items: readonly string[]): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items, empty: '' }]

/** Whether backups would restore on another version; nothing where that was not tried. */
export function trialBlocks({ sources, timezone }: Health): readonly Block[] {
  const rows = sources.flatMap(({ source, trials = [] }) =>
    trials.map(({ at, image, outcome, store, id }) => [
      source,
      time(at, timezone),
      image ?? 'not known',
      outcome,
      store,
      id,
    ]),
  )
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: 'Restores on another version' },
    {
      kind: 'text',
      text: 'On another image than the server had. They prove nothing of the backup, and count nowhere.',
    },
    ...table(['source', 'when', 'on', 'outcome', 'copy in', 'backup'], [14, 18, 22, 9, 11, 34], rows, ''),
  ]
}

/** Drills that the policy asks for, and those that were made; nothing where there are neither. */
export function drillBlocks({ drills, timezone }: Health): readonly Block[] {
  if (!drills) return []
  const due = drills.schedules.map(
    ({ kind, cron, nextAt, overdueSince }) =>
      `${kind} (${cron}): ${overdueSince === undefined ? `next ${time(nextAt, timezone)}` : `OVERDUE since ${time(overdueSince, timezone)}`}`,
  )
  const unread = (drills.unread ?? []).map(({ store, message }) => `not known in ${store}: ${message}`)
  const left = drills.left === undefined ? [] : [`${drills.left} older ones are not listed.`]
  return [
    { kind: 'heading', text: 'Drills' },
    ...drillRows(drills.ledger, timezone),
    ...notes([...due, ...unread, ...left]),
  ]
}

export const drillRows = (all: readonly DrillHealth[], timezone: string): readonly Block[] =>
  table(
    ['when', 'drill', 'outcome', 'took', 'asked by', 'signed off by', 'sources that passed'],
    [18, 10, 10, 10, 14, 18, 28],
    all.map((one) => drillRow(one, timezone)),
    'None was made.',
  )

function drillRow(
  { startedAt, kind, outcome, durationMs, by, signedOff, sources, unread }: DrillHealth,
  timezone: string,
): readonly string[] {
  const failed = (sources ?? []).filter((one) => one.outcome !== 'passed')
  const whose = failed.map(({ source, problem }) => `${source}: ${problem ?? 'not begun'}`)
  const all = sources?.length ?? 0
  return [
    time(startedAt, timezone),
    kind,
    outcome,
    ms(durationMs),
    by?.actor ?? by?.host ?? '–',
    signedOff ? `${signedOff.name}${signedOff.claimed ? ' (as was said)' : ''}` : '–',
    unread ?? [`${all - failed.length} of ${all}`, ...whose].join('; '),
  ]
}
