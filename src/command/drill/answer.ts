import type { ApplicationAnswer } from '../../policy/policy.ts'
import { oneLine } from '../../words/words.ts'

/** What came of a request: an answer, or none. */
export type Heard = { readonly status: number; readonly text: string } | { readonly silent: string }

/** "answered GET / with 500, not 200"; undefined: as wanted. The answer may hold anybody's data, and is never repeated. Pure. */
export function unmet({ path, status, contains }: ApplicationAnswer, heard: Heard): string | undefined {
  if ('silent' in heard) return `gave no answer to GET ${path} (${oneLine(heard.silent, 200)})`
  if (heard.status !== status) return `answered GET ${path} with ${heard.status}, not ${status}`
  if (contains === undefined || heard.text.includes(contains)) return undefined
  return `answered GET ${path} without ${JSON.stringify(oneLine(contains, 200))} in it`
}

/** Folders are another place in the container of the application. */
export interface Moved {
  readonly from: string
  readonly to: string
}

/**
 * The environment of an application: how the restored data is reached comes last, so that none of its own leads it elsewhere.
 * `$(NAME)` in its own stands for what that has under the name. Pure.
 */
export function applicationEnvironment(
  own: Readonly<Record<string, string>>,
  reached: Readonly<Record<string, string>>,
  moved: Moved | undefined,
): Readonly<Record<string, string>> {
  const there = Object.entries(reached).map(
    ([name, value]) => [name, moved ? value.replaceAll(moved.from, moved.to) : value] as const,
  )
  const known = new Map(there)
  const filled = Object.entries(own).map(
    ([name, value]) =>
      [name, value.replace(/\$\(([A-Za-z_]\w*)\)/g, (text, of: string) => known.get(of) ?? text)] as const,
  )
  return { ...Object.fromEntries(filled), ...Object.fromEntries(there), ...(moved ? { RESTORED_PATH: moved.to } : {}) }
}
