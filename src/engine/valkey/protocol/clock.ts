import { Problem } from '../../../problem.ts'
import type { Client } from './client.ts'

/** Milliseconds since 1970, as the server has them: by that clock its keys go. */
export async function clockOf(client: Client): Promise<number> {
  const reply = await client.ask('TIME')
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : []
  if (seconds !== undefined && micros !== undefined) return seconds * 1000 + Math.floor(micros / 1000)
  throw new Problem('source-failed', `${client.place} does not say what time it is`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
  })
}
