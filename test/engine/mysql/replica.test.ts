import { describe, expect, test } from 'vitest'
import { includes } from '../../../src/engine/mysql/server/position.ts'
import { standingOf } from '../../../src/engine/mysql/server/replica.ts'

const uuid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`

describe('what a server of MySQL or MariaDB says of its replication', () => {
  const running = {
    Source_UUID: uuid('a'),
    Replica_IO_Running: 'Yes',
    Replica_SQL_Running: 'Yes',
    Seconds_Behind_Source: '7',
  }

  test('a server without a source is a primary, known by itself and by who wrote its transactions', () => {
    expect(standingOf(uuid('b'), `${uuid('a')}:1-5,\n${uuid('b')}:1`, [])).toEqual({
      kind: 'primary',
      ids: [`server ${uuid('b')}`, `server ${uuid('a')}`],
      history: `server ${uuid('b')}`,
    })
    expect(standingOf('2', '0-1-17,1-3-4', [])).toMatchObject({ ids: ['server 2', 'server 1', 'server 3'] })
  })

  test('a replica lags as it says, while both of its threads run', () => {
    expect(standingOf(uuid('b'), '', [running])).toEqual({
      kind: 'replica',
      ids: [`server ${uuid('b')}`, `server ${uuid('a')}`],
      follows: `server ${uuid('a')}`,
      behindSeconds: 7,
    })
    const mariadb = {
      Master_Server_Id: '1',
      Slave_IO_Running: 'Yes',
      Slave_SQL_Running: 'Yes',
      Seconds_Behind_Master: '0',
    }
    expect(standingOf('2', '', [mariadb])).toMatchObject({ follows: 'server 1', behindSeconds: 0 })
  })

  test.each([
    [
      { Replica_IO_Running: 'Connecting', Last_IO_Error: 'error reconnecting\nmore' },
      'IO thread: Connecting): error reconnecting',
    ],
    [{ Replica_SQL_Running: 'No', Last_SQL_Error: 'duplicate entry' }, 'SQL thread: No): duplicate entry'],
    [{ Replica_SQL_Running: '' }, 'SQL thread: unknown)'],
  ])('a replica with a thread that does not run is broken: %o', (more, words) => {
    expect(standingOf(uuid('b'), '', [{ ...running, ...more }])).toMatchObject({
      broken: expect.stringContaining(words),
    })
  })

  test('a lag of NULL is unknown, and with several sources the longest counts', () => {
    const unknown = standingOf(uuid('b'), '', [{ ...running, Seconds_Behind_Source: 'NULL' }])
    expect(unknown).toMatchObject({ unknown: 'Seconds_Behind_Source is NULL' })
    expect(unknown).not.toHaveProperty('behindSeconds')
    const several = standingOf(uuid('b'), '', [running, { ...running, Seconds_Behind_Source: '90' }])
    expect(several).toMatchObject({ behindSeconds: 90 })
    expect(several).not.toHaveProperty('follows')
  })
})

test.each([
  ['', '', true],
  ['0-1-17', '', true],
  ['0-1-17', '0-1-17', true],
  ['0-2-18,1-3-4', '1-3-4,0-1-17', true],
  ['0-1-16', '0-1-17', false],
  // A replica that was set up at a place, and has logged nothing since.
  ['', '0-1-17', false],
  ['0-1-17', '0-1-17,1-3-4', false],
  ['0-1-9007199254740993', '0-1-9007199254740994', false],
])('the GTIDs of a dump, %j, have those that were applied before it, %j: %s', (all, least, expected) => {
  expect(includes(all, least)).toBe(expected)
})
