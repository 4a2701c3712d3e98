import type { Finding } from '../../problem.ts'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatTime,
  namesSome,
  plainSize,
  plural,
  sealedSize,
  sparkline,
} from '../../words/words.ts'
import type { DecisionReport, ProblemReport, Report, RetentionReport, SourceReport } from '../data.ts'
import {
  advice,
  counted,
  failedProof,
  headline,
  healing,
  isFailed,
  level,
  retained,
  silentFailures,
  size,
  steps,
  took,
} from '../phrase.ts'
import { newIn, problemsOnce } from '../repeat.ts'
import { renderDrill } from './drill-view.ts'
import { code, markdown } from './escape.ts'

/** A job summary of GitHub is at most 1 MiB per step. */
export const mostBytes = 1_048_576
const cutNote = '\n_The rest did not fit here: the JSON report has everything._\n'
/** Lines of one part: even of the longest texts, the problems at the top then fit. */
const mostRows = 100

/** The report as GitHub-flavoured Markdown for a job summary; at most 1 MiB, whatever is in it. */
export function renderSummary(report: Report): string {
  return bounded(blocks(report, problemsOnce(report)))
}

function* blocks(report: Report, problems: readonly ProblemReport[]): Generator<string> {
  yield heading(report)
  for (const drill of report.drills ?? []) yield renderDrill(drill)
  yield todo(problems)
  yield warned(report)
  yield overview(report)
  for (const source of report.sources) yield notes(report, source)
  for (const source of report.sources) {
    yield why(source, report.timezone)
    yield retention(source)
  }
}

/** Whole blocks, so that no table and no folded part is cut in its middle; none is made that does not fit. */
export function bounded(blocks: Iterable<string>, limit = mostBytes): string {
  const room = limit - Buffer.byteLength(cutNote)
  let bytes = 0
  const kept: string[] = []
  for (const block of blocks) {
    if (block === '') continue
    bytes += Buffer.byteLength(block) + 1
    if (bytes > room) return [...kept, cutNote].join('\n')
    kept.push(block)
  }
  return kept.join('\n')
}

function heading(report: Report): string {
  const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  return `## ${report.status === 'succeeded' ? '✅' : '❌'} ${markdown(headline(report))}

${formatTime(report.startedAt, report.timezone)} · ${formatDuration(time)} · policy ${code(report.policy)}
`
}

/** Each problem with what to do about it; empty where there is none. */
export function todo(problems: readonly (ProblemReport & { readonly sources?: readonly string[] })[]): string {
  if (problems.length === 0) return ''
  const shown = problems.slice(0, mostRows).map(({ code: name, message, hint, source, sources, line }) => {
    const whose = sources ?? (source ? [source] : [])
    const where = [...(whose.length > 0 ? [`**${markdown(namesSome(whose))}**`] : []), code(name)].join(' ')
    const at = line === undefined || whose.length > 1 ? '' : ` (policy line ${line})`
    return `- ${where}: ${markdown(message, 700)}${at}${hint ? `<br>👉 ${markdown(hint, 300)}` : ''}`
  })
  return `### What to do\n\n${shown.join('\n')}\n${more(problems.length)}`
}

const warned = ({ warnings = [] }: Report) =>
  warnings
    .slice(0, mostRows)
    .map((warning) => `- ⚠️ ${markdown(warning, 700)}\n`)
    .join('')

const more = (count: number) => (count > mostRows ? `\n… and ${formatCount(count - mostRows)} more\n` : '')

/** A table; the cells are Markdown without `|` and newlines. A name that ends in a space aligns its column to the right. */
function grid<T>(head: readonly string[], all: readonly T[], cells: (one: T) => readonly string[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  const align = head.map((name) => (name.endsWith(' ') ? '--:' : '---'))
  const rows = all.slice(0, mostRows).map((one) => line(cells(one)))
  return `${[line(head.map((name) => name.trim())), line(align), ...rows].join('\n')}\n${more(all.length)}`
}

function overview({ sources, timezone }: Report): string {
  if (sources.length === 0) return ''
  const columns = ['source', 'backup', 'size', 'sizes so far', 'proof', 'retention']
  const rows = failuresFirst(sources).map((source) => {
    const { backup, history } = source
    const name = `${isFailed(source) ? '❌' : '✅'} **${markdown(source.source)}**<br>${markdown(source.engine)}`
    const bars = history.length > 1 ? code(sparkline(history.map(({ bytes }) => bytes))) : ''
    const sized = backup ? markdown(size(source, backup)) : ''
    return [name, made(source), sized, bars, proofs(source, timezone), outcome(source)]
  })
  // What nothing was done about takes no room.
  const used = columns.map((_, i) => i === 0 || rows.some((row) => row[i] !== '' && row[i] !== '–'))
  const kept = (cells: readonly string[]) => cells.filter((_, i) => used[i])
  return grid(kept(columns), rows, kept)
}

function failuresFirst(sources: readonly SourceReport[]): readonly SourceReport[] {
  return [...sources.filter(isFailed), ...sources.filter((source) => !isFailed(source))]
}

function made({ backup, tasks }: SourceReport): string {
  if (!backup) {
    const task = tasks.find(({ kind }) => kind === 'backup')
    return task && !task.due ? markdown(task.because.join('; '), 300) : '–'
  }
  const copies = backup.copies.map(({ store, outcome }) => `${markdown(store)}${outcome === 'failed' ? ' ❌' : ''}`)
  const facts = [formatDuration(backup.durationMs), ...(counted(backup) ? [counted(backup)] : [])]
  return `${code(backup.id)}<br>${facts.join(' · ')}<br>in ${copies.join(', ')}`
}

/** Those of this run; where there are none, the last that is known. */
function proofs({ proofs, lastProof }: SourceReport, timezone: string): string {
  if (proofs.length === 0) {
    if (!lastProof) return '–'
    const { level, outcome, at } = lastProof
    return `${outcome === 'passed' ? '✅' : '❌'} last: ${markdown(level)} ${markdown(outcome)}, ${formatTime(at, timezone)}`
  }
  return proofs
    .map((proof) => {
      const compared = proof.compared ? `: ${markdown(proof.compared, 300)}` : ''
      return `${failedProof(proof) ? '❌' : '✅'} ${markdown(proof.level)}, ${markdown(took(proof))}${compared}`
    })
    .join('<br>')
}

function outcome({ retention }: SourceReport): string {
  return retention ? retained(retention).replaceAll(', ', '<br>') : '–'
}

const marks = { failure: '❌', warning: '⚠️', note: 'ℹ️' } as const

/** Findings of backup, proofs and retention, and copies that failed: nobody should have to unfold them. */
function notes(report: Report, made: SourceReport): string {
  const { source, backup, proofs, retention, healed = [], warnings = [] } = made
  const found = (findings: readonly Finding[]) => newIn(findings, report, source)
  const line = (what: string, finding: Finding) => {
    const whose = finding.level === 'failure' ? `${what}, ${level(finding)}` : what
    return `- ${marks[finding.level]} ${markdown(whose)}: ${markdown(advice(finding))}`
  }
  const warning = (message: string): Finding => ({ level: 'warning', blame: 'env', message })
  const lines = [
    ...warnings.map((message) => line('schedule', warning(message))),
    ...found(backup?.findings ?? []).map((finding) => line('backup', finding)),
    ...silentFailures(made).map(({ where, message }) =>
      line('copy', warning(`not in ${where}${message ? `: ${message}` : ''}`)),
    ),
    ...healed.map((one) => line('healed', warning(healing(one, report.timezone)))),
    ...proofs.flatMap((proof) => found(proof.findings).map((finding) => line(proof.level, finding))),
    ...(retention?.findings ?? []).map((message) => line('retention', warning(message))),
  ]
  if (lines.length === 0) return ''
  return `**${markdown(source)}**\n\n${lines.slice(0, mostRows).join('\n')}\n${more(lines.length)}`
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`
}

function why({ source, tasks, backup, proofs }: SourceReport, timezone: string): string {
  const due = tasks.map(({ kind, due, because, did, next }) => {
    const then = next === undefined ? '' : `; next ${formatTime(next, timezone)}`
    const done = did === undefined ? '' : `; done: ${markdown(did)}`
    return `- ${due ? '▶️' : '⏸️'} ${markdown(kind)}: ${markdown(because.join('; '))}${done}${then}`
  })
  const parts = (backup?.parts ?? []).map(
    ({ name, bytes, plainBytes }) => `- ${code(name)}: ${sealedSize(bytes)}, of ${plainSize(plainBytes)}`,
  )
  const times = proofs
    .filter(({ durations }) => Object.keys(durations).length > 0)
    .map(({ level, durations }) => `- ${markdown(level)}: ${markdown(steps(durations))}`)
  const lines = [...due, ...parts, ...times]
  if (lines.length === 0) return ''
  return folded(
    `${markdown(source)}: what ran, and why`,
    `${lines.slice(0, mostRows).join('\n')}\n${more(lines.length)}`,
  )
}

function retention({ source, retention }: SourceReport): string {
  if (!retention || retention.decisions.length === 0) return ''
  const all = deletedFirst(retention)
  const copies = (retention.copies ?? []).filter(({ keep }) => !keep)
  const title = `${markdown(source)}: why ${plural(all.length, 'backup')} ${all.length === 1 ? 'stays or goes' : 'stay or go'}`
  const cells = ({ id, keep, because, bytes, store }: DecisionReport & { readonly store?: string }) => [
    keep ? 'keep' : store === undefined ? '**delete**' : `**leave ${markdown(store)}**`,
    code(id),
    formatBytes(bytes),
    because.map((reason) => markdown(reason, 500)).join('<br>'),
  ]
  return folded(title, grid(['', 'backup', 'sealed ', 'because'], [...copies, ...all], cells))
}

/** The deletions are what people look for, and the table may be cut. */
function deletedFirst({ decisions }: RetentionReport): RetentionReport['decisions'] {
  return [...decisions.filter(({ keep }) => !keep), ...decisions.filter(({ keep }) => keep)]
}
