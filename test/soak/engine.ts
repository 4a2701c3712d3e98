import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Engine, Facts, PlainBackup, Target } from '../../src/engine/engine.ts'
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

const pathOf = (target: Target) => (target.kind === 'database' ? target.url : target.path)

/** Under the name of files: one text per source, in memory. */
export const files: Engine<FilesSource> = {
  name: 'files',
  inspect: async ({ name }) => ({ server: undefined, sizeBytes: (ground.contents.get(name) ?? '').length }),
  dump({ name }) {
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
      facts() {
        if (!facts) throw new Problem('dump-incomplete', `the dump of ${name} is not complete`)
        return facts
      },
      findings: () => [],
      versions: () => ({ soak: '1' }),
    }
  },
  async restore(dump, into) {
    ground.restored.set(pathOf(into), await contentOf(dump))
    return []
  },
  facts: async (target) => factsOf(ground.restored.get(pathOf(target)) ?? ''),
  async contents(dump) {
    await contentOf(dump)
    return { names: ['/data'], missing: [] }
  },
  check: async () => undefined,
  sandbox: () => undefined,
  image: () => undefined,
  isSource: () => false,
}
