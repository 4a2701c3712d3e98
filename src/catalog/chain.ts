import { isIndex } from '../seal/seal.ts'
import { type BrokenChain, damage, type Entry, isLost, mayBeMended, standing } from './entry.ts'
import type { Manifest } from './manifest.ts'

/** A restore reads every backup of a chain: a longer one is not restored, so it does not count. */
export const maxChain = 1000

/**
 * The same entries, each increment with what is wrong with the backups that it builds on. Looks at each once, oldest first:
 * manifests may claim whatever they like, loops and endless chains as well. `unread`: a store could not be read, and may have
 * what is missing. Pure.
 */
export function withChains(entries: readonly Entry[], unread: boolean): readonly Entry[] {
  if (entries.every(({ manifest }) => manifest.base === undefined)) return entries
  const there = new Set(entries.map(({ id }) => id))
  const links = new Map<string, { readonly entry: Entry; readonly length: number }>()
  for (const plain of entries.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) {
    const { base } = plain.manifest
    if (base === undefined) {
      links.set(plain.id, { entry: plain, length: 1 })
      continue
    }
    const before = links.get(base)
    const length = (before?.length ?? 0) + 1
    const broken = before ? faultOf(before.entry, plain, length) : absent(base, there.has(base), unread)
    links.set(plain.id, { entry: broken ? { ...plain, broken } : plain, length })
  }
  return entries.map((entry) => links.get(entry.id)?.entry ?? entry)
}

/** Whether an increment can build on it: it tells what it holds. */
export const hasIndex = ({ parts }: Pick<Manifest, 'parts'>): boolean => parts.some(({ name }) => isIndex(name))

/** What a backup builds on, as far as it is there, the oldest first. Pure. */
export function basesOf({ id, manifest }: Entry, entries: readonly Entry[]): readonly Entry[] {
  if (manifest.base === undefined) return []
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const seen = new Set([id])
  const bases: Entry[] = []
  for (let next = byId.get(manifest.base); next && !seen.has(next.id); next = byId.get(next.manifest.base ?? '')) {
    seen.add(next.id)
    bases.push(next)
  }
  return bases.reverse()
}

/** The same backups, each after those of them that it builds on; else in their order. Pure. */
export function basesFirst(entries: readonly Entry[]): readonly Entry[] {
  return [...new Set(entries.flatMap((entry) => [...basesOf(entry, entries), entry]))]
}

/** What builds on a backup, directly or through others. Pure. */
export function dependentsOf(id: string, entries: readonly Entry[]): readonly Entry[] {
  const byBase = Map.groupBy(entries, ({ manifest }) => manifest.base)
  const found = new Map<string, Entry>()
  const open = [id]
  for (const base of open)
    for (const entry of byBase.get(base) ?? []) {
      if (found.has(entry.id) || entry.id === id) continue
      found.set(entry.id, entry)
      open.push(entry.id)
    }
  return [...found.values()]
}

function absent(base: string, there: boolean, unread: boolean): BrokenChain {
  const orphaned = { standing: 'orphaned', because: `it builds on ${base}` } as const
  if (there)
    return {
      ...orphaned,
      because: `${orphaned.because}, which is not older than it`,
      hint: 'No version makes such a backup: find out who wrote its manifest.',
    }
  if (unread)
    return {
      ...orphaned,
      because: `${orphaned.because}, which no store that could be read has`,
      hint: 'Make every store reachable, then run the command again.',
    }
  return { ...orphaned, because: `${orphaned.because}, which is deleted or missing`, hint: takeAnother }
}

const takeAnother = 'Take a new backup now; nothing brings that one back.'

/** What is wrong with the base, or with what that builds on; undefined: nothing. */
function faultOf(base: Entry, { manifest }: Entry, length: number): BrokenChain | undefined {
  if (base.broken) return base.broken
  const on = `it builds on ${base.id}, which`
  const orphaned = (because: string, hint: string) =>
    ({ standing: 'orphaned', because: `${on} ${because}`, hint }) as const
  if (base.manifest.engine !== manifest.engine)
    return orphaned(`is of ${base.manifest.engine}`, 'No version makes such a backup: find out who wrote its manifest.')
  // Its own time, so that no clock matters: what builds on a backup of the future is one itself.
  switch (standing(base, base.startedAt)) {
    case 'foreign':
      return orphaned(`does not count: ${base.foreign}`, `Run \`backproof show ${base.id}\`.`)
    case 'deleted':
    case 'leaving':
      return orphaned('is deleted', `\`backproof undelete ${base.id}\` brings it back.`)
    case 'damaged': {
      if (isLost(base) && !mayBeMended(base)) return orphaned('has no intact copy left', takeAnother)
      const because = `${on} is damaged: its ${damage(base)?.level} failed`
      return {
        standing: 'damaged',
        because,
        hint: `Run \`backproof verify --id ${base.id}\`, and take a new backup now.`,
      }
    }
    default:
      if (length > maxChain)
        return orphaned(`ends a chain of ${maxChain} backups, the most that a restore reads`, takeAnother)
      return undefined
  }
}
