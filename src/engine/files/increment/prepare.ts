import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FilesSource } from '../../../policy/policy.ts'
import { isFailure, Problem } from '../../../problem.ts'
import { reasonOf } from '../../../words/words.ts'
import type { Bench, Since } from '../../contract.ts'
import { fsPath } from '../name.ts'
import { removeTree } from '../remove.ts'
import type { Root } from '../walk.ts'
import { Changes } from './changes.ts'
import { type IndexHeader, otherThan } from './header.ts'
import { Levels } from './levels.ts'
import { archiveOrder } from './order.ts'
import { IndexReader } from './reader.ts'
import { IndexWriter } from './writer.ts'

/** What a dump needs that leaves an index for the next one. */
export interface Preparation extends AsyncDisposable {
  readonly changes: Changes
  /** What it holds the changes since; undefined: all is taken. */
  readonly base: string | undefined
  /** Why it is not an increment, where one was asked for. */
  readonly whyFull: string | undefined
  /** The finished index. */
  index(): Promise<Readable>
}

export interface Preparing {
  readonly source: FilesSource
  readonly roots: readonly Root[]
  readonly since: Since | undefined
  readonly bench: Pick<Bench, 'now' | 'temporaryDirectory'>
  readonly signal: AbortSignal
}

/** The indexes are fetched whole before anything is read: what is wrong with them turns up while it can still be a full backup. */
export async function prepare({ source, roots, since, bench, signal }: Preparing): Promise<Preparation> {
  await using stack = new AsyncDisposableStack()
  const folder = await temporary(bench)
  stack.defer(() => removeTree(folder))
  const { include, exclude } = source
  const now = {
    roots: await Promise.all(
      roots.map(async ({ path, real }) => ({ path, real, ino: `${(await stat(fsPath(real), { bigint: true })).ino}` })),
    ),
    include: [...include],
    exclude: [...exclude],
  }
  const order = archiveOrder(roots.map(({ path }) => path))
  const opened = since && (await openLevels(since, now, order, folder, signal))
  const found = opened && 'levels' in opened ? opened : undefined
  if (found) stack.use(found)
  const base = found && since?.id
  const header: IndexHeader = {
    version: 1,
    ...(base === undefined ? { kind: 'full' } : { kind: 'increment', base }),
    ...now,
  }
  const index = stack.use(await IndexWriter.create(join(folder, 'index'), header))
  const comparing = {
    levels: found?.levels,
    order,
    index,
    content: source.increments?.content ?? false,
    now: bench.now,
  }
  const kept = stack.move()
  return {
    changes: new Changes(comparing),
    base,
    whyFull: opened && 'wrong' in opened ? opened.wrong : undefined,
    index: () => index.read(),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

interface OpenLevels extends AsyncDisposable {
  readonly levels: Levels
}

async function openLevels(
  { states }: Since,
  now: Pick<IndexHeader, 'roots' | 'include' | 'exclude'>,
  order: ReturnType<typeof archiveOrder>,
  folder: string,
  signal: AbortSignal,
): Promise<OpenLevels | { readonly wrong: string }> {
  await using stack = new AsyncDisposableStack()
  try {
    const readers: IndexReader[] = []
    for (const [at, { id, read }] of states.entries()) {
      const path = join(folder, `level-${at}`)
      await read((body) => pipeline(body, createWriteStream(path, { mode: 0o600 }), { signal }))
      const reader = stack.use(await IndexReader.open(`the index of ${id}`, createReadStream(path)))
      const before = states[at - 1]?.id
      if (reader.header.base !== before || (reader.header.kind === 'full') !== (before === undefined))
        return { wrong: `the index of ${id} is not that of the backup after ${before ?? 'none'}` }
      const other = otherThan(reader.header, now)
      if (other !== undefined) return { wrong: other }
      readers.push(reader)
    }
    const levels = await Levels.open(readers, order)
    const kept = stack.move()
    return { levels, [Symbol.asyncDispose]: () => kept.disposeAsync() }
  } catch (error) {
    if (signal.aborted || !isFailure(error) || error.code === 'cancelled') throw error
    return { wrong: `its index cannot be used: ${error.message}` }
  }
}

async function temporary({ temporaryDirectory }: Pick<Bench, 'temporaryDirectory'>): Promise<string> {
  try {
    return await mkdtemp(join(temporaryDirectory, 'index-'))
  } catch (cause) {
    throw new Problem('source-failed', `there is no room for an index in the temporary directory: ${reasonOf(cause)}`, {
      hint: 'Set TMPDIR to a writable directory with free space.',
      cause,
    })
  }
}
