import type { Readable } from 'node:stream'
import { Problem } from '../../problem.ts'
import type { Bench } from '../contract.ts'
import { dial, reachedFromHere } from '../dial.ts'
import { type Connection, placeOf } from './connection.ts'
import { type Product, toldVersion, type Version } from './product.ts'

/**
 * Product and version as the server names them in the clear, before anybody logs in: so that the programs that fit it can be
 * found without any.
 * @throws Problem `source-failed`
 */
export async function greetingOf(
  connection: Connection,
  { services }: Pick<Bench, 'services'>,
  signal: AbortSignal,
): Promise<{ readonly product: Product; readonly version: Version }> {
  const place = placeOf(connection)
  const socket = await dial(reachedFromHere(connection.server, services), undefined, place, signal)
  const late = setTimeout(() => socket.destroy(new Error('it does not greet within 30 s')), 30_000)
  try {
    const said = greetingIn(await firstPacket(socket))
    const told = said === undefined ? undefined : toldVersion(said)
    if (told !== undefined) return told
    throw new Problem('source-failed', `${place}: the server does not greet as ${connection.product.noun} does`, {
      hint: `Check host and port of the url: a ${connection.product.noun} server must listen there, and take connections from here.`,
    })
  } finally {
    clearTimeout(late)
    socket.destroy()
  }
}

const mostBytes = 4096

/** The body of the first packet, or what came of it: length (3 bytes), sequence number, body. */
async function firstPacket(socket: Readable): Promise<Buffer> {
  let bytes = Buffer.alloc(0)
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      bytes = Buffer.concat([bytes, chunk as Buffer])
      if (bytes.length >= 4 && bytes.length >= Math.min(mostBytes, 4 + bytes.readUIntLE(0, 3))) break
    }
  } catch {
    // What has come is judged.
  }
  return bytes.subarray(4)
}

/** The version in a greeting of protocol 10. */
export function greetingIn(body: Buffer): string | undefined {
  const end = body.indexOf(0, 1)
  return body[0] === 10 && end > 1 && end < 256 ? body.toString('latin1', 1, end) : undefined
}
