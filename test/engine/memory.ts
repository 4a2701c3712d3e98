import { Readable } from 'node:stream'
import type { Dump, DumpResult, Facts, PlainBackup } from '../../src/engine/engine.ts'
import { Problem, remedy } from '../../src/problem.ts'

/** A dump held in memory. */
export interface MemoryDump {
  readonly parts: ReadonlyMap<string, Buffer>
  readonly facts: Facts
  readonly result: DumpResult
}

/** Reads a dump to its end. `meanwhile`: what happens once it has begun. */
export async function hold(dump: Dump, meanwhile?: () => Promise<void>): Promise<MemoryDump> {
  const parts = new Map<string, Buffer>()
  let happening = meanwhile
  for await (const part of dump.parts) {
    const chunks: Buffer[] = []
    for await (const chunk of part.body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      await happening?.()
      happening = undefined
    }
    const body = Buffer.concat(chunks)
    // As whoever seals it does.
    if (body.length === 0)
      throw new Problem('dump-incomplete', `part ${part.name} of the dump is empty`, { hint: remedy.program })
    parts.set(part.name, body)
  }
  const result = dump.result()
  return { parts, facts: result.facts, result }
}

export function plainBackup(
  held: Omit<MemoryDump, 'result'>,
  change: (name: string, body: Buffer) => Readable = whole,
): PlainBackup {
  return {
    facts: held.facts,
    parts: [...held.parts.keys()],
    open: async (name) => {
      const body = held.parts.get(name)
      if (body === undefined) throw new Problem('object-missing', `no part ${name}`)
      return change(name, body)
    },
  }
}

const step = 64 * 1024

function* pieces(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += step) yield body.subarray(at, at + step)
}

const whole = (_name: string, body: Buffer): Readable => Readable.from(pieces(body))

/** Ends cleanly too early: what must never look whole. */
export const cutAt =
  (fraction: number) =>
  (_name: string, body: Buffer): Readable =>
    Readable.from(pieces(body.subarray(0, Math.floor(body.length * fraction))))

/** Errors halfway, as an opened object does that is damaged. */
export const damagedAt =
  (fraction: number) =>
  (_name: string, body: Buffer): Readable =>
    Readable.from(
      (function* () {
        yield* pieces(body.subarray(0, Math.floor(body.length * fraction)))
        throw new Problem('object-damaged', 'segment 1 is damaged')
      })(),
    )
