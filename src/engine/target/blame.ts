import { isProblem, Problem } from '../../problem.ts'

/** What a source's failure would be is the target's here: whoever speaks to a server does not know which of them it is. */
export async function asTarget<T>(work: Promise<T>, { throwAway }: { readonly throwAway: boolean }): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isProblem(error, 'source-failed')) throw error
    const code = throwAway ? 'sandbox-failed' : 'restore-failed'
    throw new Problem(code, error.message, { hint: error.hint, cause: error.cause, ofMachine: error.ofMachine })
  }
}
