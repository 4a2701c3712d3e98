import type { Finding } from '../../problem.ts'
import {
  formatDuration,
  formatTime,
  namesSome,
  oneLine,
  sealedSize,
  sparkline,
  withoutSource,
} from '../../words/words.ts'
import type { ProblemReport, Report, RetentionReport, SourceReport } from '../data.ts'
import { drillText } from '../markdown/markdown.ts'
import { counted, failedProof, headline, healing, idleLine, isFailed, level, retained, size, took } from '../phrase.ts'
import { newIn, type SharedProblem, setApart } from '../repeat.ts'

/** How a text may look. */
export interface TextStyle {
  /** ANSI colours. */
  readonly colour: boolean
  /** Columns. */
  readonly width: number
  /** `quiet`: only what needs attention; `verbose`: every source in full. */
  readonly detail?: 'quiet' | 'usual' | 'verbose'
}

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow'
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const

/** Text in the colours of the style. */
type Paint = (colour: Colour, text: string) => string

/** Label, text: one line of a source, wrapped with its label's width as indentation. */
interface Line {
  readonly label: string
  readonly text: string
  readonly colour?: Colour
}

/** The report for a terminal; ends without a newline. */
export function renderText(report: Report, { colour, width, detail = 'usual' }: TextStyle): string {
  const paint: Paint = (name, text) => (colour ? `\u001b[${codes[name]}m${text}\u001b[0m` : text)
  if (detail === 'quiet' && report.status === 'succeeded') return ''
  const failed = new Set(report.sources.filter(isFailed).map(({ source }) => source))
  const { sources, problems, shared } = setApart(report)
  const shown = failuresFirst(sources, failed).filter(({ source }) => detail !== 'quiet' || failed.has(source))
  const one = (source: SourceReport) =>
    renderSource(report, source, failed.has(source.source), detail === 'verbose', paint, width)
  const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  const good = report.status === 'succeeded'
  const title = `${paint(good ? 'green' : 'red', good ? '✓' : '✗')} ${paint('bold', oneLine(headline(report)))}`
  return [
    `${title} ${paint('dim', `(${formatDuration(time)})`)}`,
    ...(report.drills ?? []).map((drill) => drillText(drill, report.timezone)),
    ...[...problems, ...shared].map((problem) => `\n${wrap(ofProblem(problem), '', paint, width)}`),
    ...spaced(shown.map(one)),
  ].join('\n')
}

/** A block begins with an empty line; so does the first of the lines that follow one. */
function spaced(blocks: readonly string[]): readonly string[] {
  return blocks.map((block, i) =>
    block.startsWith('\n') || blocks[i - 1]?.startsWith('\n') === false ? block : `\n${block}`,
  )
}

const failuresFirst = (sources: readonly SourceReport[], failed: ReadonlySet<string>) => [
  ...sources.filter(({ source }) => failed.has(source)),
  ...sources.filter(({ source }) => !failed.has(source)),
]

/** A block of its own, with a line between it and the others; one line where nothing was to be done. */
function renderSource(
  report: Report,
  source: SourceReport,
  failed: boolean,
  verbose: boolean,
  paint: Paint,
  width: number,
): string {
  const mark = paint(failed ? 'red' : 'green', failed ? '✗' : '✓')
  const found = (all: readonly Finding[]) => findings(newIn(all, report, source.source))
  const lines: Line[] = [
    ...backup(source, found),
    ...(source.healed ?? []).map((one): Line => {
      return { label: 'healed', text: healing(one, report.timezone), colour: 'yellow' }
    }),
    ...proofs(source, found),
    ...tasks(source, report.timezone),
    ...(source.warnings ?? []).map((text): Line => ({ label: 'schedule', text: `warning: ${text}`, colour: 'yellow' })),
    ...(source.retention ? retention(source.retention, report.command === 'prune') : []),
    ...source.problems.flatMap((problem) =>
      ofProblem({ ...problem, message: withoutSource(problem.message, source.source) }),
    ),
  ]
  const head = `${mark} ${paint('bold', oneLine(source.source))} ${paint('dim', oneLine(source.engine))}`
  const idle = verbose ? undefined : idleLine(source, report.timezone)
  if (idle !== undefined) return `${head}  ${paint('dim', oneLine(idle, Math.max(width, 60)))}`
  return ['', head, ...(lines.length > 0 ? [wrap(lines, '  ', paint, width)] : [])].join('\n')
}

type Section = (findings: readonly Finding[]) => readonly Line[]

function backup(source: SourceReport, found: Section): readonly Line[] {
  const { backup, history } = source
  if (!backup) return []
  const bars = history.length > 1 ? `; sizes so far ${sparkline(history.map(({ bytes }) => bytes))}` : ''
  const facts = [
    `${size(source, backup)} in ${formatDuration(backup.durationMs)}`,
    ...(counted(backup) ? [counted(backup)] : []),
  ]
  return [
    { label: 'backup', text: backup.id },
    { label: '', text: `${facts.join(', ')}${bars}` },
    ...backup.copies.map(({ where, outcome, message }): Line => {
      const said = `${outcome} in ${where}`
      if (outcome === 'failed')
        return { label: '', text: `not ${said.replace('failed ', '')}${message ? `: ${message}` : ''}`, colour: 'red' }
      return { label: '', text: said, colour: 'dim' }
    }),
    ...found(backup.findings),
  ]
}

function proofs({ proofs, backup }: SourceReport, found: Section): readonly Line[] {
  return proofs.flatMap((proof): readonly Line[] => {
    const failed = failedProof(proof)
    const of = proof.id === backup?.id ? '' : `, of ${proof.id}`
    const worst = proof.findings.find(({ level }) => level === 'failure')
    const whose = worst ? `: ${level(worst)}` : ''
    const said = `${failed ? '✗ failed' : '✓ passed'} in ${took(proof)}${proof.compared ? `: ${proof.compared}` : ''}${of}${whose}`
    // The level's own name is wider than the column.
    const label = proof.level === 'point-in-time' ? 'playback' : proof.level
    return [{ label, text: said, colour: failed ? 'red' : 'green' }, ...found(proof.findings)]
  })
}

const findingColours = { failure: 'red', warning: 'yellow', note: 'dim' } as const

function findings(found: readonly Finding[]): readonly Line[] {
  return found.flatMap((finding): Line[] => [
    { label: '', text: `${level(finding)}: ${finding.message}`, colour: findingColours[finding.level] },
    ...(finding.hint ? [{ label: '', text: `→ ${finding.hint}` }] : []),
  ])
}

/** What was not due; what was is seen by what it did. */
function tasks({ tasks, backup, proofs, retention }: SourceReport, timezone: string): readonly Line[] {
  const done = new Set([
    ...(backup ? ['backup'] : []),
    ...proofs.map(({ level }) => level),
    ...(retention ? ['prune'] : []),
  ])
  return tasks
    .filter(({ kind }) => !done.has(kind))
    .map(({ kind, due, because, did, next }) => {
      if (did !== undefined) return { label: kind, text: `done: ${did}`, colour: 'dim' }
      const then = due && next ? `; next ${formatTime(next, timezone)}` : ''
      return { label: kind, text: `${due ? 'due: ' : ''}${because.join('; ')}${then}`, colour: due ? 'yellow' : 'dim' }
    })
}

/** Deletions with their reasons; where retention is all that was asked for, everything with its reasons. */
function retention(made: RetentionReport, all: boolean): readonly Line[] {
  const shown = made.decisions.filter(({ keep }) => all || !keep)
  return [
    { label: 'retention', text: retained(made) },
    ...shown.map(({ id, keep, because, bytes }): Line => {
      const verb = keep ? 'keep' : made.applied ? 'deleted' : 'delete'
      return {
        label: '',
        text: `${verb} ${id} (${sealedSize(bytes)}): ${because.join('; ')}`,
        colour: keep ? 'dim' : 'yellow',
      }
    }),
    ...copies(made, all),
    ...made.findings.map((message): Line => ({ label: '', text: message, colour: 'yellow' })),
  ]
}

/** For stores with their own rules. */
function copies({ copies = [], applied }: RetentionReport, all: boolean): readonly Line[] {
  return copies
    .filter(({ keep }) => all || !keep)
    .map(({ id, store, keep, because, bytes, purged }): Line => {
      const verb = keep ? 'keep in' : purged ? 'gone from' : applied ? 'leaves' : 'would leave'
      return {
        label: '',
        text: `${verb} ${store}: ${id} (${sealedSize(bytes)}): ${because.join('; ')}`,
        colour: keep ? 'dim' : 'yellow',
      }
    })
}

function ofProblem(problem: ProblemReport | SharedProblem): readonly Line[] {
  const { code, message, hint } = problem
  return [
    { label: 'problem', text: `${message} (${code})`, colour: 'red' },
    ...('sources' in problem ? [{ label: '', text: `of ${namesSome(problem.sources)}` }] : []),
    ...(hint ? [{ label: '', text: `→ ${hint}`, colour: 'bold' as const }] : []),
  ]
}

const labelWidth = 11

/** Words that do not fit go on below the text; a word longer than a line stays whole, so that it can be copied. */
function wrap(lines: readonly Line[], indent: string, paint: Paint, width: number): string {
  const room = Math.max(width - indent.length - labelWidth, 30)
  return lines
    .flatMap(({ label, text, colour }) => {
      const rows = split(oneLine(text), room)
      return rows.map((row, i) => {
        const head = paint('dim', (i === 0 ? oneLine(label, labelWidth - 1) : '').padEnd(labelWidth))
        return `${indent}${head}${colour ? paint(colour, row) : row}`
      })
    })
    .join('\n')
}

function split(text: string, room: number): readonly string[] {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > room) {
      rows.push(row)
      row = `  ${word}`
    } else row = row === '' && rows.length === 0 ? word : `${row} ${word}`
  }
  return [...rows, row]
}
