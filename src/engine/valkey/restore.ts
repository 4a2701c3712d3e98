import { isProblem, noteAlso, Problem } from '../../problem.ts'
import { namesSome, reasonOf } from '../../words/words.ts'
import type { Facts, PlainBackup, RestoreRequest } from '../contract.ts'
import { Expiries } from './expiry.ts'
import { expiringName, rowName, Tally } from './facts.ts'
import { type KeyPattern, keyPattern } from './pattern.ts'
import type { Client } from './protocol/client.ts'
import { Pipe, type Word } from './protocol/pipe.ts'
import type { Info } from './protocol/product.ts'
import { formatOf, loads } from './protocol/version.ts'
import { Crc64 } from './rdb/crc64.ts'
import { damaged, partName } from './rdb/damage.ts'
import { lastFieldExpiry } from './rdb/decode.ts'
import { type KeyEvent, RdbReader } from './rdb/read.ts'

/** What a restore leaves behind for those who compare. */
export interface Restored {
  readonly tally: Tally
  readonly expiries: Expiries
  readonly bytes: number
}

/** Events of all of the part. Throws `object-damaged` where it is not whole. */
export async function readWhole(
  backup: PlainBackup,
  tally: Tally,
  mostBytes: (key: Buffer, database: number) => number,
  heard: (event: KeyEvent | Buffer) => Promise<void> | undefined = () => undefined,
): Promise<number> {
  const reader = new RdbReader(mostBytes)
  let length = 0
  for await (const chunk of (await backup.open(partName)) as AsyncIterable<Buffer>) {
    length += chunk.length
    for (const event of reader.push(chunk)) {
      tally.take(event)
      if (event.kind === 'end' && event.after > 0) throw damaged('has bytes after its end')
      const wait = event.kind === 'key' ? heard(event) : event.kind === 'library' ? heard(event.code) : undefined
      if (wait !== undefined) await wait
    }
  }
  if (!reader.ended) throw damaged('is cut off')
  return length
}

/** Throws `object-damaged` unless the tally of all of the part is what its facts say. */
export function mustMatch(backup: PlainBackup, tally: Tally): void {
  const { rows, objects } = tally.facts(backup.facts.engine as 'valkey' | 'redis', undefined, 0)
  if (JSON.stringify([rows, objects]) !== JSON.stringify([backup.facts.rows, backup.facts.objects]))
    throw damaged('does not match its facts')
}

export interface RestoreInto {
  readonly client: Client
  readonly info: Info
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number
  /** Another connection, which nothing has ended: for what is undone after a failure. */
  readonly anew: () => Promise<Client>
}

export async function restoreKeys(
  backup: PlainBackup,
  { overwrite, only }: RestoreRequest,
  into: RestoreInto,
): Promise<Restored> {
  const { client } = into
  const patterns = only.map(keyPattern)
  const held = await admitKeys(backup, { overwrite }, into)
  // All of it has proven whole before anything of the target goes.
  if (held !== undefined) await mustBeWhole(backup, patterns)
  if (held !== undefined && only.length === 0) await empty(client)
  try {
    return await write(backup, patterns, into, held !== undefined)
  } catch (error) {
    // What keys of the target were replaced by name cannot be brought back.
    if (held === undefined || only.length === 0) await undo(into, error)
    throw error
  }
}

/** Refuses what cannot be restored, and changes nothing. Gives what there is, in words; undefined: nothing. */
export async function admitKeys(
  backup: PlainBackup,
  { overwrite }: Pick<RestoreRequest, 'overwrite'>,
  into: Pick<RestoreInto, 'client' | 'info'>,
): Promise<string | undefined> {
  const { client, info } = into
  await mustLoad(backup.facts, client)
  if (info.standing.kind === 'replica')
    throw new Problem('target-refused', `${client.place} is a replica, which has what its primary has`, {
      hint: 'Restore into its primary, or run REPLICAOF NO ONE there first.',
    })
  const held = await contentOf(into)
  if (held === undefined || overwrite) return held
  throw new Problem('target-refused', `${client.place} is not empty: it has ${held}`, {
    hint: 'Restore into an empty server, or add --overwrite with the address of this one to replace all that it has.',
  })
}

/** Throws before anything is written, where the server does not read what the dumped one wrote. */
async function mustLoad({ server }: Facts, client: Client): Promise<void> {
  const written = Number(server?.settings['rdb'])
  if (!Number.isInteger(written)) throw damaged('has facts without the version of its format')
  const { version } = await formatOf(client)
  if (loads(version, written)) return
  const from = `${server?.settings['product'] ?? ''} ${server?.version ?? ''}`.trim()
  throw new Problem(
    'target-refused',
    `${client.place} reads RDB version ${version}, but the backup of ${from} has version ${written}`,
    { hint: `Restore into a server of the same product and version, or a newer one of it: ${from}.` },
  )
}

/** What there is, in words; undefined: nothing. */
async function contentOf({ client, info }: Pick<RestoreInto, 'client' | 'info'>): Promise<string | undefined> {
  const keys = [...info.keyspace]
    .filter(([, { keys }]) => keys > 0)
    .map(([database, { keys }]) => `${keys} keys in db${database}`)
  if (keys.length > 0) return namesSome(keys, 3)
  const { libraries } = await formatOf(client)
  return libraries.length > 0 ? 'functions' : undefined
}

async function mustBeWhole(backup: PlainBackup, patterns: readonly KeyPattern[]): Promise<void> {
  const left = new Set(patterns)
  const all = new Tally()
  await readWhole(
    backup,
    all,
    (key, database) => all.sample.wanted(key, database),
    (event) => {
      if (!Buffer.isBuffer(event)) for (const one of left) if (one.matches(event.key, event.database)) left.delete(one)
      return undefined
    },
  )
  mustMatch(backup, all)
  mustSelect(left)
}

function mustSelect(left: ReadonlySet<KeyPattern>): void {
  if (left.size === 0) return
  throw new Problem('usage', `no key of the backup matches ${[...left].map(({ text }) => text).join(', ')}`, {
    hint: 'Patterns are those of SCAN: session:*, or db1/session:* for one database.',
  })
}

/** As much as a server takes in one command when it is told to. */
const mostValue = 2 ** 31

async function write(
  backup: PlainBackup,
  patterns: readonly KeyPattern[],
  { client, now }: RestoreInto,
  replace: boolean,
): Promise<Restored> {
  const left = new Set(patterns)
  const isWanted = (key: Buffer, database: number): boolean => {
    let wanted = patterns.length === 0
    for (const one of patterns)
      if (one.matches(key, database)) {
        wanted = true
        left.delete(one)
      }
    return wanted
  }
  const all = new Tally()
  const chosen = patterns.length === 0 ? all : new Tally(isWanted)
  const expiries = new Expiries(now)
  const pipe = new Pipe(client, 'RESTORE')
  let database = -1
  let bytes = 0
  const key = (event: KeyEvent): Promise<void> | undefined => {
    if (!isWanted(event.key, event.database)) return undefined
    const { value } = event
    if (value === undefined) throw tooLarge(event)
    note(event, value, expiries)
    // By the server's clock it is gone already. What goes meanwhile, the server drops itself.
    if (event.expiry !== undefined && event.expiry <= now) return undefined
    bytes += event.bytes
    const command = restoreCommand(event, value, all.version, replace)
    if (event.database === database) return pipe.add(command)
    database = event.database
    const both = [pipe.add(['SELECT', String(database)]), pipe.add(command)]
    return Promise.all(both).then(() => undefined)
  }
  await readWhole(
    backup,
    all,
    (name, of) =>
      patterns.length === 0 || patterns.some((one) => one.matches(name, of)) ? mostValue : all.sample.wanted(name, of),
    (event) => {
      if (chosen !== all && !Buffer.isBuffer(event)) chosen.take(event)
      if (!Buffer.isBuffer(event)) return key(event)
      return patterns.length === 0
        ? pipe.add(['FUNCTION', 'RESTORE', payload([event], all.version), 'APPEND'])
        : undefined
    },
  )
  mustMatch(backup, all)
  mustSelect(left)
  await pipe.end()
  chosen.version = all.version
  chosen.checksum = all.checksum
  return { tally: chosen, expiries, bytes }
}

function note({ database, type, typeByte, expiry, fieldsExpiry }: KeyEvent, value: Buffer, expiries: Expiries): void {
  if (expiry !== undefined) {
    expiries.add(rowName(database, type), expiry)
    expiries.add(expiringName(database), expiry)
    return
  }
  const last = typeByte === 25 ? lastFieldExpiry(value) : fieldsExpiry
  if (last !== undefined) expiries.add(fieldsName(database), last)
}

/** Hashes that go with their last field. */
export const fieldsName = (database: number) => `db${database} hashes of expiring fields`

function restoreCommand(event: KeyEvent, value: Buffer, version: number, replace: boolean): readonly Word[] {
  const { key, typeByte, expiry, idleSeconds, frequency } = event
  return [
    'RESTORE',
    key,
    String(expiry ?? 0),
    payload([Buffer.from([typeByte]), value], version),
    ...(expiry === undefined ? [] : ['ABSTTL']),
    ...(replace ? ['REPLACE'] : []),
    ...(idleSeconds === undefined ? [] : ['IDLETIME', String(idleSeconds)]),
    ...(frequency === undefined ? [] : ['FREQ', String(frequency)]),
  ]
}

/** As DUMP gives it: with the version of its format, and a checksum of both. */
function payload(pieces: readonly Buffer[], version: number): readonly Buffer[] {
  const end = Buffer.alloc(2)
  end.writeUInt16LE(version)
  const crc = new Crc64()
  for (const piece of [...pieces, end]) crc.update(piece)
  return [...pieces, end, crc.digest()]
}

async function empty(client: Client): Promise<void> {
  await client.ask('FLUSHALL', 'SYNC')
  await client.ask('FUNCTION', 'FLUSH', 'SYNC')
}

/** The target was empty, or is to be replaced: half of a restore is not left in it. */
async function undo({ anew, client }: RestoreInto, error: unknown): Promise<void> {
  await client[Symbol.asyncDispose]()
  try {
    await using other = await anew()
    await empty(other)
  } catch (also) {
    noteAlso(error, also)
    if (isProblem(error, 'cancelled')) return
    throw new Problem('restore-failed', `${client.place} is left half restored: ${reasonOf(error as Error)}`, {
      hint: 'Empty it before you use it: FLUSHALL, then FUNCTION FLUSH.',
      cause: error,
    })
  }
}

const tooLarge = ({ bytes }: KeyEvent) =>
  new Problem('restore-failed', `a value has ${bytes} bytes, more than this program holds at once`, {
    hint: 'Open the backup as docs/recovery.md says, and start a server with its dump.rdb.',
  })
