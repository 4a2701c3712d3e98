import type { Counted, Facts } from '../contract.ts'
import { factsOf, type IndexFacts } from './facts.ts'
import { type Common, type CommonKind, commonKinds } from './part/description.ts'
import { Cluster } from './protocol/cluster.ts'
import { Scroll, type ScrollContext } from './scroll.ts'

/** The facts of a server, of the indexes that others are of: each document is read. */
export async function factsOfTarget(context: ScrollContext, like: Facts, counted?: Counted): Promise<Facts> {
  const cluster = new Cluster(context)
  const wanted = new Set(like.objects['index'])
  const indexes: IndexFacts[] = []
  let bytes = 0
  for (const listed of await cluster.indexes()) {
    const { name } = listed
    const definition = wanted.has(name) ? await cluster.definition(name) : undefined
    if (definition === undefined) continue
    await using scroll = await Scroll.open(context, name, definition)
    for await (const { count } of scroll.documents()) counted?.(count)
    const { documents, digest } = scroll.tally
    indexes.push({ name, definition, documents, digest })
    bytes += listed.bytes
  }
  const { product, version } = context
  return factsOf({ product, version, bytes, indexes, common: some(await cluster.common(), like) })
}

/** A server may have more of it, and has: some are its own. */
function some(common: Common, like: Facts): Common {
  const found = {} as Record<CommonKind, Record<string, Record<string, unknown>>>
  for (const kind of commonKinds) {
    const wanted = new Set((like.objects[kind] ?? []).map((text) => text.slice(0, text.lastIndexOf(' '))))
    found[kind] = Object.fromEntries(Object.entries(common[kind]).filter(([name]) => wanted.has(name)))
  }
  return found
}
