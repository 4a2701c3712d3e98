import { z } from 'zod'
import type { Definition } from './part/description.ts'

// What a server sets by itself, and takes from nobody.
const servers =
  /^index\.(creation_date|uuid|version|provided_name|history_uuid|resize|shrink|replication|remote_store|verified_before_close|store\.snapshot|frozen|search\.throttled)(\.|$)/
// Where shards lie belongs to the cluster.
const placing = /^index\.routing\.(allocation|rebalance)\./
const copies = /^index\.(number_of_replicas|auto_expand_replicas)$/
// What would change documents on their way in, keep them out, or remove the index; and what slows the way down.
const afterwards = /^index\.(default_pipeline|final_pipeline|refresh_interval)$|^index\.blocks\./
const lifecycle = /^index\.(lifecycle|plugins\.index_state_management)\./

type Settings = Definition['settings']

const pick = (settings: Settings, take: (name: string) => boolean): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => take(name)))

/** What is kept of a definition. */
export function kept({ settings, mappings, aliases }: Definition): Definition {
  return { settings: pick(settings, (name) => !servers.test(name) && !placing.test(name)), mappings, aliases }
}

/** What of the settings must be equal after a restore. */
export const compared = (settings: Settings): Settings =>
  pick(settings, (name) => !copies.test(name) && !lifecycle.test(name) && !servers.test(name) && !placing.test(name))

/** Where an index is restored. */
export interface Place {
  /** It has more servers than one. */
  readonly hasReplicas: boolean
  readonly throwAway: boolean
}

/** How an index is made, so that its documents come in as they were, and quickly. */
export const whileLoading = (settings: Settings): Settings => ({
  ...pick(settings, (name) => !copies.test(name) && !afterwards.test(name) && !lifecycle.test(name)),
  'index.number_of_replicas': 0,
  'index.refresh_interval': '-1',
})

/** How many fields an index may have, how deep, how many nested ones, with names of what length; and the most that OpenSearch takes. */
const mostOf: Readonly<Settings> = {
  'index.mapping.total_fields.limit': 1_000_000,
  'index.mapping.nested_fields.limit': 1_000_000,
  'index.mapping.depth.limit': 1000,
  'index.mapping.field_name_length.limit': 50_000,
}

/** What a server says of mappings that have more than the index may have. */
export const isBeyondLimit = (reason: string): boolean => /\blimit of\b/i.test(reason)

/** An index may have more than its limits allow: they were lowered since, or another version counts otherwise. */
export const withoutLimits = (settings: Settings): Settings => ({ ...settings, ...mostOf })

/** Sets them again; null: as the server has them. */
export const limitsOf = (settings: Settings): Settings =>
  Object.fromEntries(Object.keys(mostOf).map((name) => [name, settings[name] ?? null]))

/** What it is set to once they are in. */
export function whenLoaded(settings: Settings, { hasReplicas, throwAway }: Place): Settings {
  const wanted = (name: string) =>
    afterwards.test(name) || (copies.test(name) && hasReplicas) || (lifecycle.test(name) && !throwAway)
  return { 'index.refresh_interval': null, ...pick(settings, wanted) }
}

const sourceRules = z.object({
  enabled: z.unknown().optional(),
  includes: z.unknown().optional(),
  excludes: z.unknown().optional(),
})

/** Why documents of this index cannot be read as they were written; undefined: they can. */
export function unreadable({ mappings }: Definition): string | undefined {
  const { data: source } = sourceRules.safeParse(mappings['_source'])
  if (source === undefined) return undefined
  if (source.enabled === false || source.enabled === 'false') return 'it keeps no _source'
  const filtered = [source.includes, source.excludes].some((list) => Array.isArray(list) && list.length > 0)
  return filtered ? 'it keeps a part of _source only' : undefined
}
