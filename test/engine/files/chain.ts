import { Readable } from 'node:stream'
import type { Since } from '../../../src/engine/engine.ts'
import { files as engine } from '../../../src/engine/files/files.ts'
import type { FilesSource } from '../../../src/policy/policy.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { filesSource } from '../source.ts'
import { bench } from '../step.ts'
import { never } from './fixture.ts'

/** A full backup and increments, in memory. */
export class Chain {
  readonly levels: MemoryDump[] = []
  readonly #source: FilesSource
  readonly #now: () => Date

  /** `now`: what files that have just changed are compared with. */
  constructor(
    paths: readonly string[],
    {
      now = later,
      content = false,
      ...more
    }: Partial<FilesSource> & { readonly now?: () => Date; readonly content?: boolean } = {},
  ) {
    this.#source = filesSource(paths, { increments: { schedule: '5 * * * *', maxChain: 30, content }, ...more })
    this.#now = now
  }

  /** Takes the next one; `since`: on what, default on all before. */
  async take(since: Since | undefined = this.since(), source = this.#source): Promise<MemoryDump> {
    await using live = await engine.open(source, { ...bench, now: this.#now }, never)
    const held = await hold(live.dump(since))
    if (held.result.base === undefined) this.levels.length = 0
    this.levels.push(held)
    return held
  }

  since(): Since | undefined {
    const states = this.levels.map((level, at) => ({
      id: `level-${at}`,
      read: (take: (body: Readable) => Promise<void>) => take(indexOf(level)),
    }))
    return states.length === 0 ? undefined : { id: states.at(-1)?.id ?? '', states }
  }

  /** As the full backup that it stands for. */
  whole(length = this.levels.length) {
    const levels = this.levels.slice(0, length).map((level) => plainBackup(level))
    if (!engine.increments) throw new Error('files has increments')
    return engine.increments.whole(levels, never)
  }
}

/** As if the clock were ahead: what has just changed is settled. */
const later = () => new Date(Date.now() + 60_000)

export const indexOf = ({ parts }: MemoryDump): Readable => Readable.from([parts.get('files.index') ?? Buffer.alloc(0)])

/** The lines of an index, its names as Latin-1. */
export function recordsOf({ parts }: MemoryDump): readonly string[] {
  const bytes = parts.get('files.index') ?? Buffer.alloc(0)
  const fields = bytes
    .subarray(bytes.indexOf(10) + 1)
    .toString('latin1')
    .split('\0')
  const records: string[] = []
  for (let at = 0; at + 2 < fields.length; at += 3) records.push(`${fields[at]?.[0]} ${fields[at + 1]}`)
  return records
}
