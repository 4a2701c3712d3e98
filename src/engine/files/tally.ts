import { hash } from 'node:crypto'
import type { Facts } from '../contract.ts'
import type { Member } from './member.ts'
import { encodeName } from './name.ts'

/** What is counted of every root, in constant memory; the same from a source, an archive and a restored directory. */
export interface Tally {
  /** `path` as on the source's machine, absolute; `content` the digest of a file's bytes (content.ts), in hexadecimal. */
  add(root: string, path: string, member: Member, content: string | undefined): void
  readonly entries: number
  /** Content bytes, hard links counted once. */
  readonly bytes: number
  /** Regular files and symbolic links of one root. */
  files(root: string): number
  facts(): Facts
}

const MODULUS = 1n << 256n

/**
 * The digest of a root is the sum modulo 2^256 of the SHA-256 of each entry's
 * `type NUL permissions NUL size NUL path below the root NUL (content's digest in hex | link's target)`:
 * it does not depend on the order and needs no memory. Owners, times, setuid, setgid and sticky bits are not in it,
 * because not everybody may restore them.
 */
export function startTally(roots: readonly string[]): Tally {
  const counts = new Map(
    roots.map((root) => [root, { file: 0, directory: 0, symlink: 0, link: 0, bytes: 0, digest: 0n }]),
  )
  const of = (root: string) => {
    const count = counts.get(root)
    if (!count) throw new Error(`not a root: ${root}`)
    return count
  }
  let entries = 0
  let bytes = 0
  return {
    add(root, path, member, content) {
      // It has no name in an archive, and what it is restored into keeps its own mode.
      if (path === '/') return
      const count = of(root)
      count[member.type] += 1
      count.bytes += member.size
      count.digest = (count.digest + digest(root, path, member, content)) % MODULUS
      entries += 1
      bytes += member.size
    },
    get entries() {
      return entries
    },
    get bytes() {
      return bytes
    },
    files: (root) => of(root).file + of(root).link + of(root).symlink,
    facts() {
      const rows: Record<string, number> = {}
      for (const [root, count] of counts) {
        rows[root] = count.file + count.link
        rows[`${root} (directories)`] = count.directory
        rows[`${root} (symbolic links)`] = count.symlink
        rows[`${root} (hard links)`] = count.link
        rows[`${root} (bytes)`] = count.bytes
      }
      const digests = [...counts].map(([root, count]) => `${root} ${count.digest.toString(16).padStart(64, '0')}`)
      const objects = { digest: digests.toSorted(), root: roots.toSorted() }
      return { version: 1, engine: 'files', server: undefined, sizeBytes: bytes, rows, objects }
    },
  }
}

function digest(root: string, path: string, member: Member, content: string | undefined): bigint {
  const permissions = member.type === 'symlink' || member.type === 'link' ? '' : (member.mode & 0o777).toString(8)
  const below = path.slice(root === '/' ? 1 : root.length + 1)
  const text = `${member.type}\0${permissions}\0${member.size}\0${below}\0${content ?? member.target}`
  return BigInt(`0x${hash('sha256', text.isWellFormed() ? text : encodeName(text), 'hex')}`)
}
