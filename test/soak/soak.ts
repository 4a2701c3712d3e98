import { Episode, type EpisodeOptions, type Told } from './episode.ts'
import { faultKinds, newTally } from './fault.ts'
import { LogEpisode } from './log/episode.ts'

export interface WorldOptions extends EpisodeOptions {
  /** A world of a source whose log is collected. */
  readonly log?: boolean
}

/** The world of one seed, from its beginning. */
export async function episodeOf(seed: number, { log, ...options }: WorldOptions): Promise<Told> {
  return await (log ? new LogEpisode(seed, options) : new Episode(seed, options)).run()
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
  failure?: { readonly seed: number; readonly step: number; readonly steps: number; readonly message: string }
}

export interface SoakOptions extends WorldOptions {
  /** Of the first world. */
  readonly seed: number
  /** How long to go on, or how many worlds there are. */
  readonly end: { readonly afterMs: number } | { readonly worlds: number }
}

/** World after world, until the time is over or one of them fails; at least one. The time ends the last world, too. */
export async function soak({ seed: first, end, ...options }: SoakOptions): Promise<Sum> {
  const sum: Sum = { episodes: 0, steps: 0, commands: 0, calls: 0, deaths: 0, checks: 0, days: 0, faults: newTally() }
  const timed = 'afterMs' in end ? { until: Date.now() + end.afterMs } : undefined
  const goesOn = () => ('worlds' in end ? sum.episodes < end.worlds : Date.now() < (timed?.until ?? 0))
  for (let seed = first; sum.episodes === 0 || goesOn(); seed++) {
    const told = await episodeOf(seed, { ...options, ...timed })
    sum.episodes += 1
    for (const name of ['steps', 'commands', 'calls', 'deaths', 'checks', 'days'] as const) sum[name] += told[name]
    for (const kind of faultKinds) sum.faults[kind] = (sum.faults[kind] ?? 0) + told.faults[kind]
    if (!told.failure) continue
    sum.failure = { seed, ...told.failure }
    break
  }
  return sum
}
