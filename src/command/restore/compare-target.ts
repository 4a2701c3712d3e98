import type { Finding, RestoreResult, Target } from '../../engine/engine.ts'
import { during } from '../../progress.ts'
import { blamedOn, compare, describe, startCount } from '../../verify/verify.ts'
import { plural } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { uncompared } from './outcome.ts'

/** How a target is beside what was to be restored into it. */
export interface Compared {
  /** In words. */
  readonly compared: string
  readonly differences: readonly Finding[]
  /** What else is there, and what else a person should know. */
  readonly surplus: readonly Finding[]
}

/** Looks at what is there once it is restored. */
export async function compareTarget(
  { log }: Pick<World, 'log'>,
  target: Target,
  { findings, expected }: RestoreResult,
  { id, only, overwrite }: { readonly id: string; readonly only: readonly string[]; readonly overwrite: boolean },
): Promise<Compared> {
  if (!expected) return { compared: 'only a part, not compared', differences: [], surplus: [] }
  const { far, counted } = startCount(expected)
  const look = () => target.facts(expected, counted)
  const after = await during(log, { what: `${id}: comparing the target`, ...far }, look).catch((error) => {
    throw uncompared(error, target.where)
  })
  // Of some tables nothing is said of what else is there.
  const more = overwrite || only.length > 0 ? 'kept' : 'refused'
  const found = blamedOn(findings, compare(expected, after, more))
  const differences = found.filter(({ level }) => level === 'failure')
  return {
    compared: differences.length === 0 ? describe(expected) : plural(differences.length, 'difference'),
    differences,
    surplus: found.filter(({ level }) => level !== 'failure' && only.length === 0),
  }
}
