import type { Expected, Health, RecoveryPlan, RecoveryStep } from '../../judge/judge.ts'
import { formatCounts, formatDuration, formatTime, namesSome, sealedSize } from '../../words/words.ts'
import { code, markdown } from '../markdown/escape.ts'
import { command, table } from './block.ts'

const unknown = 'unknown'

/** What is promised, what was measured, and what would be lost. */
export function overview({ timezone }: Health, { steps, time }: RecoveryPlan): string {
  const rows = steps.map((step) => [
    markdown(step.source.source, 200),
    step.source.class === undefined ? '–' : markdown(step.source.class),
    `${backupText(step, timezone)}, of ${target(step.source.objectives.rpo.targetMs)}`,
    provenText(step, timezone),
    `${minutes(step.expected)}, of ${target(step.source.objectives.rto.targetMs)}`,
    keptText(step),
  ])
  return `## What to expect

${table(['source', 'class', 'newest backup, of RPO', 'proven by a restore', 'a restore takes, of RTO', 'the last ones'], rows)}

${totals({ steps, time })}`
}

const target = (ms: number | undefined) => (ms === undefined ? 'none said' : formatDuration(ms))

function minutes({ ms, slowestMs }: Expected): string {
  if (ms === undefined) return unknown
  return `${formatDuration(ms)}${slowestMs !== undefined && slowestMs > ms ? ` (up to ${formatDuration(slowestMs)})` : ''}`
}

function backupText({ backup }: Pick<RecoveryStep, 'backup'>, timezone: string): string {
  if (!backup) return '**none**'
  return `${formatDuration(backup.ageMs)} old (${formatTime(backup.at, timezone)})`
}

function provenText({ source }: RecoveryStep, timezone: string): string {
  const { lastProven } = source
  return lastProven ? `${code(lastProven.id, 300)}, ${backupText({ backup: lastProven }, timezone)}` : '**none**'
}

function keptText({ expected: { measured, kept }, source }: RecoveryStep): string {
  const { verified } = source.objectives
  if (measured === 0) return 'none was measured'
  const when = verified.ageMs === undefined ? '' : `, the last ${formatDuration(verified.ageMs)} ago`
  return kept === undefined ? `${measured} measured${when}` : `${kept} of ${measured} kept it${when}`
}

function totals({ steps, time }: Pick<RecoveryPlan, 'steps' | 'time'>): string {
  const { sequenceMs, pathMs, path, unknown: missing } = time
  if (missing.length === steps.length)
    return 'How long all of it takes is unknown: no restore was measured. `backproof verify --level restore` measures one of each source.'
  const least = missing.length > 0 ? 'at least ' : ''
  const without =
    missing.length > 0 ? ` Not in it, because no restore was measured: ${markdown(namesSome(missing, 20), 500)}.` : ''
  return `All of it, one after the other: **${least}${formatDuration(sequenceMs)}**; at once where nothing waits: **${least}${formatDuration(pathMs)}**, along ${markdown(path.join(' → '), 500)}.${without} Measured by test restores on the machine that proves: not known are the new servers, their network, the time to provide them, and what people need.`
}

export function restores(health: Health, plan: RecoveryPlan): string {
  const { steps, together } = plan
  const all = together
    ? 'All of it in one go, in the same order and at once where nothing waits, where the databases and their roles are there already:\n\n' +
      `> \`backproof ${together.map((word) => (/^[\w./-]+$/.test(word) ? word : '…')).join(' ')}\`\n\n`
    : ''
  return `## 3. Restore

In this order. Each restore compares what it has written with what was backed up, and ends with exit code 0 only if that is equal. Do not go on where it is not: see [If something goes wrong](#if-something-goes-wrong). A new server that has the address of the lost one needs \`--overwrite\` and the name of its database besides.

${all}${steps.map((step, i) => stepText(step, i + 1, health)).join('\n')}`
}

function stepText(step: RecoveryStep, n: number, { timezone }: Health): string {
  const { source, backup, restore, after, expected, hooks, into, paths } = step
  const title = `### 3.${n} ${markdown(source.source, 200)}\n`
  if (!backup || !restore) return `${title}\n**There is no backup of it that can be restored.** ${sayUnread(step)}\n`
  const lines = [
    `Newest when this was written: ${code(backup.id, 300)}, ${backupText(step, timezone)}, ${sealedSize(backup.bytes)}, in ${markdown(namesSome(backup.stores, 20), 500)}.`,
    ...(after.length > 0 ? [`It waits for ${markdown(namesSome(after, 20), 500)}.`] : []),
    `Into ${code(into, 300)}. Expected: ${minutes(expected)}.`,
    ...(paths ? [landing(paths, into)] : []),
    ...hooks.map(
      ({ when, what, variables }) =>
        `The restore itself runs ${when === 'before' ? 'first' : 'afterwards'}: ${code(what, 300)}${variables.length > 0 ? `, with ${variables.map((name) => code(name, 200)).join(', ')}` : ''}.`,
    ),
  ]
  return `${title}\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${command(restore)}\n${checkText(step)}`
}

function landing(paths: readonly string[], into: string): string {
  const shown = paths.map((path) => code(path.startsWith('/') ? `${into}${path}` : path, 300))
  return `Files land below it with the whole paths that they had: ${shown.join(', ')}. Move them to where the application reads them.`
}

function sayUnread({ source: { unread } }: RecoveryStep): string {
  return unread.length === 0
    ? ''
    : `Not read: ${unread.map(({ store, message }) => `${markdown(store, 200)} (${markdown(message, 300)})`).join(', ')}.`
}

function checkText({ backup, checks }: RecoveryStep): string {
  const counts = backup?.counts ?? []
  const lines = [
    `It says what it has compared: ${counts.length > 0 ? `of the backup above, ${markdown(formatCounts(counts), 500)}` : 'how many is unknown here: the manifest does not say'}.`,
    ...checks.map(({ name, asks }) => `${markdown(name, 300)}: ${code(asks, 700)}.`),
    ...(checks.length === 0 ? ['The policy has no assertion of it: look at what was written last.'] : []),
  ]
  return `Check:\n\n${lines.map((line) => `- [ ] ${line}`).join('\n')}\n`
}
