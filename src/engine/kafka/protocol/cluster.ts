import { setTimeout as pause } from 'node:timers/promises'
import { findCoordinatorV4, MultipleErrors, metadataV12 } from '@platformatic/kafka'
import { isProblem, Problem, type ProblemCode, stopIfAborted } from '../../../problem.ts'
import { type Address, forwardOf, type Service } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import { reachedFromHere } from '../../dial.ts'
import type { Connection } from './connection.ts'
import { codes, isPassing, isRefusal, loginTold, refusalsIn, told } from './refusal.ts'
import { askVersion, isBefore, oldestVersion } from './version.ts'
import { Broken, Wire } from './wire.ts'

export interface Partition {
  readonly index: number
  /** -1: none. */
  readonly leader: number
  readonly replicas: number
}

export interface Topic {
  readonly name: string
  readonly id: string
  readonly isInternal: boolean
  readonly partitions: readonly Partition[]
}

const patienceMs = 60_000
const stepMs = 200

/** The brokers of a cluster, each connected to once and again where that breaks. */
export class Cluster implements Disposable {
  readonly connection: Connection
  readonly version: string
  readonly signal: AbortSignal
  readonly #services: Readonly<Record<string, Service>>
  readonly #first: Address
  readonly #wires = new Map<string, Wire>()
  #brokers: ReadonlyMap<number, Address> = new Map()
  #controller = -1
  #topics: ReadonlyMap<string, Topic> = new Map()

  private constructor(
    connection: Connection,
    services: Readonly<Record<string, Service>>,
    first: Wire,
    version: string,
    signal: AbortSignal,
  ) {
    this.connection = connection
    this.version = version
    this.signal = signal
    this.#services = services
    this.#first = first.server
    this.#wires.set(keyOf(first.server), first)
  }

  /** @throws Problem `source-failed`, or `tool-version` for a cluster that is too old. */
  static async connect(
    connection: Connection,
    services: Readonly<Record<string, Service>>,
    signal: AbortSignal,
  ): Promise<Cluster> {
    const failures: unknown[] = []
    for (const server of connection.servers) {
      stopIfAborted(signal)
      let wire: Wire | undefined
      try {
        wire = await Wire.open(reachedFromHere(server, services), connection, signal)
        const version = mustBeKnown(await askVersion(wire), connection)
        const cluster = new Cluster(connection, services, wire, version, signal)
        await cluster.refresh()
        return cluster
      } catch (error) {
        wire?.[Symbol.dispose]()
        failures.push(loginTold(error, connection))
        if (
          isProblem(error, 'tool-version', 'policy-invalid') ||
          isRefusal(error, codes.loginFailed, codes.unsupportedMechanism)
        )
          break
      }
    }
    throw failures.at(-1)
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  get brokers(): number {
    return this.#brokers.size
  }

  topic(name: string): Topic | undefined {
    return this.#topics.get(name)
  }

  [Symbol.dispose](): void {
    for (const wire of this.#wires.values()) wire[Symbol.dispose]()
    this.#wires.clear()
  }

  /** Which brokers and topics there are now. Creates none: a broker that is asked for one by name might. */
  async refresh(): Promise<void> {
    const wire = await this.#any()
    let answer: Awaited<ReturnType<typeof metadataV12.api.async>>
    try {
      answer = await wire.call(metadataV12.api, null as unknown as string[], false, false)
    } catch (error) {
      // A partition without a leader is said with the rest; it is waited for where it is needed.
      if (!(error instanceof MultipleErrors) || error['response'] === undefined) throw error
      answer = error['response'] as typeof answer
    }
    const brokers = answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }] as const)
    this.#mustBeForwarded(brokers.map(([, address]) => address))
    this.#brokers = new Map(brokers)
    this.#controller = answer.controllerId
    const topics = answer.topics.map(
      (topic): Topic => ({
        name: topic.name ?? '',
        id: topic.topicId,
        isInternal: topic.isInternal,
        partitions: topic.partitions
          .map(({ partitionIndex, leaderId, replicaNodes }) => ({
            index: partitionIndex,
            leader: leaderId,
            replicas: Math.max(1, replicaNodes.length),
          }))
          .sort((one, other) => one.index - other.index),
      }),
    )
    this.#topics = new Map(topics.filter(({ partitions }) => partitions.length > 0).map((topic) => [topic.name, topic]))
  }

  /** Asks whoever leads a partition. */
  async atLeader<T>(topic: string, partition: number, use: (wire: Wire) => Promise<T>, fresh = false): Promise<T> {
    return await this.again(async () => {
      const leader = this.#topics.get(topic)?.partitions[partition]?.leader ?? -1
      if (leader === -1) throw new NoLeader(`${topic}/${partition} has no leader`)
      return await use(await this.node(leader))
    }, fresh)
  }

  /** Asks the broker that others obey; with KRaft any passes it on. */
  async atController<T>(use: (wire: Wire) => Promise<T>): Promise<T> {
    return await this.again(async () => await use(await this.node(this.#controller)), false)
  }

  /** Asks the broker that keeps the offsets of a group. */
  async atCoordinator<T>(group: string, use: (wire: Wire) => Promise<T>): Promise<T> {
    return await this.again(async () => {
      const wire = await this.#any()
      const { coordinators } = await wire.call(findCoordinatorV4.api, 0, [group])
      return await use(await this.node(coordinators[0]?.nodeId ?? -1))
    }, false)
  }

  /** Every broker, one after the other. */
  async atEach<T>(use: (wire: Wire) => Promise<T>): Promise<readonly T[]> {
    const answers: T[] = []
    for (const id of this.#brokers.keys()) answers.push(await this.again(async () => use(await this.node(id)), false))
    return answers
  }

  /** Tries again what passes by itself, with what is known of the cluster anew. */
  async again<T>(use: () => Promise<T>, fresh: boolean): Promise<T> {
    let waited = 0
    for (let wait = stepMs; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        return await use()
      } catch (error) {
        stopIfAborted(this.signal)
        const passes = error instanceof NoLeader || isPassing(error, fresh)
        if (!passes || waited > patienceMs) {
          if (error instanceof NoLeader) throw this.problem(error.message, noLeaderHint)
          throw error instanceof Away ? error.problem : error
        }
      }
      waited += wait
      await pause(wait, undefined, { signal: this.signal }).catch(() => stopIfAborted(this.signal))
      // What failed once more is tried with what was known.
      await this.refresh().catch((error: unknown) => {
        if (!isPassing(error, fresh)) throw error
      })
    }
  }

  async node(id: number): Promise<Wire> {
    const address = this.#brokers.get(id)
    // The only one there is is where it was found, wherever it says to be: behind a mapped port it often does not know.
    if (address === undefined || this.#brokers.size === 1) return await this.#any()
    return await this.#open(reachedFromHere(address, this.#services))
  }

  problem(because: string, hint: string, cause?: unknown, code: ProblemCode = 'source-failed'): Problem {
    const { place, where } = this.connection
    return new Problem(code, `${place}, Kafka at ${where}: ${because}`, { hint, cause })
  }

  /** What was refused becomes a sentence. */
  async told<T>(what: string, work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      stopIfAborted(this.signal)
      throw told(error, this.connection, what)
    }
  }

  /** The one that was found first; where that is away, another. */
  async #any(): Promise<Wire> {
    const others = [...this.#brokers.values()].map((address) => reachedFromHere(address, this.#services))
    const failures: unknown[] = []
    for (const server of [this.#first, ...others]) {
      try {
        return await this.#open(server)
      } catch (error) {
        if (!(error instanceof Away)) throw error
        failures.push(error)
      }
    }
    throw failures[0]
  }

  /** Through another machine only those are reached whose ports it was asked to forward. */
  #mustBeForwarded(brokers: readonly Address[]): void {
    const forwarded = Object.values(this.#services).some((service) => service.forwarded)
    const missing = brokers.filter((broker) => forwardOf(broker, this.#services) === undefined)
    if (!forwarded || brokers.length === 1 || missing.length === 0) return
    throw this.problem(
      `via forwards no port of ${namesSome(missing.map(keyOf), 10)}, as the cluster calls ${missing.length === 1 ? 'a broker' : 'brokers'}`,
      `Name every broker in url, by the name that the cluster gives it: kafka://USER:PASSWORD@${brokers.map(keyOf).join(',')}.`,
      undefined,
      'policy-invalid',
    )
  }

  async #open(server: Address): Promise<Wire> {
    const known = this.#wires.get(keyOf(server))
    if (known?.isOpen) return known
    try {
      const wire = await Wire.open(server, this.connection, this.signal)
      this.#wires.set(keyOf(server), wire)
      return wire
    } catch (error) {
      if (isProblem(error, 'source-failed')) throw new Away(error)
      throw refusalsIn(error).length > 0 ? loginTold(error, this.connection) : error
    }
  }
}

/** A broker that was there before: it may come back, or another takes its place. */
class Away extends Broken {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message, { cause: problem })
    this.problem = problem
  }
}

/** A partition whose brokers are all away. */
class NoLeader extends Error {
  override readonly name = 'NoLeader'
}

const noLeaderHint = 'Start the brokers that have its replicas: kafka-topics.sh --describe --unavailable-partitions.'

const keyOf = ({ host, port }: Address) => `${host}:${port}`

function mustBeKnown(version: string | undefined, { place, where }: Connection): string {
  if (version !== undefined && !isBefore(version, oldestVersion)) return version
  throw new Problem(
    'tool-version',
    `${place}: Kafka at ${where} is ${version ?? 'older than KRaft'}; ${oldestVersion} is the oldest known`,
    { hint: 'Use a newer cluster.' },
  )
}
