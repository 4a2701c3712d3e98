import { expect, test } from 'vitest'
import { clientCommand, parseUrl } from '../../../src/engine/mysql/connection.ts'
import { mariadbProduct, mysqlProduct } from '../../../src/engine/mysql/product.ts'
import { hostRuntime } from '../../../src/runtime/runtime.ts'

const runtime = hostRuntime({ env: { LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN: '1' }, services: {} })

test.each([mysqlProduct, mariadbProduct])('a server of $name gets no file, and no password in clear', (product) => {
  const connection = parseUrl(`${product.name}://u:secret@db.example/shop`, 'the test', product)
  const { args, env } = clientCommand(product.client, [], connection, runtime)
  expect(args).toContain('--local-infile=0')
  expect(env).toMatchObject({ LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN: '0' })
  // They do not know the option, and would refuse to start.
  expect(clientCommand(product.dump, [], connection, runtime).args).not.toContain('--local-infile=0')
})
