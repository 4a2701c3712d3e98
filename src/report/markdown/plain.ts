import type { ProblemReport } from '../data.ts'
import { bounded, mostBytes, todo } from './summary.ts'

/** What a command without a report has to say in a job summary. */
export interface Plain {
  /** As it was asked for: an input may be anything. */
  readonly command: string
  readonly status: 'succeeded' | 'failed'
  readonly text: () => string
  /** Instead of the text. */
  readonly markdown: string | undefined
  /** Those that neither of them names. */
  readonly problems: readonly ProblemReport[]
}

/** It as GitHub-flavoured Markdown, at most 1 MiB, whatever is in it: what to do about its problems stands below the title. */
export function renderPlain({ command, status, text, markdown, problems }: Plain): string {
  if (markdown !== undefined) {
    const [title = '', ...blocks] = markdown.split('\n\n').map((block) => `${block}\n`)
    return bounded([title, todo(problems), ...blocks])
  }
  const mark = status === 'failed' ? '❌ ' : ''
  const head = `### ${mark}backproof ${/^[a-z]+$/.test(command) ? command : ''}\n`
  return bounded([head, todo(problems), fenced(text())])
}

/** Room for the head, the problems and the fence. */
const mostText = mostBytes - (256 << 10)

function fenced(text: string): string {
  const { shown, rest } = fitting(text)
  // Only a fence longer than any in the text cannot be closed by it.
  const ticks = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  const more = rest > 0 ? `\n_${rest} more lines did not fit here: the JSON report has everything._\n` : ''
  return `${ticks}\n${shown}\n${ticks}\n${more}`
}

/** The first lines that fit, and how many do not. */
function fitting(text: string): { readonly shown: string; readonly rest: number } {
  if (Buffer.byteLength(text) <= mostText) return { shown: text, rest: 0 }
  const lines = text.split('\n')
  let bytes = 0
  const count = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1
    return bytes > mostText
  })
  return { shown: lines.slice(0, count).join('\n'), rest: lines.length - count }
}
