import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { headerBytes, kinds } from '../../../../src/engine/mysql/log/event.ts'
import { Player } from '../../../../src/engine/mysql/log/player.ts'
import { LogFile, scan, statementBody } from './build.ts'

const begun = 1_760_000_000
const micros = (seconds: number) => BigInt(Math.round(seconds * 1000)) * 1000n

interface Play {
  readonly stop?: number
  readonly after?: number
  /** By the server's clock, when the piece was collected. */
  readonly until?: number
}

/** Plays one file from its first event on. */
function play(file: LogFile, { stop, after = 87, until = begun + 100 }: Play = {}) {
  const from = { file: file.name, offset: after }
  const player = new Player({ from, stop: stop === undefined ? undefined : micros(stop), database: 'shop' })
  player.begin({ file: file.name, offset: 4 }, { file: file.name, offset: file.size, time: micros(until) })
  const kept = scan(player, file.from())
  return { text: kept.toString('latin1'), player, kept }
}

const three = () =>
  new LogFile('binlog.000001', begun)
    .commit(begun + 1, '<one>')
    .commit(begun + 2, '<two>')
    .commit(begun + 3, '<three>')

const texts = (text: string) => [...text.matchAll(/<(\w+)>/g)].map(([, word]) => word)

describe('a distributed transaction', () => {
  const query = (sql: string) => ({ type: kinds.query, body: statementBody('shop', sql) })
  const gtid = { type: kinds.mariadbGtid, body: Buffer.alloc(19) }
  const row = (text: string) => ({ type: 23, body: Buffer.from(text) })
  const prepare = (onePhase: boolean) => ({
    type: kinds.xaPrepare,
    body: Buffer.concat([Buffer.from([onePhase ? 1 : 0]), Buffer.alloc(12)]),
  })
  const id = "X'7831',X'',1"
  /** Prepared, and ended by another transaction of the log. */
  const ended = (how: 'COMMIT' | 'ROLLBACK') => {
    const file = new LogFile('binlog.000001', begun)
    for (const event of [gtid, query(`XA START ${id}`), row('<prepared>'), query(`XA END ${id}`), prepare(false)])
      file.add(event)
    const prepared = file.size
    file.commit(begun + 1, '<between>')
    return {
      file: file
        .add(gtid)
        .add(query(`XA ${how} ${id}`))
        .commit(begun + 2, '<after>'),
      prepared,
    }
  }

  test('that was prepared and committed since the backup is played back', () => {
    const { text } = play(ended('COMMIT').file)
    expect(texts(text)).toEqual(['prepared', 'between', 'after'])
    expect(text).toContain(`XA COMMIT ${id}`)
  })

  test('that was prepared before the backup and committed after it is in neither, and is a gap', () => {
    const { file, prepared } = ended('COMMIT')
    expect(() => play(file, { after: prepared })).toThrow(expect.objectContaining({ code: 'log-gap' }))
    expect(texts(play(file, { after: prepared, stop: begun }).text)).toEqual([])
  })

  test('that was prepared before the backup and rolled back after it leaves nothing to play back', () => {
    const { file, prepared } = ended('ROLLBACK')
    const { text } = play(file, { after: prepared })
    expect(texts(text)).toEqual(['between', 'after'])
    expect(text).not.toContain('XA ROLLBACK')
  })

  test('that is committed in one step is not waited for', () => {
    const file = new LogFile('binlog.000001', begun)
    for (const event of [gtid, query(`XA START ${id}`), row('<one>'), query(`XA END ${id}`), prepare(true)])
      file.add(event)
    expect(texts(play(file).text)).toEqual(['one'])
    file.add(gtid).add(query(`XA COMMIT ${id}`))
    expect(() => play(file)).toThrow(expect.objectContaining({ code: 'log-gap' }))
  })
})

describe('a log that is played back', () => {
  test.each([
    [begun + 2, ['one']],
    [begun + 2.9, ['one']],
    [begun + 3, ['one', 'two']],
    [begun + 4, ['one', 'two', 'three']],
    [begun, []],
  ])('to %d has only what was committed in the seconds before', (stop, expected) => {
    const { text, player } = play(three(), { stop })
    expect(texts(text)).toEqual(expected)
    expect(player.isAtStop).toBe(expected.length < 3)
  })

  const rowsOf = (database: string, table: string) => {
    const names = [database, table].map((name) => {
      const bytes = Buffer.from(`${name}\0`)
      return Buffer.concat([Buffer.from([bytes.length - 1]), bytes])
    })
    return three().add({ type: kinds.tableMap, body: Buffer.concat([Buffer.alloc(8), ...names, Buffer.alloc(4)]) })
  }

  test('has no rows of a table whose name would end the comment that it is written into', () => {
    const name = 'new\nDROP TABLE orders; -- '
    expect(() => play(rowsOf('shop', name))).toThrow(
      expect.objectContaining({ code: 'restore-failed', message: expect.stringContaining('line break in its name') }),
    )
    expect(() => play(rowsOf('shop\nx', name))).not.toThrow()
    expect(() => play(rowsOf('other', name))).not.toThrow()
    expect(() => play(rowsOf('shop', 'a`b"c\'$(d)'))).not.toThrow()
  })

  test('to its end has everything, and nothing that its backup has', () => {
    const file = three()
    expect(texts(play(file).text)).toEqual(['one', 'two', 'three'])
    const { text, player } = play(file, { after: file.ends[3] as number })
    expect(texts(text)).toEqual(['two', 'three'])
    expect(player.reached).toBe(micros(begun + 3))
    expect(() => play(file, { after: (file.ends[3] as number) + 1 })).toThrow(
      expect.objectContaining({ code: 'object-damaged' }),
    )
  })

  test('nothing follows a transaction that is too late, whatever its own time', () => {
    const file = three().commit(begun + 1, '<earlier>')
    expect(texts(play(file, { stop: begun + 3 }).text)).toEqual(['one', 'two'])
  })

  test('a time that a session set for itself, after the piece was collected, ends nothing', () => {
    const file = three()
      .commit(begun + 9_000_000, '<future>')
      .commit(begun + 4, '<four>')
    expect(texts(play(file, { stop: begun + 50 }).text)).toEqual(['one', 'two', 'three', 'future', 'four'])
  })

  test('MySQL tells the microsecond at which a transaction was committed, and that is the measure', () => {
    const body = (time: bigint) => {
      const bytes = Buffer.alloc(42 + 7)
      bytes.writeUIntLE(Number(time & 0xffffffffffffn), 42, 6)
      bytes.writeUInt8(Number(time >> 48n) | 0x80, 48)
      return bytes
    }
    const file = new LogFile('binlog.000001', begun)
    for (const [time, text] of [
      [1.5, '<one>'],
      [1.7, '<two>'],
    ] as const) {
      file.add({ type: kinds.gtid, seconds: begun + 1, body: body(micros(begun + time)) })
      file.add({ type: 23, seconds: begun + 1, body: Buffer.from(text) })
    }
    expect(texts(play(file, { stop: begun + 1.6 }).text)).toEqual(['one'])
    expect(texts(play(file, { stop: begun + 1.7 }).text)).toEqual(['one', 'two'])
    expect(play(file, { stop: begun + 1.6 }).player.reached).toBe(micros(begun + 1.5))
  })

  test('a statement that is a transaction by itself counts as of its end, not of its beginning', () => {
    const file = new LogFile('binlog.000001', begun)
      .add({ type: kinds.mariadbGtid, seconds: begun + 1, body: Buffer.alloc(19) })
      .add({ type: kinds.query, seconds: begun + 1, body: statementBody('shop', 'alter table <slow>', { took: 10 }) })
    expect(texts(play(file, { stop: begun + 5 }).text)).toEqual([])
    expect(texts(play(file, { stop: begun + 12 }).text)).toEqual(['slow'])
  })

  test('files become one, with one beginning', () => {
    const file = three().rotate('binlog.000002')
    const next = new LogFile('binlog.000002', begun + 4).commit(begun + 4, '<four>')
    const player = new Player({ from: { file: file.name, offset: 87 }, stop: undefined, database: 'shop' })
    player.begin({ file: file.name, offset: 87 }, { file: next.name, offset: next.size })
    const kept = scan(player, Buffer.concat([file.from(87), next.from()]))
    player.end({ file: next.name, offset: next.size })
    expect(texts(kept.toString('latin1'))).toEqual(['one', 'two', 'three', 'four'])
    expect(kept.toString('latin1').split('\xfebin').length - 1).toBe(1)
    expect(() => player.end({ file: next.name, offset: next.size + 1 })).toThrow(/should at binlog.000002/)
  })

  test('a piece in which an event says that it lies elsewhere is refused', () => {
    const file = three()
    const bytes = Buffer.from(file.from())
    bytes.writeUInt32LE(4711, (file.ends[4] as number) + 13)
    const player = new Player({ from: { file: file.name, offset: 87 }, stop: undefined, database: 'shop' })
    player.begin({ file: file.name, offset: 4 }, { file: file.name, offset: file.size })
    expect(() => scan(player, bytes)).toThrow(expect.objectContaining({ code: 'object-damaged' }))
  })

  test('the file of another server with the name of the one in which the backup lies is refused', () => {
    const file = three()
    const player = new Player({
      from: { file: file.name, offset: 87, begun: begun - 1 },
      stop: undefined,
      database: 'shop',
    })
    player.begin({ file: file.name, offset: 4 }, { file: file.name, offset: file.size })
    expect(() => scan(player, file.from())).toThrow(expect.objectContaining({ code: 'object-damaged' }))
  })
})

describe('of the statements in the log of a whole server', () => {
  const kept = (database: string, sql: string, variables?: Buffer) => {
    const file = new LogFile('binlog.000001', begun).add({
      type: kinds.query,
      body: statementBody(database, sql, variables ? { variables } : {}),
    })
    return play(file).kept.subarray(87).toString('latin1')
  }
  /** As MySQL says which databases a statement changes, behind its flags and its SQL mode. */
  const changing = (...names: readonly string[]) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 3]),
      Buffer.from('std\x04\x08\x00\x08\x00\xff\x00', 'latin1'),
      Buffer.from([12, names.length]),
      ...names.map((name) => Buffer.from(`${name}\0`)),
    ])

  test.each([
    ['shop', 'create table orders (id int)'],
    ['shop', 'alter table shop.orders add x int'],
    ['shop', 'BEGIN'],
    ['other', 'BEGIN'],
    ['', 'COMMIT'],
    ['shop', 'drop database shop'],
    ['shop', "insert into orders values ('into other.t')"],
    ['shop', 'insert into orders select * from shop.old'],
  ])('in %j, %s is played back', (database, sql) => {
    expect(kept(database, sql)).toContain(sql)
  })

  test.each([
    ['other', 'create table orders (id int)'],
    ['other', "insert into t values ('shop.orders')"],
    ['', 'create database other'],
    ['shop', 'create table other.t (id int)'],
    ['shop', 'drop table if exists `other`.`t`'],
    ['shop', 'insert into other.t values (1)'],
    ['shop', 'update other.t set a = 1'],
    ['shop', 'delete from other.t'],
    ['shop', "grant select on shop.* to 'x'@'%'"],
    ['shop', "create user x@'%'"],
    ['shop', 'create or replace role x'],
    ['', "set password for x@'%' = 'y'"],
    ['shop', 'flush privileges'],
  ])('in %j, %s is left out', (database, sql) => {
    expect(kept(database, sql)).toBe('')
  })

  test('one that a session without a database runs by full names is played back in its own', () => {
    const event = kept('', 'alter table shop.orders add x int')
    expect(event).toContain('shop\0alter table shop.orders add x int')
    const bytes = Buffer.from(event, 'latin1')
    expect(bytes.readUInt32LE(9)).toBe(bytes.length)
    expect(bytes.readUInt8(headerBytes + 8)).toBe(4)
  })

  test('one that changes it from within another database is never left out in silence', () => {
    for (const sql of [
      'truncate shop.orders',
      'drop table `shop` . `orders`',
      'insert into shop.orders select * from t',
    ])
      expect(() => kept('other', sql)).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  })

  test('what MySQL says that a statement changes counts more than its words', () => {
    expect(kept('shop', 'create table t (id int)', changing('shop'))).toContain('create table')
    expect(kept('shop', 'update v set a = 1', changing('other'))).toBe('')
    expect(kept('other', "insert into t values ('x')", changing('other'))).toBe('')
    expect(() => kept('other', 'call it()', changing('other', 'shop'))).toThrow(/changes shop from within other/)
  })

  test('one that MariaDB has compressed is judged by its words too', () => {
    const packed = (database: string, sql: string) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(sql.length)
      const tail = Buffer.concat([Buffer.from([0x82]), length, deflateSync(sql)])
      const body = Buffer.concat([statementBody(database, ''), tail])
      return (
        play(new LogFile('binlog.000001', begun).add({ type: kinds.mariadbQueryCompressed, body })).kept.length > 87
      )
    }
    expect(packed('shop', 'create table orders (id int)')).toBe(true)
    expect(packed('shop', 'create table other.t (id int)')).toBe(false)
    expect(() => packed('', 'drop table shop.orders')).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  })
})
