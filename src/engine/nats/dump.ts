import { finished } from 'node:stream/promises'
import { type Finding, Problem, remedy } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { jsonBody } from '../json-part.ts'
import type { Range } from './archive/range.ts'
import { type Description, descriptionPart, type KeptStream } from './description.ts'
import { keptFacts } from './facts.ts'
import { streamsOf } from './listing.ts'
import type { NatsSource } from './nats-source.ts'
import type { JetStream, State } from './protocol/jetstream.ts'
import { takeSnapshot } from './snapshot.ts'

/** What was stored or deleted while the snapshot was under way is in it or not: counted is what came. */
function rangeOf({ messages, first_seq, last_seq }: State, counted: Range | undefined): Range {
  if (counted === undefined) return { messages, first: first_seq, last: last_seq }
  return counted.last === undefined ? counted : { ...counted, last: Math.max(last_seq, counted.last) }
}

/** What is written to meanwhile, and keeps a few messages of each subject, is whole in its blocks; the server drops the rest. */
function uncounted(streams: readonly KeptStream[], version: string): readonly Finding[] {
  const names = streams.filter(({ range }) => range.messages === undefined).map(({ config }) => config.name)
  if (names.length === 0) return []
  const message = `written to while NATS ${version} took the snapshot, so what a restore has of them is not compared: ${namesSome(names)}`
  return [{ level: 'note', blame: 'source', message }]
}

/** A part for each stream, as the server gives it, and at last what says which they are. */
export function dumpNats(source: NatsSource, jetstream: JetStream): Dump {
  const { version } = jetstream.client.info
  let facts: Facts | undefined
  let findings: readonly Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    const kept: KeptStream[] = []
    for (const [index, stream] of (await streamsOf(source, jetstream)).entries()) {
      const part = `stream-${index + 1}.s2`
      const { answer, body, result } = await takeSnapshot(jetstream, stream)
      try {
        // S2 is quick, and what it leaves is hardly worth another pass.
        yield { name: part, compression: 'none', body }
        await finished(body, { writable: false })
      } finally {
        body.destroy()
      }
      const { bytes, format, range, consumers } = result()
      const { config, state } = answer
      kept.push({ part, bytes, format, config, state, range: rangeOf(state, range), consumers: [...consumers] })
    }
    const description: Description = { version: 1, server: version, streams: kept }
    const body = jsonBody(description)
    yield { name: descriptionPart, compression: 'zstd', body }
    if (!body.readableEnded) return
    facts = keptFacts(version, kept)
    findings = uncounted(kept, version)
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (facts === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { facts, findings, versions: { 'nats-server': version }, consistency: 'per-object' }
    },
  }
}
