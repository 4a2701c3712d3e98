import type { Health, ProofPoint, SourceHealth } from '../../judge/judge.ts'
import { formatCount, formatDuration } from '../../words/words.ts'
import { drillTable } from './drill-table.ts'
import { type Cell, html, mark, sourceId, table, time } from './element.ts'
import { restoreTable, trialTable } from './restore-table.ts'

/** Rows at most: the newest. */
const most = 60

interface Line {
  readonly at: string
  readonly source: SourceHealth
  readonly i: number
  readonly proof: ProofPoint
}

/** Drills, restores that people asked for, test restores and those on another version, told apart: each is shown for what it is. */
export function ledger(health: Health): string {
  const lines = health.sources
    .flatMap((source, i) =>
      source.history.proofs.flatMap((proof): Line[] =>
        proof.level === 'restore' ? [{ at: proof.at, source, i, proof }] : [],
      ),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  const more = lines.length - most
  const rows = lines.slice(0, most).map((one) => cells(one, health))
  return `<section aria-labelledby="ledger"><h2 id="ledger">Drills and restores</h2>
${drillTable(health)}${restoreTable(health)}${
  rows.length === 0
    ? '<p class="calm">No backup has been restored to test it yet: <code>backproof verify --level restore</code> restores the newest.</p>'
    : table({
        caption: 'Test restores, the newest first',
        name: 'ledger',
        heads: ['When', 'Source', 'Backup', 'From', 'Outcome', 'Restore', 'Steps'],
        rows,
        sortable: true,
        cards: true,
      })
}${more > 0 ? `<p class="more">… and ${formatCount(more)} older ones, in report --json</p>` : ''}${trialTable(health)}</section>`
}

function cells({ at, source, i, proof }: Line, health: Health): readonly Cell[] {
  const { durations, durationMs, outcome, because } = proof
  const restoredMs = durations && (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  const { targetMs } = source.objectives.rto
  const late = restoredMs !== undefined && targetMs !== undefined && restoredMs > targetMs
  const steps = durations
    ? Object.entries(durations)
        .map(([step, ms]) => `${step} ${formatDuration(ms)}`)
        .join(', ')
    : ''
  const took = restoredMs ?? durationMs
  return [
    { shown: time(at, health), value: at },
    { shown: `<a href="#${sourceId(i)}">${html(source.source, 120)}</a>`, value: source.source.slice(0, 100) },
    { shown: `<code>${html(proof.id, 200)}</code>` },
    { shown: html(proof.store, 120), value: proof.store.slice(0, 100) },
    {
      shown: `${mark(outcome === 'passed' ? 'good' : 'bad', outcome)}${because === undefined ? '' : `<small>${html(because)}</small>`}`,
      value: outcome,
    },
    {
      shown:
        took === undefined ? 'not read' : `${html(formatDuration(took))}${late ? '<small>beyond the RTO</small>' : ''}`,
      value: took,
    },
    { shown: html(steps, 300) || '–' },
  ]
}
