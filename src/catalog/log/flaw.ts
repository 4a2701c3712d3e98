import { type Entry, type Standing, standing } from '../entry.ts'
import type { LogPart } from '../manifest.ts'

const words: Readonly<Record<Exclude<Standing, 'good'>, string>> = {
  foreign: 'does not count: it is not signed by a key of the policy',
  deleted: 'was deleted',
  future: 'is dated in the future',
  leaving: 'was given up by every store',
  orphaned: 'cannot be restored',
  damaged: 'is damaged',
}

interface Following {
  readonly entry: Entry
  readonly previous: LogPart['previous']
}

/** Why a stretch goes no further back than this piece, by the name of the one that it follows. undefined: it follows none. Pure. */
export function flawBefore({ entry, previous }: Following, entries: readonly Entry[], now: Date): string | undefined {
  if (!previous) return undefined
  const { id } = previous
  const before = entries.find((one) => one.id === id)
  return (
    (before ? flawOf(before, now) : `the piece of log ${id} is missing`) ??
    `the piece of log ${id} is not the one that ${entry.id} was made after`
  )
}

/** What is wrong with a piece that was stored; undefined: nothing that is known. Pure. */
export function flawOf(entry: Entry, now: Date): string | undefined {
  const is = standing(entry, entry.startedAt > now ? entry.startedAt : now)
  if (is === 'good') return undefined
  const why = is === 'damaged' ? entry.damaged?.[0]?.because : undefined
  return `the piece of log ${entry.id} ${words[is]}${why === undefined ? '' : `: ${why}`}`
}
