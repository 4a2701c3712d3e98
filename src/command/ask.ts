import { createInterface } from 'node:readline/promises'
import { isProblem, Problem } from '../problem.ts'

/** One question on a terminal. What was interrupted (Ctrl-C, Ctrl-D) is a cancelled command. */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new AbortController()
  lines.once('close', () => ended.abort(new Problem('cancelled', 'cancelled at a question')))
  lines.once('SIGINT', () => lines.close())
  try {
    return await lines.question(question, { signal: AbortSignal.any([signal, ended.signal]) })
  } catch (error) {
    throw isProblem((error as Error).cause) ? (error as Error).cause : error
  } finally {
    lines.close()
  }
}
