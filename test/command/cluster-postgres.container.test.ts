import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Options } from '../../src/command/option.ts'
import { dockerMissing } from '../server/docker.ts'
import type { Postgres } from '../server/postgres.ts'
import { type PostgresCluster, startPostgresCluster } from '../server/postgres-cluster.ts'
import { codesOf, openShop, policyOf, reportOf, type Shop } from './shop.ts'

// What a server writes by itself may be on its way when it is asked: less than 5 s.
const hardlyAny = expect.closeTo(0, -1)

const missing = await dockerMissing('postgres:17')

describe.skipIf(missing)(`a policy that names several hosts ${missing ?? ''}`, () => {
  let cluster: PostgresCluster
  let standby: Postgres
  let shop: Shop
  const at = ({ host, port }: Pick<Postgres, 'host' | 'port'>) => `${host}:${port}`

  beforeAll(async () => {
    cluster = await startPostgresCluster(17)
    await cluster.primary.sql(
      'create table orders (id int, note text); insert into orders select i, repeat(md5(i::text), 10) from generate_series(1, 100000) i',
    )
    standby = await cluster.standby({ max_standby_streaming_delay: '0' })
    await cluster.caughtUp(standby)
    shop = await openShop()
    await policy('')
  }, 120_000)
  afterAll(async () => {
    await shop?.[Symbol.asyncDispose]()
    await cluster?.[Symbol.asyncDispose]()
  })

  const policy = (more: string) => {
    const hosts = `hosts: ["${at(cluster.primary)}", "${at(standby)}"]`
    const source = `  orders: { engine: postgres, url: '${'${'}URL}', ${hosts}, tools: { image: postgres:17 }, schedule: "0 * * * *"${more} }\n`
    return shop.policy(`${policyOf(shop.path('data'))}${source}`)
  }
  const run = (command: 'run' | 'backup' | 'doctor' | 'show' | 'verify', options: Options = {}) =>
    shop.run(command, { source: ['orders'], ...options }, { env: { ...process.env, URL: cluster.primary.url } })

  test('a backup by schedule is of a replica, one by hand of the primary: manifest, report and show say which', async () => {
    const scheduled = await run('run')
    expect(codesOf(scheduled)).toEqual([])
    const host = { name: at(standby), role: 'replica', lagSeconds: hardlyAny }
    expect(reportOf(scheduled, 'orders').backup).toMatchObject({
      host,
      counts: expect.arrayContaining([{ noun: 'rows', count: 100_000 }]),
      findings: [],
    })
    expect(scheduled.text({ colour: false, width: 200 })).toContain(`from the replica ${at(standby)} (at most `)
    const [entry] = (await shop.catalog('orders')).entries
    expect(entry?.manifest).toMatchObject({ trigger: 'schedule', host })
    const shown = await run('show', { source: [], id: [entry?.id ?? ''] })
    expect(shown.json).toMatchObject({ host })
    expect(shown.text({ colour: false, width: 200 })).toMatch(new RegExp(`host +the replica ${at(standby)}`))

    shop.at('2026-03-02T12:01:00Z')
    const manual = await run('backup')
    expect(reportOf(manual, 'orders').backup).toMatchObject({ host: { name: at(cluster.primary), role: 'primary' } })
    expect((await run('doctor')).text({ colour: false, width: 300 })).toContain(`the replica ${at(standby)}`)
  })

  test('a policy that prefers the primary has it dumped by schedule as well', async () => {
    await policy(', prefer: primary')
    shop.at('2026-03-02T13:30:00Z')
    expect(reportOf(await run('run'), 'orders').backup).toMatchObject({ host: { name: at(cluster.primary) } })
    await policy('')
  })

  test('where the dump of a replica fails, the primary is dumped, and the report says so', async () => {
    shop.at('2026-03-02T14:30:00Z')
    let ended = false
    const locking = (async () => {
      while (!ended) {
        await cluster.primary.sql('begin; lock table orders in access exclusive mode; commit')
        await pause(100)
      }
    })()
    const result = await run('run').finally(() => {
      ended = true
    })
    await locking
    expect(result.problems).toEqual([])
    const { backup } = reportOf(result, 'orders')
    expect(backup).toMatchObject({
      host: { name: at(cluster.primary), role: 'primary' },
      counts: expect.arrayContaining([{ noun: 'rows', count: 100_000 }]),
    })
    expect(backup?.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^the dump of the replica .* failed, so the primary was tried: /),
      },
    ])
    expect((await shop.catalog('orders')).entries).toHaveLength(4)
  })
})
