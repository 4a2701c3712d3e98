import { Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import { type Common, commonKinds, type Description, type KeptIndex } from './part/description.ts'
import type { Cluster } from './protocol/cluster.ts'
import { isBefore, numbersOf, products } from './protocol/product.ts'
import type { Product } from './search-source.ts'

/** @throws Problem for a server that is older than the dumped one: it may take what it does not know, and lose it. */
export function mustTake({ client, version }: Cluster, product: Product, { server }: Description): void {
  const { noun } = products[server.product]
  if (server.product !== product)
    throw new Problem('target-refused', `the backup is of ${noun}, and ${client.where} is ${products[product].noun}`, {
      hint: `Restore into a server of ${noun} ${numbersOf(server.version).join('.')} or newer.`,
    })
  if (!isBefore(version, server.version)) return
  throw new Problem(
    'tool-version',
    `the backup is of ${noun} ${server.version}, and ${client.where} is the older ${version}`,
    {
      hint: `Restore into ${noun} ${numbersOf(server.version).join('.')} or newer.`,
    },
  )
}

interface Wanted {
  readonly indexes: readonly KeptIndex[]
  readonly common: Common | undefined
  readonly overwrite: boolean
}

interface There {
  /** Indexes of the target that are to go. */
  readonly old: ReadonlySet<string>
  /** What it has that belongs to no index. */
  readonly oldCommon: Common
}

/** @throws Problem `target-refused` where the target has something of the same name, unless that is to be replaced. */
export async function mustBeFree(cluster: Cluster, { indexes, common, overwrite }: Wanted): Promise<There> {
  const { where } = cluster.client
  const names = indexes.map(({ name }) => name)
  const there = new Set((await cluster.indexes()).map(({ name }) => name))
  const others = new Set([...(await cluster.aliases()), ...(await cluster.dataStreams())])
  const taken = names.filter((name) => others.has(name))
  if (taken.length > 0)
    throw new Problem(
      'target-refused',
      `${where} has aliases or data streams of the names of indexes of the backup: ${namesSome(taken)}`,
      {
        hint: 'Restore into another server, or remove those aliases there first.',
      },
    )
  const old = names.filter((name) => there.has(name))
  const oldCommon = await cluster.common()
  const changed = commonKinds.flatMap((kind) =>
    Object.entries(common?.[kind] ?? {})
      .filter(([name, body]) => {
        const other = Object.hasOwn(oldCommon[kind], name) ? oldCommon[kind][name] : undefined
        return other !== undefined && JSON.stringify(other) !== JSON.stringify(body)
      })
      .map(([name]) => `${kind} ${name}`),
  )
  if (overwrite) return { old: new Set(old), oldCommon }
  if (old.length > 0)
    throw new Problem('target-refused', `${where} has indexes of the backup's names: ${namesSome(old)}`, {
      hint: `Restore into another server, or give --overwrite ${where}, which deletes those indexes first.`,
    })
  if (changed.length > 0)
    throw new Problem('target-refused', `${where} has others than the backup's: ${namesSome(changed)}`, {
      hint: `Restore into another server, give --overwrite ${where}, which replaces them, or --only '*' for the indexes alone.`,
    })
  return { old: new Set(), oldCommon }
}
