import type { DrillHealth, DrillSourceHealth } from '../../judge/judge.ts'
import { formatDuration, formatTime, oneLine, plural } from '../../words/words.ts'
import { code, markdown } from './escape.ts'

const marks = { passed: '✅', failed: '❌', 'not-begun': '⏸️' } as const
const signs = { passed: '✓', failed: '✗', 'not-begun': '–' } as const
const mostRows = 200

/** One drill for the summary of a job. Pure. */
export function renderDrill(drill: DrillHealth): string {
  const { outcome, sources = [] } = drill
  const rows = sources.slice(0, mostRows).map((one) => {
    const cells = [code(one.source, 200), one.backup === undefined ? '' : code(one.backup, 300), ...says(one)]
    return `| ${marks[one.outcome]} ${cells.map((cell, i) => (i < 2 ? cell : markdown(cell, 500))).join(' | ')} |`
  })
  const rest = sources.length - rows.length
  return [
    `#### ${marks[outcome]} ${markdown(headOf(drill))}`,
    '',
    ...(drill.signedOff?.because === undefined ? [] : [`> ${markdown(drill.signedOff.because)}`, '']),
    ...(rows.length > 0
      ? [
          '| source | backup | integrity | assertions | application | RPO | RTO | |',
          '|---|---|---|---|---|---|---|---|',
          ...rows,
          ...(rest > 0 ? [``, `and ${rest} more`] : []),
          '',
        ]
      : []),
  ].join('\n')
}

/** The same for a terminal. Pure. */
export function drillText(drill: DrillHealth, timezone: string): string {
  const because = drill.signedOff?.because
  return [
    `${signs[drill.outcome]} ${formatTime(drill.startedAt, timezone)}  ${oneLine(headOf(drill), 600)}`,
    ...(because === undefined ? [] : [`    ${oneLine(because, 1000)}`]),
    ...(drill.unread === undefined ? [] : [`    its record cannot be read: ${oneLine(drill.unread, 500)}`]),
    ...(drill.sources ?? []).slice(0, mostRows).map((one) => {
      const said = says(one)
        .map((text, i) => (text === '' ? '' : `${labels[i] ?? ''}${text}`))
        .filter((text) => text !== '')
      return `    ${signs[one.outcome]} ${oneLine([one.backup ?? one.source, ...said].join('; '), 1500)}`
    }),
  ].join('\n')
}

const labels = ['', 'assertions ', 'application ', 'RPO ', 'RTO ', '']

/** "full drill passed: 3 of 3 sources in 3m 12s, asked by ida" */
function headOf({ kind, outcome, durationMs, sources = [], by, signedOff, id }: DrillHealth): string {
  if (signedOff) {
    const said = outcome === 'failed' ? 'failed, says' : 'signed off by'
    return `manual drill ${said} ${signedOff.name}${signedOff.claimed ? ' (as claimed)' : ''}`
  }
  const passed = sources.filter((one) => one.outcome === 'passed').length
  const took = durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`
  const of = sources.length > 0 ? `: ${passed} of ${plural(sources.length, 'source')}${took}` : ` (${id})`
  const objective = outcome === 'passed' && kind === 'full' ? objectiveOf(sources) : ''
  const who = by?.actor === undefined ? '' : `, asked by ${by.actor}`
  return `${kind} drill ${outcome}${of}${objective}${who}`
}

/** Whether all that has an RTO was there within it, counted from the beginning of the drill. */
function objectiveOf(sources: readonly DrillSourceHealth[]): string {
  const late = sources.filter(({ rto, readyMs }) => rto?.targetMs !== undefined && (readyMs ?? 0) > rto.targetMs)
  if (sources.every(({ rto }) => rto?.targetMs === undefined)) return ''
  if (late.length === 0) return ', each within its RTO'
  return `, later than its RTO from the beginning: ${late.map(({ source }) => source).join(', ')}`
}

function says(one: DrillSourceHealth): readonly string[] {
  const asked = (what: DrillSourceHealth['assertions']) => (what ? `${what.outcome} (${what.asked})` : '')
  const limit = (ms: number, targetMs: number | undefined, met: boolean | undefined) =>
    targetMs === undefined
      ? formatDuration(ms)
      : `${formatDuration(ms)} of ${formatDuration(targetMs)}${met === false ? ', missed' : ''}`
  const { compared = '', assertions, application, rpo, rto, problem = '' } = one
  return [
    compared,
    asked(assertions),
    asked(application),
    rpo ? limit(rpo.ageMs, rpo.targetMs, rpo.met) : '',
    rto ? limit(rto.measuredMs, rto.targetMs, rto.met) : '',
    problem,
  ]
}
