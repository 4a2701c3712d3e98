import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { durationMs, parseDuration } from '../../time/time.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { limitMs, startLimit, type TimeLimit } from '../project/time-limit.ts'

/** A restore that hangs must end: whoever waits for it has other ways to try. */
export function startRestoreLimit(
  world: World,
  { timeout }: Options,
  source: Source | undefined,
  id: string,
): TimeLimit {
  const given = timeout === undefined ? undefined : parseDuration(timeout)
  if (given !== undefined && 'wrong' in given)
    throw new Problem('usage', `--timeout ${JSON.stringify(timeout)} is not a duration`, {
      hint: 'Write --timeout 12h.',
    })
  const ms = given === undefined ? limitMs(source) : durationMs(given)
  const hint = 'Add --timeout 24h if it may take that long.'
  return startLimit(world.signal, ms, `the restore of ${id}`, 'restore-failed', hint)
}
