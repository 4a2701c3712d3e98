import type { Health, HistoryPoint, SourceHealth, Trigger } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatDuration, formatTime, plural, storedSize } from '../../words/words.ts'
import { logText } from '../markdown/markdown.ts'
import {
  calendar,
  calendarDays,
  calendarHeight,
  calendarWidth,
  figure,
  line,
  type Point,
  proofDays,
  rpoColumns,
  saidOf,
} from './chart/chart.ts'
import { figures, html, mark, plain, sourceId, table, time } from './element.ts'
import { dayIn } from './overview.ts'
import { trendText } from './source-table.ts'

/** Everything about one source, folded. The name to jump to is inside, so that a link opens what is folded. */
export function sourceDetail(source: SourceHealth, i: number, health: Health): string {
  const id = sourceId(i)
  return `<details class="source ${source.state}"${health.sources.length <= 2 ? ' open' : ''}><summary><h3>${html(source.source, 200)}</h3> ${mark(source.state)} <span class="dim">${html(headLine(source), 120)}</span></summary>
<div class="inside" id="${id}" tabindex="-1">
${facts(source, health)}
<div class="pair">${sizes(source, id, health)}${durations(source, id, health)}</div>
<div class="pair">${rpo(source, id)}${proofs(source, id, health)}</div>
${numbers(source, health)}
${copies(source, health)}
${attempts(source, health)}
</div></details>`
}

const headLine = ({ engine, backups }: SourceHealth) =>
  `${engine}, ${plural(backups.count, 'backup')}, ${storedSize(backups.storedBytes)}`

function facts(source: SourceHealth, health: Health): string {
  const { backups, encryption, retention, schedule, recovery, size } = source
  const keys = encryption.recipients.map(({ fingerprint, inPolicy, inUseSince }) => {
    const since = inUseSince === undefined ? '' : ` in use since ${formatTime(inUseSince, health.timezone)}`
    return `${fingerprint}${since}${inPolicy ? '' : ', no longer in the policy'}`
  })
  const layers = encryption.layers.map(({ store, type }) => `${type} in ${store}`)
  const windows = recovery.windows.map(({ from, to }, i) => {
    const ended = source.log?.windows[i]?.ended
    const why = ended === undefined ? '' : ` (then not: ${ended})`
    return `${formatTime(from, health.timezone)} to ${formatTime(to, health.timezone)}${why}`
  })
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['newest', backups.newest && `${backups.newest.id}, ${formatBytes(backups.newest.bytes)} sealed`],
    [
      'schedule',
      schedule.cron === undefined ? schedule.state : `${schedule.cron} (${schedule.timezone}), ${schedule.state}`,
    ],
    [
      'size',
      size &&
        `${trendText(size.perWeek)}, median ${formatBytes(size.medianBytes)} of ${plural(size.backups, 'backup')}`,
    ],
    ['any second', windows.length > 0 ? windows.slice(0, 5).join('; ') : undefined],
    ['log', source.log && logText(source.log, health.at)],
    [
      'kept',
      `${retention.rules.join(', ')}; at least ${retention.minKeep}${retention.frozen ? '; deletion is frozen' : ''}`,
    ],
    ['encrypted', [encryption.algorithm, ...layers].join(', ')],
    ['opened by', keys.slice(0, 10).join('; ')],
    ['group', source.group],
    ['class', source.class],
    [
      'not read',
      source.unread.length > 0
        ? source.unread.map(({ store, message }) => `${store}: ${message}`).join('; ')
        : undefined,
    ],
  ]
  return `<dl class="facts">${rows.flatMap(([name, text]) => (text ? [`<dt>${name}</dt><dd>${html(text, 600)}</dd>`] : [])).join('')}</dl>`
}

const room = { width: 600, height: 120 }

function spanOf(points: readonly HistoryPoint[]): { readonly from: number; readonly to: number } {
  const [first, last] = [points[0], points.at(-1)]
  return { from: Date.parse(first?.at ?? ''), to: Date.parse(last?.at ?? '') }
}

function sizes({ history: { backups } }: SourceHealth, id: string, health: Health): string {
  return lineFigure(
    backups.map((one) => ({ at: Date.parse(one.at), value: one.bytes })),
    {
      ...{ id: `${id}b`, title: 'Size', format: formatBytes, points: backups, health },
      what: 'sealed, one copy',
    },
  )
}

function durations({ history: { backups } }: SourceHealth, id: string, health: Health): string {
  const known = backups.flatMap(({ at, durationMs }) =>
    durationMs === undefined ? [] : [{ at: Date.parse(at), value: durationMs }],
  )
  return lineFigure(known, {
    id: `${id}d`,
    title: 'Duration',
    format: formatDuration,
    points: backups,
    health,
    what: 'of a backup',
  })
}

interface LineFigure {
  readonly id: string
  readonly title: string
  readonly what: string
  readonly format: (value: number) => string
  readonly points: readonly HistoryPoint[]
  readonly health: Health
}

function lineFigure(values: readonly Point[], { id, title, what, format, points, health }: LineFigure): string {
  const last = values.at(-1)
  if (!last) return `<figure class="chart"><figcaption><b>${title}</b> <span>not known</span></figcaption></figure>`
  const all = values.map(({ value }) => value)
  const most = Math.max(...all)
  const day = dayIn(health.timezone)
  return figure({
    id,
    title,
    says: `${what}: ${format(last.value)} now, ${format(Math.min(...all))} to ${format(most)}`,
    ...room,
    body: line(values, spanOf(points), most, room),
    y: [format(most), '0'],
    x: [day(points[0]?.at ?? health.at), day(points.at(-1)?.at ?? health.at)],
  })
}

function rpo({ objectives: { rpo } }: SourceHealth, id: string): string {
  const { days, targetMs, longestGapMs } = rpo
  if (days.length === 0 || longestGapMs === undefined)
    return '<figure class="chart"><figcaption><b>RPO</b> <span>not known</span></figcaption></figure>'
  const { body, mostMs } = rpoColumns(rpo, room.width, room.height)
  const missed = days.filter(({ met }) => met === false).length
  const target =
    targetMs === undefined
      ? 'no objective'
      : `the objective is ${formatDuration(targetMs)}, missed on ${plural(missed, 'day')} of ${days.length}`
  return figure({
    id: `${id}r`,
    title: 'RPO',
    says: `at most ${formatDuration(longestGapMs)} without a backup; ${target}`,
    ...room,
    body,
    y: [formatDuration(mostMs), '0'],
    x: [days[0]?.day ?? '', days.at(-1)?.day ?? ''],
  })
}

function proofs({ history }: SourceHealth, id: string, health: Health): string {
  const day = dayIn(health.timezone)
  const all = proofDays(history.proofs, day)
  const days = calendarDays(day(health.at))
  const passed = { check: 0, read: 0, restore: 0 }
  for (const { level, outcome } of history.proofs) if (outcome === 'passed') passed[level] += 1
  const failed = history.proofs.filter(({ outcome }) => outcome === 'failed').length
  return figure({
    id: `${id}p`,
    title: 'Proofs',
    says: saidOf({ day: '', passed, failed }) || 'none yet',
    width: calendarWidth,
    height: calendarHeight,
    body: calendar(days, all, false),
    x: [days[0] ?? '', days.at(-1) ?? ''],
    kind: 'calendar',
  })
}

/** What the pictures show, as numbers. */
function numbers({ history, objectives }: SourceHealth, health: Health): string {
  const day = dayIn(health.timezone)
  const backups = history.backups
    .toReversed()
    .map(({ at, bytes, plainBytes, durationMs, standing }) => [
      formatTime(at, health.timezone),
      formatBytes(bytes),
      plainBytes === undefined ? '–' : formatBytes(plainBytes),
      durationMs === undefined ? '–' : formatDuration(durationMs),
      standing === 'good' ? '' : standing,
    ])
  const left =
    history.backupsLeft === undefined
      ? ''
      : `<p class="more">${formatCount(history.backupsLeft)} older ones are left out.</p>`
  const months = [...Map.groupBy(history.proofs, ({ at }) => day(at).slice(0, 7))].map(([month, those]) => {
    const of = (level: string) => String(those.filter((one) => one.level === level && one.outcome === 'passed').length)
    return [
      month,
      of('restore'),
      of('read'),
      of('check'),
      String(those.filter(({ outcome }) => outcome === 'failed').length),
    ]
  })
  const gaps = objectives.rpo.days
    .toReversed()
    .map(({ day, gapMs, met }) => [day, formatDuration(gapMs), met === undefined ? '–' : met ? 'met' : 'missed'])
  return `<div class="several">${figures(`${plural(history.backups.length, 'backup')}`, 'backups', ['Backup', 'Sealed', 'Plain', 'Took', ''], backups)}${left}
${figures(`RPO of ${plural(gaps.length, 'day')}`, 'rpo', ['Day', 'Without a backup at most', 'Objective'], gaps)}
${figures('proofs by month', 'proofs', ['Month', 'Restores', 'Reads', 'Checks', 'Failed'], months)}</div>`
}

const copyWords: Readonly<Record<SourceHealth['copies'][number]['state'], string>> = {
  whole: 'whole',
  damaged: 'damaged',
  missing: 'missing',
  'given-up': 'given up by the rules of the store',
  none: 'no backup',
  unread: 'not read',
}

function copies(source: SourceHealth, health: Health): string {
  const proofs = (one: SourceHealth['copies'][number]['proofs']) =>
    (['check', 'read', 'restore'] as const).map((level) => {
      const proof = one[level]
      return { shown: proof ? `${proof.outcome} ${time(proof.at, health)}` : '–', value: proof?.at }
    })
  return table({
    caption: `Copies of ${source.source.slice(0, 100)} by store`,
    name: 'copies',
    heads: ['Store', 'Newest copy', 'Backups', 'Sealed', 'Last check', 'Last read', 'Last restore'],
    cards: true,
    rows: source.copies.map(({ store, state, because, count, bytes, proofs: last }) => [
      plain(store, 120),
      { shown: `${copyWords[state]}${because === undefined ? '' : `<small>${html(because)}</small>`}`, value: state },
      count === undefined ? { shown: 'not read' } : { shown: String(count), value: count },
      bytes === undefined ? { shown: '–' } : { shown: formatBytes(bytes), value: bytes },
      ...proofs(last),
    ]),
  })
}

const mostAttempts = 20

/** Attempts to back up first; of the other work what failed. */
function attempts({ source, triggers }: SourceHealth, health: Health): string {
  const told = triggers.recent
    .filter(({ command, outcome }) => command !== 'prune' || outcome === 'failed')
    .slice(0, mostAttempts)
  if (told.length === 0) return ''
  return table({
    caption: `Latest work on ${source.slice(0, 100)}, without retention that succeeded`,
    name: 'attempts',
    heads: ['When', 'What', 'Asked by', 'Outcome', 'Took'],
    cards: true,
    rows: told.map((one) => [
      { shown: time(one.at, health), value: one.at },
      plain(one.command, 60),
      plain(askedBy(one) || '–', 160),
      {
        shown: `${mark(one.outcome === 'succeeded' ? 'good' : 'bad', one.outcome)}${one.problem ? `<small>${html(one.problem.message)}</small>` : ''}`,
        value: one.outcome,
      },
      one.endedAt === undefined
        ? { shown: '–' }
        : { shown: formatDuration(Math.max(0, Date.parse(one.endedAt) - Date.parse(one.at))) },
    ]),
  })
}

const askedBy = ({ trigger, by }: Trigger) =>
  [trigger, by?.actor, by?.workflow, by?.host].filter((one) => one !== undefined).join(', ')
