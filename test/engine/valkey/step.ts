import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { Readable } from 'node:stream'
import { type Engine, engineOf, type Facts, type OpenSource } from '../../../src/engine/engine.ts'
import type { Problem } from '../../../src/problem.ts'
import { compare } from '../../../src/verify/verify.ts'
import type { KeyValueServer } from '../../server/key-value.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { keyValueSource } from '../source.ts'
import { bench, never } from './fixture.ts'

export const image = 'valkey/valkey:9.1'
export const valkey = await engineOf('valkey')
export const redis = await engineOf('redis')

export const failures = (expected: Facts, found: Facts) =>
  compare(expected, found).flatMap(({ level, message }) => (level === 'failure' ? [message] : []))

export async function dumped(
  url: string,
  engine: Engine = valkey,
  more: { allowEmpty?: boolean } = {},
): Promise<MemoryDump> {
  await using live: OpenSource = await engine.open(keyValueSource(engine.name as 'valkey', url, more), bench, never())
  return await hold(live.dump())
}

export const failureOf = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work
  } catch (error) {
    return error as Problem
  }
  throw new Error('it did not fail')
}

export const targetOf = (server: KeyValueServer, engine: Engine = valkey) =>
  engine.target(server.url, { tools: { kind: 'auto' } }, bench, never())

export const all = { overwrite: false, only: [] }
export const soon = { timeout: 60_000 }

/** Passes on so many bytes of the server's, or all but so many at the end of a dump, and then hangs up. */
export async function cutting(port: number, most?: number, missing = 0) {
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    let sent = 0
    let held = Buffer.alloc(0)
    client.on('data', (chunk) => upstream.write(chunk))
    client.on('error', () => upstream.destroy())
    client.on('close', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
    // A dump is large, and nothing before it is: its last bytes are kept back until the server ends.
    upstream.on('data', (chunk: Buffer) => {
      if (most !== undefined) {
        const part = chunk.subarray(0, Math.max(0, most - sent))
        sent += part.length
        client.write(part)
        if (sent >= most) client.end()
        return
      }
      sent += chunk.length
      if (sent < 20_000) return void client.write(chunk)
      held = Buffer.concat([held, chunk])
      const free = held.length - missing
      if (free > 0) client.write(held.subarray(0, free))
      held = held.subarray(Math.max(0, free))
    })
    upstream.on('close', () => client.end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

export function slowly(body: Buffer, halfway: () => void) {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < body.length; at += 65_536) {
        yield body.subarray(at, at + 65_536)
        if (at > body.length / 2) halfway()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })(),
  )
}
