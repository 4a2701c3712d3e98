import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, type Engine, engineOf } from '../../../../src/engine/engine.ts'
import { microseconds } from '../../../../src/engine/mysql/server/clock.ts'
import { dockerExec, type Runtime } from '../../../../src/runtime/runtime.ts'
import type { Mysql } from '../../../server/mysql.ts'
import { hold, type MemoryDump } from '../../memory.ts'
import { benchOf, env } from '../fixture.ts'
import { restoreInto, targetIn } from '../step.ts'
import { type Console, openConsole } from './console.ts'
import { chainOf, type HeldPiece, holdPiece, openLive, startLogged } from './fixture.ts'
import { openStage, type Stage } from './replay-on.ts'

// Two hundred were tried by hand.
const times = Number(process.env['BACKPROOF_MOMENTS'] ?? 5)

const setUp = `
create table journal (id int auto_increment primary key, at timestamp(6) default current_timestamp(6), text varchar(400));
create table orders (id int primary key, note varchar(50)); insert into orders values (1, 'before the backup');
create table pairs (id int auto_increment primary key, half int);
create database other; create table other.things (id int auto_increment primary key, v varchar(50));
create user someone@'%' identified by 'Str0ng-pw'`

function mustReplay({ replay }: Engine) {
  if (replay === undefined) throw new Error('the engine plays nothing back')
  return replay
}

const fingerprint = `select count(*), coalesce(bit_xor(crc32(concat_ws('#', id, unix_timestamp(at), text))), 0) from journal`

describe.each(['mariadb:11.8', 'mysql:9.7'])('%s', (image) => {
  let db: Mysql
  let one: Console
  let two: Console
  let stage: Stage
  let base: MemoryDump
  let chain: Chain
  let isWriting = true
  const pieces: HeldPiece[] = []
  /** By the server's clock. */
  const clock: Record<string, Date> = {}
  let seen: { readonly before: string; readonly after: string }

  const now = async (): Promise<Date> => {
    const [[time = ''] = []] = (await one.ask('select utc_timestamp(6)')).map((row) => row.split('\t'))
    return new Date(Number(microseconds(time) / 1000n))
  }
  /** Of the server's clock: in MariaDB's log nothing is told apart within a second. */
  const nextSecond = async () => await pause(1050 - ((await now()).getTime() % 1000))

  beforeAll(async () => {
    db = await startLogged(image)
    one = openConsole(db)
    two = openConsole(db)
    await one.ask(setUp)
    const live = await openLive(db)
    const write = async () => {
      for (let n = 0; isWriting; n++) {
        await two.ask(`insert into journal (text) values (repeat('${n % 10}', ${n % 300}));
          start transaction; insert into pairs (half) values (${n}); insert into other.things (v) values ('x'); insert into pairs (half) values (${n}); commit`)
        await pause(5)
      }
    }
    const writing = write()
    base = await hold(live.source.dump())
    const opening = openStage(base.facts)
    const tick = async () => {
      const from = pieces.at(-1)?.result.to ?? base.result.position
      if (from === undefined) throw new Error('no position')
      pieces.push(await holdPiece(live.log.collect(from)))
    }
    await tick()
    await nextSecond()
    clock['before'] = await now()
    await nextSecond()
    await one.ask(`insert into orders values (2, 'written, then deleted'); flush binary logs;
      start transaction; insert into orders values (3, 'begun before, and committed after')`)
    await nextSecond()
    clock['between'] = await now()
    await tick()
    await nextSecond()
    await one.ask(
      `commit; set ${db.product === 'mysql' ? 'session binlog_transaction_compression' : 'global log_bin_compress'} = on`,
    )
    await one.ask(`delete from orders where id = 2; alter table journal add column extra varchar(300) default '${'d'.repeat(280)}';
      grant select on shop.* to someone@'%'; create table later (id int); insert into later values (1);
      update journal set text = concat(text, '!') where id % 7 = 0; drop table orders`)
    await db.exec(
      [
        db.product,
        '--no-defaults',
        '-uroot',
        '--protocol=TCP',
        '-h127.0.0.1',
        '-e',
        'create table shop.outside (id int)',
      ],
      { MYSQL_PWD: db.password },
    )
    await tick()
    await nextSecond()
    // Where nothing is committed, what is counted is what the log holds.
    await one.ask('flush tables with read lock')
    const [before = ''] = await one.ask(fingerprint)
    await tick()
    await one.ask('unlock tables')
    await pause(300)
    isWriting = false
    await writing
    seen = { before, after: (await one.ask(fingerprint))[0] ?? '' }
    chain = chainOf(base, pieces)
    stage = await opening
  })
  afterAll(async () => {
    isWriting = false
    await one?.[Symbol.asyncDispose]()
    await two?.[Symbol.asyncDispose]()
    await stage?.[Symbol.asyncDispose]()
    await db?.[Symbol.asyncDispose]()
  })

  const at = (name: string): { readonly time: Date } => ({ time: clock[name] as Date })

  test('before a row was written, it is not there', async () => {
    await stage.to(chain, at('before'))
    expect(await stage.ask('select id from orders')).toEqual([['1']])
  })

  test('between its writing and its deletion, the row and its table are there, in a server that reaches nobody', async () => {
    const engine = await engineOf(db.product)
    const by = { tools: { kind: 'auto' }, image: undefined } as const
    const bench = benchOf(db)
    const heard: string[] = []
    await using recovered = await mustReplay(engine).recover(
      chain,
      at('between'),
      by,
      bench,
      new AbortController().signal,
      ({ step }) => heard.push(step),
    )
    expect(heard).toEqual(expect.arrayContaining(['base', 'replay']))
    expect(recovered.reached?.getTime()).toBeLessThanOrEqual(at('between').time.getTime())
    expect((await recovered.target.facts(base.facts)).rows).toMatchObject({ orders: 2 })
    const dumped = await hold(recovered.dump())
    expect(dumped.facts.rows).toMatchObject({ orders: 2 })
    expect(dumped.facts.objects['table']).toEqual(['journal', 'orders', 'pairs'])
    const target = await targetIn(db)
    await restoreInto(target, dumped)
    expect(await db.sql('select id, note from orders order by id', target.name)).toBe(
      '1\tbefore the backup\n2\twritten, then deleted\n',
    )
  })

  test('at the end of the log everything is as it was there, to the last transaction', async () => {
    await stage.to(chain, 'end')
    expect(await stage.ask(fingerprint)).toEqual([seen.before.split('\t')])
    expect(seen.after).not.toBe(seen.before)
    expect(
      await stage.ask("select table_name from information_schema.tables where table_schema = 'shop' order by 1"),
    ).toEqual([['journal'], ['later'], ['outside'], ['pairs']])
  })

  test(
    `${times} moments by chance: the journal ends just there, and no transaction is cut`,
    async () => {
      const journal = (await one.ask('select id, round(unix_timestamp(at) * 1000000) from journal order by id')).map(
        (row) => row.split('\t').map(Number),
      ) as [number, number][]
      const [first, last] = [base.result.moment as Date, pieces.at(-1)?.result.covers.until as Date]
      const based = base.facts.rows['journal'] ?? 0
      for (let n = 0; n < times; n++) {
        const time = new Date(first.getTime() + Math.floor(Math.random() * (last.getTime() - first.getTime())))
        await stage.to(chain, { time })
        const [[rows = '', halves = ''] = []] = await stage.ask(
          'select (select count(*) from journal), (select count(*) from (select half from pairs group by half having count(*) <> 2) odd)',
        )
        expect(halves).toBe('0')
        const micros = time.getTime() * 1000
        const count = Number(rows)
        if (db.product === 'mariadb') {
          // To the second: what is in the one that T is in is left out.
          const whole = Math.floor(time.getTime() / 1000) * 1_000_000
          expect(count).toBe(Math.max(based, journal.filter(([, written]) => written < whole).length))
        } else {
          const [, lastWritten = 0] = journal[count - 1] ?? []
          const [, afterNext = Infinity] = journal[count + 1] ?? []
          expect(lastWritten).toBeLessThanOrEqual(micros)
          expect(afterNext).toBeGreaterThan(micros)
        }
      }
    },
    60_000 + times * 10_000,
  )

  test('the program that reads the log may be elsewhere, and its failure is one of the restore', async () => {
    const reader = dockerExec({ name: db.product, service: { id: db.id }, baseEnv: env })
    await stage.to(chain, at('before'), reader)
    expect(await stage.ask('select id from orders')).toEqual([['1']])
    const without: Runtime = {
      ...reader,
      spawn: (_, signal) => reader.spawn({ program: 'false', args: [], stdin: 'open' }, signal),
    }
    await expect(stage.to(chain, at('before'), without)).rejects.toMatchObject({ code: 'restore-failed' })
  })

  test('a moment after the last piece is refused before anything is restored', async () => {
    const { until } = (pieces.at(-1) as HeldPiece).result.covers
    const later = { time: new Date(until.getTime() + 1000) }
    await expect(stage.to(chain, later)).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining(until.toISOString()),
    })
  })

  test('a piece that is missing, swapped or cut off is refused, and never played as a shorter log', async () => {
    const [first, second, third] = pieces as [HeldPiece, HeldPiece, HeldPiece]
    await expect(stage.to(chainOf(base, [first, third]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
    const swapped = { ...second, parts: first.parts }
    await expect(stage.to(chainOf(base, [first, swapped]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
    const bytes = second.parts.get('binlog') as Buffer
    const cut = { ...second, parts: new Map([['binlog', bytes.subarray(0, bytes.length - 31)]]) }
    await expect(stage.to(chainOf(base, [first, cut]), 'end')).rejects.toMatchObject({ code: 'object-damaged' })
  })
})
