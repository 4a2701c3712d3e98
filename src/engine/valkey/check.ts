import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind } from '../assertion.ts'
import { isPattern, type KeyPattern, keyPattern } from './pattern.ts'
import type { Client } from './protocol/client.ts'
import type { Info } from './protocol/product.ts'
import { Refusal } from './protocol/reply.ts'
import { scannedKeys } from './scan.ts'

/** Judges one assertion by commands that only read. undefined: it holds. */
export async function checkKeys(assertion: Assertion, client: Client, info: Info): Promise<Finding | undefined> {
  const databases = [...info.keyspace.keys()].sort((a, b) => a - b)
  switch (assertion.kind) {
    case 'key': {
      const { database = 0, glob } = keyPattern(assertion.ask)
      await client.select(database)
      const value = await heldBy(client, glob)
      if (value === undefined) return failed(assertion, `there is no key ${glob} in db${database}`)
      return value instanceof Refusal ? mistaken(assertion, value.text) : judged(assertion, value)
    }
    case 'count-of': {
      const whole = /^db(\d{1,9})$/.exec(assertion.ask)?.[1]
      if (whole !== undefined) return judged(assertion, String(info.keyspace.get(Number(whole))?.keys ?? 0))
      return judged(assertion, String(await countOf(client, keyPattern(assertion.ask), databases)))
    }
    case 'required': {
      const there = new Set<string>()
      for (const name of assertion.names) if (await isThere(client, name, databases)) there.add(name)
      return judgeRequired(assertion, (name) => there.has(name), 'key')
    }
    default:
      throw unknownKind(assertion)
  }
}

const lengths: Readonly<Record<string, string>> = {
  list: 'LLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  hash: 'HLEN',
  stream: 'XLEN',
}

/** A string's text, and of anything else how many elements it has. undefined: there is no such key. */
async function heldBy(client: Client, key: string): Promise<string | Refusal | undefined> {
  const type = String(await client.ask('TYPE', key))
  if (type === 'none') return undefined
  const command = type === 'string' ? 'GET' : lengths[type]
  if (command === undefined) return new Refusal(`a key of type ${type} has no value that can be asked for`)
  const reply = await client.try(command, key)
  if (reply instanceof Refusal) return reply
  return reply === null ? undefined : String(reply)
}

async function countOf(client: Client, { glob, database }: KeyPattern, all: readonly number[]): Promise<number> {
  let count = 0
  for (const one of database === undefined ? all : [database]) {
    await client.select(one)
    const seen = new Set<string>()
    for await (const keys of scannedKeys(client, glob)) for (const key of keys) seen.add(key.toString('latin1'))
    count += seen.size
  }
  return count
}

async function isThere(client: Client, name: string, all: readonly number[]): Promise<boolean> {
  const { glob, database } = keyPattern(name)
  for (const one of database === undefined ? all : [database]) {
    await client.select(one)
    if (!isPattern(glob)) {
      if ((await client.ask('EXISTS', glob)) === 1) return true
    } else for await (const keys of scannedKeys(client, glob)) if (keys.length > 0) return true
  }
  return false
}
