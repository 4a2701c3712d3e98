import type { Source } from '../../policy/policy.ts'

/** Those of the chosen that must have been restored before this one: of the databases of a server, all of them. */
export function waitsFor(source: Source, chosen: readonly Source[]): readonly Source[] {
  const after = source.recovery?.after ?? []
  return chosen.filter(
    (one) => after.includes(one.name) || (one.member !== undefined && after.includes(one.member.group)),
  )
}

/** Those first that others wait for; else as they stand. The policy has no circle. */
export function inOrder(chosen: readonly Source[]): readonly Source[] {
  const order = new Set<Source>()
  const visit = (source: Source) => {
    for (const one of waitsFor(source, chosen)) if (one !== source) visit(one)
    order.add(source)
  }
  for (const source of chosen) visit(source)
  return [...order]
}
