import { Problem, remedy } from '../../problem.ts'
import { startSandbox } from '../../runtime/runtime.ts'
import type { Engine } from '../contract.ts'
import { isElsewhere } from '../programs.ts'
import { connectionOf, type FamilySource, serversOf, targetConnection } from './connection.ts'
import { mysqlContents } from './contents.ts'
import { mysqlReplay } from './log/log.ts'
import { mariadbProduct, mysqlProduct, type Product } from './product.ts'
import { explained, programsLeft } from './programs.ts'
import { rehearseMysql } from './rehearsal/rehearsal.ts'
import { mysqlSandbox } from './sandbox.ts'
import { openOneOf } from './server/replica.ts'
import { listingSource, listMysql, openMysql } from './source.ts'
import { MysqlTarget } from './target.ts'
import { usersIn, usersPart } from './users.ts'

/** MySQL from 8.0 by its own programs: mysqldump, mysql. */
export const mysql = engine(mysqlProduct)

/** MariaDB from 10.11 by its own programs: mariadb-dump, mariadb. */
export const mariadb = engine(mariadbProduct)

function engine(product: Product): Engine<FamilySource> {
  return {
    name: product.name,
    can: { selects: 'table', restores: ['create', 'globals'] },
    open: async (source, bench, signal, prefer = 'primary') => {
      const connection = connectionOf(source, product)
      const of = `source ${source.name}`
      try {
        return await openMysql(source, await openOneOf(source, connection, bench, prefer, signal), signal)
      } catch (error) {
        // Only from there does the address mean this server.
        throw isElsewhere(source.tools) ? error : await explained(error, connection, bench, signal, of)
      }
    },
    list: (source, bench, signal) => listMysql(product, source, bench, signal),
    servers: (source) => serversOf(connectionOf(source.databases ? listingSource(source, product) : source, product)),
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => mysqlContents(backup, signal, required),
    globals: usersIn,
    globalsPart: usersPart,
    target: async (text, { tools }, bench, signal) => {
      const connection = targetConnection(text.trim(), product)
      const find = () => programsLeft(connection, tools, bench, signal)
      const explain = async (error: unknown) =>
        isElsewhere(tools) ? error : await explained(error, connection, bench, signal, 'the target')
      return new MysqlTarget({ connection, find, explain, signal })
    },
    sandbox: async ({ server }, image, { baseEnv, label }, signal) => {
      if (server === undefined)
        throw new Problem('object-damaged', 'the facts of the dump name no server', { hint: remedy.damaged })
      const { spec, connection } = mysqlSandbox(product, server, image)
      const sandbox = await startSandbox(spec, { baseEnv, label, signal })
      const remove = async () => sandbox[Symbol.asyncDispose]()
      return new MysqlTarget({ connection, find: async () => sandbox.runtime, signal, remove })
    },
    rehearsal: rehearseMysql(product),
    replay: mysqlReplay(product, openMysql),
  }
}
