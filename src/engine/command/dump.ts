import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { type Finding, Problem, remedy } from '../../problem.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { Ending } from './ending.ts'
import { askFacts, factsOf } from './facts.ts'
import { refusedBy, type UserPrograms } from './programs.ts'

export const dumpPart = 'dump'

/** What the program `dump` writes, once it exited 0 and its end was seen; the facts are asked for before and after. */
export function dumpCommand(programs: UserPrograms, signal: AbortSignal): Dump {
  const { source } = programs
  let complete: Facts | undefined
  const findings: Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    const before = await askFacts(programs, signal)
    const ending = new Ending(source)
    const hash = createHash('sha256')
    const body = Readable.from(bytesOf(programs, signal, ending, hash), {
      objectMode: false,
      highWaterMark: 1024 * 1024,
    })
    try {
      yield { name: dumpPart, compression: 'zstd', body }
    } finally {
      if (!body.destroy().closed) await once(body, 'close').catch(() => undefined)
    }
    if (!body.readableEnded) return
    const after = await askFacts(programs, signal)
    if (JSON.stringify(after) !== JSON.stringify(before))
      findings.push({
        level: 'warning',
        blame: 'source',
        message: `facts of ${source.name} changed while it was dumped: a restore is compared with those from before, and may differ`,
        hint: 'Dump when nobody writes, or let dump and facts look at one snapshot.',
      })
    complete = factsOf(before, ending.bytes, hash.digest('hex'))
  }
  return {
    parts: parts(),
    result() {
      if (!complete)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { facts: complete, findings, versions: { command: 'v1' }, consistency: source.consistency }
    },
  }
}

async function* bytesOf(
  programs: UserPrograms,
  signal: AbortSignal,
  ending: Ending,
  hash: { update(chunk: Buffer): unknown },
): AsyncGenerator<Buffer> {
  using limit = programs.limit('dump', signal)
  const child = programs.spawn('dump', programs.source.dump, limit.signal)
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      ending.add(chunk)
      hash.update(chunk)
      yield chunk
    }
    await child.ended
    ending.require()
  } catch (error) {
    throw refusedBy(
      error,
      'source-failed',
      'Run it by hand with the variables that the policy gives it; its last lines say why.',
    )
  } finally {
    child.stdout.destroy()
    await child.ended.catch(() => undefined)
  }
}
