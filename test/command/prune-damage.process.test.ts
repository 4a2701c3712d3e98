import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { exitCodeOf } from '../../src/cli.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const defaults = '  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 3d }'

let shop: Shop
/** Oldest first. */
let ids: readonly string[]
beforeEach(async () => {
  shop = await openShop({ defaults })
  const made: string[] = []
  for (let i = 1; i <= 4; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(day)
  }
  ids = made
})
afterEach(() => shop[Symbol.asyncDispose]())

const shown = async () => {
  const { entries } = await shop.catalog()
  return entries.map(({ id, trashed }) => `${ids.indexOf(id) + 1}${trashed ? ' deleted' : ''}`).reverse()
}
const numbers = (found: readonly string[] | undefined) => (found ?? []).map((id) => ids.indexOf(id) + 1).sort()
const spoilManifests = (id: string, how: 'emptied' | "another backup's") => {
  for (const { objects } of Object.values(shop.stores)) {
    const other = objects.get(objectName.manifest('files', ids[0] === id ? (ids[1] ?? '') : (ids[0] ?? '')))
    objects.set(objectName.manifest('files', id), how === 'emptied' ? Buffer.from('') : Buffer.from(other ?? ''))
  }
}
describe.each(['emptied', "another backup's"] as const)('a backup whose manifests are %s in all stores', (how) => {
  test('is reported by prune, which exits as run does and deletes nothing else', async () => {
    spoilManifests(ids[3] ?? '', how)
    for (const [command, apply] of [
      ['run', true],
      ['prune', true],
      ['prune', false],
    ] as const) {
      const result = await shop.run(command, { apply })
      expect(new Set(codesOf(result))).toEqual(new Set(['manifest-damaged']))
      expect(exitCodeOf(result.problems)).toBe(4)
      expect(result.deleted).toEqual([])
      shop.world.advance(60_000)
    }
    const { retention } = reportOf(await shop.run('prune'))
    expect(retention?.deleted).toEqual([])
    expect(retention?.findings.join()).toMatch(
      /deletion is frozen until that manifest is right again, or --thaw is given/,
    )
    expect(retention?.decisions.flatMap(({ because }) => because).join()).toMatch(
      /once that manifest is right again, it goes: no rule keeps it/,
    )
    expect(await shown()).not.toContain('1 deleted')
  })

  test('stops the purge of backups past their grace period unless --thaw is given, and is reported either way', async () => {
    await shop.run('prune', { apply: true })
    shop.world.advance(4 * day)
    await shop.run('prune', { apply: true })
    spoilManifests(ids[3] ?? '', how)
    shop.world.advance(60_000)
    const frozen = await shop.run('prune', { apply: true })
    expect([exitCodeOf(frozen.problems), reportOf(frozen).retention?.purged]).toEqual([4, []])
    shop.world.advance(60_000)
    const thawed = await shop.run('prune', { apply: true, thaw: true, because: 'the disk was replaced' })
    expect(exitCodeOf(thawed.problems)).toBe(4)
    expect(numbers(reportOf(thawed).retention?.purged)).toEqual([1, 2])
  })
})

test('a manifest damaged in only one store is healed by prune --apply, which unfreezes deletion', async () => {
  shop.stores['b']?.objects.set(objectName.manifest('files', ids[3] ?? ''), Buffer.from(''))
  const result = await shop.run('prune', { apply: true })
  expect([result.problems, numbers(result.deleted)]).toEqual([[], [1, 2]])
  expect(reportOf(result).healed).toMatchObject([{ id: ids[3], store: 'b', from: 'a' }])
})
