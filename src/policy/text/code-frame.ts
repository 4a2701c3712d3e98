import type { Finding } from './finding.ts'
import { harmless } from './show.ts'

const around = 2
const widest = 140
const longest = 10_000

/**
 * The lines around a finding with line numbers and a caret, for a terminal; without the message.
 * Passwords and secret keys that stand in the text are starred out.
 */
export function codeFrame(text: string, finding: Finding, options: { readonly colour: boolean }): string {
  const paint = (code: number, what: string): string => (options.colour ? `\u001b[${code}m${what}\u001b[0m` : what)
  const lines = text.split(/\r?\n/)
  const last = Math.min(lines.length, finding.line + around)
  const digits = String(last).length
  const shift = Math.max(0, finding.column - widest + 20)
  const frame: string[] = []
  for (let number = Math.max(1, finding.line - around); number <= last; number++) {
    const whole = lines[number - 1] ?? ''
    const line = whole.length > longest ? '' : harmless(starred(whole)).slice(shift, shift + widest)
    const here = number === finding.line
    const gutter = `${here ? '>' : ' '} ${String(number).padStart(digits)} |`
    frame.push(`${here ? paint(31, gutter) : paint(90, gutter)} ${line}`.trimEnd())
    if (!here) continue
    const before = line.slice(0, finding.column - 1 - shift).replace(/[^\t]/g, ' ')
    const length = Math.max(
      1,
      Math.min((finding.endColumn ?? finding.column + 1) - finding.column, widest - before.length),
    )
    frame.push(`${paint(90, `  ${' '.repeat(digits)} |`)} ${before}${paint(31, '^'.repeat(length))}`)
  }
  return frame.join('\n')
}

/** The line with what must not be printed replaced by stars of the same length, so that columns still fit. */
function starred(line: string): string {
  const stars = (before: string, hidden: string): string =>
    /^["']?\$\{\w+\}["']?$/.test(hidden) ? before + hidden : before + '*'.repeat(hidden.length)
  return line
    .replace(/(:\/\/[^\s:@/]*:)(\S*)(?=@)/g, (_all, before: string, hidden: string) => stars(before, hidden))
    .replace(/([?&](?:ssl)?password=)([^&\s"']+)/g, (_all, before: string, hidden: string) => stars(before, hidden))
    .replace(
      /((?:secret-access-key|session-token|password)["']?\s*:\s*)([^\s,}]+)/g,
      (_all, before: string, hidden: string) => stars(before, hidden),
    )
    .replace(/(rsec1|rsgn1|ridx1|rshr1)([a-z0-9]+)/gi, (_all, before: string, hidden: string) => stars(before, hidden))
}
