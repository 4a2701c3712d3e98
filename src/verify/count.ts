import type { Counted, Facts } from '../engine/engine.ts'
import type { Step } from '../progress.ts'

/** How far it is to count what was restored, as the rest of a step, and who hears of each table or file. */
export function startCount(expected: Facts): { readonly far: Required<Omit<Step, 'what'>>; readonly counted: Counted } {
  let done = 0
  const ofFiles = expected.engine === 'files'
  // "/srv/uploads (directories)" is no number of files.
  const counts = Object.entries(expected.rows).filter(([name]) => !ofFiles || !/ \([a-z ]+\)$/.test(name))
  const of = counts.reduce((sum, [, count]) => sum + count, 0)
  return {
    far: { done: () => done, of, unit: ofFiles ? 'files' : 'rows' },
    counted: (more) => {
      done += more
    },
  }
}
