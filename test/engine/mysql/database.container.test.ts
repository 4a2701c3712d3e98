import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { compare } from '../../../src/verify/verify.ts'
import type { Mysql } from '../../server/mysql.ts'
import { type MemoryDump, plainBackup } from '../memory.ts'
import { benchOf, startSeeded } from './fixture.ts'
import { dumpOf, restoreInto, targetIn } from './step.ts'

describe.each(['mysql:9.7', 'mariadb:11.8'])('%s', (image) => {
  let db: Mysql
  beforeAll(async () => {
    db = await startSeeded(image)
  })
  afterAll(() => db?.[Symbol.asyncDispose]())

  const cutAtStatement = (held: MemoryDump, word: string) => {
    const whole = plainBackup(held)
    return {
      ...whole,
      open: async (part: string) => {
        const chunks: Buffer[] = []
        for await (const chunk of await whole.open(part)) chunks.push(chunk as Buffer)
        const text = Buffer.concat(chunks)
        return Readable.from([text.subarray(0, text.indexOf(word))])
      },
    }
  }

  test('a dump cut between two statements, which the client accepts as whole, is refused and leaves nothing', async () => {
    const held = await dumpOf(db)
    for (const word of ['-- Table structure for table `orders`', '-- Dump completed on']) {
      const cut = cutAtStatement(held, word)
      const engine = await engineOf(db.product)
      const by = { tools: { kind: 'auto' }, image: undefined } as const
      await expect(engine.contents(cut, by, benchOf(db), new AbortController().signal)).rejects.toMatchObject({
        code: 'object-damaged',
      })
      const target = await targetIn(db)
      await expect(restoreInto(target, cut)).rejects.toMatchObject({ code: 'object-damaged' })
      expect(
        (await db.sql(`select count(*) from information_schema.tables where table_schema = '${target.name}'`)).trim(),
      ).toBe('0')
    }
  })

  test('an empty database is a failure, unless the policy allows it', async () => {
    await db.sql('create database bare')
    await expect(dumpOf(db, { database: 'bare' })).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('contains nothing to back up'),
      hint: expect.stringContaining('allow-empty: true'),
    })
    const held = await dumpOf(db, { database: 'bare', more: { allowEmpty: true } })
    const target = await targetIn(db)
    await restoreInto(target, held)
    expect(compare(held.facts, await target.facts(held.facts))).toEqual([])
  })

  test('tables without transactions are named, and the backup is reported as inconsistent', async () => {
    await db.sql('create database loose; create table loose.a (id int) engine=MyISAM; create table loose.b (id int)')
    const { result } = await dumpOf(db, { database: 'loose' })
    expect(result.consistency).toBe('per-object')
    expect(result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^a is not in the dump's transaction/),
        hint: expect.stringContaining('ALTER TABLE `a` ENGINE=InnoDB;'),
      },
    ])
  })

  test('FLOAT columns, which come back rounded, are named; those that come back exactly are not', async () => {
    await db.sql(`create database measured; create table measured.readings (id int, value float, low float unsigned,
      fixed float(10,4), exact double, twice float generated always as (value * 2) stored);
      insert into measured.readings (id, value, low, fixed, exact) values (1, 16777217, 1.23456789, 16777.2171, 1.2345678901234567);
      create table measured.other (far float); create view measured.seen as select value from measured.readings`)
    const held = await dumpOf(db, { database: 'measured' })
    const target = await targetIn(db)
    await restoreInto(target, held)
    const valuesOf = async (database: string) =>
      await db.sql(`select value + 0e0, round(low + 0e0, 8), fixed + 0e0, exact from \`${database}\`.readings`)
    expect(await valuesOf('measured')).toBe('16777216\t1.23456788\t16777.216796875\t1.2345678901234567\n')
    expect(await valuesOf(target.name)).toBe('16777200\t1.23457003\t16777.216796875\t1.2345678901234567\n')
    expect(held.result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('six digits: other.far, readings.value and readings.low may'),
        hint: expect.stringMatching(/DOUBLE.*rounded-floats: true/s),
      },
    ])
    const some = await dumpOf(db, { database: 'measured', more: { tables: { include: ['other'], exclude: [] } } })
    expect(some.result.findings).toMatchObject([{ message: expect.stringContaining(': other.far may') }])
    const agreed = await dumpOf(db, { database: 'measured', more: { roundedFloats: true } })
    expect(agreed.result.findings).toEqual([])
  })

  test('excluded tables are left out by name, with their triggers, and nothing else', async () => {
    const { facts } = await dumpOf(db, { more: { tables: { include: [], exclude: ['order?'] } } })
    expect(Object.keys(facts.rows)).not.toContain('orders')
    expect(facts.objects).toMatchObject({ view: ['big', 'biggest'], routine: ['function total', 'procedure nothing'] })
    expect(facts.objects['trigger']).toBeUndefined()
  })

  test('statements that name the database are restored under the name of the target', async () => {
    await db.sql(`create database \`old name\` character set latin1; use \`old name\`;
      create table t (a int); delimiter ;;
      create trigger tr before insert on t for each row set new.a = 1;;
      delimiter ;
      alter database \`old name\` character set utf8mb4`)
    const held = await dumpOf(db, { database: 'old name' })
    await db.sql('drop database `old name`')
    const target = await targetIn(db)
    await restoreInto(target, held)
    expect((await target.facts(held.facts)).objects).toEqual({ table: ['t'], trigger: ['tr'] })
  })

  test('--create creates the database like the dumped one, and removes it if the restore fails', async () => {
    const held = await dumpOf(db)
    const engine = await engineOf(db.product)
    const tools = { tools: { kind: 'service', service: db.product } } as const
    const target = await engine.target(db.urlOf('made here'), tools, benchOf(db), new AbortController().signal)
    await expect(restoreInto(target, held)).rejects.toMatchObject({
      code: 'target-refused',
      hint: expect.stringContaining('--create'),
    })
    await expect(
      restoreInto(target, cutAtStatement(held, '-- Dump completed on'), { create: true }),
    ).rejects.toMatchObject({ code: 'object-damaged' })
    expect(await db.sql("show databases like 'made here'")).toBe('')
    await restoreInto(target, held, { create: true })
    expect((await target.facts(held.facts)).rows).toEqual(held.facts.rows)
  })

  test('--only restores a table and its triggers beside the existing tables of the target', async () => {
    const held = await dumpOf(db)
    const target = await targetIn(db)
    await db.sql('create table mine (id int); insert into mine values (1)', target.name)
    const { expected } = await restoreInto(target, held, { only: ['ord*'], overwrite: true })
    expect(expected).toMatchObject({
      rows: { orders: 222 * 99 },
      objects: { table: ['orders'], trigger: ['second_touch', 'touch'] },
    })
    expect((await target.facts(held.facts)).rows).toMatchObject({ mine: 1, orders: 222 * 99 })
    await expect(restoreInto(target, held, { only: ['no_such'], overwrite: true })).rejects.toMatchObject({
      code: 'usage',
    })
  })

  test('a name in the policy that does not exist is a mistake of the policy', async () => {
    await expect(dumpOf(db, { more: { tables: { include: ['costumers'], exclude: [] } } })).rejects.toMatchObject({
      code: 'policy-invalid',
      message: expect.stringContaining('did you mean customers?'),
    })
    await expect(dumpOf(db, { database: 'no such' })).rejects.toMatchObject({
      hint: expect.stringContaining('name of the database'),
    })
  })
})
