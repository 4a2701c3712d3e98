import { Problem, remedy } from '../../../problem.ts'
import { type Address, startSharedSandbox } from '../../../runtime/runtime.ts'
import type { Engine } from '../../contract.ts'
import type { Connection, FamilySource } from '../connection.ts'
import type { Product } from '../product.ts'
import { mysqlSandbox } from '../sandbox.ts'
import { MysqlTarget } from '../target.ts'
import { mysqlSchema } from './schema.ts'
import { watching, watchMysql } from './watch.ts'

const port = 3306

/** A throw-away server that migrations of this machine reach, and that tells how long they held which locks. */
export function rehearseMysql(product: Product): NonNullable<Engine<FamilySource>['rehearsal']> {
  return async ({ server }, image, { baseEnv, label }, signal) => {
    if (server === undefined)
      throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
    const { spec, connection } = mysqlSandbox(product, server, image)
    const args = [...spec.args, ...watching]
    const sandbox = await startSharedSandbox({ ...spec, args }, port, { baseEnv, label, signal })
    const { runtime } = sandbox
    const remove = async () => undefined
    return {
      target: new MysqlTarget({ connection, find: async () => runtime, signal, remove }),
      ...accessOf(connection, sandbox.address),
      data: { network: sandbox.network },
      schema: () => mysqlSchema({ connection, runtime, signal }),
      watch: (signal) => watchMysql({ connection, runtime, signal }),
      [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
    }
  }
}

/** The scheme is mysql for both products: programs know no other. */
function accessOf({ user, password = '', database }: Connection, { host, port }: Address) {
  const named = encodeURIComponent(database)
  return {
    env: {
      DATABASE_URL: `mysql://${encodeURIComponent(user)}:${password}@${host}:${port}/${named}`,
      MYSQL_HOST: host,
      MYSQL_TCP_PORT: `${port}`,
      MYSQL_USER: user,
      MYSQL_PWD: password,
      MYSQL_DATABASE: database,
    },
    secrets: [password],
  }
}
