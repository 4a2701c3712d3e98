import { expect, it } from 'vitest'
import { parse, withPostgres, withSource } from './example.ts'
import { type Case, describeMistakes } from './mistake-case.ts'

const withMysql = (...lines: readonly string[]) =>
  withSource(['engine: mysql', 'url: mysql://backup@db/shop', ...lines].join('\n'))
const daily = 'schedule: "0 2 * * *"'

const cases: readonly Case[] = [
  [
    'a log of Valkey, which has no times',
    withSource('engine: valkey\nurl: ${URL}\n«point-in-time»: { every: 15m }'),
    'sources.orders.point-in-time is not a key of a valkey source: the log of a Valkey server has no times, so a moment between two backups has no name',
    'schedule: "*/15 * * * *"',
  ],
  [
    'a log of Redis',
    withSource('engine: redis\nurl: ${URL}\n«point-in-time»: {}'),
    'sources.orders.point-in-time is not a key of a redis source: the log of a Redis server has no times, so a moment between two backups has no name',
    'schedule: "*/15 * * * *"',
  ],
  [
    'a log of an engine without one',
    withSource('engine: nats\nurl: ${URL}\n«point-in-time»: { every: 15m }'),
    'sources.orders.point-in-time is not a key of a nats source: it has no log that could be collected',
    'schedule: "*/15 * * * *"',
  ],
  [
    'a log of files, which have increments',
    withSource('engine: files\npaths: [/srv]\n«point-in-time»: { every: 15m }'),
    'sources.orders.point-in-time is not a key of a files source: it has no log that could be collected',
    'incremental: "*/15 * * * *"',
  ],
  [
    'a proof of a log that there cannot be',
    withSource('engine: redis\nurl: ${URL}\nverify: { «point-in-time»: "0 5 * * 1" }'),
    "sources.orders.verify.point-in-time is not a key of a redis source's verify: the log of a Redis server has no times, so a moment between two backups has no name",
    'restore: "0 4 * * 0"',
  ],
  [
    'a base beside dumps that serve for it',
    withMysql('point-in-time: { «base»: "0 3 * * *" }'),
    "sources.orders.point-in-time.base is not a key of a mysql source's point-in-time: its log is played onto its dumps",
    'schedule says when it is dumped',
  ],
  [
    'a window that is shorter than the dumps are apart',
    withMysql('schedule: "0 2 * * 0"', 'point-in-time: { window: «6d» }'),
    'sources.orders.point-in-time.window is 6 d, but the backups that its log is played onto are up to 7 d apart',
    'Write window: 7d, or a schedule that comes more often, such as schedule: "0 3 * * *".',
  ],
  [
    'a window that is shorter than the bases are apart',
    withPostgres('point-in-time: { window: «12h» }'),
    'sources.orders.point-in-time.window is 12 h, but the base backups that its log is played onto are up to 1 d apart',
    'Write window: 1d, or a base that comes more often',
  ],
  [
    'a usual window that is shorter than the bases are apart',
    withPostgres('point-in-time: { base: «"0 3 1 * *"» }'),
    'sources.orders.point-in-time.window is 7 d, but the base backups that its log is played onto are up to 31 d apart',
    'Write window: 31d',
  ],
  [
    'a window in which no piece need be collected',
    withMysql('schedule: "0 * * * *"', 'point-in-time: { every: 24h, window: «1h» }'),
    'sources.orders.point-in-time.window is 1 h, but a piece of log is collected every 1 d only',
    'Write window: 24h, or more.',
  ],
  [
    'increments of bases beside dumps, which are full ones',
    withMysql('point-in-time: { «incremental»: "0 3 * * *" }'),
    "sources.orders.point-in-time.incremental is not a key of a mysql source's point-in-time: its log is played onto its dumps, which are full ones",
    'Take it out',
  ],
  [
    'increments of bases that nothing takes',
    withPostgres('point-in-time: { base: never, incremental: «"0 3 * * *"» }'),
    'sources.orders.point-in-time.incremental needs a schedule of full bases to build on',
    'Write base: "0 3 * * 0"',
  ],
  [
    'how long a chain may be where there is none',
    withPostgres('point-in-time: { max-chain: «5» }'),
    'sources.orders.point-in-time.max-chain means nothing without incremental',
    'Add incremental: "0 3 * * *", or leave it out.',
  ],
  [
    'a log of some tables',
    withMysql(daily, '«tables»: { include: [orders] }', 'point-in-time: {}'),
    'sources.orders.tables does not go with point-in-time: the log is played onto a whole database',
    'Take one of the two out',
  ],
]

describeMistakes('of a log', cases)

it('a window may be shorter than full bases are apart where increments come between them', () => {
  const log = 'point-in-time: { window: 2d, base: "0 3 * * 0", incremental: "0 3 * * *" }'
  expect(parse(withPostgres(log)).sources['orders']?.pointInTime).toMatchObject({
    increments: { schedule: '0 3 * * *', maxChain: 30 },
  })
})

it('a window may be as long as the bases are apart, also where a clock is changed between them', () => {
  const policy = parse(
    withMysql(daily, 'point-in-time: { window: 1d }').replace('project:', 'timezone: Europe/Stockholm\nproject:'),
  )
  expect(policy.sources['orders']?.pointInTime?.windowMs).toBe(86_400_000)
})
