import type { BigIntStats } from 'node:fs'
import type { Spare } from '../../bytes/bytes.ts'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { compilePatterns } from '../pattern.ts'
import { startContent } from './content.ts'
import type { Findings } from './finding.ts'
import type { Changes } from './increment/changes.ts'
import { emptyDigest } from './increment/record.ts'
import { encodeMember, endOfArchive, type Member, padding } from './member.ts'
import { shown } from './name.ts'
import type { Inspector } from './preset/inspector.ts'
import type { Tally } from './tally.ts'
import {
  contentDigest,
  inode,
  memberOf,
  openFile,
  type Root,
  readExactly,
  readUnsized,
  type WalkEntry,
  walk,
} from './walk.ts'

const smallBytes = 64 << 10

export interface Packing {
  readonly roots: readonly Root[]
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly tally: Tally
  readonly findings: Findings
  /** What large files are read into. */
  readonly spare: Spare
  /** Of a source with a preset. */
  readonly inspector?: Inspector
  /** Of a source with increments: tells what has changed, and hears what is taken. */
  readonly changes?: Changes
}

/**
 * The archive's bytes. Nothing is read ahead of the reader. Throws `source-failed` where nothing is to be backed up,
 * `dump-incomplete` where nothing could be.
 */
export async function* pack(packing: Packing, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { roots, tally, findings } = packing
  // First name of each file that has several, across the roots.
  const links = new Map<string, string>()
  for (const root of roots) {
    yield* packRoot(root, packing, links, signal)
    if (tally.files(root.path) === 0) findings.empty(root.path)
  }
  if (roots.every((root) => tally.files(root.path) === 0)) {
    const where = roots.map((root) => shown(root.path)).join(', ')
    if (findings.skippedCount > 0) {
      throw new Problem('dump-incomplete', `none of the files in ${where} could be read`, {
        hint: 'Run the backup as a user who may read them.',
      })
    }
    throw new Problem('source-failed', `there is no file to back up in ${where}`, {
      hint: 'Check paths, include and exclude in the policy.',
    })
  }
  await packing.changes?.finish()
  yield endOfArchive
}

async function* packRoot(
  root: Root,
  packing: Packing,
  links: Map<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { tally, findings } = packing
  const exclude = compilePatterns(packing.exclude)
  const include = compilePatterns(packing.include)
  // Directories that nothing was included from yet.
  let waiting: { path: string; member: Member; stat: BigIntStats }[] = []
  // What has no content.
  const plain = async (path: string, member: Member, stat: BigIntStats) => {
    tally.add(root.path, path, member, undefined)
    // "/" has no name of its own in an archive.
    if (member.path === '') return nothing
    const seenAt = packing.changes?.now()
    if (await packing.changes?.see(member, stat)) {
      packing.changes?.same()
      return nothing
    }
    if (seenAt) await packing.changes?.took(member, stat, { seenAt })
    return encodeMember(member)
  }
  const found = walk(root, (path, isDirectory) => exclude(root.path, path, isDirectory), findings.skipped, signal)
  for await (const entry of found) {
    waiting = waiting.filter(({ path }) => entry.path.startsWith(path === '/' ? path : `${path}/`))
    const isDirectory = entry.stat.isDirectory()
    const included = packing.include.length === 0 || include(root.path, entry.path, isDirectory)
    if (!included && !isDirectory) continue
    const member = await attempt(entry, findings, () => memberOf(entry, links))
    if (member === 'skipped') continue
    if (member === undefined) {
      findings.special(entry.path)
      continue
    }
    if (!included) {
      waiting.push({ path: entry.path, member, stat: entry.stat })
      continue
    }
    for (const { path, member, stat } of waiting) yield await plain(path, member, stat)
    waiting = []
    if (member.type === 'file') {
      if (!(await isUnchanged(entry, member, packing, links, signal))) yield* packFile(entry, packing, links, signal)
      continue
    }
    yield await plain(entry.path, member, entry.stat)
    if (member.type === 'symlink') packing.inspector?.link(entry.path, member)
  }
}

const nothing = endOfArchive.subarray(0, 0)

/** Whether a file is as the index says: then it counts, and need not be opened. */
async function isUnchanged(
  entry: WalkEntry,
  member: Member,
  { changes, tally, findings }: Packing,
  links: Map<string, string>,
  signal: AbortSignal,
): Promise<boolean> {
  const was = await changes?.see(member, entry.stat)
  if (!changes || !was) return false
  // A file without a size may have a content all the same.
  const read = changes.content || member.size === 0
  if (read) {
    const now = await attempt(entry, findings, () => digestNow(entry, member, signal))
    // Gone, or locked: whoever packs it finds the same, and says so.
    if (now === 'skipped' || now !== was.digest) return false
  }
  changes.same()
  tally.add(entry.root, entry.path, member, was.digest)
  if (entry.stat.nlink > 1n) links.set(inode(entry.stat), member.path)
  return true
}

async function digestNow(entry: WalkEntry, { size }: Member, signal: AbortSignal): Promise<string> {
  if (size > 0) return (await contentDigest(entry, size, signal)).toString('hex')
  const { handle } = await openFile(entry)
  try {
    return (await readUnsized(handle, signal)).length === 0 ? emptyDigest : 'some'
  } finally {
    await handle.close()
  }
}

async function* packFile(
  entry: WalkEntry,
  packing: Packing,
  links: Map<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const { tally, findings } = packing
  const seenAt = packing.changes?.now()
  const opened = await attempt(entry, findings, () => openFile(entry))
  if (opened === 'skipped') return
  const { handle, stat } = opened
  await using _ = { [Symbol.asyncDispose]: async () => handle.close() }
  const named = await memberOf({ ...entry, stat }, new Map())
  if (!named) return
  // A kernel's or a network's file may have content that its size does not tell: only reading does.
  const unsized = stat.size === 0n ? await attempt(entry, findings, () => readUnsized(handle, signal)) : undefined
  if (unsized === 'skipped') return
  const member = unsized ? { ...named, size: unsized.length, sparse: false } : named
  const header = encodeMember(member)
  const digest = startContent(member.size)
  const look = packing.inspector?.file(entry.path, member)
  const content = unsized ? given(unsized) : readExactly(handle, member.size, signal, packing.spare)
  let before: readonly Buffer[] = [header]
  let step = await next(content, entry)
  while (!step.done) {
    await digest.add(step.value)
    look?.add(step.value)
    // A small file is one piece: another piece costs more than a copy.
    if (before.length === 1 && step.value.length <= smallBytes && step.value.length === member.size) {
      before = [header, step.value]
    } else {
      yield* before
      yield step.value
      before = []
    }
    step = await next(content, entry)
  }
  yield Buffer.concat([...before, padding(member.size)])
  const after = await handle.stat()
  look?.found()
  const steady = step.value === 0 && !differs(stat, after)
  if (!steady) findings.changed(entry.path)
  const whole = (await digest.digest()).toString('hex')
  tally.add(entry.root, entry.path, member, whole)
  if (seenAt) await packing.changes?.took(member, stat, { seenAt, steady, digest: whole })
  if (stat.nlink > 1n) links.set(inode(stat), member.path)
}

async function* given(bytes: Buffer): AsyncGenerator<Buffer, number> {
  if (bytes.length > 0) yield bytes
  return 0
}

/** A disk that cannot be read is no reason to go on: the header is out and promises the content. */
async function next(
  content: AsyncGenerator<Buffer, number>,
  entry: WalkEntry,
): Promise<IteratorResult<Buffer, number>> {
  try {
    return await content.next()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('source-failed', `cannot read ${shown(entry.path)}: ${reasonOf(error)}`, {
      hint: 'Check its disk: it returned part of the file, then an error. To continue without the file, name it under exclude.',
      cause: error,
    })
  }
}

async function attempt<T>(entry: WalkEntry, findings: Findings, look: () => Promise<T>): Promise<T | 'skipped'> {
  try {
    return await look()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined || error instanceof Problem) throw error
    findings.skipped(entry.path, error)
    return 'skipped'
  }
}

function differs(before: BigIntStats, after: BigIntStats): boolean {
  return before.size !== after.size || before.mtimeNs !== after.mtimeNs || before.ctimeNs !== after.ctimeNs
}

/** The same bytes in pieces worth a call: headers are small. What is large passes by reference. */
export async function* coalesce(pieces: AsyncIterable<Buffer>, atLeast = 64 * 1024): AsyncGenerator<Buffer> {
  let small: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    if (piece.length === 0) continue
    const isLarge = piece.length >= atLeast
    if (!isLarge) {
      small.push(piece)
      length += piece.length
    }
    if (length >= atLeast || (isLarge && length > 0)) {
      yield Buffer.concat(small)
      small = []
      length = 0
    }
    if (isLarge) yield piece
  }
  if (length > 0) yield Buffer.concat(small)
}
