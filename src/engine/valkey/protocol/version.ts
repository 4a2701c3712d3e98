import { Problem } from '../../../problem.ts'
import { valkeyVersions } from '../rdb/type.ts'
import type { Client } from './client.ts'

export interface Format {
  readonly version: number
  /** Opcodes and codes of the libraries of functions. */
  readonly libraries: Buffer
}

/** The version of the format that a server writes: at the end of what FUNCTION DUMP gives, before a checksum of 8 bytes. */
export async function formatOf(client: Client): Promise<Format> {
  const dumped = await client.ask('FUNCTION', 'DUMP')
  if (!Buffer.isBuffer(dumped) || dumped.length < 10)
    throw new Problem('source-failed', `${client.place} does not say which format it writes`, {
      hint: 'Check that it is a server of Valkey or Redis, and no service that only speaks the protocol.',
    })
  const end = dumped.length - 10
  return { version: dumped.readUInt16LE(end), libraries: Buffer.from(dumped.subarray(0, end)) }
}

/**
 * True where a server that writes `own` loads `written`. The two products number alike up to 11; what Redis writes from 12 on,
 * Valkey refuses, and Valkey's own numbers begin at 80.
 */
export function loads(own: number, written: number): boolean {
  if (written > own) return false
  return own < valkeyVersions || written <= 11 || written >= valkeyVersions
}
