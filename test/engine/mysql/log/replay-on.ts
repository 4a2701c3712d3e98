import type { Chain, Facts, Until } from '../../../../src/engine/engine.ts'
import { applyLog } from '../../../../src/engine/mysql/log/apply.ts'
import { playedLog } from '../../../../src/engine/mysql/log/play.ts'
import { mariadbProduct, mysqlProduct } from '../../../../src/engine/mysql/product.ts'
import { mysqlSandbox } from '../../../../src/engine/mysql/sandbox.ts'
import { query } from '../../../../src/engine/mysql/session.ts'
import { MysqlTarget } from '../../../../src/engine/mysql/target.ts'
import { type Runtime, startSandbox } from '../../../../src/runtime/runtime.ts'
import { env } from '../fixture.ts'
import { never } from './fixture.ts'

/** One throw-away server for many moments: each replaces what the last one left. */
export interface Stage extends AsyncDisposable {
  /** `reader`: where the program is that reads the log. */
  to(chain: Chain, until: Until, reader?: Runtime): Promise<void>
  ask(sql: string): Promise<readonly (readonly string[])[]>
}

export async function openStage(facts: Facts): Promise<Stage> {
  const { server } = facts
  if (server === undefined) throw new Error('the facts name no server')
  const product = facts.engine === 'mysql' ? mysqlProduct : mariadbProduct
  const { spec, connection } = mysqlSandbox(product, server, undefined)
  const sandbox = await startSandbox(spec, { baseEnv: env, label: `test-${crypto.randomUUID()}`, signal: never() })
  const asker = { connection, runtime: sandbox.runtime, signal: never() }
  const remove = async () => undefined
  const target = new MysqlTarget({ connection, find: async () => sandbox.runtime, signal: never(), remove })
  return {
    async to(chain, until, reader) {
      const played = playedLog(chain, until, connection.database)
      await target.restore(chain.full, { overwrite: true, only: [] })
      await applyLog(asker, played.bytes(), reader)
    },
    ask: (sql) => query(asker, sql),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
}
