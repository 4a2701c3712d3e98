import { isProblem, Problem, remedy } from '../problem.ts'
import type { Command } from './contract.ts'
import { redactOutput } from './redact.ts'

/** How a program ended that did not exit 0: the cause of its `tool-failed`. */
export interface Failure {
  readonly kind: 'failure'
  readonly program: string
  readonly exitCode: number | undefined
  readonly killedBy: string | undefined
  /** The end of what it wrote to stderr, without secrets. */
  readonly stderr: string
}

/** What is known of the program behind a Problem; undefined where no program ended badly. */
export function failureOf(error: unknown): Failure | undefined {
  if (!isProblem(error)) return undefined
  const cause = error.cause as Partial<Failure> | undefined
  return cause?.kind === 'failure' ? (cause as Failure) : undefined
}

/** Names the program, the place, how it ended and its last lines. */
export function toolFailed(failure: Failure, where: string): Problem {
  const how = failure.killedBy === undefined ? `exit ${failure.exitCode ?? 'unknown'}` : `killed by ${failure.killedBy}`
  const said = lastLines(failure.stderr)
  const message = `${failure.program} failed in ${where} (${how})${said === '' ? ', without output' : `: ${said}`}`
  return new Problem('tool-failed', message, { hint: remedy.program, cause: failure })
}

const shownLines = 5
const shownCharacters = 1000

/** The last lines as one line, for a message. */
export function lastLines(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).map((line) => line.trim())
  // MariaDB's client puts the statement that failed, with the rows in it, between two rules before the error.
  const said = lines.slice(lines.lastIndexOf('-'.repeat(14)) + 1).filter((line) => line !== '')
  // What went wrong comes first, and may have a long context behind it.
  const at = said.findLastIndex((line) => /\b(?:ERROR|FATAL|PANIC|error):/.test(line))
  const last = at < 0 ? said.slice(-shownLines) : said.slice(Math.min(at, Math.max(0, said.length - shownLines)))
  const text = last.join(' / ').replace(/\.$/, '')
  if (text.length <= shownCharacters) return text
  if (at < 0) return `...${text.slice(-shownCharacters)}`
  return `${said.slice(at).join(' / ').slice(0, shownCharacters)}...`
}

const tailBytes = 64 * 1024

/** Keeps the end of stderr in bounded memory. */
export function tail(command: Command): { add(chunk: Buffer): void; text(): string } {
  let kept: Buffer[] = []
  let size = 0
  let cut = false
  return {
    add(chunk) {
      kept.push(chunk)
      size += chunk.length
      if (size <= 2 * tailBytes) return
      kept = [Buffer.concat(kept).subarray(-tailBytes)]
      size = tailBytes
      cut = true
    },
    text() {
      const whole = Buffer.concat(kept).toString('utf8')
      // A secret may have been cut in two: the first line of a cut text is not shown.
      return redactOutput(cut ? whole.slice(whole.indexOf('\n') + 1) : whole, command.secrets ?? [])
    },
  }
}
