import { code } from '../markdown/escape.ts'

/** What a person could still type from paper. */
const longest = 64 * 1024

/** The policy itself, last: where the repository is gone, too, this is the only one that is left. Empty: nobody gave it. */
export function policyItself(path: string, text: string | undefined): string {
  if (text === undefined) return ''
  return `## The policy\n\n${block(text, path)}`
}

function block(text: string, path: string): string {
  const lines = text.replaceAll('\r\n', '\n').trimEnd()
  // Such characters would not be what is seen, and a policy that is another one is worse than none.
  if (lines.length > longest || /[^\P{C}\n]/u.test(lines))
    return `It is not printed here, because it is too long or has characters that are not seen: keep a copy of ${code(path, 300)} with this plan.`
  const longestRun = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longestRun + 1)
  return `As ${code(path, 300)}; it holds no secret.\n\n${fence}yaml\n${lines}\n${fence}`
}
