import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import type { Problem } from '../../src/problem.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

let shop: Shop
let older: string
let id: string
beforeEach(async () => {
  shop = await openShop({ signers: true })
  older = (await shop.run('backup')).ids?.[0] ?? ''
  shop.world.advance(3_600_000)
  id = (await shop.run('backup')).ids?.[0] ?? ''
  shop.world.advance(60_000)
})
afterEach(() => shop[Symbol.asyncDispose]())

/** What `cp b/files/FOLDER/{OLD,NEW}.EXT` does. */
function mistake(folder: string, ending: string): void {
  const objects = shop.stores['b']?.objects ?? new Map<string, Buffer>()
  objects.set(`files/${folder}/${id}.${ending}`, objects.get(`files/${folder}/${older}.${ending}`) ?? Buffer.from(''))
}

describe.each([
  ['manifest', 'manifests', 'json', /manifests\/.* says that it belongs to /],
  ['signature', 'manifests', 'sig', /manifests\/.*\.sig in .* is of no signer of the policy, or of another manifest/],
  ['key object', 'keys', 'json', /keys\/.* is of /],
] as const)('a copy whose %s belongs to another backup', (_, folder, ending, message) => {
  test.each(['check', 'read', 'restore'] as const)(
    'fails its %s even though its parts are all whole',
    async (level) => {
      mistake(folder, ending)
      const result = await shop.run('verify', { level, id: [id], store: 'b' })
      expect([codesOf(result), exitCodeOf(result.problems), result.ids]).toEqual([['proof-failed'], 4, []])
      expect((result.problems[0] as Problem).message).toMatch(message)
      expect(reportOf(result).proofs).toMatchObject([{ store: 'b', outcome: 'failed', findings: [{ blame: 'copy' }] }])
      expect((await shop.catalog()).entries[0]?.damaged).toMatchObject([{ store: 'b' }])
    },
  )

  test('is healed by the next run, and then passes', async () => {
    mistake(folder, ending)
    await shop.run('verify', { level: 'read', id: [id], store: 'b' })
    shop.world.advance(60_000)
    expect(reportOf(await shop.run('run')).healed).toMatchObject([{ id, store: 'b', from: 'a' }])
    shop.world.advance(60_000)
    const again = await shop.run('verify', { level: 'restore', id: [id], store: 'b' })
    expect([again.problems, again.ids]).toEqual([[], [id]])
  })
})

test('one wrong answer of a store that is right when repeated does not fail a copy', async () => {
  const key = `files/manifests/${id}.json`
  let asked = 0
  shop.wrap((store, name) =>
    name === 'b'
      ? {
          ...store,
          get: (one, o) => {
            // The catalog, and the look whether it is still the same, come first.
            const wrong = one === key && ++asked === 3
            return store.get(wrong ? `files/manifests/${older}.json` : one, o)
          },
        }
      : store,
  )
  const result = await shop.run('verify', { level: 'read', id: [id], store: 'b' })
  expect([asked > 3, result.problems, result.ids]).toEqual([true, [], [id]])
  expect(shop.world.lines.join('\n')).toMatch(/could not be opened, but its objects are intact: reading them once more/)
})
