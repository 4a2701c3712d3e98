import type { Finding } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { KeptStream } from './description.ts'
import type { Configuration } from './protocol/jetstream.ts'

export interface Place {
  /** Which has no replicas. */
  readonly singleServer: boolean
  /** Where nothing may change by itself before it is compared. */
  readonly throwAway: boolean
}

/** A stream's configuration as a place takes it. */
export function adapted(config: Configuration, { singleServer, throwAway }: Place): Configuration {
  const { placement: _, ...anywhere } = config
  const placed: Configuration = singleServer ? { ...anywhere, num_replicas: 1 } : config
  if (!throwAway) return placed
  // A copy of another stream would go on copying what is restored beside it.
  const { mirror: _mirror, sources: _sources, mirror_direct: _direct, ...own } = placed
  // Messages that are older than the backup's stream keeps them would be gone at once.
  const still: Configuration = { ...own, max_age: 0 }
  if ((config.subjects ?? []).length > 0) return still
  // What a server would fill in for a stream that is no copy.
  return { ...still, subjects: [`backproof.copy.${config.name}`], duplicate_window: 120_000_000_000 }
}

/** The configuration that a stream of this place has for what was changed above. */
export function original(live: Configuration, kept: Configuration, place: Place): Configuration {
  const ours = adapted(kept, place)
  const result: Record<string, unknown> = { ...live }
  for (const key of new Set([...Object.keys(kept), ...Object.keys(ours)])) {
    const isOurs = JSON.stringify(ours[key]) === JSON.stringify(kept[key])
    if (isOurs || !same(live[key], ours[key])) continue
    result[key] = kept[key]
  }
  return result as Configuration
}

/** What is not set, and what is nothing, are alike: servers leave either out. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one || null) === JSON.stringify(other || null)

/** True where the server itself adds or removes messages as soon as the stream is there. */
export const moves = ({ config }: KeptStream): boolean =>
  (config.max_age ?? 0) > 0 || Boolean(config.mirror) || Boolean(config.sources)

export function notes(streams: readonly KeptStream[], place: Place): readonly Finding[] {
  const note = (of: readonly KeptStream[], message: (names: string) => string, level: 'note' | 'warning' = 'note') =>
    of.length === 0
      ? []
      : [{ level, blame: 'env' as const, message: message(namesSome(of.map(({ config }) => config.name))) }]
  const replicated = streams.filter(({ config }) => (config.num_replicas ?? 1) > 1)
  return [
    ...(place.singleServer
      ? note(
          replicated,
          (names) => `restored with one replica, because the target is a single server: ${names}`,
          place.throwAway ? 'note' : 'warning',
        )
      : []),
    ...(place.throwAway
      ? []
      : note(
          streams.filter(moves),
          (names) =>
            `the server itself removes what is too old, or copies from other streams, so messages are not compared: ${names}`,
        )),
  ]
}
