import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mysql } from '../../../server/mysql.ts'
import { logContract } from '../../log/contract.ts'
import { hold } from '../../memory.ts'
import { type Console, openConsole } from './console.ts'
import { holdPiece, liveFixture, openLive, resetLog, startLogged } from './fixture.ts'

describe('mariadb:11.8', () => {
  let db: Mysql
  let console: Console
  beforeAll(async () => {
    db = await startLogged('mariadb:11.8')
    console = openConsole(db)
  })
  afterAll(async () => {
    await console?.[Symbol.asyncDispose]()
    await db?.[Symbol.asyncDispose]()
  })

  logContract('of MariaDB', () => liveFixture(db, console))

  test('two pieces that are collected at once from one place hold the same', async () => {
    const at = await liveFixture(db, console)
    const start = await at.start()
    await at.write('one')
    const [one, other] = await Promise.all([holdPiece(at.log.collect(start)), holdPiece(at.log.collect(start))])
    expect(at.compare(one.result.to, other.result.to)).toBe(0)
    expect(one.parts).toEqual(other.parts)
  })

  test('a server that comes back with another network card is the same one, whose log goes on', async () => {
    const { log } = await openLive(db)
    const [uid] = await console.ask('select @@global.server_uid')
    const { history } = await log.end()
    // The uid is made of the card's address and the port.
    expect(uid).toMatch(/^[\w+/]{27}=$/)
    expect(history).toBe('server 7')
  })

  test('a dump that is made within seconds of a RESET is no base of the log before it', async () => {
    const at = await liveFixture(db, console)
    const start = await at.start()
    for (const text of ['one', 'two', 'three']) await at.write(text)
    await console.ask('flush binary logs')
    const before = await holdPiece(at.log.collect(start))
    await pause(1100)
    await console.ask(resetLog(db))
    await at.write('four')
    const pointInTime = { everyMs: 60_000, windowMs: 3_600_000, slot: 'none', maxSlotLagBytes: 0 } as const
    const { source, log } = await openLive(db, { pointInTime })
    const { position } = (await hold(source.dump())).result
    if (position === undefined) throw new Error('the dump has no position')
    expect(at.compare(position, before.result.to)).toBeUndefined()
    expect(at.compare(before.result.to, position)).toBeUndefined()
    await at.write('five')
    const after = await holdPiece(log.collect(position))
    expect(at.compare(position, after.result.to)).toBeLessThan(0)
    expect(at.texts(Buffer.concat([...after.parts.values()]))).toEqual(['five'])
  })
})
