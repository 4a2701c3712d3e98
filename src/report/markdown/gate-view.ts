import { tagsOf } from '../../catalog/catalog.ts'
import type { Conditions, Verdict } from '../../judge/judge.ts'
import { formatDuration, formatSecond, formatTime, oneLine } from '../../words/words.ts'
import { code, markdown } from './escape.ts'

/** A gate as it was judged, for people and as JSON. */
export interface GateReport {
  readonly project: string
  readonly judgedAt: Date
  /** Of the times that people read. */
  readonly timezone: string
  readonly verdicts: readonly Verdict[]
  /** Why the gate lets through though it is not met. */
  readonly override?: Override
  /** Ids of the backups that it made first. */
  readonly made: readonly string[]
  /** More to know by source: a schedule that nothing calls any more. */
  readonly warnings: Readonly<Record<string, readonly string[]>>
}

export interface Override {
  readonly because: string
  readonly until: Date
  readonly by: string
}

/** Of all sources together. */
export function gateStatus({ verdicts, override }: GateReport): 'met' | 'unmet' | 'overridden' {
  if (verdicts.every(({ met }) => met)) return 'met'
  return override ? 'overridden' : 'unmet'
}

/** One source as an output of the action: no free text, which may be of whoever writes to a store. */
export function verdictOutput(verdict: Verdict) {
  const { notes: _, unmet, ...facts } = verdictJson(verdict)
  return { ...facts, unmet: unmet.map(({ kind }) => kind) }
}

/** One source in the JSON. */
function verdictJson({ source, met, backup, log, proof, unmet, notes, restore }: Verdict) {
  return {
    source,
    met,
    ...(backup
      ? {
          id: backup.entry.id,
          startedAt: backup.entry.startedAt.toISOString(),
          ageSeconds: Math.round(backup.ageMs / 1000),
          stores: backup.stores,
          tags: tagsOf(backup.entry),
        }
      : {}),
    ...(log ? { log: { until: log.until.toISOString(), ageSeconds: Math.round(log.ageMs / 1000) } } : {}),
    ...(proof ? { proof: { id: proof.id, level: proof.level, at: proof.startedAt.toISOString() } } : {}),
    ...(restore ? { restore } : {}),
    unmet,
    notes: notes.map(({ message }) => message),
  }
}

export function gateJson(gate: GateReport) {
  const { project, judgedAt, verdicts, override, made, warnings } = gate
  return {
    version: 1,
    command: 'gate',
    project,
    status: gateStatus(gate),
    judgedAt: judgedAt.toISOString(),
    ...(override ? { override: { ...override, until: override.until.toISOString() } } : {}),
    made,
    sources: verdicts.map((verdict) => ({
      ...verdictJson(verdict),
      conditions: asked(verdict.conditions),
      warnings: warnings[verdict.source] ?? [],
    })),
  }
}

function asked({ maxAgeMs, atLeastEveryMs, verifiedWithinMs, copies, tags }: Conditions) {
  const within = verifiedWithinMs === undefined ? {} : { verifiedWithinSeconds: verifiedWithinMs / 1000 }
  const every = atLeastEveryMs === undefined ? {} : { atLeastEverySeconds: atLeastEveryMs / 1000 }
  // Of a log, any backup will do that it can be played onto.
  const age = Number.isFinite(maxAgeMs) ? { maxAgeSeconds: maxAgeMs / 1000 } : {}
  return { ...age, ...every, ...within, copies, tags }
}

const headings = { met: 'gate met', unmet: 'gate not met', overridden: 'gate not met, and overridden' } as const

/** The gate for a terminal; ends without a newline. */
export function gateText(gate: GateReport): string {
  const { project, verdicts, override, made, warnings } = gate
  const blocks = verdicts.map((verdict) => {
    const { source, met, unmet, notes, restore } = verdict
    const lines = [
      `${met ? '✓' : '✗'} ${source}: ${facts(verdict, gate.judgedAt)}`,
      ...unmet.flatMap(({ kind, message, hint }) => [`  ${kind}: ${message}`, ...(hint ? [`    → ${hint}`] : [])]),
      ...notes.map(({ message }) => `  note: ${message}`),
      ...(warnings[source] ?? []).map((warning) => `  warning: ${warning}`),
      ...(restore ? [`  restore it: ${restore}`] : []),
    ]
    return lines.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${oneLine(line)}`).join('\n')
  })
  const made_ = made.length > 0 ? [`made first: ${made.join(', ')}`] : []
  return [
    oneLine(`${project}: ${headings[gateStatus(gate)]}`),
    ...(override ? [overrideLine(override, gate.timezone)] : []),
    ...made_,
    ...blocks,
  ].join('\n')
}

/** "orders-... is 12 m old, in primary and offsite; a restore passed 2 d 3 h ago, of an earlier backup" */
function facts({ backup, log, proof }: Verdict, now: Date): string {
  const of = proof && proof.id !== backup?.entry.id ? `, of ${proof.id}` : ''
  const proven = proof
    ? `a restore passed ${formatDuration(now.getTime() - proof.startedAt.getTime())} ago${of}`
    : 'no restore that counts has passed'
  const ofLog = log ? `; restorable until ${formatSecond(log.until)}, ${formatDuration(log.ageMs)} ago` : ''
  if (!backup) return `no backup that counts; ${proven}`
  return `${backup.entry.id} is ${formatDuration(backup.ageMs)} old, in ${backup.stores.join(' and ')}${ofLog}; ${proven}`
}

const overrideLine = ({ because, until, by }: Override, timezone: string) =>
  oneLine(`overridden by ${by} until ${formatTime(until, timezone)}: ${because}`, 1000)

/** A job summary is bounded. */
const mostLines = 200

/** The gate as GitHub-flavoured Markdown for a job summary. */
export function renderGate(gate: GateReport): string {
  const status = gateStatus(gate)
  const mark = { met: '✅', unmet: '❌', overridden: '⚠️' }[status]
  const rows = gate.verdicts.map((verdict) => row(verdict, gate.judgedAt))
  const lines = gate.verdicts.flatMap(({ source, unmet, notes }) => [
    ...unmet.map(
      ({ kind, message, hint }) =>
        `- ❌ **${markdown(source)}**: **${kind}**: ${markdown(message)}${hint ? `<br>👉 ${markdown(hint)}` : ''}`,
    ),
    ...notes.map(({ message }) => `- **${markdown(source)}**: ${markdown(message)}`),
    ...(gate.warnings[source] ?? []).map((warning) => `- ⚠️ **${markdown(source)}**: ${markdown(warning)}`),
  ])
  const restores = gate.verdicts.flatMap(({ restore }) => (restore ? [restore] : []))
  return [
    `## ${mark} ${markdown(gate.project)}: ${headings[status]}`,
    formatTime(gate.judgedAt, gate.timezone),
    ...(gate.override ? [`> ${markdown(overrideLine(gate.override, gate.timezone))}`] : []),
    ...(gate.made.length > 0 ? [`Made first: ${gate.made.map((id) => code(id)).join(', ')}`] : []),
    ['| | backup | age | stores | restore proven |', '|---|---|---|---|---|', ...rows].join('\n'),
    ...(lines.length > 0 ? [lines.slice(0, mostLines).join('\n')] : []),
    ...(restores.length > 0
      ? [`To restore:\n\n\`\`\`sh\n${restores.map((line) => oneLine(line)).join('\n')}\n\`\`\``]
      : []),
    '',
  ].join('\n\n')
}

function row({ source, met, backup, log, proof, conditions }: Verdict, now: Date): string {
  const { maxAgeMs, atLeastEveryMs, verifiedWithinMs, copies } = conditions
  const most = (ms: number | undefined) => (ms !== undefined && Number.isFinite(ms) ? ` of ${formatDuration(ms)}` : '')
  const within = verifiedWithinMs === undefined ? '' : ` of ${formatDuration(verifiedWithinMs)}`
  const proven = proof ? `${formatDuration(now.getTime() - proof.startedAt.getTime())} ago` : 'never'
  const cells = [
    `${met ? '✅' : '❌'} **${markdown(source)}**`,
    backup ? code(backup.entry.id) : '–',
    backup
      ? `${formatDuration(backup.ageMs)}${most(maxAgeMs)}${log ? `<br>log: ${formatDuration(log.ageMs)}${most(atLeastEveryMs)}` : ''}`
      : '–',
    backup ? `${backup.stores.length} of ${copies}: ${markdown(backup.stores.join(', '))}` : '–',
    `${proven}${within}`,
  ]
  return `| ${cells.join(' | ')} |`
}
