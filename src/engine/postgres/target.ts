import type { Assertion, PostgresSource } from '../../policy/policy.ts'
import { type Finding, isProblem, Problem } from '../../problem.ts'
import type { Address, Runtime } from '../../runtime/runtime.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { everything } from './archive/selection.ts'
import { currentValues, sequenceValue } from './archive/sequence.ts'
import { checkPostgres } from './check.ts'
import { addressOf, type Connection, connectionOf, sameDatabase, serversOf } from './connection.ts'
import { databaseFacts, likeDumped } from './facts.ts'
import { admitPostgres } from './restore/admit.ts'
import { maintenance } from './restore/create.ts'
import { dumpPart } from './restore/part.ts'
import { restorePostgres } from './restore/restore.ts'
import { chosenFacts } from './restore/take.ts'
import { withoutDatabase } from './restore/target.ts'
import { openQuietly, openSession, unreachedAdvice } from './session.ts'

export interface PostgresPlace {
  readonly connection: Connection
  /** The programs that fit its server, reached by a database that is there. */
  readonly find: (reached: Connection) => Promise<Runtime>
  readonly signal: AbortSignal
  /** Removes a throw-away server; absent: it is nobody's to remove. */
  readonly remove?: () => Promise<void>
}

export class PostgresTarget implements Target<PostgresSource> {
  readonly where: string
  readonly name: string
  readonly path = undefined
  readonly throwAway: boolean
  readonly servers: readonly Address[]
  readonly #place: PostgresPlace
  #runtime: Runtime | undefined
  /** What was restored has event triggers, or what is left of it may have. */
  #triggers = false

  constructor(place: PostgresPlace) {
    this.where = addressOf(place.connection)
    this.name = place.connection.database
    this.throwAway = place.remove !== undefined
    this.servers = serversOf(place.connection)
    this.#place = place
  }

  overlap(source: PostgresSource): Overlap {
    return sameDatabase(connectionOf(source), this.#place.connection) ? 'same' : 'none'
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    try {
      return await this.#restore(backup, request)
    } catch (error) {
      throw unreached(withoutDatabase(error, this.#place.connection), this.where)
    }
  }

  async admit(backup: PlainBackup, request: RestoreRequest): Promise<void> {
    try {
      const { connection, signal } = this.#place
      await admitPostgres(backup, connection, await this.#reach(request), { ...request, signal })
    } catch (error) {
      throw unreached(withoutDatabase(error, this.#place.connection), this.where)
    }
  }

  async #restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { connection, signal } = this.#place
    const runtime = await this.#reach(request)
    this.#triggers = hasTriggers(backup.facts)
    const options = { ...request, signal, sandboxed: this.throwAway }
    const { only } = request
    // Before anything is changed: nothing that fails may follow a restore that is done.
    const expected = only.length > 0 ? await chosenFacts(backup, dumpPart(backup), only) : backup.facts
    return { findings: await restorePostgres(backup, connection, runtime, options), expected }
  }

  /** Before the database is made, its server is reached by the one that always is there. */
  async #reach({ create }: RestoreRequest): Promise<Runtime> {
    const { connection, find } = this.#place
    this.#runtime ??= await find(create === true ? { ...connection, database: maintenance } : connection)
    return this.#runtime
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    const runtime = await this.#found()
    // What a login calls would add rows that are not the dump's.
    const open = this.#triggers || hasTriggers(like) ? openQuietly : openSession
    await using session = await open(this.#place.connection, runtime, this.#place.signal)
    await session.lines('begin isolation level repeatable read, read only')
    // A server's first superuser is not noted as an owner; in another server the same name is an ordinary role.
    const first = like.server?.settings['superuser']
    const notRoles = first === undefined ? [] : [first]
    const { facts, sequences } = await databaseFacts(session, everything, notRoles, counted)
    if (like.objects[sequenceValue] === undefined) return likeDumped(facts, like)
    const objects = { ...facts.objects, [sequenceValue]: await currentValues(session, sequences) }
    return likeDumped({ ...facts, objects }, like)
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    return await checkPostgres(assertion, this.#place.connection, await this.#found(), this.#place.signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }

  async #found(): Promise<Runtime> {
    this.#runtime ??= await this.#place.find(this.#place.connection)
    return this.#runtime
  }
}

/** A server that is not there: its address is that of --into, whatever the source's url and tools are. */
function unreached(error: unknown, where: string): unknown {
  if (!isProblem(error, 'tool-failed') || error.hint !== unreachedAdvice) return error
  return new Problem(error.code, `--into ${where}: ${error.message}`, {
    hint: 'Check host and port in the URL of --into: localhost and the published port of the server, as `docker ps` shows it, or its name as the host if the job runs in a container.',
    cause: error.cause,
  })
}

const hasTriggers = ({ objects }: Facts) => (objects['event trigger'] ?? []).length > 0
