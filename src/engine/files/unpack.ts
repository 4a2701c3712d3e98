import { dirname } from 'node:path'
import { Problem, remedy } from '../../problem.ts'
import type { Facts, PlainBackup } from '../contract.ts'
import { compilePatterns } from '../pattern.ts'
import { startContent } from './content.ts'
import type { Member } from './member.ts'
import { isBelow, shown } from './name.ts'
import { type ReadMember, readMembers } from './read.ts'
import { rootsOf } from './root.ts'
import { startTally, type Tally } from './tally.ts'
import type { Tree } from './tree.ts'

export const archivePart = 'files.tar'

interface Missing {
  readonly member: Member
  readonly root: string
  /** Its directories, outermost first. */
  readonly parents: readonly Member[]
}

export interface Unpacked {
  readonly restored: number
  /** Owners that differ from who restores. */
  readonly foreignOwners: boolean
  readonly specialModes: boolean
  /** What came back, but for digests and for directories that came only because of what is in them. */
  readonly facts: Facts
}

/**
 * Writes an archive, or what the patterns cover of it, into a tree. Throws `object-damaged` unless the archive is
 * exactly what its facts say.
 */
export async function unpack(
  dump: PlainBackup,
  tree: Tree,
  only: readonly string[],
  signal: AbortSignal,
): Promise<Unpacked> {
  const isWanted = wantedOf(only)
  const user = process.geteuid?.()
  const arrived = startArrivals(dump.facts)
  let restored = 0
  let foreignOwners = false
  let specialModes = false
  // Second names whose first name was not asked for: their content is fetched by reading again.
  const missing = new Map<string, Missing[]>()
  // The directories above the current member.
  let above: readonly Member[] = []
  for await (const found of readWhole(dump, signal)) {
    const { member, content } = found
    const wanted = isWanted(found)
    above = above.filter(({ path }) => member.path.startsWith(`${path}/`))
    if (member.type === 'directory') {
      if (member.path !== '') above = [...above, member]
      // The directory that a root "/" is restored into keeps its own mode.
      if (member.path !== '') await tree.directory(member, wanted)
      if (wanted) restored += 1
      if (wanted && member.path !== '') arrived.add(found.root, 'directories')
      continue
    }
    if (!wanted) continue
    restored += 1
    foreignOwners ||= member.uid !== user
    specialModes ||= member.mode > 0o777
    arrived.add(found.root, member.type === 'symlink' ? 'symbolic links' : 'files')
    arrived.add(found.root, 'bytes', member.size)
    if (member.type === 'file') await tree.file(member, content)
    else if (member.type === 'symlink') await tree.symlink(member)
    else if (!(await tree.link(member))) {
      if (only.length === 0) throw notThere(member)
      const { root } = found
      missing.set(member.target, [...(missing.get(member.target) ?? []), { member, root, parents: above }])
    }
  }
  await tree.finish()
  if (missing.size > 0) await fetchMissing(dump, tree, missing, arrived, signal)
  return { restored, foreignOwners, specialModes, facts: arrived.facts() }
}

type Arrivals = ReturnType<typeof startArrivals>

/** Counts what comes back, by the names that a tally gives to the same. */
function startArrivals({ objects, ...facts }: Facts) {
  const kinds = ['directories', 'symbolic links', 'bytes']
  const rows = new Map(
    (objects['root'] ?? [])
      .flatMap((root) => [root, ...kinds.map((kind) => `${root} (${kind})`)])
      .map((row) => [row, 0]),
  )
  let sizeBytes = 0
  return {
    add(root: string, kind: 'files' | 'directories' | 'symbolic links' | 'bytes', count = 1) {
      const row = kind === 'files' ? root : `${root} (${kind})`
      rows.set(row, (rows.get(row) ?? 0) + count)
      if (kind === 'bytes') sizeBytes += count
    },
    facts: (): Facts => ({
      ...facts,
      sizeBytes,
      rows: Object.fromEntries([...rows].filter(([, count]) => count > 0)),
      objects: { root: objects['root'] ?? [] },
    }),
  }
}

/** Whether the patterns cover a member; none cover everything. */
export function wantedOf(only: readonly string[]): (found: RootedMember) => boolean {
  const covers = compilePatterns(only)
  return ({ root, path, member }) => {
    if (only.length === 0 || covers(root, path, member.type === 'directory')) return true
    // A root that is a file has nothing below it, but a name.
    return path === root && member.type !== 'directory' && covers(dirname(root), path, false)
  }
}

async function fetchMissing(
  dump: PlainBackup,
  tree: Tree,
  missing: Map<string, Missing[]>,
  arrived: Arrivals,
  signal: AbortSignal,
): Promise<void> {
  // They come back as they were, though nothing else in them was asked for.
  const arrive = async ({ parents }: Missing) => {
    for (const parent of parents) await tree.directory(parent, false)
  }
  for await (const { member, content } of readWhole(dump, signal)) {
    const [first, ...others] = missing.get(member.path) ?? []
    if (!first || member.type !== 'file') continue
    missing.delete(member.path)
    await arrive(first)
    await tree.file({ ...member, path: first.member.path }, content)
    arrived.add(first.root, 'bytes', member.size)
    for (const other of others) {
      await arrive(other)
      await tree.link({ ...other.member, target: first.member.path })
    }
  }
  const [left] = [...missing.values()].flat()
  if (left) throw notThere(left.member)
  await tree.finish()
}

function notThere(member: Member): Problem {
  return new Problem(
    'object-damaged',
    `files.tar links ${shown(member.path)} to ${shown(member.target)}, which it does not hold`,
    { hint: remedy.damaged },
  )
}

export interface RootedMember extends ReadMember {
  readonly root: string
  /** Absolute, as on the source's machine. */
  readonly path: string
}

/** Every member with its root, every content digested, compared with the facts at the end. */
export async function* readWhole(dump: PlainBackup, signal: AbortSignal): AsyncGenerator<RootedMember> {
  const roots = rootsOf(dump.facts)
  const tally = startTally(roots)
  for await (const { member, content } of readMembers(await dump.open(archivePart), signal)) {
    const path = `/${member.path}`
    const root = roots.find((candidate) => isBelow(candidate, path))
    if (root === undefined) {
      throw new Problem('object-damaged', `files.tar holds ${shown(path)}, which is outside what was backed up`, {
        hint: remedy.damaged,
      })
    }
    if (tally.bytes + member.size > dump.facts.sizeBytes) {
      throw new Problem(
        'object-damaged',
        `files.tar holds more than the ${dump.facts.sizeBytes} bytes that were backed up`,
        { hint: remedy.damaged },
      )
    }
    const digest = startContent(member.size)
    let read = 0
    const digested = digesting(content, (chunk) => {
      read += chunk.length
      return digest.add(chunk)
    })
    yield { root, path, member, content: digested }
    for await (const _ of digested) {
      // What was not wanted is read all the same: the digest is of everything.
    }
    if (read !== member.size)
      throw new Problem('object-damaged', `files.tar cuts ${shown(path)} off`, { hint: remedy.damaged })
    tally.add(root, path, member, member.type === 'file' ? (await digest.digest()).toString('hex') : undefined)
  }
  compare(tally, dump.facts)
}

async function* digesting(
  content: AsyncIterable<Buffer>,
  see: (chunk: Buffer) => Promise<void>,
): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    await see(chunk)
    yield chunk
  }
}

function compare(tally: Tally, expected: Facts): void {
  const actual = tally.facts()
  const count = (key: string) => (Object.hasOwn(actual.rows, key) ? actual.rows[key] : 0)
  const different = Object.keys(expected.rows).find((key) => expected.rows[key] !== count(key))
  if (different !== undefined) {
    const message = `files.tar is not what was backed up: ${shown(different)}: ${count(different)} instead of ${expected.rows[different]}`
    throw new Problem('object-damaged', message, { hint: remedy.damaged })
  }
  const digests = new Set(actual.objects['digest'])
  const altered = (expected.objects['digest'] ?? []).find((line) => !digests.has(line))
  if (altered !== undefined) {
    throw new Problem(
      'object-damaged',
      `files.tar is not what was backed up: the digest of ${shown(altered)} differs`,
      {
        hint: remedy.damaged,
      },
    )
  }
}
