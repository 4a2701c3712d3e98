import { adviceOf, complianceOf, type Health } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatTime, plural } from '../../words/words.ts'
import type { Block, Document } from './contract.ts'
import { drillBlocks, restoreBlocks, testBlocks, trialBlocks } from './ledger.ts'
import {
  adviceBlocks,
  complianceBlocks,
  findingBlocks,
  metWord,
  ms,
  rate,
  signatureBlocks,
  table,
  time,
} from './section.ts'

/** The report for auditors: the state of every source, what was promised and what was achieved, and the evidence. Pure. */
export function healthDocument(health: Health): Document {
  const { project, at, timezone, policy, sources } = health
  const since = sources.flatMap(({ triggers }) => triggers.since ?? []).sort()[0]
  return {
    title: `Backups of ${project}`,
    at,
    lines: [
      `As of ${formatTime(at, timezone)}, by the policy ${policy}.`,
      since === undefined
        ? 'There are no records of runs.'
        : `Records of runs go back to ${formatTime(since, timezone)}; those of more than 90 days ago are removed.`,
      'What is not known is shown as –, and never as zero.',
    ],
    blocks: [
      ...summary(health),
      ...objectives(health),
      ...backups(health),
      ...proofs(health),
      ...testBlocks(health),
      ...restoreBlocks(health),
      ...trialBlocks(health),
      ...drillBlocks(health),
      ...stores(health),
      ...protection(health),
      ...complianceBlocks(complianceOf(health)),
      ...findingBlocks(health),
      ...adviceBlocks(adviceOf(health)),
      ...signatureBlocks,
    ],
  }
}

function summary({ state, totals }: Health): readonly Block[] {
  const { sources, good, warning, bad, unknown, backups, bytes, storedBytes, triggers } = totals
  return [
    { kind: 'heading', text: 'Summary' },
    ...table(
      ['what', 'value'],
      [40, 60],
      [
        ['state', state],
        [
          'sources',
          `${sources}: ${good} good, ${warning} with warnings, ${bad} bad, ${unknown} that could not be read`,
        ],
        ['backups', formatCount(backups)],
        ['sealed bytes, one copy of each', `${formatBytes(bytes)} (${formatCount(bytes)} bytes)`],
        ['sealed bytes, all copies', `${formatBytes(storedBytes)} (${formatCount(storedBytes)} bytes)`],
        [
          'recorded runs',
          `${formatCount(triggers.total)}: ${formatCount(triggers.succeeded)} succeeded, ${formatCount(triggers.failed)} failed`,
        ],
      ],
      '',
    ),
  ]
}

function objectives({ sources }: Health): readonly Block[] {
  const rows = sources.map(({ source, state, objectives: { rpo, rto, copies, verified } }) => [
    source,
    state,
    `${ms(rpo.ageMs)} of ${ms(rpo.targetMs)}`,
    metWord(rpo.met, rpo.targetMs),
    `${ms(rto.measuredMs)} of ${ms(rto.targetMs)}`,
    metWord(rto.met, rto.targetMs),
    `${copies.actual ?? '–'} of ${copies.target ?? '–'}`,
    metWord(copies.met, copies.target),
    `${ms(verified.ageMs)} of ${ms(verified.targetMs)}`,
    metWord(verified.met, verified.targetMs),
  ])
  const head = ['source', 'state', 'RPO: age', 'met', 'RTO: restore', 'met', 'copies', 'met', 'restored ago', 'met']
  return [
    { kind: 'heading', text: 'Objectives' },
    ...table(head, [16, 8, 13, 9, 13, 9, 8, 9, 13, 9], rows, 'The policy has no sources.'),
  ]
}

function backups({ sources, timezone }: Health): readonly Block[] {
  const rows = sources.map(({ source, engine, schedule, backups: { count, bytes, newest }, triggers }) => [
    source,
    engine,
    schedule.cron ?? schedule.state,
    newest ? `${time(newest.at, timezone)}, ${newest.id}` : '–',
    `${formatCount(count)}, ${formatBytes(bytes)} sealed`,
    `${rate(triggers.success.days30.rate)} of ${triggers.success.days30.succeeded + triggers.success.days30.failed}`,
    `${rate(triggers.success.days90.rate)} of ${triggers.success.days90.succeeded + triggers.success.days90.failed}`,
  ])
  return [
    { kind: 'heading', text: 'Backups' },
    ...table(
      ['source', 'engine', 'schedule', 'newest', 'kept', 'succeeded, 30 days', '90 days'],
      [14, 10, 12, 30, 16, 10, 10],
      rows,
      'The policy has no sources.',
    ),
  ]
}

function proofs({ sources, timezone }: Health): readonly Block[] {
  const rows = sources.flatMap(({ source, proofs: own }) =>
    own.map(({ level, outcome, at, store, id, overdueSince }) => [
      source,
      level,
      outcome,
      `${time(at, timezone)}${overdueSince === undefined ? '' : `; overdue since ${time(overdueSince, timezone)}`}`,
      store,
      id,
    ]),
  )
  return [
    { kind: 'heading', text: 'Proofs' },
    {
      kind: 'text',
      text: 'The last of each level. check: the objects are there; read: they open and match; restore: they were restored and compared.',
    },
    ...table(
      ['source', 'level', 'outcome', 'when', 'copy in', 'backup'],
      [16, 8, 9, 30, 12, 30],
      rows,
      'Nothing has been proven.',
    ),
  ]
}

function stores({ stores: all, timezone }: Health): readonly Block[] {
  const rows = all.map(({ store, where, probe, backups: has, room, lock, cost }) => [
    store,
    where,
    probe.state,
    has
      ? `${plural(has.count, 'backup')}, ${formatBytes(has.bytes)}${has.partial ? ', and more that was not read' : ''}`
      : '–',
    room ? formatBytes(room.freeBytes) : '–',
    lock.until === undefined ? lock.state : `until ${time(lock.until, timezone)}`,
    cost ? `${cost.perMonth.toFixed(2)} ${cost.currency}` : '–',
  ])
  return [
    { kind: 'heading', text: 'Stores' },
    ...table(
      ['store', 'where', 'answers', 'has', 'free', 'locked', 'a month'],
      [12, 28, 11, 22, 10, 14, 10],
      rows,
      'The policy has no stores.',
    ),
  ]
}

function protection({ sources }: Health): readonly Block[] {
  const rows = sources.map(({ source, encryption, retention }) => [
    source,
    `${encryption.algorithm}; ${encryption.keyBox}`,
    encryption.recipients
      .map(({ fingerprint, inPolicy }) => `${fingerprint}${inPolicy ? '' : ' (not in the policy)'}`)
      .join(', ') || '–',
    encryption.signed.required ? 'required' : 'not required',
    `${retention.rules.join('; ') || '–'}; never fewer than ${retention.minKeep}; grace ${retention.grace}`,
  ])
  return [
    { kind: 'heading', text: 'Encryption and retention' },
    ...table(
      ['source', 'encryption', 'recipients', 'signature', 'retention'],
      [14, 26, 18, 10, 34],
      rows,
      'The policy has no sources.',
    ),
  ]
}
