import { inOrder } from '../../judge/judge.ts'
import type { Hook, Source } from '../../policy/policy.ts'
import { everySource, groupOf } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { suggest } from '../../words/words.ts'

/** The sources of a group, those first that others wait for. Throws `usage` for a group that no source is in. Pure. */
export function sourcesOf(sources: readonly Source[], what: string): readonly Source[] {
  const chosen = sources.filter((source) => what === everySource || groupOf(source) === what)
  if (chosen.length > 0) return inOrder(chosen)
  const groups = [...new Set([everySource, ...sources.flatMap((source) => groupOf(source) ?? [])])]
  throw new Problem('usage', `no source of the policy is in the group ${JSON.stringify(what)}`, {
    hint: suggest(what, groups),
  })
}

/** Equal for two hooks that do the same. */
export const hookKey = (hook: Hook): string => JSON.stringify(hook.kind === 'command' ? hook.argv : hook.url.template)
