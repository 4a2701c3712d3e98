import type { DrillHealth, Health } from '../../judge/judge.ts'
import { formatCount, formatDuration } from '../../words/words.ts'
import { type Cell, html, mark, plain, table, time } from './element.ts'

/** Rows at most: the newest. */
const most = 60

/** Drills that the policy asks for, and those that were made; nothing where there are neither. */
export function drillTable(health: Health): string {
  const { drills } = health
  if (!drills) return ''
  const due = drills.schedules.map(({ kind, cron, nextAt, overdueSince }) => {
    const when =
      overdueSince !== undefined
        ? `overdue since ${time(overdueSince, health)}`
        : nextAt === undefined
          ? 'not due'
          : `next ${time(nextAt, health)}`
    return `<li>${overdueSince === undefined ? '' : mark('warning', 'overdue')} ${kind} (<code>${html(cron, 100)}</code>): ${when}</li>`
  })
  const unread = (drills.unread ?? []).map(
    ({ store, message }) => `<li>${mark('unknown')} ${html(store, 120)}: ${html(message)}</li>`,
  )
  const lines = [...due, ...unread]
  const more = drills.ledger.length - most + (drills.left ?? 0)
  const rows = drills.ledger.slice(0, most).map((one) => cells(one, health))
  return `${lines.length > 0 ? `<ul class="due">${lines.join('\n')}</ul>` : ''}${
    rows.length > 0
      ? table({
          caption: 'Drills, the newest first',
          name: 'drills',
          heads: ['When', 'Drill', 'Outcome', 'Took', 'Sources', 'Passed', 'Signed off by'],
          rows,
          sortable: true,
          cards: true,
        })
      : ''
  }${more > 0 ? `<p class="more">… and ${formatCount(more)} older ones, in report --json</p>` : ''}`
}

function cells(
  { startedAt, kind, outcome, durationMs, sources = [], signedOff, unread }: DrillHealth,
  health: Health,
): readonly Cell[] {
  const failed = sources.filter((one) => one.outcome !== 'passed')
  const whose = failed
    .slice(0, 3)
    .map(({ source, problem }) => `<small>${html(source, 80)}: ${html(problem ?? 'not begun')}</small>`)
  const names = sources.slice(0, 5).map(({ source }) => source)
  const late = sources.filter(({ rto }) => rto?.met === false).length
  return [
    { shown: time(startedAt, health), value: startedAt },
    plain(kind),
    { shown: `${mark(outcome === 'passed' ? 'good' : 'bad', outcome)}${whose.join('')}`, value: outcome },
    durationMs === undefined || signedOff ? { shown: '–' } : { shown: formatDuration(durationMs), value: durationMs },
    unread === undefined
      ? {
          shown: `${html(names.join(', '), 200)}${sources.length > 5 ? ` and ${sources.length - 5} more` : ''}` || '–',
          value: sources.length,
        }
      : plain(unread),
    sources.length === 0
      ? { shown: '–' }
      : {
          shown: `${sources.length - failed.length} of ${sources.length}${late > 0 ? `<small>${late} beyond the RTO</small>` : ''}`,
          value: sources.length - failed.length,
        },
    signedOff
      ? {
          shown: `${html(signedOff.name, 120)}${signedOff.claimed ? '<small>as claimed</small>' : ''}${signedOff.because === undefined ? '' : `<small>${html(signedOff.because, 300)}</small>`}`,
          value: signedOff.name.slice(0, 100),
        }
      : { shown: '–' },
  ]
}
