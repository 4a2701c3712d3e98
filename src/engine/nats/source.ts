import type { Problem } from '../../problem.ts'
import type { Bench, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { dumpNats } from './dump.ts'
import { serverFacts } from './facts.ts'
import { mustBeKnown, streamsOf } from './listing.ts'
import type { NatsSource } from './nats-source.ts'
import { NatsClient } from './protocol/client.ts'
import { connectionOf, fromHere } from './protocol/connection.ts'
import { JetStream, type StreamInfo } from './protocol/jetstream.ts'
import { isBefore, newFormat, versionOf } from './protocol/version.ts'

export async function openNats(
  source: NatsSource,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<OpenSource> {
  await using opened = new AsyncDisposableStack()
  const client = opened.use(await NatsClient.connect(fromHere(connectionOf(source), services), signal))
  mustBeKnown(client)
  const jetstream = new JetStream(client)
  const streams = await streamsOf(source, jetstream)
  return new OpenNats(source, jetstream, streams, opened.move())
}

class OpenNats implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly #source: NatsSource
  readonly #jetstream: JetStream
  readonly #streams: readonly StreamInfo[]
  readonly #opened: AsyncDisposableStack
  #dumped = false

  constructor(source: NatsSource, jetstream: JetStream, streams: readonly StreamInfo[], opened: AsyncDisposableStack) {
    this.server = serverFacts(jetstream.client.info.version)
    this.sizeBytes = streams.reduce((sum, { state }) => sum + state.bytes, 0)
    this.#source = source
    this.#jetstream = jetstream
    this.#streams = streams
    this.#opened = opened
  }

  /** A snapshot that asks for nothing is refused by the server, and by the user's rights before that. */
  async rehearse(): Promise<void> {
    const { client } = this.#jetstream
    using refusal = new Refusal(client)
    for (const { config } of this.#streams) {
      if (config.storage === 'memory' && isBefore(versionOf(client.info.version), newFormat))
        throw client.problem(
          `stream ${config.name} is kept in memory, and NATS ${client.info.version} has no snapshot of such`,
          {
            hint: `Use NATS 2.15, or leave the stream out: streams: { exclude: [${config.name}] }.`,
          },
        )
      await client.request(`$JS.API.STREAM.SNAPSHOT.${config.name}`, '', `the snapshot of ${config.name}`)
      client.publish(`$JS.SNAPSHOT.ACK.${config.name}.rehearsal`)
    }
    await client.flush()
    refusal.check()
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpNats(this.#source, this.#jetstream)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync()
  }
}

/** What was not allowed meanwhile. */
class Refusal implements Disposable {
  readonly #listening: Disposable
  #problem: Problem | undefined

  constructor(client: NatsClient) {
    this.#listening = client.onRefusal((problem) => {
      this.#problem ??= problem
    })
  }

  check(): void {
    if (this.#problem !== undefined) throw this.#problem
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]()
  }
}
