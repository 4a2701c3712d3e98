import { createInterface, type Interface } from 'node:readline'
import { cancelled, Problem } from '../problem.ts'

/** Asks one question, and gives the line that answers it. */
export type Ask = (question: string) => Promise<string>

/**
 * Questions on a terminal, one after another. One reader serves all of them: text typed ahead, or pasted, answers the
 * next question. The terminal edits and echoes the lines, so Ctrl-C is the usual signal. Ctrl-D cancels the command.
 */
export function makeAsk(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, signal: AbortSignal): Ask {
  const ahead: string[] = []
  let ended = false
  let wake: () => void = () => {}
  let lines: Interface | undefined
  const open = () => {
    const made = createInterface({ input, terminal: false })
    made.on('line', (line) => {
      ahead.push(line)
      wake()
    })
    made.on('close', () => {
      ended = true
      wake()
    })
    signal.addEventListener('abort', () => wake())
    return made
  }
  return async (question) => {
    output.write(question)
    lines ??= open()
    if (!ended) lines.resume()
    while (ahead.length === 0 && !ended && !signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const line = ahead.shift()
    if (signal.aborted || line === undefined) {
      output.write('\n')
      lines.close()
      throw signal.aborted ? cancelled(signal) : new Problem('cancelled', 'cancelled at the prompt')
    }
    // So that nothing keeps the program once all is asked.
    if (!ended) lines.pause()
    return line
  }
}
