import { randomBytes } from 'node:crypto'
import { Problem, remedy } from '../../problem.ts'
import type { ReachableSpec } from '../../runtime/runtime.ts'
import type { Facts } from '../contract.ts'
import { type Connection, parseMongodbUrl } from './connection.ts'
import { Server, versionOf } from './server.ts'

const port = 27_017
const user = 'backproof'

/** The server of a proof: of the dumped one's version, with a password that nobody has. */
export function mongodbSandbox(
  { server }: Facts,
  image: string | undefined,
): ReachableSpec & { readonly at: (host: string) => Connection } {
  const password = randomBytes(24).toString('base64url')
  const at = (host: string): Connection =>
    parseMongodbUrl(
      `mongodb://${user}:${password}@${host}:${port}/restored?authSource=admin&directConnection=true&serverSelectionTimeoutMS=5000`,
      'the throw-away server',
      'the throw-away server',
    )
  return {
    image: image ?? imageOf(server?.version),
    env: { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: password },
    // What has expired is to be compared, not removed.
    args: ['--setParameter', 'ttlMonitorEnabled=0'],
    port,
    timeoutMs: 180_000,
    at,
    async ready(address, signal) {
      await using _ = await Server.connect(at(address.host), signal)
    },
  }
}

function imageOf(version = ''): string {
  const { major, minor } = versionOf(version)
  if (major > 0) return `mongo:${major}.${minor}`
  throw new Problem('object-damaged', 'the facts of the dump name no version of MongoDB', { hint: remedy.damaged })
}
