import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memberName } from '../../src/policy/policy.ts'
import { plantDump } from './plant.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ stores: ['a'] })
  await shop.policy(policy())
})
afterEach(() => shop[Symbol.asyncDispose]())

/** No test of these has a server: what there is to know is in the store. */
const policy = ({ databases = '["tenant_*"]', keep = '{ last: 2 }', more = '' } = {}) => `${policyOf('', {
  stores: ['a'],
  defaults: `  retention: { keep: ${keep}, min-keep: 1 }`,
}).replace(/ {2}files:[\s\S]*/, '')}  orders:
    engine: postgres
    url: '\${URL}'
    databases: ${databases}
    schedule: '0 * * * *'
    objectives: { rpo: 2h }
${more}`

const list = (...databases: readonly string[]) => listBy(['tenant_*'], ...databases)

/** As a run whose policy had these patterns has left it. */
const listBy = (patterns: readonly string[], ...databases: readonly string[]) =>
  write({ version: 1, at: shop.world.now().toISOString(), patterns, databases })

const write = (record: unknown) =>
  shop.stores['a']?.objects.set('orders/databases.json', Buffer.from(JSON.stringify(record)))

const plant = async (...databases: readonly string[]) => {
  const ids: string[] = []
  for (const database of databases) ids.push(await plantDump(shop, memberName('orders', database)))
  return ids
}

const noUrl = { env: {} }
const gate = async () => (await shop.run('gate', {}, noUrl)).problems.map((problem) => (problem as Error).message)
const marks = () => shop.objects('a').filter((key) => key.includes('/trash/') && !key.endsWith('expired.json'))

describe('a gate without the server', () => {
  test('waits for a database of the last list that was never backed up, and for none that has left it', async () => {
    await plant('tenant_1', 'tenant_9')
    list('tenant_1', 'tenant_2')
    expect(await gate()).toEqual(['orders/tenant_2: missing: no backup counts'])
    list('tenant_1')
    expect(await gate()).toEqual([])
  })

  test('holds each to the objectives of the source', async () => {
    await plant('tenant_1', 'tenant_2')
    list('tenant_1', 'tenant_2')
    shop.at('2026-03-02T14:30:00Z')
    await plant('tenant_2')
    expect(await gate()).toEqual([expect.stringMatching(/^orders\/tenant_1: stale: /)])
  })

  test('takes no database for gone because the list cannot be parsed', async () => {
    await plant('tenant_1')
    list('tenant_1')
    shop.at('2026-03-02T15:00:00Z')
    shop.stores['a']?.objects.set('orders/databases.json', Buffer.from('{'))
    expect(await gate()).toEqual([
      expect.stringMatching(/^orders: unlisted: /),
      expect.stringMatching(/^orders\/tenant_1: stale: /),
    ])
  })

  const at = '2026-03-02T12:00:00.000Z'
  const good = { version: 1, at, patterns: ['tenant_*'], databases: ['tenant_1'] }
  const many = Array.from({ length: 20_001 }, (_, i) => `tenant_${i}`)

  test.each([
    ['is empty', '', /cannot be parsed/],
    ['is cut off', JSON.stringify(good).slice(0, -5), /cannot be parsed/],
    ['has an unknown version', JSON.stringify({ ...good, version: 2 }), /cannot be parsed/],
    ['has the wrong type', JSON.stringify({ ...good, databases: 'tenant_1' }), /cannot be parsed/],
    ['does not say by which patterns', JSON.stringify({ ...good, patterns: undefined }), /cannot be parsed/],
    ['names too many', JSON.stringify({ ...good, databases: many }), /cannot be parsed/],
    ['is missing', undefined, /there are backups of some, but no store has the list/],
    [
      'was made by other patterns',
      JSON.stringify({ ...good, patterns: ['tenant_1'] }),
      /made by other patterns \(tenant_1\) than the policy has now \(tenant_\*\)/,
    ],
    [
      'is of the future',
      JSON.stringify({ ...good, at: '2026-03-05T12:00:00.000Z', databases: [] }),
      /the list in a is dated .* in the future, so it does not count/,
    ],
  ])('is not met by a list that %s, and everybody is told', async (_, text, because) => {
    await plant('tenant_1')
    if (text !== undefined) shop.stores['a']?.objects.set('orders/databases.json', Buffer.from(text))
    const { problems, json } = await shop.run('gate', {}, noUrl)
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'gate-unmet',
        message: expect.stringMatching(/^orders: unlisted: which databases there are is not known: /),
        hint: 'Run `backproof run --source orders`, which makes the list anew.',
      }),
    ])
    expect((problems[0] as Error).message).toMatch(because)
    expect(json).toMatchObject({
      sources: [
        { source: 'orders', met: false },
        { source: 'orders/tenant_1', met: true },
      ],
    })
    for (const command of ['list', 'report', 'plan', 'verify', 'prune'] as const) {
      const before = shop.world.lines.length
      const { json } = await shop.run(command, command === 'verify' ? { due: true } : {}, noUrl)
      expect(`${shop.world.lines.slice(before).join('\n')}${JSON.stringify(json)}`).toMatch(because)
    }
  })

  test('of one database that is named needs no list', async () => {
    await plant('tenant_1')
    const { problems } = await shop.run('gate', { source: ['orders/tenant_1'] }, noUrl)
    expect(problems).toEqual([])
  })

  test('that somebody overrides although the list is lost leaves a record', async () => {
    await plant('tenant_1')
    const until = new Date(shop.world.now().getTime() + 3_600_000).toISOString()
    const { problems } = await shop.run('gate', { override: 'a hurry', 'override-until': until }, noUrl)
    expect(problems).toEqual([])
    expect([...(shop.stores['a']?.objects.keys() ?? [])].filter((key) => key.startsWith('orders/runs/'))).toHaveLength(
      1,
    )
  })

  test('is not met where nothing is known of any database', async () => {
    expect(await gate()).toEqual(['orders: missing: no backup counts'])
  })
})

describe('retention', () => {
  test('is decided for each database, and leaves the backups of one that is gone alone', async () => {
    const old = await plant('tenant_1', 'tenant_9')
    for (const hour of [13, 14]) {
      shop.at(`2026-03-02T${hour}:00:00Z`)
      await plant('tenant_1', 'tenant_9')
    }
    list('tenant_1')
    const result = await shop.run('prune', { apply: true })
    expect(codesOf(result)).toEqual([])
    expect(result.deleted).toEqual([old[0]])
    expect(marks()).toEqual([expect.stringContaining('orders~tenant_1/trash/')])
  })

  test('lets a database that is gone go when a person says so, and none that is there', async () => {
    await plant('tenant_1', 'tenant_9')
    list('tenant_1')
    await expect(shop.run('retire', { source: ['orders/tenant_1'] })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('`backproof run --source orders` asks the server first'),
    })
    const retired = await shop.run('retire', { source: ['orders/tenant_9'], confirm: ['orders/tenant_9'] })
    expect(retired.ids).toHaveLength(1)
    expect(shop.objects('a')).toContain('.retired/orders~tenant_9.json')
    for (const day of [11, 12, 13]) {
      shop.at(`2026-03-${day}T12:00:00Z`)
      await plant('tenant_1')
      expect(codesOf(await shop.run('prune', { apply: true, 'despite-gap': true, because: 'a test' }))).toEqual([])
    }
    expect(shop.objects('a').filter((key) => key.includes('tenant_9'))).toEqual([])
  })
})

describe('backups of databases that are not among those of the source', () => {
  const warnings = async () => {
    const before = shop.world.lines.length
    await shop.run('list', {}, noUrl)
    return shop.world.lines.slice(before).join('\n')
  }

  test('are offered to be retired where the server has the database no more', async () => {
    await plant('tenant_1', 'tenant_9')
    list('tenant_1')
    expect(await warnings()).toMatch(/orders\/tenant_9 is not among .*`backproof retire orders\/tenant_9`/)
  })

  test('are not where patterns that were narrowed or mistyped leave it out', async () => {
    await plant('tenant_1', 'tenant_9')
    list('tenant_1', 'tenant_9')
    await shop.policy(policy({ databases: '["tenant_1"]' }))
    const said = await warnings()
    expect(said).toMatch(
      /1 database of orders with backups in a is left out by databases in the policy: orders\/tenant_9/,
    )
    expect(said).not.toContain('retire')
    await expect(shop.run('prune', { source: ['orders/tenant_9'] })).rejects.toMatchObject({
      message: expect.stringContaining('the patterns of databases in the policy leave it out'),
      hint: expect.not.stringContaining('retire'),
    })
  })
})

describe('names', () => {
  test('a source stands for all of its databases, and one is named as the server has it', async () => {
    const odd = 'tenant_Ä/1'
    await plant('tenant_1', odd, 'tenant_9')
    list('tenant_1', odd)
    const sources = async (...source: readonly string[]) => {
      const { json } = await shop.run('list', source.length > 0 ? { source } : {})
      return (json as { backups: { source: string }[] }).backups.map((one) => one.source).sort()
    }
    const [one, other, gone] = ['tenant_1', odd, 'tenant_9'].map((name) => memberName('orders', name))
    expect(await sources()).toEqual([one, gone, other].sort())
    expect(await sources('orders')).toEqual([one, gone, other].sort())
    expect(await sources(`orders/${odd}`)).toEqual([other])
    expect(await sources(other ?? '')).toEqual([other])
    await expect(sources('orders/tenant_2')).rejects.toMatchObject({
      code: 'usage',
      message: 'backup-policy.yml has no source orders/tenant_2',
      hint: expect.stringContaining('Did you mean orders/tenant_1?'),
    })
    await expect(shop.run('prune', { source: ['orders/tenant_9'] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"tenant_9" is not among the databases of orders'),
    })
  })

  test('a source that once was one database is not taken for them', async () => {
    await plantDump(shop, 'orders')
    await plant('tenant_1')
    list('tenant_1')
    const { json } = await shop.run('list', {})
    expect(json).toMatchObject({
      backups: [{ source: 'orders/tenant_1', database: 'tenant_1' }],
      unclaimed: [{ source: 'orders', backups: 1 }],
    })
  })
})

describe('shards', () => {
  const shards = async () => {
    const { json } = await shop.run('plan', { shards: '4' }, noUrl)
    return (json as { matrix: { include: { shard: string; sources: string }[] } }).matrix.include
  }

  test('share the databases, each in exactly one', async () => {
    list(...Array.from({ length: 30 }, (_, i) => `tenant_${i}`))
    const names = (await shards()).flatMap(({ sources }) => sources.split(' '))
    expect(names).toHaveLength(30)
    expect(new Set(names).size).toBe(30)
  })

  test('are all started where nothing is known yet: each finds its own', async () => {
    expect((await shards()).map(({ shard }) => shard)).toEqual(['1/4', '2/4', '3/4', '4/4'])
  })
})

describe('a plan of a change', () => {
  test('shows the source once with the count of its databases, and every backup that would go', async () => {
    const ids = await plant('tenant_1', 'tenant_2')
    shop.at('2026-03-02T13:00:00Z')
    await plant('tenant_1', 'tenant_2')
    list('tenant_1', 'tenant_2')
    await shop.file('old.yml', policy())
    await shop.policy(policy({ keep: '{ last: 1 }', more: '    # shorter\n' }))
    const { json, markdown } = await shop.run('plan', { against: 'old.yml' })
    const { sources } = json as { sources: { source: string; changes: { id: string; change: string }[] }[] }
    expect(sources).toMatchObject([{ source: 'orders', status: 'kept', databases: 2, backups: 4 }])
    const changes = sources[0]?.changes.filter(({ change }) => change === 'newly-deleted').map(({ id }) => id)
    expect(changes?.toSorted()).toEqual(ids.toSorted())
    expect(markdown).toContain('### orders: 2 databases')
  })

  test('says which backups no rule looks after once patterns leave a database out', async () => {
    const [, id] = await plant('tenant_1', 'tenant_2')
    list('tenant_1', 'tenant_2')
    await shop.file('old.yml', policy())
    await shop.policy(policy({ databases: '["tenant_*", "!tenant_2"]' }))
    const { json } = await shop.run('plan', { against: 'old.yml' })
    expect(json).toMatchObject({
      sources: [{ source: 'orders', databases: 1, changes: [{ id, change: 'left-behind' }] }],
      reach: [{ source: 'orders', kind: 'take' }],
    })
  })
})

test('a workflow that runs the source by its name backs up all of its databases', async () => {
  list('tenant_1', 'tenant_2')
  const job = (source: string) => `on: { schedule: [{ cron: '*/5 * * * *' }] }
jobs:
  back-up: { runs-on: ubuntu-latest, steps: [{ run: backproof run --source ${source} }] }
`
  const warnings = async () => {
    const { json } = await shop.run('plan', {}, noUrl)
    return (json as { sources: { warnings: string[] }[] }).sources.flatMap((one) => one.warnings)
  }
  await shop.file('.github/workflows/backup.yml', job('orders'))
  expect(await warnings()).toEqual([])
  await shop.file('.github/workflows/backup.yml', job('others'))
  expect(await warnings()).toHaveLength(2)
})
