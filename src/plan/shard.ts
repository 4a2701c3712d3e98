import { Problem } from '../problem.ts'
import { hashOf } from './cron/jitter.ts'
import type { Task } from './task.ts'

/** One of several jobs that share the sources: 3 of 16. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** A matrix of GitHub has at most this many jobs. */
export const mostShards = 256

/** Throws `usage` unless the text is a number from 1 to 256. */
export function parseShards(text: string): number {
  const count = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= mostShards) return count
  throw new Problem('usage', `${JSON.stringify(text)} is not a number of shards`, {
    hint: `It is a number from 1 to ${mostShards}, which is as many jobs as a matrix can have.`,
  })
}

/** "3/16"; throws `usage` where it is none. */
export function parseShard(text: string): Shard {
  const [, index = '', of = ''] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (index && shard.of <= mostShards && shard.index <= shard.of) return shard
  throw new Problem('usage', `${JSON.stringify(text)} is not a shard`, {
    hint: `Write 3/16 for the third of sixteen; at most ${mostShards}.`,
  })
}

/** Whether the source is this shard's: of every number of shards, each source has exactly one, whatever other sources there are. */
export function inShard(source: string, { index, of }: Shard): boolean {
  return hashOf(source) % of === index - 1
}

/** What `strategy.matrix` of a workflow takes. */
export interface Matrix {
  readonly include: readonly { readonly shard: string; readonly sources: string }[]
}

/**
 * The shards that have something to do, with all the sources that are theirs. `all`: every shard has, though its sources are not
 * known yet.
 */
export function matrixOf(
  sources: readonly string[],
  busy: ReadonlySet<string>,
  shards: number,
  all: 'all' | 'busy' = 'busy',
): Matrix {
  const byShard = Map.groupBy(sources, (source) => hashOf(source) % shards)
  const include = Array.from({ length: shards }, (_, i) => {
    const theirs = byShard.get(i) ?? []
    return all === 'all' || theirs.some((source) => busy.has(source))
      ? [{ shard: `${i + 1}/${shards}`, sources: theirs.join(' ') }]
      : []
  })
  return { include: include.flat() }
}

/**
 * Sources that are worth a job now. Deciding on retention is due at every tick, so it waits for one that something else
 * starts; proofs count only where the jobs have the secret key.
 */
export function busySources(tasks: readonly Task[], proves: boolean): ReadonlySet<string> {
  const worth = ({ due, kind }: Task) => due && kind !== 'prune' && (proves || kind === 'backup' || kind === 'copy')
  return new Set(tasks.filter(worth).map(({ source }) => source))
}
