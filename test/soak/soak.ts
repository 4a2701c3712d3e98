import { climate } from './climate.ts'
import { Episode, type EpisodeOptions, type Told } from './episode.ts'
import { faultKinds, newTally } from './fault.ts'

export type StoryOptions = Omit<EpisodeOptions, 'climate'>

/** The world of one seed, from its beginning. */
export async function episodeOf(seed: number, options: StoryOptions): Promise<Told> {
  return await new Episode(seed, { ...options, climate }).run()
}

export interface Sum {
  episodes: number
  steps: number
  commands: number
  calls: number
  deaths: number
  checks: number
  days: number
  readonly faults: Record<string, number>
  failure?: { readonly seed: number; readonly step: number; readonly message: string }
}

/** World after world, until the time is over or one of them fails; at least one. */
export async function soak(options: StoryOptions & { readonly seed: number; readonly forMs: number }): Promise<Sum> {
  const sum: Sum = { episodes: 0, steps: 0, commands: 0, calls: 0, deaths: 0, checks: 0, days: 0, faults: newTally() }
  const end = Date.now() + options.forMs
  for (let seed = options.seed; sum.episodes === 0 || Date.now() < end; seed++) {
    const told = await episodeOf(seed, options)
    sum.episodes += 1
    for (const name of ['steps', 'commands', 'calls', 'deaths', 'checks', 'days'] as const) sum[name] += told[name]
    for (const kind of faultKinds) sum.faults[kind] = (sum.faults[kind] ?? 0) + told.faults[kind]
    if (!told.failure) continue
    sum.failure = { seed, ...told.failure }
    break
  }
  return sum
}
