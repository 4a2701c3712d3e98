import { formatDuration } from '../../../words/words.ts'
import type { PolicyChecks } from '../../checks.ts'
import { type Findings, type Path, rangeAt, treeAt } from '../../text/position.ts'
import { showPath } from '../../text/show.ts'
import type { Tree } from '../../text/tree.ts'
import type { Source } from '../all.ts'

/** Reports a window in which no base, or no piece of log, need be. */
export function checkWindow(
  { pointInTime, schedule }: Source,
  { widestGap }: PolicyChecks,
  path: Path,
  root: Tree,
  findings: Findings,
): void {
  if (!pointInTime) return
  const { base, increments, windowMs, everyMs } = pointInTime
  const log = [...path, 'point-in-time']
  // Of a default, the line that sets what it does not fit.
  const at = ['window', 'base'].map((key) => [...log, key]).find((key) => treeAt(root, key)) ?? log
  const add = (because: string, hint: string) => {
    const message = `${showPath([...log, 'window'])} is ${formatDuration(windowMs)}, but ${because}`
    findings.add({ message, hint, range: rangeAt(root, at, at === log ? 'key' : 'value'), path: at })
  }
  if (windowMs < everyMs)
    add(
      `a piece of log is collected every ${formatDuration(everyMs)} only`,
      `Write window: ${Math.ceil(everyMs / 3_600_000)}h, or more.`,
    )
  const gapOf = (line = 'never') => (line === 'never' ? undefined : widestGap(line))
  // An increment serves as well as a full base.
  const apart = [gapOf(base ?? schedule), gapOf(increments?.schedule)]
    .flatMap((gap) => gap ?? [])
    .sort((a, b) => a - b)[0]
  if (apart === undefined || apart <= windowMs) return
  const [bases, key] = base === undefined ? ['backups', 'schedule'] : ['base backups', 'base']
  add(
    `the ${bases} that its log is played onto are up to ${formatDuration(apart)} apart`,
    `Write window: ${Math.ceil(apart / 86_400_000)}d, or a ${key} that comes more often, such as ${key}: "0 3 * * *".`,
  )
}
