import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Dump, Engine, Facts, PlainBackup, Since, Target } from '../../src/engine/engine.ts'
import type { FilesSource } from '../../src/policy/policy.ts'
import { isFailure, Problem } from '../../src/problem.ts'
import { byBytes } from './place.ts'
import { type Actor, working } from './simulation.ts'

/** What the sources of the simulation hold, and what was restored from their backups. */
export const ground = {
  /** By source. */
  contents: new Map<string, string>(),
  /** By actor and source: what it has just dumped. */
  dumped: new Map<string, string>(),
  /** By path. */
  restored: new Map<string, string>(),
}

export const dumpName = (actor: Actor, source: string) => `${actor.name} ${source}`

const partName = 'files.tar'
const indexName = 'files.index'

function factsOf(content: string): Facts {
  const digest = createHash('sha256').update(content).digest('hex')
  // Much smaller than yesterday would be unusual, and then nothing is deleted.
  const sizeBytes = 400 + (content.length % 50)
  return {
    version: 1,
    engine: 'files',
    server: undefined,
    sizeBytes,
    rows: { '/data': 1 },
    objects: { file: [digest] },
  }
}

async function contentOf(dump: PlainBackup): Promise<string> {
  return await text(await dump.open(partName))
}

/** Texts by path: what a source holds, or of an increment, what has changed in it. */
type Tree = Readonly<Record<string, string>>

/** What a backup leaves for the next one. */
interface Index {
  readonly base?: string
  /** Digests by path; of an increment, of what has changed. */
  readonly files: Tree
  readonly gone: readonly string[]
}

/** The one text that a tree has. */
export const textOf = (tree: Tree): string =>
  JSON.stringify(Object.fromEntries(Object.entries(tree).sort(([a], [b]) => byBytes(a, b))))

const digestOf = (content: string) => createHash('sha256').update(content).digest('hex')

/** What comes of one level after the other. */
function merged(levels: readonly { readonly files: Tree; readonly gone: readonly string[] }[]): Tree {
  const files = new Map<string, string>()
  for (const { files: changed, gone } of levels) {
    for (const path of gone) if (!files.delete(path)) throw new Error(`${path} is gone, and never was there`)
    for (const [path, content] of Object.entries(changed)) files.set(path, content)
  }
  return Object.fromEntries(files)
}

/** Everything, or what has changed since. Throws where an index is not that of the chain. */
async function changesOf(
  tree: Tree,
  since: Since | undefined,
): Promise<{ readonly changed: Tree; readonly index: Index }> {
  const digests = Object.fromEntries(Object.entries(tree).map(([path, content]) => [path, digestOf(content)]))
  if (!since) return { changed: tree, index: { files: digests, gone: [] } }
  const levels: Index[] = []
  for (const { id, read } of since.states) {
    let said = ''
    await read(async (body) => {
      said = await text(body)
    })
    const index = JSON.parse(said) as Index
    if (index.base !== since.states[levels.length - 1]?.id)
      throw new Error(`the index of ${id} is that of another chain`)
    levels.push(index)
  }
  const was = merged(levels)
  const changed = Object.entries(tree).filter(([path]) => was[path] !== digests[path])
  const files = Object.fromEntries(changed.map(([path]) => [path, digests[path] ?? '']))
  const gone = Object.keys(was).filter((path) => tree[path] === undefined)
  return { changed: Object.fromEntries(changed), index: { base: since.id, files, gone } }
}

async function wholeOf(levels: readonly PlainBackup[]): Promise<string> {
  const read = levels.map(async (level) => ({
    files: JSON.parse(await contentOf(level)) as Tree,
    gone: (JSON.parse(await text(await level.open(indexName))) as Index).gone,
  }))
  return textOf(merged(await Promise.all(read)))
}

/** A chain as the full backup that would have been made in place of the last. */
function whole(levels: readonly PlainBackup[]): PlainBackup {
  const last = levels.at(-1)
  if (!last) throw new Error('a chain has at least one backup')
  return {
    facts: last.facts,
    parts: last.parts,
    open: async (part) =>
      part === partName ? Readable.from([Buffer.from(await wholeOf(levels))]) : await last.open(part),
  }
}

class SoakTarget implements Target<FilesSource> {
  readonly where: string
  readonly name: string
  readonly path: string
  readonly throwAway: boolean

  constructor(path: string, throwAway: boolean) {
    this.path = path
    this.where = path
    this.name = path
    this.throwAway = throwAway
  }

  /** It takes whatever comes. */
  async admit(): Promise<void> {}

  overlap(): 'none' {
    return 'none'
  }

  async restore(backup: PlainBackup) {
    ground.restored.set(this.path, await contentOf(backup))
    return { findings: [], expected: backup.facts }
  }

  async facts(): Promise<Facts> {
    return factsOf(ground.restored.get(this.path) ?? '')
  }

  async check(): Promise<undefined> {
    return undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.throwAway) ground.restored.delete(this.path)
  }
}

function dumpOf({ name, increments }: FilesSource, since: Since | undefined): Dump {
  let facts: Facts | undefined
  let base: string | undefined
  const body = (content: string) => Readable.from([Buffer.from(content)])
  async function* parts() {
    const content = ground.contents.get(name)
    const at = working.getStore()
    if (content === undefined || !at) throw new Problem('source-failed', `there is no source ${name}`)
    ground.dumped.set(dumpName(at.actor, name), content)
    const found = await changesOf(JSON.parse(content), since).catch((error: unknown) => {
      // As the real one: an index that cannot be had makes a full backup.
      if (!isFailure(error)) throw error
      return undefined
    })
    const { changed, index } = found ?? (await changesOf(JSON.parse(content), undefined))
    base = index.base
    yield { name: partName, compression: 'zstd', body: body(textOf(changed)) } as const
    if (increments) yield { name: indexName, compression: 'zstd', body: body(JSON.stringify(index)) } as const
    facts = factsOf(content)
  }
  return {
    parts: parts(),
    result() {
      if (!facts) throw new Problem('dump-incomplete', `the dump of ${name} is not complete`)
      const more = base === undefined ? {} : { base }
      return { facts, findings: [], versions: { soak: '1' }, consistency: 'snapshot', ...more }
    },
  }
}

let sandboxes = 0

/** Under the name of files: one tree per source, in memory. */
export const files: Engine<FilesSource> = {
  name: 'files',
  can: { selects: 'file', restores: [] },
  increments: { statePart: indexName, whole },
  open: async (source) => ({
    where: 'memory',
    server: undefined,
    sizeBytes: (ground.contents.get(source.name) ?? '').length,
    rehearse: async () => undefined,
    dump: (since) => dumpOf(source, since),
    [Symbol.asyncDispose]: async () => undefined,
  }),
  takes: () => false,
  async contents(dump) {
    await contentOf(dump)
    return { names: ['/data'], missing: [] }
  },
  target: async (path) => new SoakTarget(path, false),
  sandbox: async () => new SoakTarget(`sandbox ${++sandboxes}`, true),
}
