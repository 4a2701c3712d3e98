import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf, type Position } from '../../../src/engine/engine.ts'
import { docker } from '../../server/docker.ts'
import type { Mysql } from '../../server/mysql.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, serviceOf, startSeeded } from './fixture.ts'
import { holdPiece } from './log/fixture.ts'
import { dumpOf } from './step.ts'

const readers = 'grant select, show view, trigger, event on `shop`.* to backup@`%`'
const cases = [
  [
    'mysql:9.7',
    [],
    'grant show_routine on *.* to backup@`%`',
    'grant reload, replication client on *.* to backup@`%`',
    'GRANT SHOW_ROUTINE ON *.*',
  ],
  [
    'mariadb:10.11',
    ['--log-bin'],
    'grant select on mysql.proc to backup@`%`',
    'grant binlog monitor on *.* to backup@`%`',
    'GRANT SELECT ON mysql.proc',
  ],
  [
    'mariadb:11.8',
    ['--log-bin'],
    'grant select on mysql.proc to backup@`%`',
    'grant binlog monitor on *.* to backup@`%`',
    'GRANT SELECT ON mysql.proc',
  ],
] as const

describe.each(cases)('%s, by a user with the rights of the docs', (image, args, routines, position, lacking) => {
  let db: Mysql
  const backup = { user: 'backup', password: 'b\'"\\ $' }
  beforeAll(async () => {
    db = await startSeeded(image, { args })
    await db.sql(`create user backup@'%' identified by 'b\\'"\\\\ $'; ${readers}`)
  })
  afterAll(() => db?.[Symbol.asyncDispose]())

  test('a backup whose program leaves routines out and exits 0 is refused, with the right to grant', async () => {
    const program = db.product === 'mysql' ? 'mysqldump' : 'mariadb-dump'
    const flags = [
      '--no-defaults',
      '--protocol=TCP',
      '--host=127.0.0.1',
      '--user=backup',
      '--routines',
      '--single-transaction',
      '--no-tablespaces',
      ...(db.product === 'mysql' ? ['--set-gtid-purged=OFF'] : []),
    ]
    const dump = await docker(['exec', '--env', 'MYSQL_PWD', db.id, program, ...flags, db.database], {
      MYSQL_PWD: backup.password,
    })
    expect(dump).toMatch(/-- Dump completed/)
    expect(dump).not.toMatch(/CREATE.*PROCEDURE/)
    await expect(dumpOf(db, backup)).rejects.toMatchObject({
      code: 'source-failed',
      hint: `Run ${lacking} TO \`backup\`@\`%\`;`,
    })
  })

  test('a backup without a right to the binary log has no position, and notes it', async () => {
    await db.sql(routines)
    const { result } = await dumpOf(db, backup)
    expect(result.position).toBeUndefined()
    expect(result.findings).toMatchObject([
      { level: 'note', hint: expect.stringMatching(/^Run GRANT .* ON \*\.\* TO/) },
    ])
  })

  test('a backup with a right to the binary log has all of the database, and the position in the log', async () => {
    await db.sql(position)
    const { result, facts } = await dumpOf(db, backup)
    expect(result.findings).toEqual([])
    expect(facts).toMatchObject((await dumpOf(db)).facts)
    expect(result.position?.at).toMatch(/^[\w.-]+\.\d+:\d+;time=\d+$/)
    expect(result.position?.history).toMatch(/./)
  })

  test('the log is collected with the rights of the docs, and without them refused before it is read', async () => {
    const log = async () => {
      const source = mysqlSource(db.product, db.urlOf(db.database, backup.user, backup.password), {
        tools: serviceOf(db),
      })
      const opened = await (await engineOf(db.product)).open(source, benchOf(db), new AbortController().signal)
      if (opened.log === undefined) throw new Error('there is no log')
      return opened.log
    }
    await expect((await log()).rehearse()).rejects.toMatchObject({
      code: 'source-failed',
      hint: 'Run GRANT REPLICATION SLAVE ON *.* TO `backup`@`%`;',
    })
    await db.sql("grant replication slave on *.* to backup@'%'")
    const granted = await log()
    await granted.rehearse()
    const { result } = await dumpOf(db, backup)
    await db.sql("insert into customers (name) values ('written after the backup')")
    const piece = await holdPiece(granted.collect(result.position as Position))
    expect(piece.parts.get('binlog')?.includes('written after the backup')).toBe(true)
  })

  test('some of the tables can be dumped by a user who sees only those', async () => {
    await db.sql(`create user part@'%' identified by 'p'; grant select, trigger on shop.customers to part@'%'`)
    const part = { user: 'part', password: 'p' }
    await expect(dumpOf(db, part)).rejects.toMatchObject({ code: 'source-failed' })
    const { facts } = await dumpOf(db, { ...part, more: { tables: { include: ['cust*'], exclude: [] } } })
    expect(facts.objects).toEqual({ table: ['customers'] })
    expect(facts.rows).toEqual({ customers: 223 })
  })

  test('users can be listed with only the right to read them', async () => {
    await expect(dumpOf(db, { ...backup, more: { users: true } })).rejects.toMatchObject({
      hint: expect.stringContaining('GRANT SELECT ON mysql.* TO'),
    })
    await db.sql("grant select on mysql.* to backup@'%'")
    const { facts } = await dumpOf(db, { ...backup, more: { users: true } })
    expect(facts.objects['user']).toEqual(['backup@%', 'part@%'])
  })
})
