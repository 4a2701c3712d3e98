import { kindOf, type Policy, type Source } from '../../policy/policy.ts'
import type { StoreNeed, Variable } from './contract.ts'

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** Names of the variables of a text, each once. */
export const variablesOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(reference)].map((match) => match[1] ?? '')),
]

/** What an address of the source's engine looks like; undefined: it has no address. */
function exampleOf({ name, engine }: Source): string | undefined {
  return kindOf(engine).draft.draft(name, engine)?.variables[0]?.example
}

/** Each variable once, with the sources that it is of. */
function gathered(all: readonly (Omit<Variable, 'sources'> & { readonly source: string })[]): readonly Variable[] {
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, uses]) => ({
    name,
    sources: uses.map(({ source }) => source),
    example: uses[0]?.example ?? '',
  }))
}

/** Variables of the new places. */
export function placeVariables(places: readonly { readonly source: Source; readonly into: string }[]) {
  return gathered(
    places.flatMap(({ source, into }) =>
      variablesOf(into).map((name) => {
        const whole = into === `\${${name}}`
        return {
          name,
          source: source.name,
          example: (whole ? exampleOf(source) : undefined) ?? `the ${name} of ${into}`,
        }
      }),
    ),
  )
}

/**
 * Variables of what was lost. A restore goes nowhere with them, but must know that its target is not the source: any value that
 * is none of the new places does.
 */
export function lostVariables({ mentions }: Policy, sources: readonly Source[], known: readonly string[]) {
  return gathered(
    sources.flatMap((source) => {
      const names = mentions?.variables.sources[source.member?.group ?? source.name] ?? []
      const { server } = kindOf(source.engine)
      return names
        .filter((name) => !known.includes(name))
        .map((name) => {
          const whole = server && 'url' in source && (source.url as { template?: string }).template === `\${${name}}`
          return { name, source: source.name, example: (whole ? lostAddress(source) : undefined) ?? 'lost-and-unknown' }
        })
    }),
  )
}

/** An address of the engine's form that nobody has: .invalid never resolves (RFC 2606). */
const lostAddress = (source: Source) =>
  exampleOf(source)
    ?.replace(/\/\/(?:[A-Z_:]+@)?HOST/, '//nobody@lost.invalid')
    .replace('DATABASE', 'lost')

export function storeNeeds({ stores, mentions }: Policy, names: readonly string[]): readonly StoreNeed[] {
  return names.flatMap((store): StoreNeed[] => {
    const config = stores[store]
    if (!config) return []
    const variables = mentions?.variables.stores[store] ?? []
    if (config.kind === 'directory') {
      return [{ store, where: config.path, kind: config.kind, variables, ambient: false }]
    }
    const { kind, bucket, prefix, accessKeyId } = config
    const where = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`
    return [{ store, where, kind, variables, ambient: accessKeyId === undefined }]
  })
}
