import type { PeriodReport } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatTime, plural } from '../../words/words.ts'
import type { Block, Document } from './contract.ts'
import { drillRows, restoreHead, restoreRow, restoreWidths } from './ledger.ts'
import { adviceBlocks, complianceBlocks, ms, rate, signatureBlocks, table, time } from './section.ts'

/** The weekly or monthly report. Pure. */
export function periodDocument(report: PeriodReport): Document {
  const { project, period, at, timezone, policy } = report
  return {
    title: `Backups of ${project}: ${period.name}`,
    at,
    lines: [
      `The ${period.kind} from ${formatTime(period.from, timezone)} to ${formatTime(period.to, timezone)}${period.complete ? '' : ', which is not over yet'}.`,
      `Computed ${formatTime(at, timezone)} from what the stores hold, by the policy ${policy}.`,
      'What is not known is shown as –, and never as zero.',
    ],
    blocks: [
      ...summary(report),
      ...adherence(report),
      ...proofs(report),
      ...restores(report),
      ...drills(report),
      ...storage(report),
      ...complianceBlocks(report.compliance),
      ...adviceBlocks(report.advice),
      ...signatureBlocks,
    ],
  }
}

function summary({ state, totals }: PeriodReport): readonly Block[] {
  return [
    { kind: 'heading', text: 'Summary' },
    ...table(
      ['what', 'value'],
      [40, 60],
      [
        ['state now', state],
        [
          'scheduled backups made',
          totals.expected === 0
            ? '–'
            : `${formatCount(totals.kept)} of ${formatCount(totals.expected)} (${rate(totals.rate)})`,
        ],
        ['backups made', formatCount(totals.backups)],
        ['attempts that failed', formatCount(totals.failed)],
        ['sealed bytes added', `${formatBytes(totals.addedBytes)} (${formatCount(totals.addedBytes)} bytes)`],
        ['test restores', `${formatCount(totals.restoresPassed)} passed, ${formatCount(totals.restoresFailed)} failed`],
        [
          'restores that somebody asked for',
          `${formatCount(totals.restoresMade)} completed, ${formatCount(totals.restoresNotMade)} failed`,
        ],
        [
          'rules of the policy now',
          `${totals.rulesMet} met, ${totals.rulesUnmet} not met, ${totals.rulesUnknown} not known`,
        ],
      ],
      '',
    ),
  ]
}

function adherence({ sources, timezone, period }: PeriodReport): readonly Block[] {
  const rows = sources.map(({ source, adherence: own, backups, attempts, rpo }) => [
    source,
    own?.cron ?? 'none',
    own ? `${own.kept} of ${own.expected}` : '–',
    rate(own?.rate),
    `${backups}`,
    `${attempts.succeeded} succeeded, ${attempts.failed} failed`,
    `${ms(rpo.longestGapMs)} of ${ms(rpo.targetMs)}`,
    own && own.since > period.from ? time(own.since, timezone) : '',
  ])
  const missed = sources.flatMap(({ source, adherence: own }) =>
    own && own.missed.length > 0
      ? [
          `${source}: ${own.missed
            .slice(0, 5)
            .map((at) => time(at, timezone))
            .join(', ')}${own.missed.length > 5 || own.missedLeft ? ' and more' : ''}`,
        ]
      : [],
  )
  const failed = sources.flatMap(({ source, failures }) =>
    failures
      .slice(0, 5)
      .map(
        ({ at, code, message }) =>
          `${source}, ${time(at, timezone)}: ${[code, message].filter(Boolean).join(': ') || 'its record was not read'}`,
      ),
  )
  return [
    { kind: 'heading', text: 'Adherence' },
    { kind: 'text', text: 'A scheduled backup counts as made if one began before the next was due.' },
    ...table(
      ['source', 'schedule', 'made', 'rate', 'backups', 'attempts', 'longest gap, of RPO', 'known since'],
      [16, 13, 10, 8, 8, 18, 17, 16],
      rows,
      'The policy has no sources.',
    ),
    { kind: 'heading', text: 'Missed backups' },
    { kind: 'list', items: missed, empty: 'None.' },
    { kind: 'heading', text: 'Failed attempts' },
    { kind: 'list', items: failed, empty: 'None.' },
  ]
}

function restores({ sources, timezone }: PeriodReport): readonly Block[] {
  const rows = sources.flatMap(({ source, restores: own }) =>
    own.recent.map((one) => restoreRow(source, one, timezone)),
  )
  const notes = sources.flatMap(({ source, restores: { since, unread } }) => [
    ...(since === undefined ? [] : [`${source}: those before ${time(since, timezone)} are not counted.`]),
    ...(unread === undefined ? [] : [`${source}: not known in ${unread.join(', ')}.`]),
  ])
  return [
    { kind: 'heading', text: 'Restores that somebody asked for' },
    ...table(restoreHead, restoreWidths, rows, notes.length > 0 ? 'None is known.' : 'There were none.'),
    ...(notes.length > 0 ? [{ kind: 'list' as const, items: notes, empty: '' }] : []),
  ]
}

function drills({ drills: made, timezone }: PeriodReport): readonly Block[] {
  if (!made) return []
  return [
    { kind: 'heading', text: 'Drills' },
    ...drillRows(made.made, timezone),
    ...(made.unread === undefined
      ? []
      : [{ kind: 'text' as const, text: `Those in ${made.unread.join(', ')} are not known.` }]),
  ]
}

function proofs({ sources }: PeriodReport): readonly Block[] {
  const said = ({ passed, failed }: { readonly passed: number; readonly failed: number }) =>
    `${passed} passed, ${failed} failed`
  return [
    { kind: 'heading', text: 'Proofs' },
    ...table(
      ['source', 'check', 'read', 'test restore', 'on another version'],
      [20, 20, 20, 20, 20],
      sources.map(({ source, proofs: own, trials }) => [
        source,
        ...[own.check, own.read, own.restore].map(said),
        trials.passed + trials.failed === 0 ? '–' : said(trials),
      ]),
      'The policy has no sources.',
    ),
  ]
}

function storage({ sources, stores }: PeriodReport): readonly Block[] {
  const rows = sources.map(({ source, storage: own }) => [
    source,
    plural(own.backups, 'backup'),
    formatBytes(own.bytes),
    formatBytes(own.storedBytes),
    formatBytes(own.addedBytes),
    own.medianBytes === undefined ? '–' : formatBytes(own.medianBytes),
    own.growth === undefined ? '–' : `${own.growth < 0 ? '−' : '+'}${rate(Math.abs(own.growth))}`,
  ])
  return [
    { kind: 'heading', text: 'Storage and cost' },
    ...table(
      ['source', 'kept now', 'sealed', 'all copies', 'added', 'median', 'to the period before'],
      [18, 14, 14, 14, 14, 14, 16],
      rows,
      'The policy has no sources.',
    ),
    ...table(
      ['store', 'state', 'backups', 'sealed', 'free', 'a month'],
      [24, 12, 14, 18, 18, 16],
      stores.map(({ store, state, backups, bytes, freeBytes, cost }) => [
        store,
        state,
        backups === undefined ? '–' : formatCount(backups),
        bytes === undefined ? '–' : formatBytes(bytes),
        freeBytes === undefined ? '–' : formatBytes(freeBytes),
        cost ? `${cost.perMonth.toFixed(2)} ${cost.currency}` : '–',
      ]),
      'The policy has no stores.',
    ),
  ]
}
