import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Facts, Finding, RestoreRequest, Target } from '../../../src/engine/engine.ts'
import type { Assertion, PostgresSource } from '../../../src/policy/policy.ts'
import { sweepContainers } from '../../../src/runtime/runtime.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { postgres, throwAway } from '../step.ts'
import { env, inside, seed } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal
const label = `test-${randomUUID()}`

interface Restored extends AsyncDisposable {
  readonly findings: readonly Finding[]
  readonly facts: Facts
  readonly target: Pick<Target, 'check'>
}

async function restored(held: MemoryDump, image?: string, more: Partial<RestoreRequest> = {}): Promise<Restored> {
  const target = await throwAway(held.facts, label, image)
  try {
    const { findings } = await target.restore(plainBackup(held), { overwrite: false, only: [], ...more })
    const facts = await target.facts(held.facts)
    return { findings, facts, target, [Symbol.asyncDispose]: async () => target[Symbol.asyncDispose]() }
  } catch (error) {
    await target[Symbol.asyncDispose]()
    throw error
  }
}

afterAll(async () => {
  expect(await sweepContainers(label, env, never())).toEqual([])
})

describe.each([15, 17, 18])('a dump of PostgreSQL %d in a throw-away server', (major) => {
  let pg: Postgres
  beforeAll(async () => {
    pg = await startPostgres(major)
    await pg.sql(seed)
  })
  afterAll(() => pg[Symbol.asyncDispose]())

  const dumped = (more: Partial<PostgresSource> = {}) =>
    hold(postgres.dump(postgresSource(pg.url, more), inside(pg), never()))

  test('restores to equal facts, owners included', async () => {
    const held = await dumped()
    await using place = await restored(held)
    expect(place.findings).toEqual([])
    expect(place.facts.rows).toEqual(held.facts.rows)
    expect(place.facts.objects).toEqual(held.facts.objects)
  })

  test.runIf(major === 15)('restores into newer servers', async () => {
    const held = await dumped()
    for (const image of ['postgres:17', 'postgres:18']) {
      await using place = await restored(held, image)
      expect(place.facts.rows).toEqual(held.facts.rows)
      expect(place.facts.objects).toEqual(held.facts.objects)
      expect(place.facts.server?.major).toBe(Number(image.split(':')[1]))
    }
  })

  test.runIf(major === 17)('restores after a parallel dump, with passwords, or without globals', async () => {
    for (const more of [{ jobs: 2 }, { globals: 'with-passwords' }, { globals: 'none' }] as const) {
      const held = await dumped(more)
      await using place = await restored(held)
      expect(place.facts.rows).toEqual(held.facts.rows)
      expect(place.facts.objects).toEqual(held.facts.objects)
    }
  })

  test
    .runIf(major === 17)
    .each([
      [{ tables: { include: ['shop.orders', 'shop.customers', 'shop."Odd ""Name"'], exclude: [] } }],
      [{ tables: { include: ['events*'], exclude: ['*_2025'] } }],
      [{ schemas: { include: ['shop'], exclude: [] } }],
      [{ schemas: { include: ['s*'], exclude: [] }, tables: { include: [], exclude: ['shop.o*'] } }],
      [{ schemas: { include: [], exclude: ['shop'] } }],
      [{ tables: { include: [], exclude: ['shop.customers', 'nothing_of_that_name'] } }],
    ])('a part of a database is counted as pg_dump takes it: %j', async (selection) => {
    const held = await dumped(selection)
    expect(Object.keys(held.facts.rows).length).toBeGreaterThan(0)
    const place = await restored(held).catch((error: unknown) => error as Error)
    // A table alone may lack the type or the schema that it needs: what counts is that the dump was whole.
    if (place instanceof Error) return expect(place.message).toMatch(/does not exist/)
    await using restoredPart = place
    const refused = restoredPart.findings.filter(({ level }) => level === 'failure')
    if (refused.length > 0) return expect(refused.map(({ message }) => message).join()).toMatch(/does not exist/)
    expect(restoredPart.facts.rows).toEqual(held.facts.rows)
  })

  test.runIf(major === 17)('is refused if a selection matches nothing', async () => {
    const dump = dumped({ tables: { include: ['shop.orders', 'shop.ordres'], exclude: [] } })
    await expect(dump).rejects.toThrow(/no matching tables were found for pattern "shop.ordres"/)
  })

  test.runIf(major === 17)('restores only some tables, with their prerequisites', async () => {
    for (const jobs of [1, 2]) {
      await using place = await restored(await dumped({ jobs }), undefined, { only: ['shop.customers', 'events'] })
      expect(place.facts.rows).toEqual({ 'shop.customers': 500, 'public.events_2025': 213, 'public.events_2026': 187 })
      expect(place.facts.objects['constraint']).toEqual(['customers_pkey on shop.customers'])
    }
  })

  test.runIf(major === 17)('is judged by assertions, which hold or report why not', async () => {
    await using place = await restored(await dumped({ globals: 'none' }))
    const sql = (text: string, expectation: object): Assertion => ({
      kind: 'sql',
      name: 'a',
      ask: text,
      expect: expectation,
    })
    const say = async (assertion: Assertion) => (await place.target.check(assertion))?.message
    const count = 'select count(*) from shop.orders'
    expect(await say(sql(count, { min: 1, max: 40_000 }))).toBeUndefined()
    expect(await say(sql(count, { equals: 40_000 }))).toBeUndefined()
    expect(await say(sql("select 'x y'", { equals: 'x y' }))).toBeUndefined()
    expect(await say(sql(count, { min: 40_001 }))).toBe('assertion "a" does not hold: it returned 40000, below 40001')
    expect(await say(sql(count, { max: 1 }))).toContain('above 1')
    expect(await say(sql("select 'x'", { equals: 'y' }))).toContain('it returned x, not y')
    expect(await say(sql("select 'x'", { min: 1 }))).toContain('not a number')
    expect(await say(sql('select null', { min: 0 }))).toContain('nothing, not a number')
    expect(await say(sql('select 1 where false', { min: 0 }))).toContain('no row')
    expect(await say(sql('select null', { equals: '' }))).toContain('it returned nothing, not')
    expect(await say(sql("select ''", { equals: '' }))).toBeUndefined()
    expect(await say(sql('select 1 from nowhere', { min: 0 }))).toContain('relation "nowhere" does not exist')
    expect(await say(sql('delete from shop.orders', { min: 0 }))).toContain('read-only transaction')
    await expect(say(sql('\\! touch /tmp/x', { min: 0 }))).rejects.toMatchObject({ code: 'policy-invalid' })
    const at = { line: 12, column: 9 }
    for (const mistake of ['select 1, 2', 'select 1 union all select 2', 'selct 1', 'select 1 from nowhere'])
      expect(await place.target.check({ ...sql(mistake, { min: 0 }), at })).toMatchObject({
        blame: 'policy',
        message: expect.stringMatching(/^line 12, column 9 of the policy: /),
      })
    expect(await say(sql("select E'a\\nb'", { equals: 'a\nb' }))).toBeUndefined()
    const tables = (...names: string[]): Assertion => ({ kind: 'required', name: 't', names })
    const counted = (ask: string): Assertion => ({ kind: 'count-of', name: 'n', ask, expect: { equals: 40_000 } })
    expect(await say(counted('orders'))).toBeUndefined()
    expect(await say(counted('shop.orders'))).toBeUndefined()
    expect(await say(counted('shop.ordres'))).toBe('assertion "n" does not hold: there is no table shop.ordres')
    expect(await say(tables('orders', 'shop.customers', 'public.events', 'Odd "Name'))).toBeUndefined()
    expect(await say(tables('orders', 'shop.ordres'))).toBe(
      'assertion "t" does not hold: there is no table shop.ordres',
    )
  })

  test.runIf(major === 17)(
    'is restored except for an extension that the image lacks, which is the fault of the environment',
    async () => {
      const directory = '/usr/share/postgresql/17/extension'
      const control = "comment = 'made here'\\ndefault_version = '1'\\n"
      const make = `printf "${control}" > ${directory}/homemade.control; echo "select 1;" > ${directory}/homemade--1.sql`
      await pg.exec(['sh', '-c', make])
      await pg.sql('create extension homemade')
      const held = await dumped()
      await pg.sql('drop extension homemade')
      await using place = await restored(held)
      expect(place.findings).toContainEqual(
        expect.objectContaining({ level: 'failure', blame: 'env', message: expect.stringContaining('homemade') }),
      )
      expect(place.facts.rows).toEqual(held.facts.rows)
      expect(place.facts.objects['extension']).not.toContain('homemade')
    },
  )
})
