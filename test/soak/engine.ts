import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Dump, Engine, Facts, PlainBackup, Target } from '../../src/engine/engine.ts'
import type { FilesSource } from '../../src/policy/policy.ts'
import { Problem } from '../../src/problem.ts'
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

function factsOf(content: string): Facts {
  const digest = createHash('sha256').update(content).digest('hex')
  const sizeBytes = content.length
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

function dumpOf(name: string): Dump {
  let facts: Facts | undefined
  async function* parts() {
    const content = ground.contents.get(name)
    const at = working.getStore()
    if (content === undefined || !at) throw new Problem('source-failed', `there is no source ${name}`)
    ground.dumped.set(dumpName(at.actor, name), content)
    yield { name: partName, compression: 'zstd', body: Readable.from([Buffer.from(content)]) } as const
    facts = factsOf(content)
  }
  return {
    parts: parts(),
    result() {
      if (!facts) throw new Problem('dump-incomplete', `the dump of ${name} is not complete`)
      return { facts, findings: [], versions: { soak: '1' }, consistency: 'snapshot' }
    },
  }
}

let sandboxes = 0

/** Under the name of files: one text per source, in memory. */
export const files: Engine<FilesSource> = {
  name: 'files',
  can: { selects: 'file', restores: [] },
  open: async ({ name }) => ({
    where: 'memory',
    server: undefined,
    sizeBytes: (ground.contents.get(name) ?? '').length,
    rehearse: async () => undefined,
    dump: () => dumpOf(name),
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
