import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mysql } from '../../../server/mysql.ts'
import { logContract } from '../../log/contract.ts'
import { type Console, openConsole } from './console.ts'
import { holdPiece, liveFixture, startLogged } from './fixture.ts'

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
})
