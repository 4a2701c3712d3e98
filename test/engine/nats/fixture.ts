import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Target } from '../../../src/engine/engine.ts'
import { nats } from '../../../src/engine/nats/nats.ts'
import { NatsClient } from '../../../src/engine/nats/protocol/client.ts'
import { parseNatsUrl } from '../../../src/engine/nats/protocol/connection.ts'
import { JetStream } from '../../../src/engine/nats/protocol/jetstream.ts'
import type { NatsSource } from '../../../src/policy/source/nats.ts'
import { type Nats, type NatsOptions, password, startNats } from '../../server/nats.ts'
import type { Fixture, Writer } from '../contract.ts'
import { natsSource } from '../source.ts'
import { bench } from '../step.ts'

export const never: AbortSignal = new AbortController().signal

/** A user of the server, as a test uses it. */
export class User implements AsyncDisposable {
  readonly client: NatsClient
  readonly jetstream: JetStream

  private constructor(client: NatsClient) {
    this.client = client
    this.jetstream = new JetStream(client)
  }

  static async of(url: string): Promise<User> {
    return new User(await NatsClient.connect(parseNatsUrl(url, 'the test', 'the test'), never))
  }

  async api(name: string, body: object = {}): Promise<Record<string, unknown>> {
    const { body: text } = await this.client.request(`$JS.API.${name}`, JSON.stringify(body), name)
    const answer = JSON.parse(text.toString()) as Record<string, unknown>
    if (answer['error']) throw new Error(JSON.stringify(answer['error']))
    return answer
  }

  stream(name: string, more: object = {}): Promise<unknown> {
    const config = {
      name,
      subjects: [`${name.toLowerCase()}.>`],
      retention: 'limits',
      storage: 'file',
      num_replicas: 1,
    }
    return this.api(`STREAM.CREATE.${name}`, {
      max_consumers: -1,
      max_msgs: -1,
      max_bytes: -1,
      discard: 'old',
      ...config,
      ...more,
    })
  }

  /** Publishes, and waits until the last one is stored. */
  async put(subject: string, count: number, body: (index: number) => string | Buffer): Promise<void> {
    for (let index = 0; index < count - 1; index++) {
      this.client.publish(subject, body(index))
      if (index % 100 === 0) await this.client.drained()
    }
    const stored = await this.client.request(subject, body(count - 1), 'a message')
    expect(JSON.parse(stored.body.toString())).toHaveProperty('seq')
  }

  /** A durable consumer that has acknowledged so many. */
  async consumer(stream: string, name: string, acknowledged: number): Promise<void> {
    const config = { durable_name: name, ack_policy: 'explicit', deliver_policy: 'all' }
    await this.api(`CONSUMER.DURABLE.CREATE.${stream}.${name}`, { stream_name: stream, config })
    for (let index = 0; index < acknowledged; index++) {
      const { reply = '' } = await this.client.request(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`, '1', 'the next')
      await this.client.request(reply, '+ACK', 'the acknowledgement')
    }
  }

  async messages(stream: string): Promise<number> {
    return (await this.jetstream.stream(stream))?.state.messages ?? 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]()
  }
}

/** One of each thing that an account has. */
export async function seed(user: User, { memory }: { readonly memory: boolean }): Promise<void> {
  await user.stream('ORDERS', { max_msg_size: 100_000 })
  await user.put('orders.new', 8000, (index) => `order ${index} ${randomBytes(150).toString('base64')}`)
  await user.api('STREAM.MSG.DELETE.ORDERS', { seq: 5 })
  await user.consumer('ORDERS', 'worker', 12)
  await user.consumer('ORDERS', 'idle', 0)
  await user.stream('KV_settings', {
    ...{ subjects: ['$KV.settings.>'], max_msgs_per_subject: 5, allow_rollup_hdrs: true, deny_delete: true },
    ...{ allow_direct: true, metadata: { team: 'shop' } },
  })
  await user.put('$KV.settings.colour', 2, (index) => ['red', 'green'][index] ?? '')
  await user.put('$KV.settings.size', 1, () => 'XL')
  await user.stream('OBJ_files', { subjects: ['$O.files.C.>', '$O.files.M.>'], allow_rollup_hdrs: true })
  await user.put('$O.files.C.one', 3, () => randomBytes(60_000))
  await user.stream('EMPTY')
  if (memory) {
    await user.stream('QUEUE', { storage: 'memory' })
    await user.put('queue.a', 10, (index) => `job ${index}`)
  }
}

async function writeInto(url: string): Promise<Writer> {
  const user = await User.of(url)
  const stopped = new AbortController()
  const writing = (async () => {
    for (let index = 0; !stopped.signal.aborted; index++) {
      for (let one = 0; one < 20; one++)
        user.client.publish('orders.written', `${index} ${randomBytes(40).toString('hex')}`)
      await user.client.drained()
      await pause(2)
    }
  })()
  const before = 7999
  const writes = async () => (await user.messages('ORDERS')) - before
  await expect.poll(writes, { timeout: 60_000 }).toBeGreaterThan(0)
  return {
    writes,
    async stop() {
      stopped.abort()
      await writing
      await user[Symbol.asyncDispose]()
    },
  }
}

/** Everything that a backup asks, but for what it is about. */
const fewRights =
  '{ publish: ["$JS.API.INFO", "$JS.API.STREAM.LIST", "$JS.API.STREAM.INFO.>", "$JS.API.CONSUMER.LIST.>"], subscribe: ["_INBOX.>"] }'

export interface NatsFixture extends Fixture {
  readonly nats: Nats
  /** The address of a new and empty account. */
  readonly account: () => string
  readonly sourceOf: (more: Partial<NatsSource>) => NatsSource
}

export async function startFixture(version: string, options: NatsOptions = {}): Promise<NatsFixture> {
  const server = await startNats(version, { ...options, users: { weak: fewRights, ...options.users } })
  const memory = version !== '2.10'
  const url = server.urlOf('source')
  {
    await using user = await User.of(url)
    await seed(user, { memory })
  }
  let targets = 0
  const account = () => server.urlOf(`target-${++targets}`)
  const urls = new WeakMap<Target, string>()
  const secret = `wrong/${randomUUID()}`
  return {
    nats: server,
    account,
    sourceOf: (more) => natsSource(url, more),
    source: natsSource(url),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: { ORDERS: 7999, KV_settings: 3, OBJ_files: 3, EMPTY: 0, ...(memory ? { QUEUE: 10 } : {}) },
      objects: {
        stream: ['EMPTY', 'KV_settings', 'OBJ_files', 'ORDERS', ...(memory ? ['QUEUE'] : [])],
        consumer: ['ORDERS/idle', 'ORDERS/worker'],
        'ack floor': ['ORDERS/worker 13'],
        'last sequence': expect.arrayContaining(['ORDERS 8000']),
      },
    },
    contents: ['stream ORDERS (7999 messages)', 'stream KV_settings', 'consumer ORDERS/worker'],
    write: () => writeInto(url),
    async target() {
      const into = account()
      const target = (await nats.target(into, { tools: { kind: 'auto' } }, bench, never)) as Target
      urls.set(target, into)
      return target
    },
    async isEmpty(target) {
      await using user = await User.of(urls.get(target) ?? '')
      return (await user.jetstream.streams()).length === 0
    },
    locked: {
      source: natsSource(url.replace(encodeURIComponent(password), encodeURIComponent(secret))),
      secret,
      place: `NATS at 127.0.0.1:${server.port}`,
    },
    powerless: { source: natsSource(server.urlOf('weak')), lacking: /\$JS\.API\.STREAM\.SNAPSHOT/ },
    async traces() {
      const answer = await fetch(`${await server.monitor()}/connz?auth=1&subs=1`)
      const { connections } = (await answer.json()) as { readonly connections: readonly { authorized_user: string }[] }
      return connections.map((connection) => `connection of ${connection.authorized_user}`)
    },
    self: url.replace('127.0.0.1', 'localhost'),
    some: 'KV_settings',
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
