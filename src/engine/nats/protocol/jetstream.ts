import { z } from 'zod'
import type { NatsClient } from './client.ts'

/** A stream's configuration, as the server gives and takes it: what this program does not know of it is kept. */
export const configuration = z.looseObject({
  name: z.string(),
  subjects: z.array(z.string()).optional(),
  storage: z.string().optional(),
  num_replicas: z.number().optional(),
  max_msgs: z.number().optional(),
  max_msgs_per_subject: z.number().optional(),
  max_age: z.number().optional(),
  allow_msg_ttl: z.boolean().optional(),
  mirror: z.unknown().optional(),
  sources: z.unknown().optional(),
})
export type Configuration = z.infer<typeof configuration>

export const state = z.looseObject({
  messages: z.number(),
  bytes: z.number(),
  first_seq: z.number(),
  last_seq: z.number(),
})
export type State = z.infer<typeof state>

const error = z.object({ code: z.number(), err_code: z.number().optional(), description: z.string().optional() })
const streamInfo = z.looseObject({ config: configuration, state })
export type StreamInfo = z.infer<typeof streamInfo>
const consumerInfo = z.looseObject({
  name: z.string(),
  config: z.looseObject({ durable_name: z.string().optional() }),
  ack_floor: z.looseObject({ stream_seq: z.number() }).optional(),
})
export type ConsumerInfo = z.infer<typeof consumerInfo>
const page = { total: z.number(), missing: z.array(z.string()).nullish() }
const streams = z.looseObject({ ...page, streams: z.array(streamInfo).nullish() })
const consumers = z.looseObject({ ...page, consumers: z.array(consumerInfo).nullish() })
const snapshotAnswer = z.looseObject({ config: configuration, state })
export type SnapshotAnswer = z.infer<typeof snapshotAnswer>
const restoreAnswer = z.looseObject({ deliver_subject: z.string() })
const message = z.looseObject({ message: z.looseObject({ data: z.string().optional(), hdrs: z.string().optional() }) })

/** What the server refused, in its own words and numbers. */
export class Refused extends Error {
  readonly code: number
  readonly number: number

  constructor({ code, err_code = 0, description = 'it does not say why' }: z.infer<typeof error>) {
    super(`${description.replace(/\.$/, '')} (${err_code === 0 ? code : err_code})`)
    this.code = code
    this.number = err_code
  }

  /** There is no such stream, or message. */
  get isMissing(): boolean {
    return this.code === 404
  }
}

/** True for a name that can be a part of a subject, as names of streams and consumers are. */
export const isName = (text: string): boolean => /^[^\s.*>/\\\u0000-\u001f\u007f]{1,255}$/.test(text)

/** The JetStream API of the client's account. */
export class JetStream {
  readonly client: NatsClient

  constructor(client: NatsClient) {
    this.client = client
  }

  /** All streams, KV buckets and object stores too, by name. */
  async streams(): Promise<readonly StreamInfo[]> {
    const found: StreamInfo[] = []
    for (;;) {
      const ask = JSON.stringify({ offset: found.length })
      const answer = await this.#ask('$JS.API.STREAM.LIST', ask, 'the list of streams', streams)
      this.#mustHaveAll('streams', answer.missing)
      found.push(...(answer.streams ?? []))
      if (found.length >= answer.total || (answer.streams ?? []).length === 0) break
    }
    return found.sort((a, b) => (a.config.name < b.config.name ? -1 : 1))
  }

  async consumers(stream: string): Promise<readonly ConsumerInfo[]> {
    const found: ConsumerInfo[] = []
    for (;;) {
      const ask = JSON.stringify({ offset: found.length })
      const answer = await this.#ask(
        `$JS.API.CONSUMER.LIST.${stream}`,
        ask,
        `the list of ${stream}'s consumers`,
        consumers,
      )
      this.#mustHaveAll(`consumers of ${stream}`, answer.missing)
      found.push(...(answer.consumers ?? []))
      if (found.length >= answer.total || (answer.consumers ?? []).length === 0) return found
    }
  }

  /** undefined: there is none of this name. */
  async stream(name: string): Promise<StreamInfo | undefined> {
    if (!isName(name)) return undefined
    return await unlessMissing(this.#ask(`$JS.API.STREAM.INFO.${name}`, '', `the stream ${name}`, streamInfo))
  }

  /** The newest message of a subject; undefined: there is none. */
  async newest(stream: string, subject: string) {
    const ask = JSON.stringify({ last_by_subj: subject })
    const what = `the newest message of ${subject}`
    const found = await unlessMissing(this.#ask(`$JS.API.STREAM.MSG.GET.${stream}`, ask, what, message))
    return found?.message
  }

  async remove(stream: string): Promise<void> {
    const deleted = this.#ask(
      `$JS.API.STREAM.DELETE.${stream}`,
      '',
      `the removal of ${stream}`,
      z.looseObject({}),
      60_000,
    )
    await unlessMissing(deleted)
  }

  /** Starts a snapshot. Before it answers, the server may read the whole stream. */
  async snapshot(stream: string, deliver: string, bytes: number): Promise<SnapshotAnswer> {
    const ask = JSON.stringify({ deliver_subject: deliver, no_consumers: false, jsck: true, chunk_size: chunkBytes })
    const ms = 60_000 + bytes / slowestBytesPerMs
    return await this.#ask(`$JS.API.STREAM.SNAPSHOT.${stream}`, ask, `the snapshot of ${stream}`, snapshotAnswer, ms)
  }

  /** Where the pieces of a snapshot go that becomes this stream. */
  async restore(config: Configuration, of: State): Promise<string> {
    const ask = JSON.stringify({ config, state: of })
    const subject = `$JS.API.STREAM.RESTORE.${config.name}`
    return (await this.#ask(subject, ask, `the restore of ${config.name}`, restoreAnswer)).deliver_subject
  }

  async #ask<T>(subject: string, body: string, what: string, schema: z.ZodType<T>, timeoutMs?: number): Promise<T> {
    const { body: text } = await this.client.request(subject, body, what, timeoutMs)
    return this.#parsed(text, what, schema)
  }

  #parsed<T>(text: Buffer, what: string, schema: z.ZodType<T>): T {
    const unknown = () =>
      this.client.problem(`the answer to ${what} is none that JetStream gives`, {
        hint: 'Use a NATS server from 2.10.',
      })
    let answer: unknown
    try {
      answer = JSON.parse(text.toString('utf8'))
    } catch {
      throw unknown()
    }
    refuse(answer)
    const parsed = schema.safeParse(answer)
    if (!parsed.success) throw unknown()
    return parsed.data
  }

  /** A cluster lists only what answers it. */
  #mustHaveAll(what: string, missing: readonly string[] | null | undefined): void {
    if (!missing || missing.length === 0) return
    throw this.client.problem(`some ${what} do not answer: ${missing.slice(0, 5).join(', ')}`, {
      hint: 'Wait until each has a leader: nats server report jetstream.',
    })
  }
}

/** Throws what an answer says that went wrong. */
export function refuse(answer: unknown): void {
  const failed = z.looseObject({ error }).safeParse(answer)
  if (failed.success) throw new Refused(failed.data.error)
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && error.isMissing) return undefined
    throw error
  }
}

/** Small, because a snapshot whose reader stalls is kept alive by taking a few more. */
export const chunkBytes = 32 * 1024

/** What a disk that is busy reads, 5 MiB/s. */
const slowestBytesPerMs = 5000
