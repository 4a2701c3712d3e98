import { shellLine } from './shell.ts'

/** A block of commands to paste: what `sh` says of it is run as it stands. */
export function commands(lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`
}

/** One command of this program; where it cannot be written on a line, what to do instead. */
export function command(words: readonly string[]): string {
  const line = shellLine(['backproof', ...words])
  return line === undefined
    ? 'This command cannot be printed: a name in it is too long, or is not text. Take it from the policy.\n'
    : commands([line])
}

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** A line that a person fills in. */
export const blank = '`______________`'
