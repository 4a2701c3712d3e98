import type { Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { finishAndTell } from '../alert/tell.ts'
import { eachSource } from '../each-source/each-source.ts'
import { finish, type Session } from '../project/session.ts'
import type { Result } from '../result.ts'

/**
 * Proves every source, and reports. If cancelled midway, it reports the proofs so far, and names the sources that were
 * not done; with nothing to report it throws `cancelled`.
 */
export async function proveEach(
  session: Session,
  sources: readonly Source[],
  body: (session: Session, source: Source) => Promise<void>,
  afterwards: () => Promise<void> = async () => undefined,
): Promise<Result> {
  const done = new Set<Source>()
  try {
    await eachSource(session, sources, async (session, source) => {
      await body(session, source)
      done.add(source)
    })
    await afterwards()
  } catch (error) {
    if (!isProblem(error, 'cancelled')) throw error
    const told = session.problems.length > 0 || [...session.reports.values()].some(({ proofs }) => proofs.length > 0)
    if (!told) throw error
    for (const source of sources.filter((one) => !done.has(one))) {
      const hint = `Run \`backproof verify --source ${source.name}\` again.`
      session.problems.push({
        source: source.name,
        error: new Problem('cancelled', `not done: ${error.message}`, { hint }),
      })
    }
    const result = finish(session)
    // No source's own: it is printed as of any command.
    return { ...result, problems: [error, ...result.problems] }
  }
  return finishAndTell(session)
}
