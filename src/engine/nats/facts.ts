import { createHash } from 'node:crypto'
import type { Counted, Facts, ServerFacts } from '../contract.ts'
import type { Range } from './archive/range.ts'
import type { KeptStream } from './description.ts'
import type { Configuration, JetStream, State } from './protocol/jetstream.ts'
import { versionOf } from './protocol/version.ts'

export const serverFacts = (version: string): ServerFacts => ({
  version,
  major: versionOf(version).major,
  settings: {},
})

/** What of a stream is compared. */
interface StreamFacts {
  readonly config: Configuration
  readonly state: Pick<State, 'bytes'>
  readonly range: Range
  readonly consumers: readonly { readonly name: string; readonly durable: boolean; readonly ackFloor: number }[]
}

/** Kinds of objects. An account that agreed to be empty has the first alone. */
const kinds = [
  'account',
  'stream',
  'configuration',
  'first sequence',
  'last sequence',
  'consumer',
  'ack floor',
] as const
type Kind = (typeof kinds)[number]

export const keptFacts = (version: string, streams: readonly KeptStream[]): Facts =>
  factsOf(version, streams, () => true)

function factsOf(version: string, streams: readonly StreamFacts[], hasFloor: (consumer: string) => boolean): Facts {
  const objects: Record<Kind, string[]> = {
    account: ['JetStream'],
    stream: [],
    configuration: [],
    'first sequence': [],
    'last sequence': [],
    consumer: [],
    'ack floor': [],
  }
  // Without a prototype: a name may be __proto__.
  const rows: Record<string, number> = Object.create(null)
  for (const { config, range } of streams) {
    const { name } = config
    objects.stream.push(name)
    objects.configuration.push(`${name} ${digestOf(config)}`)
    if (range.last !== undefined) objects['last sequence'].push(`${name} ${range.last}`)
    if (expiresOneByOne(config)) continue
    if (range.messages !== undefined) rows[name] = range.messages
    // Where nothing is, versions tell its beginning differently.
    if (range.messages !== 0 && range.first !== undefined) objects['first sequence'].push(`${name} ${range.first}`)
  }
  for (const { config, consumers } of streams) {
    for (const { name, durable, ackFloor } of consumers) {
      // Others go by themselves, within seconds where nobody asks for them.
      if (!durable) continue
      const named = `${config.name}/${name}`
      objects.consumer.push(named)
      // One that has acknowledged nothing may be given the place where it would begin.
      if (ackFloor > 0 && hasFloor(named)) objects['ack floor'].push(`${named} ${ackFloor}`)
    }
  }
  for (const kind of kinds) objects[kind].sort()
  const sizeBytes = streams.reduce((sum, { state }) => sum + state.bytes, 0)
  return { version: 1, engine: 'nats', server: serverFacts(version), sizeBytes, rows, objects }
}

/** Messages that have a time to live of their own are left out by a restore after it: how many come back nobody knows. */
const expiresOneByOne = ({ allow_msg_ttl }: Configuration): boolean => allow_msg_ttl === true

/** The facts of a server, of the streams that others are of. `original`: a configuration that was changed on purpose. */
export async function liveFacts(
  jetstream: JetStream,
  like: Facts,
  original: (live: Configuration) => Configuration,
  counted?: Counted,
): Promise<Facts> {
  const wanted = new Set(like.objects['stream'])
  const floors = new Set((like.objects['ack floor'] ?? []).map((text) => text.slice(0, text.lastIndexOf(' '))))
  const streams: StreamFacts[] = []
  for (const { config, state } of await jetstream.streams()) {
    if (!wanted.has(config.name)) continue
    const consumers = (await jetstream.consumers(config.name)).map((consumer) => ({
      name: consumer.name,
      durable: (consumer.config.durable_name ?? '') !== '',
      ackFloor: consumer.ack_floor?.stream_seq ?? 0,
    }))
    const range = { messages: state.messages, first: state.first_seq, last: state.last_seq }
    streams.push({ config: original(config), state, range, consumers })
    if (!expiresOneByOne(config)) counted?.(state.messages)
  }
  return without(
    factsOf(jetstream.client.info.version, streams, (name) => floors.has(name)),
    like,
  )
}

/** Streams whose numbers are not compared get none. */
function without(facts: Facts, like: Facts): Facts {
  const isCompared = (name: string) => Object.hasOwn(like.rows, name)
  return {
    ...facts,
    rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => isCompared(name))),
    objects: Object.fromEntries(
      Object.entries(facts.objects).map(([kind, names]) => [
        kind,
        /sequence$/.test(kind) ? names.filter((text) => sequenced(like, kind).has(nameIn(text))) : names,
      ]),
    ),
  }
}

const nameIn = (text: string) => text.slice(0, text.lastIndexOf(' '))
const sequenced = (like: Facts, kind: string) => new Set((like.objects[kind] ?? []).map(nameIn))

/** Facts of the streams that `keep` takes; of those that `moving` names neither numbers nor sequences. */
export function someFacts(
  facts: Facts,
  keep: (stream: string) => boolean,
  moving: (stream: string) => boolean = () => false,
): Facts {
  const streamOf = (kind: string, text: string) =>
    kind === 'stream' ? text : kind === 'consumer' ? (text.split('/')[0] ?? '') : (nameIn(text).split('/')[0] ?? '')
  const counted = (stream: string) => keep(stream) && !moving(stream)
  return {
    ...facts,
    rows: Object.fromEntries(Object.entries(facts.rows).filter(([stream]) => counted(stream))),
    objects: Object.fromEntries(
      Object.entries(facts.objects).map(([kind, names]) => {
        const kept = /sequence$/.test(kind) ? counted : keep
        return [kind, kind === 'account' ? names : names.filter((text) => kept(streamOf(kind, text)))]
      }),
    ),
  }
}

/** Covers only settings that a user made: those that a newer server adds, or reports about itself, are left out. */
function digestOf(config: Configuration): string {
  return createHash('sha256')
    .update(JSON.stringify(plain(config)))
    .digest('hex')
    .slice(0, 16)
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .filter(([key]) => !key.startsWith('_nats.') && !placed.has(key))
    .map(([key, field]) => [key, plain(field)] as const)
    .filter(([, field]) => !isDefault(field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields)
}

/** Where a stream lies belongs to the cluster. */
const placed = new Set(['num_replicas', 'placement'])

function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === -1 || value === '')
    return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
