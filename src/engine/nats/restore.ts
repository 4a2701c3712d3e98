import type { Finding } from '../../problem.ts'
import { isProblem, messageOf, noteAlso, Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { selected } from '../selection.ts'
import { adapted, moves, notes, type Place } from './adapt.ts'
import { piecesOf, readStream } from './contents.ts'
import { type Description, type KeptStream, readDescription } from './description.ts'
import { someFacts } from './facts.ts'
import { asked, mustBeKnown } from './listing.ts'
import { NatsClient } from './protocol/client.ts'
import type { Connection } from './protocol/connection.ts'
import { JetStream, Refused, type StreamInfo } from './protocol/jetstream.ts'
import { isBefore, versionOf } from './protocol/version.ts'
import { Sending, steady } from './send.ts'
import { collideAny } from './subject.ts'

export interface RestoreContext {
  readonly connection: Connection
  readonly throwAway: boolean
  readonly signal: AbortSignal
  /** Hears of what is restored, and how the place took it. */
  readonly onPlan: (streams: readonly KeptStream[], place: Place) => void
}

/** Everything that can be refused is, before anything is written. */
export async function restoreNats(
  backup: PlainBackup,
  request: RestoreRequest,
  { connection, throwAway, signal, onPlan }: RestoreContext,
): Promise<RestoreResult> {
  await using client = await NatsClient.connect(connection, signal)
  const { streams, replaced } = await admitNats(backup, request, client)
  const place = { singleServer: client.info.cluster === undefined, throwAway }
  const jetstream = new JetStream(client)
  const names = new Set(streams.map(({ config }) => config.name))
  onPlan(streams, place)
  // The old goes before the new can come: not before the new has been read to its end.
  if (replaced.length > 0) for (const stream of streams) await readStream(backup, stream, signal)
  await new Restoring(backup, jetstream, connection, place, replaced).all(streams)
  const findings: readonly Finding[] = notes(streams, place)
  const moving = new Set(throwAway ? [] : streams.filter(moves).map(({ config }) => config.name))
  const expected = someFacts(
    backup.facts,
    (name) => names.has(name),
    (name) => moving.has(name),
  )
  return { findings, expected, restoredBytes: streams.reduce((sum, { bytes }) => sum + bytes, 0) }
}

/** Refuses what cannot be restored, and changes nothing. */
export async function admitNats(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  client: NatsClient,
): Promise<{ readonly streams: readonly KeptStream[]; readonly replaced: readonly StreamInfo[] }> {
  const description = await readDescription(backup)
  const streams = chosen(description, only)
  mustBeKnown(client)
  mustTake(client, description)
  const jetstream = new JetStream(client)
  const there = await asked(jetstream, jetstream.streams())
  const names = new Set(streams.map(({ config }) => config.name))
  const replaced = there.filter(({ config }) => names.has(config.name))
  mustBeFree(client, replaced, overwrite)
  mustNotOverlap(
    client,
    streams,
    there.filter(({ config }) => !names.has(config.name)),
  )
  return { streams, replaced }
}

class Restoring {
  readonly #backup: PlainBackup
  readonly #jetstream: JetStream
  readonly #connection: Connection
  readonly #place: Place
  /** Streams of the target that are still there, and are to go. */
  #old: readonly StreamInfo[]
  readonly #gone: string[] = []
  readonly #made: string[] = []

  constructor(
    backup: PlainBackup,
    jetstream: JetStream,
    connection: Connection,
    place: Place,
    replaced: readonly StreamInfo[],
  ) {
    this.#backup = backup
    this.#jetstream = jetstream
    this.#connection = connection
    this.#place = place
    this.#old = replaced
  }

  async all(streams: readonly KeptStream[]): Promise<void> {
    for (const stream of streams) {
      const { name } = stream.config
      try {
        await this.#makeRoom(stream)
        await this.#restore(stream)
        this.#made.push(name)
      } catch (error) {
        throw this.#told(error, stream)
      }
    }
  }

  /** One by one, so that as little as possible is gone should the next one fail. */
  async #makeRoom({ config }: KeptStream): Promise<void> {
    const inTheWay = (old: StreamInfo) =>
      old.config.name === config.name || collideAny(old.config.subjects, config.subjects)
    for (const old of this.#old.filter(inTheWay)) {
      await this.#jetstream.remove(old.config.name)
      this.#gone.push(old.config.name)
    }
    this.#old = this.#old.filter((old) => !inTheWay(old))
  }

  async #restore(stream: KeptStream): Promise<void> {
    const { client } = this.#jetstream
    const { name } = stream.config
    const pieces = steady(piecesOf(this.#backup, stream), client.info.max_payload)
    let deliver: string | undefined
    try {
      // The server waits 5 s for the first: it has to be here.
      const first = await pieces.next()
      deliver = await this.#jetstream.restore(adapted(stream.config, this.#place), stream.state)
      using sending = new Sending(this.#jetstream, name)
      await sending.send(deliver, joined(first, pieces))
    } catch (error) {
      await pieces.return(undefined)
      // What was whole before goes too, unless it has taken the place of something.
      const whole = this.#gone.length > 0 ? [] : this.#made
      if (deliver !== undefined || whole.length > 0)
        await abandon(this.#connection, deliver, [...whole, ...(deliver === undefined ? [] : [name])]).catch(
          (also: unknown) => noteAlso(error, also),
        )
      throw error
    }
  }

  #told(error: unknown, { config }: KeptStream): unknown {
    const lost = this.#gone.filter((name) => !this.#made.includes(name))
    const after =
      this.#gone.length === 0
        ? ''
        : `; of the target's streams, ${namesSome(this.#gone)} had been removed to be replaced, and ${lost.length === 0 ? 'all of them were' : `${namesSome(lost)} ${lost.length === 1 ? 'was' : 'were'} not yet`}`
    if (error instanceof Refused) return refused(this.#jetstream.client, config.name, error, after)
    if (!isProblem(error) || after === '' || error.code === 'cancelled') return error
    return new Problem(error.code, `${messageOf(error)}${after}`, { hint: error.hint, cause: error })
  }
}

async function* joined(first: IteratorResult<Buffer, unknown>, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first.done !== true) yield first.value
  yield* rest
}

const cleanupMs = 30_000

/** Uses its own connection, because the other may be what failed. The server first drops what it has begun. */
async function abandon(connection: Connection, deliver: string | undefined, names: readonly string[]): Promise<void> {
  await using client = await NatsClient.connect(connection, AbortSignal.timeout(cleanupMs))
  const jetstream = new JetStream(client)
  if (deliver !== undefined) {
    using sending = new Sending(jetstream, names.join(', '))
    // What it says to a snapshot that is cut off is no news.
    await sending.end(deliver, 10_000).catch(() => undefined)
  }
  for (const name of names) await jetstream.remove(name)
}

function chosen({ streams }: Description, only: readonly string[]): readonly KeptStream[] {
  const names = streams.map(({ config }) => config.name)
  const unmatched = (pattern: string, hint: string) =>
    new Problem('usage', `--only ${pattern}: the backup has no such stream`, { hint })
  const taken = new Set(selected(names, { include: only, exclude: [] }, 'stream', unmatched))
  return streams.filter(({ config }) => taken.has(config.name))
}

/** An older server may take what it does not know, and lose it. */
function mustTake({ info, where }: NatsClient, { server }: Description): void {
  if (!isBefore(versionOf(info.version), versionOf(server))) return
  const { major, minor } = versionOf(server)
  throw new Problem('tool-version', `the backup is of NATS ${server}, and ${where} is the older ${info.version}`, {
    hint: `Restore into NATS ${major}.${minor} or newer.`,
  })
}

function mustBeFree({ where }: NatsClient, replaced: readonly StreamInfo[], overwrite: boolean): void {
  if (replaced.length === 0 || overwrite) return
  const names = namesSome(replaced.map(({ config }) => config.name))
  throw new Problem('target-refused', `${where} has streams of the backup's names: ${names}`, {
    hint: `Restore into another account or server, or give --overwrite ${where}, which deletes those streams first.`,
  })
}

function mustNotOverlap({ where }: NatsClient, streams: readonly KeptStream[], others: readonly StreamInfo[]): void {
  for (const { config } of streams) {
    const other = others.find((other) => collideAny(other.config.subjects, config.subjects))
    if (other === undefined) continue
    throw new Problem(
      'target-refused',
      `stream ${config.name} has subjects that overlap with those of ${other.config.name} in ${where}: ${namesSome(config.subjects ?? [])} and ${namesSome(other.config.subjects ?? [])}`,
      { hint: `Restore into another account or server, or delete ${other.config.name} there first.` },
    )
  }
}

function refused({ where }: NatsClient, name: string, error: Refused, after: string): Problem {
  return new Problem('restore-failed', `${where} does not take stream ${name}: ${error.message}${after}`, {
    hint: 'Compare the limits of JetStream there (nats account info) with the stream, and look at the log of the server.',
    cause: error,
  })
}
