import { mkdir, symlink } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { locationOf } from '../../src/command/project/stores/location.ts'
import { codesOf, openShop } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 }, grace: 7d }
`

describe('two names for one place', () => {
  test('count as one copy: the backup is made once, the run fails and names the store, and no gate counts two', async () => {
    await using shop = await openShop({ defaults })
    await shop.run('run')
    await mkdir(shop.path('a'))
    await symlink(shop.path('a'), shop.path('b'))
    // What it looks like through the second name: everything that is in the first.
    shop.wrap(() => shop.stores['a'] as never)
    shop.at('2026-03-03T12:00:00Z')
    const result = await shop.run('run', { apply: true })
    expect(String(result.problems[0])).toMatch(/b is the same place as a/)
    const { entries } = await shop.catalog()
    expect(entries.map(({ copies }) => copies)).toEqual([['a'], ['a', 'b']])
    const gate = await shop.run('gate', { 'max-age': '1h', copies: '2' } as never)
    expect(codesOf(gate)).toContain('gate-unmet')
    expect((await shop.run('gate', { 'max-age': '1h', copies: '1' } as never)).problems).toEqual([])
  })

  test('leave no run without a backup or a message when only the lease reveals them', async () => {
    await using shop = await openShop({ defaults })
    shop.wrap((_, name) => ({ ...(shop.stores['a'] as never as object), where: name }) as never)
    const result = await shop.run('run')
    expect(String(result.problems[0])).toMatch(/b is the same place as a/)
    expect((await shop.catalog()).entries).toHaveLength(1)
  })
})

test('a location is the same through links and with any spelling of its server', async () => {
  await using shop = await openShop()
  await mkdir(shop.path('disk'))
  await symlink(shop.path('disk'), shop.path('link'))
  const directory = (path: string) => locationOf({ kind: 'directory', path: shop.path(path) })
  expect(await directory('link/new/shop')).toBe(await directory('disk/new/shop/'))
  expect(await directory('link/new')).not.toBe(await directory('disk/old'))
  const s3 = (endpoint: string | undefined, prefix = 'prod') =>
    locationOf({ kind: 's3', bucket: 'shop', region: 'auto', prefix, ...(endpoint ? { endpoint } : {}) })
  expect(await s3('https://EXAMPLE.org:443/')).toBe(await s3('https://example.org'))
  expect(new Set([await s3(undefined), await s3('http://example.org'), await s3(undefined, 'prod2')]).size).toBe(3)
})
