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

/** Those of the chosen that must have been restored before this one: of the databases of a server, all of them. */
export function waitsFor(source: Source, chosen: readonly Source[]): readonly Source[] {
  const after = source.recovery?.after ?? []
  return chosen.filter(
    (one) => after.includes(one.name) || (one.member !== undefined && after.includes(one.member.group)),
  )
}

/** The policy has no circle. */
function inOrder(chosen: readonly Source[]): readonly Source[] {
  const order = new Set<Source>()
  const visit = (source: Source) => {
    for (const one of waitsFor(source, chosen)) if (one !== source) visit(one)
    order.add(source)
  }
  for (const source of chosen) visit(source)
  return [...order]
}

/** Equal for two hooks that do the same. */
export const hookKey = (hook: Hook): string => JSON.stringify(hook.kind === 'command' ? hook.argv : hook.url.template)
