import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DrillHealth, Health } from '../../src/judge/judge.ts'
import { Problem } from '../../src/problem.ts'
import { codesOf, keys, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

/** A database that waits for a configuration, and files; `lines`: of the whole policy. */
async function open(lines = '', shopLines = ''): Promise<void> {
  const at = (name: string) => shop.path(name)
  {
    using db = new DatabaseSync(at('shop.sqlite'))
    db.exec('create table if not exists orders (id integer primary key); insert into orders values (null), (null)')
  }
  await shop.file('uploads/photo', 'a photo')
  await shop.file('etc/shop.conf', 'colour = red')
  await shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } }, b: { directory: { path: ./b } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { retention: { keep: { last: 100 } }, objectives: { rpo: 24h, rto: 1h } }
${lines}
sources:
  uploads: { engine: files, paths: [${at('uploads')}], recovery: { after: [shop] } }
  shop: { engine: sqlite, path: ${at('shop.sqlite')}, recovery: { after: [config] }${shopLines} }
  config: { engine: files, group: configuration, paths: [${at('etc')}] }
`)
}

const records = (store: string) => shop.objects(store).filter((key) => key.startsWith('.drills/'))
const drillOf = (result: Awaited<ReturnType<Shop['run']>>): DrillHealth => {
  const [drill, ...more] = result.report?.drills ?? []
  if (!drill || more.length > 0) throw new Error('not one drill')
  return drill
}
const ledger = async () =>
  ((await shop.run('verify', { status: true })).json as { readonly drills: readonly DrillHealth[] }).drills

describe('verify --drill full', () => {
  test('restores every source, those first that others wait for, and leaves one record in every store', async () => {
    await open('', ', verify: { assert: [{ sql: select count(*) from orders, equals: 2 }] }')
    await shop.run('backup')
    shop.at('2026-03-02T18:00:00Z')
    const result = await shop.run('verify', { drill: 'full' }, { origin: { actor: 'ida', host: 'h' } })
    expect(result.problems).toEqual([])
    const drill = drillOf(result)
    expect(drill).toMatchObject({ kind: 'full', outcome: 'passed', by: { actor: 'ida', host: 'h' } })
    expect(drill.sources?.map(({ source }) => source)).toEqual(['config', 'shop', 'uploads'])
    expect(drill.sources?.[1]).toMatchObject({
      ...{
        outcome: 'passed',
        store: 'a',
        compared: '1 table, 2 rows equal',
        assertions: { asked: 1, outcome: 'passed' },
      },
      ...{ rpo: { targetMs: 86_400_000, met: true }, rto: { targetMs: 3_600_000, met: true } },
      stepsMs: { start: expect.any(Number), restore: expect.any(Number), compare: expect.any(Number) },
    })
    expect(Math.round((drill.sources?.[1]?.rpo?.ageMs ?? 0) / 3_600_000)).toBe(6)
    expect(records('a')).toEqual(records('b'))
    expect(records('a')).toHaveLength(1)
    expect(records('a')[0]).toMatch(/^\.drills\/shop\/2026-03-02T18-.*\.full\.passed\.json$/)
    expect(await ledger()).toEqual([drill])
    // Each is a proof of its backup as well.
    expect((await shop.catalog('shop')).entries[0]?.proofs[0]).toMatchObject({ level: 'restore', outcome: 'passed' })
    // From the beginning of the drill: what a source waited for is in it.
    const [config, database, uploads] = drill.sources ?? []
    const after = (one: typeof config, before: number) => before + (one?.stepsMs?.['restore'] ?? Number.NaN)
    expect(config?.readyMs).toBeGreaterThanOrEqual(after(config, 0) - 1)
    expect(database?.readyMs).toBeGreaterThanOrEqual(after(database, config?.durationMs ?? Number.NaN) - 1)
    expect(uploads?.readyMs).toBeGreaterThanOrEqual(after(uploads, database?.readyMs ?? Number.NaN) - 1)
  })

  test('does not begin what waits for a source that could not be restored, and says so in the record', async () => {
    await open()
    await shop.run('backup')
    await damage('config')
    const result = await shop.run('verify', { drill: 'full' })
    expect(codesOf(result)).toContain('proof-failed')
    const drill = drillOf(result)
    expect(drill.outcome).toBe('failed')
    expect(drill.sources?.map(({ outcome }) => outcome)).toEqual(['failed', 'not-begun', 'not-begun'])
    expect(drill.sources?.[1]?.problem).toBe('it waits for config, which was not restored')
    expect(records('a')[0]).toMatch(/\.full\.failed\.json$/)
  })

  test('measures no RTO by a restore in which an assertion does not hold', async () => {
    await open('', ', verify: { assert: [{ sql: select count(*) from orders, equals: 3 }] }')
    await shop.run('backup')
    const result = await shop.run('verify', { drill: 'full' })
    const [config, database, uploads] = drillOf(result).sources ?? []
    expect(config?.rto).toMatchObject({ met: true })
    expect(database).toMatchObject({ outcome: 'failed', assertions: { asked: 1, outcome: 'failed' } })
    expect(database?.stepsMs?.['restore']).toBeDefined()
    expect(database).not.toHaveProperty('rto')
    expect(uploads?.outcome).toBe('not-begun')
    const text = result.text({ colour: false, width: 400 })
    expect(text.match(/within the RTO of 1 h/g)).toHaveLength(1)
  })

  test('says loudly which store did not take the record', async () => {
    await open()
    await shop.run('backup')
    shop.wrap((store, name) => ({
      ...store,
      put: async (key, body, options) => {
        if (name !== 'b' || !key.startsWith('.drills/')) return store.put(key, body, options)
        throw new Problem('store-denied', `put ${key}: access denied, in ${store.where}`)
      },
    }))
    const result = await shop.run('verify', { drill: 'full' })
    expect(codesOf(result)).toEqual(['store-denied'])
    expect([records('a').length, records('b').length]).toEqual([1, 0])
  })
})

async function damage(source: string): Promise<void> {
  for (const store of Object.values(shop.stores)) {
    const signal = new AbortController().signal
    for await (const { key } of store.list(`${source}/data/`, signal))
      await store.put(key, new TextEncoder().encode('no more'), { signal })
  }
}

describe('verify --drill partial', () => {
  test('gives every source its turn', async () => {
    await open()
    await shop.run('backup')
    const seen: string[] = []
    for (let i = 0; i < 4; i++) {
      const drill = drillOf(await shop.run('verify', { drill: 'partial' }))
      seen.push(...(drill.sources?.map(({ source }) => source) ?? []))
    }
    expect(seen.slice(0, 3).toSorted()).toEqual(['config', 'shop', 'uploads'])
    expect(seen[3]).toBe(seen[0])
  })
})

describe('verify --drill manual', () => {
  test('takes a name given by hand as a claim', async () => {
    await open()
    const because = 'restored all by hand in 40 minutes'
    const result = await shop.run('verify', { drill: 'manual', 'signed-off-by': 'Ida Lund', because })
    expect(drillOf(result)).toMatchObject({
      ...{ kind: 'manual', outcome: 'passed', signedOff: { name: 'Ida Lund', claimed: true, because } },
    })
    expect((await shop.run('verify', { status: true })).text({ colour: false, width: 100 })).toContain(
      'manual drill signed off by Ida Lund (as claimed)',
    )
  })

  test('ends as failed where a person says so, with the reason, until one is signed off', async () => {
    await open()
    const failed = { drill: 'manual', failed: true, 'signed-off-by': 'Ida Lund' }
    await expect(shop.run('verify', failed)).rejects.toMatchObject({ message: '--failed needs --because' })
    const result = await shop.run('verify', { ...failed, because: 'the key was not in the safe' })
    expect(result.problems).toEqual([])
    expect(drillOf(result)).toMatchObject({ kind: 'manual', outcome: 'failed' })
    expect(records('b')[0]).toMatch(/\.manual\.failed\.json$/)
    const findings = async () => ((await shop.run('report')).json as Health).findings.map(({ message }) => message)
    expect(await findings()).toEqual([
      expect.stringMatching(/^the last manual drill, of .*, failed: the key was not in the safe$/),
    ])
    shop.at('2026-03-03T12:00:00Z')
    await shop.run('verify', { drill: 'manual', 'signed-off-by': 'Ida Lund', because: 'it is there now' })
    expect(await findings()).toEqual([])
  })

  test('alone takes what a person says of a drill', async () => {
    await open()
    for (const said of [{ drill: 'full', failed: true }, { failed: true }, { 'signed-off-by': 'x' }])
      await expect(shop.run('verify', said)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringMatching(/^--(failed|signed-off-by) is for --drill manual/),
      })
    expect(await ledger()).toEqual([])
  })

  test('takes who started the workflow by hand as the signer, and no schedule', async () => {
    await open()
    const origin = { actor: 'ida', run: '7', repository: 'o/r' }
    const result = await shop.run('verify', { drill: 'manual' }, { origin: { ...origin, event: 'workflow_dispatch' } })
    expect(drillOf(result).signedOff).toEqual({ name: 'ida', claimed: false })
    await expect(
      shop.run('verify', { drill: 'manual' }, { origin: { ...origin, event: 'schedule' } }),
    ).rejects.toMatchObject({ code: 'usage', message: 'nobody has signed off: a schedule is not a person' })
    await expect(shop.run('verify', { drill: 'manual', 'signed-off-by': 'x' })).rejects.toMatchObject({ code: 'usage' })
    expect(await ledger()).toHaveLength(1)
  })
})

describe('drills by schedule', () => {
  const lines = 'drills: { partial: "0 4 * * 1", full: "0 3 1 */3 *" }'
  const health = async () => (await shop.run('report')).json as Health

  test('are made once by run, shown by plan and report, and overdue where nobody makes them', async () => {
    shop.at('2026-02-27T12:00:00Z')
    await open(lines)
    await shop.run('backup')
    // The full drill of January is due, and counts as the partial one.
    const made = await shop.run('run')
    expect(made.report?.drills?.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['full passed'])
    expect((await shop.run('verify', { due: true })).report?.drills).toBeUndefined()
    shop.at('2026-03-05T12:00:00Z')
    const { drills, findings } = await health()
    expect(drills?.ledger.map(({ kind }) => kind)).toEqual(['full'])
    expect(drills?.schedules.find(({ kind }) => kind === 'partial')?.overdueSince).toBe('2026-03-02T04:00:00.000Z')
    expect(findings.map(({ code }) => code)).toEqual(['drill-overdue'])
    expect((await shop.run('plan')).text({ colour: false, width: 100 })).toMatch(/DUE +partial/)
    expect((await shop.run('verify', { due: true })).report?.drills?.[0]?.kind).toBe('partial')
    expect((await health()).findings).toEqual([])
  })

  test('are made by the first of several shards, of all sources, and by none of the others', async () => {
    shop.at('2026-02-27T12:00:00Z')
    await open(lines)
    await shop.run('backup')
    for (const shard of ['2/3', '3/3']) expect((await shop.run('run', { shard })).report?.drills).toBeUndefined()
    expect(await ledger()).toEqual([])
    const made = await shop.run('run', { shard: '1/3' })
    expect(made.problems).toEqual([])
    expect(made.report?.drills?.[0]?.sources?.map(({ source }) => source)).toEqual(['config', 'shop', 'uploads'])
    // A run of some sources makes none.
    shop.at('2026-03-03T12:00:00Z')
    expect((await shop.run('run', { source: ['shop'] })).report?.drills).toBeUndefined()
  })

  test('say nothing by a record that is not theirs: too large, of another drill, or of another form', async () => {
    await open(lines)
    const signal = new AbortController().signal
    const plant = async (name: string, text: string) =>
      void (await shop.stores['a']?.put(`.drills/shop/${name}`, new TextEncoder().encode(text), { signal }))
    await plant('2026-02-01T00-00-00.000000Z.0a1b2c3d.full.passed.json', ' '.repeat(5 * 1024 * 1024))
    await plant('2026-02-02T00-00-00.000000Z.0a1b2c3d.full.passed.json', '{"__proto__": {"version": 1}}')
    await plant('2099-02-02T00-00-00.000000Z.0a1b2c3d.full.passed.json', '{}')
    await plant('../<script>.json', '{}').catch(() => undefined)
    await plant('2026-02-03T00-00-00.000000Z.0a1b2c3d.grand.passed.json', '{}')
    const told = await ledger()
    expect(told.map(({ id, sources }) => [id, sources])).toEqual([
      ['2026-02-02T00-00-00.000000Z-0a1b2c3d', undefined],
      ['2026-02-01T00-00-00.000000Z-0a1b2c3d', undefined],
    ])
    expect(told.every(({ unread }) => unread !== undefined)).toBe(true)
  })
})
