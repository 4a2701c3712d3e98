import { Problem, remedy } from '../../problem.ts'
import type { ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import { NatsClient } from './protocol/client.ts'
import { type Connection, parseNatsUrl } from './protocol/connection.ts'
import { JetStream } from './protocol/jetstream.ts'

const port = 4222

/** The server of a proof: of the dumped one's version, with an empty JetStream that goes with its container. */
export function natsSandbox({ server }: Facts, image: string | undefined): ReachableSpec {
  return {
    image: image ?? imageOf(server?.version),
    env: {},
    args: ['-js', '-sd', '/tmp/jetstream'],
    port,
    timeoutMs: 60_000,
    async ready(address, signal) {
      await using client = await NatsClient.connect(at(address.host), signal)
      await new JetStream(client).streams()
    },
  }
}

/** The throw-away server at this host. */
export const at = (host: string): Connection =>
  parseNatsUrl(`nats://${host}:${port}`, 'the throw-away server', 'the throw-away server')

function imageOf(version: string | undefined): string {
  const [, line] = /^(\d{1,3}\.\d{1,3})\.\d/.exec(version ?? '') ?? []
  if (line !== undefined) return `nats:${line}`
  throw new Problem('object-damaged', 'the facts of the dump name no version of NATS', { hint: remedy.damaged })
}
