import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { healthBadge, healthPage } from '../../src/report/report.ts'
import type { PutOptions } from '../../src/store/store.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { expectValid } from '../judge/health/valid.ts'
import { codesOf, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults: '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1 }\n' })
  await shop.run('backup')
})
afterEach(() => shop[Symbol.asyncDispose]())

const published = (store: string) => shop.objects(store).filter((key) => key.startsWith('.'))
const textOf = (store: string, key: string) => shop.stores[store]?.objects.get(key)?.toString() ?? ''

describe('report --publish', () => {
  test('puts page, data, badge and recovery plan into the store that it names, and into no other', async () => {
    const { problems } = await shop.run('report', { publish: 'b', runbook: 'plan.md' })
    expect(problems).toEqual([])
    expect(published('b')).toEqual(
      ['badge.svg', 'health.json', 'index.html', 'runbook.md'].map((name) => `.published/${name}`),
    )
    expect(published('a')).toEqual([])
    const health: unknown = JSON.parse(textOf('b', '.published/health.json'))
    expectValid(health)
    expect(textOf('b', '.published/index.html')).toBe(healthPage(health))
    expect(textOf('b', '.published/badge.svg')).toBe(healthBadge(health))
    expect(textOf('b', '.published/runbook.md')).toBe(await readFile(shop.path('plan.md'), 'utf8'))
  })

  test('tells the store what each object is for a browser, and puts the page last', async () => {
    const puts: [string, string | undefined][] = []
    shop.wrap((store) => ({
      ...store,
      put: (key, body, options: PutOptions) => {
        if (key.startsWith('.published/')) puts.push([key, options.contentType])
        return store.put(key, body, options)
      },
    }))
    await shop.run('report', { publish: 'a' })
    expect(puts).toEqual([
      ['.published/health.json', 'application/json'],
      ['.published/badge.svg', 'image/svg+xml'],
      ['.published/runbook.md', 'text/markdown; charset=utf-8'],
      ['.published/index.html', 'text/html; charset=utf-8'],
    ])
  })

  test('fails with a hint where the store refuses, and still reports', async () => {
    const problem = new Problem('store-denied', 'PutObject: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', does: 'fail', problem, key: '.published/index' }]))
    const result = await shop.run('report', { publish: 'b', html: 'page.html' })
    expect(codesOf(result)).toEqual(['store-denied'])
    expect(result.problems[0]).toMatchObject({
      message: expect.stringMatching(/^the report could not be published in b: /),
      hint: expect.stringContaining('.published/*'),
    })
    expect(result.json).toMatchObject({ command: 'report', state: 'good' })
  })

  test('refuses a store that the policy does not have, before any store is read', async () => {
    let opened = 0
    shop.wrap((store) => {
      opened += 1
      return store
    })
    await expect(shop.run('report', { publish: 'bb' })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.any(String),
    })
    expect(opened).toBe(0)
  })

  test('leaves what no other command takes for a backup, a leftover or something of a source that has gone', async () => {
    await shop.run('report', { publish: 'a' })
    const before = published('a')
    for (let i = 0; i < 6; i++) {
      shop.world.advance(30 * 86_400_000)
      await shop.run('backup')
    }
    const pruned = await shop.run('prune', { apply: true })
    shop.world.advance(90 * 86_400_000)
    const again = await shop.run('prune', { apply: true })
    const later = await shop.run('report', {})
    expect([pruned, again, later].flatMap(codesOf)).toEqual([])
    expect(pruned.deleted?.length).toBeGreaterThan(0)
    expect(published('a')).toEqual(before)
    expect(later.json).toMatchObject({ findings: [] })
    expect((later.json as { unclaimed?: unknown }).unclaimed).toBeUndefined()
    const listed = (await shop.run('list', { all: true })).json as { backups: { source: string }[] }
    expect(new Set(listed.backups.map(({ source }) => source))).toEqual(new Set(['files']))
  })
})
