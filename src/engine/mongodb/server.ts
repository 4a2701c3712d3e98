import { type Db, type Document, MongoClient } from 'mongodb'
import { cancelled, isProblem, type Problem, stopIfAborted } from '../../problem.ts'
import type { Address } from '../../runtime/runtime.ts'
import { nameOf } from '../dial.ts'
import type { Connection } from './connection.ts'
import { type Needed, problemOf } from './failure.ts'

const selectionMs = 15_000

/** What a server says of itself. */
export interface ServerInfo {
  readonly version: string
  readonly product: 'MongoDB' | 'FerretDB'
  /** The name of its replica set; undefined: it is a member of none. */
  readonly replicaSet: string | undefined
  /** It is no server with data of its own, but leads to those of a sharded cluster. */
  readonly isRouter: boolean
  /** A server by itself, and a router, are as good as a primary. */
  readonly role: 'primary' | 'secondary' | 'neither'
}

/** A database that is connected to. What fails becomes a Problem; nothing of it is left on the server when it is closed. */
export class Server implements AsyncDisposable {
  readonly connection: Connection
  readonly client: MongoClient
  readonly db: Db
  readonly info: ServerInfo
  readonly #signal: AbortSignal
  readonly #stop: () => void

  private constructor(connection: Connection, client: MongoClient, info: ServerInfo, signal: AbortSignal) {
    this.connection = connection
    this.client = client
    this.db = client.db(connection.database)
    this.info = info
    this.#signal = signal
    // Ends what waits for an answer, and takes its cursors and sessions along.
    this.#stop = () => void client.close().catch(() => undefined)
    signal.addEventListener('abort', this.#stop)
  }

  /** @throws Problem: it cannot be reached, refuses the login, is too old. */
  static async connect(connection: Connection, signal: AbortSignal): Promise<Server> {
    stopIfAborted(signal)
    const client = clientOf(connection)
    const stop = () => void client.close().catch(() => undefined)
    signal.addEventListener('abort', stop)
    try {
      await client.connect()
      const info = await infoOf(client)
      return new Server(connection, client, info, signal)
    } catch (error) {
      await client.close().catch(() => undefined)
      if (signal.aborted) throw cancelled(signal)
      throw problemOf(error, connection)
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  /** `doing`: "list the collections". `needs`: what allows it, where it is none of the roles of a backup. */
  async ask<T>(doing: string, work: () => Promise<T>, needs?: Needed): Promise<T> {
    stopIfAborted(this.#signal)
    try {
      return await work()
    } catch (error) {
      throw this.problem(error, doing, needs)
    }
  }

  problem(error: unknown, doing: string, needs?: Needed): Problem {
    if (this.#signal.aborted && !isProblem(error, 'cancelled')) return cancelled(this.#signal)
    return problemOf(error, this.connection, doing, needs)
  }

  async command(doing: string, command: Document): Promise<Document> {
    return await this.ask(doing, () => this.db.command(command))
  }

  stopIfAborted(): void {
    stopIfAborted(this.#signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    await this.client.close().catch(() => undefined)
  }
}

function clientOf(connection: Connection): MongoClient {
  const given = /[?&](\w+)=/g
  const names = new Set([...connection.url.matchAll(given)].map((match) => match[1]))
  try {
    return new MongoClient(connection.url, {
      ...(names.has('appName') ? {} : { appName: 'backproof' }),
      ...(names.has('serverSelectionTimeoutMS') ? {} : { serverSelectionTimeoutMS: selectionMs }),
      ...(names.has('maxPoolSize') ? {} : { maxPoolSize: 4 }),
      ...(connection.of === undefined ? {} : nameIn(connection.of, names)),
      // What is cut off half-way is begun anew, as a whole.
      retryWrites: false,
    })
  } catch (error) {
    throw problemOf(error, connection)
  }
}

/** The certificate is that of the server itself, whatever port leads to it. */
function nameIn(of: Address, given: ReadonlySet<string | undefined>) {
  const unchecked = given.has('tlsAllowInvalidHostnames') || given.has('tlsInsecure')
  const { servername, checkServerIdentity } = nameOf({ ...of, of })
  return {
    ...(servername === undefined ? {} : { servername }),
    ...(checkServerIdentity === undefined || unchecked ? {} : { checkServerIdentity }),
  }
}

async function infoOf(client: MongoClient): Promise<ServerInfo> {
  const admin = client.db('admin')
  const hello = await admin.command({ hello: 1 })
  const { version, ferretdb, ferretdbVersion } = await admin.command({ buildInfo: 1 })
  return {
    version: String(version),
    product: (ferretdb ?? ferretdbVersion) === undefined ? 'MongoDB' : 'FerretDB',
    role: hello['isWritablePrimary'] === true ? 'primary' : hello['secondary'] === true ? 'secondary' : 'neither',
    replicaSet: typeof hello['setName'] === 'string' ? hello['setName'] : undefined,
    isRouter: hello['msg'] === 'isdbgrid',
  }
}

/** Numbers of a version, of which only the first two say what a server understands. */
export interface Version {
  readonly major: number
  readonly minor: number
}

export function versionOf(text: string): Version {
  const [, major = '0', minor = '0'] = /^v?(\d{1,4})\.(\d{1,4})/.exec(text) ?? []
  return { major: Number(major), minor: Number(minor) }
}

export const isBefore = (a: Version, b: Version): boolean =>
  a.major < b.major || (a.major === b.major && a.minor < b.minor)
