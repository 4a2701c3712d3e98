import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { type Inspected, Inspector } from './archive/archive.ts'
import { chunkBytes, type JetStream, Refused, type SnapshotAnswer, type StreamInfo } from './protocol/jetstream.ts'
import type { Message } from './protocol/reader.ts'

/** What waits for its reader before the server is held back. */
const aheadBytes = 4 * 1024 * 1024
/**
 * A server gives up (2 s, 5 s) where nothing is answered: a reader that stalls takes a little more nevertheless. One of 2.10
 * hears an answer only where less than its window is left without one.
 */
const aliveMs = 750
const aliveBytes = 2 * chunkBytes
const windowBytes = 8 * 1024 * 1024
const silenceMs = 15_000

export interface Snapshot {
  readonly answer: SnapshotAnswer
  /** As the server sends it. Errors unless it has read whole to its own end. */
  readonly body: Readable
  /** After the body's end only. */
  result(): Inspected & { readonly bytes: number }
}

/** One stream with its consumers, as of the moment of the answer. */
export async function takeSnapshot(jetstream: JetStream, { config, state }: StreamInfo): Promise<Snapshot> {
  const { name } = config
  const taking = new Taking(jetstream, name)
  try {
    const answer = await afterAnother(() => jetstream.snapshot(name, taking.subject, state.bytes))
    taking.begin(answer)
    return { answer, body: taking.body, result: () => taking.result() }
  } catch (error) {
    taking.body.destroy()
    throw error instanceof Refused ? refusedSnapshot(jetstream, name, config.storage, error) : error
  }
}

/** A server gives up a snapshot that nobody answers any more after 2 to 5 s, as one that a killed run left. */
const anotherMs = 10_000

async function afterAnother<T>(take: () => Promise<T>): Promise<T> {
  for (const startedMs = performance.now(); ; await setTimeout(500)) {
    try {
      return await take()
    } catch (error) {
      const isBusy = error instanceof Refused && /snapshot in progress/i.test(error.message)
      if (!isBusy || performance.now() - startedMs > anotherMs) throw error
    }
  }
}

class Taking {
  readonly body: Readable
  readonly subject: string
  readonly #jetstream: JetStream
  readonly #name: string
  #inspector: Inspector | undefined
  /** What comes before the answer: it is judged by that. */
  #early: Message[] = []
  readonly #inbox: Disposable
  readonly #refusals: Disposable
  readonly #unanswered: { readonly reply: string; readonly bytes: number }[] = []
  #timer: NodeJS.Timeout | undefined
  #lastPiece = performance.now()
  #lastAnswer = performance.now()
  #bytes = 0
  #whole: Inspected | undefined

  constructor(jetstream: JetStream, name: string) {
    this.#jetstream = jetstream
    this.#name = name
    const { client } = jetstream
    const inbox = client.listen((message) => this.#take(message))
    this.#inbox = inbox
    this.subject = inbox.subject
    this.body = new Readable({
      highWaterMark: aheadBytes,
      read: () => {
        while (this.#unanswered.length > 0 && this.body.readableLength < aheadBytes) this.#answerOne()
      },
      destroy: (error, done) => {
        clearInterval(this.#timer)
        this.#inbox[Symbol.dispose]()
        this.#refusals[Symbol.dispose]()
        done(error)
      },
    })
    this.#refusals = client.onRefusal((problem) => this.body.destroy(problem))
    client.closed.catch((error: Problem) => this.body.destroy(error))
    // Whoever reads the body hears of it there; before that, whoever waits for the answer does.
    this.body.on('error', () => undefined)
  }

  begin({ state, config }: SnapshotAnswer): void {
    this.#inspector = new Inspector({
      messages: state.messages,
      first: state.first_seq,
      last: state.last_seq,
      most: config.max_msgs ?? -1,
      bySubject: (config.max_msgs_per_subject ?? -1) > 0,
    })
    for (const message of this.#early) this.#take(message)
    this.#early = []
    this.#lastPiece = performance.now()
    this.#timer = setInterval(() => this.#look(), aliveMs / 3)
  }

  result(): Inspected & { readonly bytes: number } {
    if (this.#whole === undefined) throw new Error(`the snapshot of ${this.#name} is not complete`)
    return { ...this.#whole, bytes: this.#bytes }
  }

  #take(message: Message): void {
    if (this.#inspector === undefined) {
      this.#early.push(message)
      return
    }
    const { status, body, reply } = message
    this.#lastPiece = performance.now()
    try {
      if (status !== undefined && status.code >= 400)
        throw new Error(`the server broke it off: ${status.text || status.code}`)
      if (body.length === 0) {
        // For a small stream the end has no status at all: only the data shows whether it is whole.
        this.#whole = this.#inspector.end()
        this.body.push(null)
        return
      }
      this.#inspector.write(body)
    } catch (error) {
      this.#fail(reasonOf(error))
      return
    }
    this.#bytes += body.length
    this.body.push(body)
    if (reply === undefined) return
    this.#unanswered.push({ reply, bytes: body.length })
    if (this.body.readableLength < aheadBytes) this.#answerOne()
  }

  /** Gives the bytes of the piece. */
  #answerOne(): number {
    const piece = this.#unanswered.shift()
    if (piece === undefined) return 0
    this.#lastAnswer = performance.now()
    this.#jetstream.client.publish(piece.reply)
    return piece.bytes
  }

  #look(): void {
    const now = performance.now()
    if (this.#unanswered.length > 0) {
      if (now - this.#lastAnswer < aliveMs) return
      let left = this.#unanswered.reduce((sum, { bytes }) => sum + bytes, 0)
      const enough = Math.min(left, windowBytes) - aliveBytes
      while (this.#unanswered.length > 0 && left > enough) left -= this.#answerOne()
    } else if (this.#whole === undefined && now - this.#lastPiece > silenceMs)
      this.#fail(`nothing more came for ${silenceMs / 1000} s`)
  }

  #fail(because: string): void {
    this.body.destroy(
      this.#jetstream.client.problem(`the snapshot of stream ${this.#name} failed: ${because}`, {
        hint: "Run it again. If it fails so again, look at the server's log, and try nats stream backup.",
      }),
    )
  }
}

/** 10064 stands for every failure of a snapshot: what is in memory can be told apart. */
function refusedSnapshot({ client }: JetStream, name: string, storage: string | undefined, error: Refused): Problem {
  if (error.isMissing)
    return client.problem(`stream ${name} was deleted while the backup ran`, { hint: 'Run it again.', cause: error })
  if (storage === 'memory')
    return client.problem(`stream ${name} is kept in memory, and NATS ${client.info.version} has no snapshot of such`, {
      hint: `Use NATS 2.15, or leave the stream out: streams: { exclude: [${name}] }.`,
      cause: error,
    })
  return client.problem(`there is no snapshot of stream ${name}: ${error.message}`, {
    hint: 'Another backup of it may be under way: run it again. The log of the server says more.',
    cause: error,
  })
}
