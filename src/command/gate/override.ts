import { encodeRun, makeId, objectName, putRecord } from '../../catalog/catalog.ts'
import type { Verdict } from '../../judge/judge.ts'
import { isProblem, Problem } from '../../problem.ts'
import type { Override } from '../../report/report.ts'
import { formatTime } from '../../words/words.ts'
import { type World, whoIs } from '../../world.ts'
import type { Options } from '../option.ts'
import { parseAt } from '../project/entry.ts'
import type { Project } from '../project/project.ts'

const longestOverrideMs = 7 * 86_400_000

/**
 * What the options say of an override; undefined: nothing. Throws `usage` for one without a reason, or without an end
 * within seven days: one that stays in a workflow must not hold the gate open for good.
 */
export function readOverride({ world, policy }: Project, options: Options): Override | undefined {
  const { override: because, 'override-until': until } = options
  if (because === undefined && until === undefined) return undefined
  if (!because?.trim() || until === undefined) {
    throw new Problem('usage', 'an override needs a reason and an end time', {
      hint: 'Give both --override REASON and --override-until TIME, such as 2026-02-14T18:00:00Z.',
    })
  }
  const end = parseAt(until, policy)
  const now = world.now()
  if (end <= now) {
    throw new Problem('usage', `the override ended at ${formatTime(end, policy.timezone)}`, {
      hint: 'Remove it, or give a new --override-until with a current reason.',
    })
  }
  if (end.getTime() - now.getTime() > longestOverrideMs) {
    throw new Problem('usage', `the override until ${formatTime(end, policy.timezone)} is longer than 7 days`, {
      hint: 'Choose an earlier end; it can be given again.',
    })
  }
  return {
    because: world.redact(because.trim()),
    until: end,
    by: whoIs(world.origin),
  }
}

/** To make a backup, or to wait for one, may have taken longer than the override holds. */
export function stillInForce(
  { world: { log, now }, policy }: Project,
  override: Override | undefined,
): Override | undefined {
  if (!override || override.until > now()) return override
  log.warning(
    `the override ended at ${formatTime(override.until, policy.timezone)}, before the gate was judged: it does not count`,
  )
  return undefined
}

/** A failed backup blocks an override no more than a missing one does; it is reported. A bug blocks it. */
export function waive(
  world: World,
  failures: readonly Failure[],
  unmet: readonly Verdict[],
  warnings: Record<string, readonly string[]>,
): readonly unknown[] {
  return failures.flatMap(({ source, error }) => {
    if (!isProblem(error) || !unmet.some((verdict) => verdict.source === source)) return [error]
    const said = `the backup that should come first failed: ${world.redact(error.message)}`
    warnings[source] = [...(warnings[source] ?? []), said]
    return []
  })
}

/** What went wrong with a source's backup that was to be made first. */
export interface Failure {
  readonly source: string
  readonly error: unknown
}

/** An override that no store has written down is none. */
export async function recordOverride(
  project: Project,
  verdict: Verdict,
  { because, until, by }: Override,
): Promise<void> {
  const { world, policy, expansions } = project
  const ofDatabases = expansions.find(({ group }) => group.name === verdict.source)?.group
  const source = policy.sources[verdict.source] ?? ofDatabases
  if (!source) return
  const startedAt = world.now()
  const run = {
    id: makeId(source.name, startedAt, 0),
    source: source.name,
    command: 'gate',
    trigger: 'override',
    startedAt,
    finishedAt: startedAt,
    outcome: 'succeeded',
    because: [
      `overridden by ${by} until ${formatTime(until, policy.timezone)}: ${because}`,
      ...verdict.unmet.map(({ kind, message }) => `${kind}: ${message}`),
    ],
  } as const
  const { places } = await project.places(source)
  const key = objectName.run(source.name, startedAt, run.id, run.outcome, run.command)
  const refused = await putRecord(places, key, encodeRun(run, world.origin), world.signal)
  if (places.length > 0 && refused.length < places.length) return
  const first = refused[0]?.problem
  throw new Problem('gate-unmet', `the override of ${source.name} could not be recorded in any store`, {
    hint: isProblem(first) ? first.message : 'Check the stores with `backproof doctor`.',
    cause: first,
  })
}
