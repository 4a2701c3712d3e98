import { type Bench, engineOf, type PlainBackup, type Target } from '../../../src/engine/engine.ts'
import type { MysqlSource } from '../../../src/policy/policy.ts'
import type { Mysql } from '../../server/mysql.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, serviceOf } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal

export interface As {
  readonly user?: string
  readonly password?: string
  readonly database?: string
  readonly bench?: Bench
  readonly more?: Partial<Omit<MysqlSource, 'engine'>>
}

export async function dumpOf(
  db: Mysql,
  { user, password, database = db.database, bench, more }: As = {},
): Promise<MemoryDump> {
  const engine = await engineOf(db.product)
  const source = mysqlSource(db.product, db.urlOf(database, user, password), { tools: serviceOf(db), ...more })
  await using live = await engine.open(source, bench ?? benchOf(db), never())
  return await hold(live.dump())
}

/** A new and empty database of that server, unless one is named. */
export async function targetIn(
  db: Mysql,
  product: Mysql['product'] = db.product,
  name = `into ${crypto.randomUUID()}`,
): Promise<Target> {
  await db.sql(`create database if not exists \`${name}\``)
  const engine = await engineOf(product)
  return await engine.target(db.urlOf(name).replace(/^\w+/, product), { tools: serviceOf(db) }, benchOf(db), never())
}

export async function restoreInto(
  target: Target,
  held: MemoryDump | PlainBackup,
  more: Partial<Parameters<Target['restore']>[1]> = {},
) {
  const backup = 'result' in held ? plainBackup(held) : held
  return await target.restore(backup, { overwrite: false, only: [], ...more })
}
