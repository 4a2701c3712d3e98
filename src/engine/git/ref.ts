import type { GitSource } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'

/** A name and what it leads to; bytes as characters (latin1), because a name may be in any encoding. */
export interface Ref {
  readonly name: string
  readonly id: string
}

/** Where HEAD leads: to a ref, which need not be there, or to a commit. */
export type Head = { readonly ref: string } | { readonly id: string }

export interface Refs {
  readonly format: 'sha1' | 'sha256'
  /** By name, HEAD not among them. */
  readonly refs: readonly Ref[]
  readonly head: Head
}

// git-check-ref-format(1), as far as a file of refs could be led astray by it.
const names = /^refs(?:\/(?!\.)(?!.{0,4096}\.lock(?:\/|$))[^\u0000-\u0020\u007f~^:?*[\\/]+)+$/

/** True for what git takes as the name of a ref. */
export function isRefName(name: string): boolean {
  return names.test(name) && !name.includes('..') && !name.includes('@{') && !name.endsWith('.')
}

export const isId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

/** As people write it: UTF-8 where it is, else its other bytes as %FF. */
export function shownName(name: string): string {
  const text = Buffer.from(name, 'latin1').toString('utf8')
  if (!text.includes('\ufffd')) return text
  return name.replace(/[^\u0021-\u007e]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** "refs/heads/main": what a person calls main. */
export const shortName = (name: string): string => shownName(name).replace(/^refs\/(?:heads|tags)\//, '')

/** Git's own order: by bytes. */
export const byName = (refs: Iterable<Ref>): readonly Ref[] => [...refs].sort((a, b) => (a.name < b.name ? -1 : 1))

/** The file in which a repository keeps all its refs (git-pack-refs(1)). */
export const packedRefs = (refs: readonly Ref[]): Buffer =>
  Buffer.from(
    `# pack-refs with: sorted \n${byName(refs)
      .map(({ id, name }) => `${id} ${name}\n`)
      .join('')}`,
    'latin1',
  )

export const headText = (head: Head): string => ('ref' in head ? `ref: ${head.ref}\n` : `${head.id}\n`)

/** Those of the refs that one of the patterns picks: `main`, `release-*`, `refs/pull/*`; `*` is any run of characters. */
export function selectRefs(refs: readonly Ref[], patterns: readonly string[]): readonly Ref[] {
  const picked = patterns.map((pattern) => {
    const literal = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    const expression = new RegExp(`^${literal.join('.*')}$`, 'su')
    return refs.filter(({ name }) => expression.test(shownName(name)) || expression.test(shortName(name)))
  })
  const nothing = patterns.find((_, index) => picked[index]?.length === 0)
  if (nothing !== undefined)
    throw new Problem('usage', `--only ${nothing} matches no ref of this backup`, {
      hint: 'Name branches, tags or whole refs, such as main, "release-*" or "refs/pull/*"; `backproof show` lists them.',
    })
  const chosen = new Set(picked.flat())
  return refs.filter((ref) => chosen.has(ref))
}

/** The ref that a person calls so: whole, a branch or a tag. */
export function findRef(refs: readonly Ref[], wanted: string): Ref | undefined {
  const spelled = [wanted, `refs/heads/${wanted}`, `refs/tags/${wanted}`]
  return spelled.flatMap((name) => refs.find((ref) => shownName(ref.name) === name) ?? [])[0]
}

/** @throws Problem `source-failed` for a repository in which nothing is, unless the policy agrees to that. */
export function requireRefs({ name, allowEmpty }: GitSource, refs: number): void {
  if (refs > 0 || allowEmpty) return
  throw new Problem('source-failed', `source ${name}: the repository is empty: it has no ref`, {
    hint: 'Check url or path; set `allow-empty: true` where nothing was pushed to it yet.',
  })
}
