import type { Role } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { Bench, ChosenHost, Dump, OpenSource, ServerFacts } from '../contract.ts'
import { ownProgram } from '../dial.ts'
import { serversOf } from '../server-url.ts'
import { dumpKeys } from './dump.ts'
import type { KeyValueSource } from './key-value-source.ts'
import type { Client } from './protocol/client.ts'
import { type Connection, connect, connectionOf } from './protocol/connection.ts'
import type { Info } from './protocol/product.ts'
import { backupRights, scanRights } from './protocol/refusal.ts'
import { Refusal } from './protocol/reply.ts'
import { openOneOf } from './replica.ts'

export function sourceConnection(source: KeyValueSource): Connection {
  const place = `source ${source.name}`
  const connection = connectionOf(source.url.reveal(), source.engine, place)
  return { ...connection, servers: serversOf(source, connection.servers, place) }
}

export async function openSource(
  source: KeyValueSource,
  bench: Bench,
  signal: AbortSignal,
  prefer: Role,
): Promise<OpenSource> {
  const { services } = bench
  const { client, info, connection, host } = await openOneOf(source, sourceConnection(source), services, prefer, signal)
  const again = async () => (await connect(connection, services, signal)).client
  return new OpenServer(source, client, info, again, host)
}

class OpenServer implements OpenSource {
  readonly where = ownProgram
  readonly server: ServerFacts
  readonly sizeBytes: number
  readonly host?: ChosenHost
  readonly #source: KeyValueSource
  readonly #client: Client
  readonly #info: Info
  readonly #again: () => Promise<Client>
  #dumped = false

  constructor(source: KeyValueSource, client: Client, info: Info, again: () => Promise<Client>, host?: ChosenHost) {
    if (host !== undefined) this.host = host
    this.server = info.server
    this.sizeBytes = info.usedBytes
    this.#source = source
    this.#client = client
    this.#info = info
    this.#again = again
  }

  async rehearse(): Promise<void> {
    const { place } = this.#client
    const none = [...this.#info.keyspace.values()].every(({ keys }) => keys === 0)
    // Functions alone are something, too; whoever may not list them hears of it when it is dumped.
    if (none && !this.#source.allowEmpty) {
      const listed = await this.#client.try('FUNCTION', 'LIST')
      if (Array.isArray(listed) && listed.length === 0)
        throw new Problem('source-failed', `${place} has no key and no function`, {
          hint: 'Check that url names the right server, or set allow-empty: true for one that may be empty.',
        })
    }
    const sync = await this.#client.try('REPLCONF', 'capa', 'eof')
    if (!(sync instanceof Refusal)) return
    const scan = await this.#client.try('FUNCTION', 'DUMP')
    if (!(scan instanceof Refusal)) return
    throw new Problem('source-failed', `${place} refuses both ways to read it: ${sync.text}; ${scan.text}`, {
      hint: `Give the user of the URL what a backup needs: ACL SETUSER NAME ${backupRights}; where SYNC is not allowed at all, ${scanRights}.`,
    })
  }

  dump(): Dump {
    if (this.#dumped) throw new Error('one opening of a source is dumped once')
    this.#dumped = true
    return dumpKeys(this.#source, this.#client, this.#info, this.#again)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client[Symbol.asyncDispose]()
  }
}
