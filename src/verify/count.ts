import type { Counted, Facts } from '../engine/engine.ts'
import { kindOf } from '../policy/policy.ts'
import type { Step } from '../progress.ts'

/** How far it is to count what was restored, as the rest of a step, and who hears of each table or file. */
export function startCount(expected: Facts): {
  readonly far: Required<Pick<Step, 'done' | 'of' | 'unit'>>
  readonly counted: Counted
} {
  let done = 0
  const { noun } = kindOf(expected.engine).counts
  // "/srv/uploads (directories)" is no number of files.
  const counts = Object.entries(expected.rows).filter(([name]) => nounOf(expected, name) === noun)
  const of = counts.reduce((sum, [, count]) => sum + count, 0)
  return {
    far: { done: () => done, of, unit: noun },
    counted: (more) => {
      done += more
    },
  }
}

/** What the number of this name counts: "/srv/uploads (directories)" counts directories. A table may be called anything. */
export function nounOf({ engine }: Facts, name: string): string {
  const { noun, of } = kindOf(engine).counts
  return (of === undefined ? / \(([a-z ]+)\)$/.exec(name)?.[1] : undefined) ?? noun
}
