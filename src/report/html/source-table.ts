import type { Health, SourceHealth } from '../../judge/judge.ts'
import { formatBytes, formatDuration, formatTime } from '../../words/words.ts'
import { spark } from './chart/chart.ts'
import { type Cell, html, mark, number, sourceId, table } from './element.ts'
import { percent } from './first.ts'

const states: readonly Health['state'][] = ['bad', 'unknown', 'warning', 'good']

/** Every source with what matters of it; sorted as a reader likes. */
export function sourceTable(health: Health): string {
  const rows = health.sources
    .map((source, i) => ({ source, i }))
    .sort((a, b) => states.indexOf(a.source.state) - states.indexOf(b.source.state))
    .map(({ source, i }) => cells(source, i, health))
  return table({
    caption: 'Sources, the worst first',
    name: 'sources',
    heads: [
      'Source',
      'State',
      'Newest backup',
      'Copies',
      'Trial restore',
      'Restore time',
      '30 days',
      'Backups',
      'Size',
      'Next',
    ],
    rows,
    sortable: true,
    cards: true,
    hideCaption: true,
  })
}

function cells(one: SourceHealth, i: number, { timezone }: Health): readonly Cell[] {
  const { source, engine, state, backups, objectives, triggers, size, schedule, history } = one
  const { rpo, rto, verified, copies } = objectives
  const { succeeded, failed, rate } = triggers.success.days30
  const bytes = history.backups.map((backup) => backup.bytes)
  const newest = backups.newest?.bytes
  return [
    {
      shown: `<a href="#${sourceId(i)}">${html(source, 120)}</a><small>${html(engine, 60)}</small>`,
      value: source.slice(0, 100),
    },
    { shown: mark(state), value: states.indexOf(state) },
    against(rpo.ageMs, rpo.targetMs, rpo.met, 'RPO', ' ago', 'none'),
    copiesCell(copies, backups.newest?.stores.length),
    against(verified.ageMs, verified.targetMs, verified.met, 'within', ' ago', 'never'),
    against(rto.measuredMs, rto.targetMs, rto.met, 'RTO', '', '–'),
    rate === undefined
      ? { shown: '–' }
      : { shown: `${percent(rate)}<small>${succeeded} of ${succeeded + failed}</small>`, value: rate },
    number(backups.count, String),
    {
      shown:
        newest === undefined
          ? '–'
          : `${html(formatBytes(newest))}${spark(bytes, 'Size over time')}<small>${size ? trendText(size.perWeek) : ''}</small>`,
      ...(newest === undefined ? {} : { value: newest }),
    },
    schedule.nextAt === undefined
      ? { shown: schedule.state === 'paused' ? 'paused' : 'on demand' }
      : { shown: html(formatTime(schedule.nextAt, timezone)), value: schedule.nextAt },
  ]
}

/** "10 h 3 m ago / RPO 26 h", told in words as well where it is missed. */
function against(
  ms: number | undefined,
  targetMs: number | undefined,
  met: boolean | undefined,
  what: string,
  after: string,
  none: string,
): Cell {
  const target =
    targetMs === undefined
      ? ''
      : `<small>${what} ${html(formatDuration(targetMs))}${met === false ? ', missed' : ''}</small>`
  const shown = ms === undefined ? none : `${html(formatDuration(ms))}${after}`
  return { shown: `${met === false ? `<b class="missed-text">${shown}</b>` : shown}${target}`, value: ms }
}

function copiesCell({ actual, target, met }: SourceHealth['objectives']['copies'], stores: number | undefined): Cell {
  const count = actual ?? stores
  if (count === undefined) return { shown: '–' }
  const asked = target === undefined ? '' : `<small>of ${target} asked for</small>`
  return { shown: `${met === false ? `<b class="missed-text">${count}</b>` : count}${asked}`, value: count }
}

/** "+1.2 % a week" */
export function trendText(perWeek: number): string {
  const value = Math.round(perWeek * 1000) / 10
  return value === 0 ? 'steady' : `${value > 0 ? '+' : '−'}${Math.abs(value)} % a week`
}
