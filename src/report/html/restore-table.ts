import type { Health, RestoreMade, SourceHealth } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatDuration } from '../../words/words.ts'
import { type Cell, html, mark, plain, sourceId, table, time } from './element.ts'

/** Rows at most: the newest. */
const most = 60

const stateMarks = { completed: 'good', failed: 'bad', in_progress: 'unknown' } as const
const stateWords = { completed: 'completed', failed: 'failed', in_progress: 'in progress' } as const

interface Line<One> {
  readonly source: SourceHealth
  readonly i: number
  readonly one: One
}

const newestFirst = <One extends { readonly at: string }>(lines: readonly Line<One>[]) =>
  lines.toSorted((a, b) => (a.one.at < b.one.at ? 1 : -1))

/** Restores that somebody asked for; nothing where there were none. */
export function restoreTable(health: Health): string {
  const lines = newestFirst(
    health.sources.flatMap((source, i) => (source.restores?.recent ?? []).map((one) => ({ source, i, one }))),
  )
  const left = health.sources.reduce((sum, { restores }) => sum + (restores?.left ?? 0), 0)
  const more = Math.max(0, lines.length - most) + left
  const unread = health.sources.flatMap(({ source, restores }) =>
    (restores?.unread ?? []).map(
      ({ store, message }) =>
        `<li>${mark('unknown')} restores of ${html(source, 120)} in ${html(store, 120)}: ${html(message)}</li>`,
    ),
  )
  const rows = lines.slice(0, most).map((line) => restoreCells(line, health))
  return `${unread.length > 0 ? `<ul class="due">${unread.slice(0, most).join('\n')}</ul>` : ''}${
    rows.length > 0
      ? table({
          caption: 'Restores that somebody asked for, by their own records, the newest first',
          name: 'restores',
          heads: ['When', 'Source', 'Backup', 'Asked by', 'Into', 'Outcome', 'Took'],
          rows,
          sortable: true,
          cards: true,
        })
      : ''
  }${more > 0 ? `<p class="more">… and ${formatCount(more)} older ones</p>` : ''}`
}

function restoreCells({ source, i, one }: Line<RestoreMade>, health: Health): readonly Cell[] {
  const { at, backup, by, into, scope, store, state, problem, compared, durationMs, restoredBytes } = one
  const where = [store === undefined ? undefined : `from ${store}`, scope].filter((text) => text !== undefined)
  const why = problem ? `${problem.code}: ${problem.message}` : compared
  const size = restoredBytes === undefined ? '' : `<small>${html(formatBytes(restoredBytes))}</small>`
  return [
    { shown: time(at, health), value: at },
    sourceCell(source, i),
    { shown: `<code>${html(backup, 200)}</code>` },
    plain([by?.actor, by?.workflow, by?.host].filter((text) => text !== undefined).join(', ') || 'not known', 160),
    {
      shown: `${html(into ?? 'not known', 200)}${where.length > 0 ? `<small>${html(where.join(', '), 200)}</small>` : ''}`,
    },
    {
      shown: `${mark(stateMarks[state], stateWords[state])}${why === undefined ? '' : `<small>${html(why)}</small>`}`,
      value: state,
    },
    { shown: `${durationMs === undefined ? '–' : html(formatDuration(durationMs))}${size}`, value: durationMs },
  ]
}

/** Restores on another image than the server had; nothing where there were none. */
export function trialTable(health: Health): string {
  const lines = newestFirst(
    health.sources.flatMap((source, i) => (source.trials ?? []).map((one) => ({ source, i, one }))),
  )
  if (lines.length === 0) return ''
  const rows = lines
    .slice(0, most)
    .map(({ source, i, one: { at, id, store, outcome, image } }): readonly Cell[] => [
      { shown: time(at, health), value: at },
      sourceCell(source, i),
      { shown: image === undefined ? 'not known' : `<code>${html(image, 200)}</code>`, value: image?.slice(0, 100) },
      { shown: mark(outcome === 'passed' ? 'good' : 'bad', outcome), value: outcome },
      { shown: `<code>${html(id, 200)}</code>` },
      plain(store, 120),
    ])
  return table({
    caption: 'Restores on another version, which prove nothing of the backup, the newest first',
    name: 'trials',
    heads: ['When', 'Source', 'On', 'Outcome', 'Backup', 'From'],
    rows,
    sortable: true,
    cards: true,
  })
}

const sourceCell = (source: SourceHealth, i: number): Cell => ({
  shown: `<a href="#${sourceId(i)}">${html(source.source, 120)}</a>`,
  value: source.source.slice(0, 100),
})
