import { randomBytes } from 'node:crypto'
import { Problem, remedy } from '../../problem.ts'
import type { SandboxSpec } from '../../runtime/runtime.ts'
import type { ServerFacts } from '../contract.ts'
import type { Connection } from './connection.ts'
import { imageOf, type Product, versionOf } from './product.ts'

/** A server of the dump's product and version, and the account that sets it up; the database in it is made when it is filled. */
export function mysqlSandbox(
  product: Product,
  server: ServerFacts,
  image: string | undefined,
): { readonly spec: SandboxSpec; readonly connection: Connection } {
  const password = randomBytes(24).toString('hex')
  const { database = 'restored', 'lower-case-table-names': lower = '0' } = server.settings
  if (!/^[012]$/.test(lower))
    throw new Problem('object-damaged', 'the facts of the dump name an impossible lower_case_table_names', {
      hint: remedy.damaged,
    })
  const variables = product.name === 'mysql' ? 'MYSQL' : 'MARIADB'
  // Thrown away after the test: nothing needs to survive a crash.
  const fast = ['--innodb-flush-log-at-trx-commit=0', '--skip-log-bin', '--sync-binlog=0', '--skip-name-resolve']
  // Names that differ by case only are of a file system that tells them apart, as a container's does.
  const roomy = ['--max-allowed-packet=1G', `--lower-case-table-names=${lower === '2' ? '1' : lower}`]
  const connection: Connection = {
    product,
    server: { host: '127.0.0.1', port: 3306 },
    database,
    user: 'root',
    password,
    ssl: { mode: 'preferred', authority: undefined },
  }
  return {
    spec: {
      image: image ?? imageOf(product, versionOf(server)),
      env: { [`${variables}_ROOT_PASSWORD`]: password },
      args: [...fast, ...roomy, ...product.sandboxFlags],
      ready: {
        program: product.client,
        // By TCP: the image's first server, which only initialises, listens on the socket alone.
        args: ['--no-defaults', '--protocol=TCP', '--host=127.0.0.1', '--user=root', '--batch', '--execute=select 1'],
        env: { MYSQL_PWD: password },
        secrets: [password],
      },
      timeoutMs: 180_000,
    },
    connection,
  }
}
