import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { BSON } from 'mongodb'

/*
 * A server that says what a test wants of MongoDB's protocol, for what no server that can be had does: snapshots, views,
 * options, errors. It keeps every command that it was sent.
 */

export interface Command extends BSON.Document {
  readonly $db: string
  /** The documents of an insert, as they came. */
  readonly documents?: readonly Buffer[]
}

export interface Collection {
  readonly type?: string
  readonly options?: BSON.Document
  readonly indexes?: readonly BSON.Document[]
  readonly documents?: readonly BSON.Document[]
}

export interface StandInOptions {
  readonly version?: string
  /** The name of its replica set; absent: it is none. */
  readonly replicaSet?: string
  readonly wire?: number
  /** More of what it says of itself, each time that it is asked. */
  readonly state?: () => BSON.Document
  readonly collections?: Readonly<Record<string, Collection>>
  /** An answer instead of its own; undefined: its own. */
  readonly answer?: (command: Command, name: string) => BSON.Document | undefined
}

export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** In the order in which they came; without those that only keep the connection. */
  readonly commands: readonly Command[]
  /** Connections that are open now. */
  open(): number
}

/** The documents of a cursor that are given at once. */
const batch = 2
const keeping = new Set(['hello', 'ismaster', 'isMaster', 'ping'])

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const commands: Command[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let held = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
        const message = held.subarray(0, held.readInt32LE(0))
        held = held.subarray(message.length)
        socket.write(replyTo(message))
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { port } = address
  const told = new Answers(options, port)

  function replyTo(message: Buffer): Buffer {
    const id = message.readInt32LE(4)
    const isLegacy = message.readInt32LE(12) === 2004
    const command = isLegacy ? legacyIn(message) : commandIn(message)
    const name = Object.keys(command)[0] ?? ''
    if (!keeping.has(name)) commands.push(command)
    const body = Buffer.from(BSON.serialize({ ...told.to(command, name) }))
    return isLegacy ? replied(id, 1, Buffer.alloc(20).fill(1, 16, 17), body) : replied(id, 2013, Buffer.alloc(5), body)
  }

  return {
    ...{ port, commands },
    url: `mongodb://127.0.0.1:${port}/shop`,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

class Answers {
  readonly #options: StandInOptions
  readonly #port: number
  readonly #cursors = new Map<string, { readonly ns: string; readonly left: BSON.Document[] }>()

  constructor(options: StandInOptions, port: number) {
    this.#options = options
    this.#port = port
  }

  to(command: Command, name: string): BSON.Document {
    const { version = '7.0.14', answer } = this.#options
    const own = answer?.(command, name)
    if (own !== undefined) return own
    switch (name) {
      case 'hello':
      case 'ismaster':
      case 'isMaster':
        return this.#hello()
      case 'buildInfo':
        return { version, ok: 1 }
      case 'dbStats':
        return { dataSize: 4096, ok: 1 }
      case 'listCollections':
        return this.#listed(
          command,
          this.#described().filter(({ name }) => [undefined, name].includes(command['filter']?.name)),
        )
      case 'listIndexes':
        return this.#listed(command, this.#indexes(String(command['listIndexes'])))
      case 'aggregate':
        return this.#listed(command, this.#counted(String(command['aggregate'])))
      case 'find':
        return this.#listed(command, [...(this.#options.collections?.[command['find']]?.documents ?? [])])
      case 'getMore':
        return this.#more(command)
      case 'insert':
        return { n: command.documents?.length, ok: 1 }
      default:
        return { ok: 1 }
    }
  }

  #hello(): BSON.Document {
    const { replicaSet, wire = 21 } = this.#options
    const me = `127.0.0.1:${this.#port}`
    const member = { setName: replicaSet, setVersion: 1, hosts: [me], me, primary: me, secondary: false }
    return {
      ...{ helloOk: true, isWritablePrimary: true, ismaster: true, minWireVersion: 0, maxWireVersion: wire },
      ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
      ...{ localTime: new Date(), logicalSessionTimeoutMinutes: 30, connectionId: 1, readOnly: false, ok: 1 },
      ...(replicaSet === undefined ? {} : member),
      ...this.#options.state?.(),
    }
  }

  #described(): BSON.Document[] {
    return Object.entries(this.#options.collections ?? {}).map(([name, { type = 'collection', options = {} }]) => ({
      ...{ name, type, options },
      info: type === 'view' ? { readOnly: true } : { readOnly: false, uuid: new BSON.UUID(uuidOf(name)) },
    }))
  }

  /** As a count of all documents is asked for. */
  #counted(name: string): BSON.Document[] {
    const n = this.#options.collections?.[name]?.documents?.length ?? 0
    return n === 0 ? [] : [{ _id: 1, n }]
  }

  #indexes(name: string): BSON.Document[] {
    return [{ v: 2, key: { _id: 1 }, name: '_id_' }, ...(this.#options.collections?.[name]?.indexes ?? [])]
  }

  #listed(command: Command, all: BSON.Document[]): BSON.Document {
    const ns = `${command.$db}.${String(Object.values(command)[0])}`
    const isSnapshot = command['readConcern']?.level === 'snapshot'
    const firstBatch = all.splice(0, batch)
    const id = all.length === 0 ? BSON.Long.ZERO : BSON.Long.fromNumber(1000 + this.#cursors.size)
    if (all.length > 0) this.#cursors.set(id.toString(), { ns, left: all })
    // Another one each time: only whoever asks for that of before reads as of one moment.
    const at = new BSON.Timestamp({ t: 1000 + this.#cursors.size, i: ++moments })
    const asked = command['readConcern']?.atClusterTime ?? at
    return { cursor: { id, ns, firstBatch, ...(isSnapshot ? { atClusterTime: asked } : {}) }, ok: 1 }
  }

  #more(command: Command): BSON.Document {
    const key = String(command['getMore'])
    const cursor = this.#cursors.get(key)
    if (cursor === undefined)
      return { ok: 0, code: 43, codeName: 'CursorNotFound', errmsg: `cursor id ${key} not found` }
    const nextBatch = cursor.left.splice(0, batch)
    return {
      cursor: { id: cursor.left.length > 0 ? command['getMore'] : BSON.Long.ZERO, ns: cursor.ns, nextBatch },
      ok: 1,
    }
  }
}

let moments = 0

/** The same for the same name. */
export const uuidOf = (name: string): string =>
  `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)}`

const keepLongs = { promoteLongs: false } as const

function legacyIn(message: Buffer): Command {
  const start = message.indexOf(0, 20) + 1 + 8
  return BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)), keepLongs) as Command
}

function commandIn(message: Buffer): Command {
  let command: BSON.Document = {}
  for (let at = 20; at < message.length; ) {
    const kind = message[at++]
    const size = message.readInt32LE(at)
    if (kind === 0) command = { ...BSON.deserialize(message.subarray(at, at + size), keepLongs), ...command }
    else {
      const start = message.indexOf(0, at + 4) + 1
      const documents: Buffer[] = []
      for (let from = start; from < at + size; from += message.readInt32LE(from))
        documents.push(Buffer.from(message.subarray(from, from + message.readInt32LE(from))))
      command = { ...command, [message.toString('utf8', at + 4, start - 1)]: documents }
    }
    at += size
  }
  return command as Command
}

function replied(id: number, code: number, head: Buffer, body: Buffer): Buffer {
  const header = Buffer.alloc(16)
  header.writeInt32LE(16 + head.length + body.length, 0)
  header.writeInt32LE(id, 8)
  header.writeInt32LE(code, 12)
  return Buffer.concat([header, head, body])
}
