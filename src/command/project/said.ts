import type { Options } from '../option.ts'
import { defaultPaths } from './policy-file.ts'

/** A word of a command to paste, quoted where a shell would take it apart. */
export function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** What makes a command to paste find the same policy. */
export function policyOption(path: string | undefined): string {
  return path === undefined || defaultPaths.some((usual) => usual === path) ? '' : ` --policy ${quoted(path)}`
}

/** What was typed beside the names, so that a command to paste does not lose it. */
export function saidBeside({ because, policy, confirm = [] }: Options): string {
  const confirmed = confirm.map((name) => ` --confirm ${quoted(name)}`).join('')
  return `${because === undefined ? '' : ` --because ${quoted(because)}`}${policyOption(policy)}${confirmed}`
}
