import type { Client } from './protocol/client.ts'
import { Refusal, type Reply } from './protocol/reply.ts'
import { numberOf, scoreText, sorted } from './rdb/decode.ts'
import type { TypeName } from './rdb/type.ts'
import { type SampledKey, valueDigest } from './sample.ts'

/** The digest of what the key holds now in the selected database, by the server's own commands. */
export async function digestAt(client: Client, { database, key, type }: SampledKey): Promise<Buffer> {
  const elements = await elementsAt(client, key, type)
  const expiry = Number(await client.ask('PEXPIRETIME', key))
  return valueDigest({ database, key, type, expiry: expiry < 0 ? undefined : expiry }, elements)
}

async function elementsAt(client: Client, key: Buffer, type: TypeName): Promise<readonly Buffer[]> {
  const ask = async (...words: readonly string[]): Promise<readonly Buffer[]> => {
    const [command = '', ...more] = words
    const reply = await client.try(command, key, ...more)
    // Gone, or of another type: then it holds nothing of what it did.
    if (reply === null || reply instanceof Refusal) return []
    return flat(reply)
  }
  switch (type) {
    case 'string':
      return await ask('GET')
    case 'list':
      return await ask('LRANGE', '0', '-1')
    case 'set':
      return sorted(await ask('SMEMBERS'), 1)
    case 'hash':
      return sorted(await ask('HGETALL'), 2)
    case 'zset': {
      const flatScores = await ask('ZRANGE', '0', '-1', 'WITHSCORES')
      const exact = flatScores.map((item, at) => (at % 2 === 0 ? item : scoreText(numberOf(item.toString('latin1')))))
      return sorted(exact, 2)
    }
    case 'stream':
      return await streamAt(client, key)
    case 'module':
      return []
  }
}

/** How many entries, and the last ID. */
async function streamAt(client: Client, key: Buffer): Promise<readonly Buffer[]> {
  const reply = await client.try('XINFO', 'STREAM', key)
  if (!Array.isArray(reply)) return []
  const words = (reply as readonly Reply[]).map((word) => (Array.isArray(word) ? '' : String(word)))
  return ['length', 'last-generated-id'].map((name) => Buffer.from(words[words.indexOf(name) + 1] ?? ''))
}

const flat = (reply: Reply): readonly Buffer[] =>
  Array.isArray(reply)
    ? (reply as readonly Reply[]).flatMap(flat)
    : [Buffer.isBuffer(reply) ? Buffer.from(reply) : Buffer.from(String(reply))]
