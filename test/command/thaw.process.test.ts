import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 10 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults })
  await diskKeeps('{ keep: { last: 2 } }')
  const made: string[] = []
  for (let i = 1; i <= 4; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

/** The store b has rules of its own; undefined: none. */
async function diskKeeps(retention: string | undefined): Promise<void> {
  const text = policyOf(shop.path('data'), { defaults })
  const own = `  b: { directory: { path: ./b }${retention ? `, retention: ${retention}` : ''} }`
  await shop.policy(text.replace(/^ {2}b: .*$/m, own))
}

const apply = () => shop.run('prune', { apply: true })

describe('a person who thaws', () => {
  beforeEach(async () => {
    await shop.policy(policyOf(shop.path('data'), { defaults: defaults.replace('last: 10', 'last: 1') }))
    for (const store of Object.values(shop.stores)) {
      const damaged = store.objects.get(objectName.data('files', ids[3] ?? '', 'files.tar'))
      damaged?.writeUInt8(damaged.readUInt8(60) ^ 1, 60)
    }
    await shop.run('verify')
  })

  test('deletes this time even though a proof failed, and the run record shows who and why', async () => {
    expect((await apply()).deleted).toEqual([])
    const result = await shop.run('prune', { apply: true, thaw: true, because: 'the disk was replaced' })
    expect([...(result.deleted ?? [])].sort()).toEqual(ids.slice(0, 2))
    expect(reportOf(result).retention?.findings.join()).toMatch(
      /deletion continues because of --thaw, although the read of/,
    )
    const { runs } = await shop.catalog()
    expect(runs.find(({ command }) => command === 'prune')?.because).toEqual([
      'asked for, with --apply',
      'failed proofs do not freeze deletion, because of --thaw, as a user on test says: the disk was replaced',
    ])
    shop.world.advance(day)
    await shop.run('backup')
    expect((await apply()).deleted).toEqual([])
  })

  test('may also do so in run', async () => {
    // While no intact copy of the newest is left, run fails, and deletes nothing.
    const options = { apply: true, thaw: true, because: 'the disk was replaced' }
    expect((await shop.run('run', options)).deleted ?? []).toEqual([])
    await shop.run('backup')
    expect((await shop.run('run', { apply: true })).deleted).toEqual([])
    const result = await shop.run('run', options)
    expect([...(result.deleted ?? [])].sort()).toEqual(ids.slice(0, 2))
  })
})
