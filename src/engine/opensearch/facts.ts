import { createHash } from 'node:crypto'
import type { Facts, ServerFacts } from '../contract.ts'
import { compared } from './definition.ts'
import { type Common, commonKinds, type Definition } from './part/description.ts'
import { numbersOf } from './protocol/product.ts'
import type { Product } from './search-source.ts'

export const serverFacts = (product: Product, version: string): ServerFacts => ({
  version,
  major: numbersOf(version)[0],
  settings: { product },
})

/** What of an index is compared. */
export interface IndexFacts {
  readonly name: string
  readonly definition: Definition
  readonly documents: number
  readonly digest: string
}

/** Kinds of objects that belong to an index each: `NAME`, `NAME/...` or `NAME ...`. */
const ofIndexes = ['index', 'alias', 'mappings', 'settings', 'aliases', 'documents'] as const

export interface FactsInput {
  readonly product: Product
  readonly version: string
  readonly bytes: number
  readonly indexes: readonly IndexFacts[]
  /** undefined: nothing of it was asked for. */
  readonly common: Common | undefined
}

export function factsOf({ product, version, bytes, indexes, common }: FactsInput): Facts {
  const digests = (read: (index: IndexFacts) => string) => indexes.map((index) => `${index.name} ${read(index)}`)
  const objects: Record<string, readonly string[]> = {
    // A server that agreed to be empty has this alone.
    server: [product],
    index: indexes.map(({ name }) => name),
    alias: indexes.flatMap(({ name, definition }) =>
      Object.keys(definition.aliases).map((alias) => `${name}/${alias}`),
    ),
    mappings: digests(({ definition }) => digestOf(definition.mappings)),
    settings: digests(({ definition }) => digestOf(compared(definition.settings))),
    aliases: digests(({ definition }) => digestOf(definition.aliases)),
    documents: digests(({ digest }) => digest),
    ...Object.fromEntries(
      commonKinds.map((kind) => [
        kind,
        Object.entries(common?.[kind] ?? {}).map(([name, body]) => `${name} ${digestOf(body)}`),
      ]),
    ),
  }
  return {
    version: 1,
    engine: product,
    server: serverFacts(product, version),
    sizeBytes: bytes,
    rows: Object.fromEntries(indexes.map(({ name, documents }) => [name, documents])),
    objects: Object.fromEntries(Object.entries(objects).map(([kind, names]) => [kind, [...names].sort()])),
  }
}

/** Facts of a part: of some indexes, without what belongs to none. */
export function someFacts(facts: Facts, keep: (index: string) => boolean): Facts {
  const own: readonly string[] = ofIndexes
  const kept = (kind: string, names: readonly string[]) => {
    if (kind === 'server') return names
    return own.includes(kind) ? names.filter((name) => keep(name.split(/[ /]/, 1)[0] ?? '')) : []
  }
  return {
    ...facts,
    rows: Object.fromEntries(Object.entries(facts.rows).filter(([index]) => keep(index))),
    objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, names]) => [kind, kept(kind, names)])),
  }
}

const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(plain(value)))
    .digest('hex')
    .slice(0, 16)

/** In one order of names; numbers and texts of settings are alike. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).map(([key, field]) => [key, plain(field)] as const)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}
