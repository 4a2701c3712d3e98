import { expect, test } from 'vitest'
import { codesOf, openShop, otherKeys, reportOf } from './shop.ts'

const source = '    schedule: "0 2 * * *"\n    verify: { read: "0 3 * * *", restore: "0 4 * * 1" }\n'

test('verify --due proves what is due by the policy, once, and backs nothing up', async () => {
  await using shop = await openShop({ source })
  expect((await shop.run('verify', { due: true })).problems).toEqual([])
  expect((await shop.catalog()).entries).toEqual([])
  await shop.run('backup')
  // A restore reads every byte: the first one answers the read, too.
  const first = await shop.run('verify', { due: true })
  expect(reportOf(first).proofs.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual(['restore passed'])
  expect(first.ids).toHaveLength(1)
  expect(reportOf(await shop.run('verify', { due: true })).proofs).toEqual([])
  shop.at('2026-03-03T05:00:00Z')
  const next = await shop.run('verify', { due: true })
  expect(reportOf(next).proofs.map(({ level }) => level)).toEqual(['read'])
  expect((await shop.catalog()).entries).toHaveLength(1)
})

test('verify --due accepts no level and no id, and fails without the key', async () => {
  await using shop = await openShop({ source, secret: false })
  await expect(shop.run('verify', { due: true, level: 'read' })).rejects.toMatchObject({ code: 'usage' })
  await shop.run('backup')
  expect(codesOf(await shop.run('verify', { due: true }))).toContain('key-missing')
})

test('verify --due reports once that a key fits neither of two proofs', async () => {
  await using shop = await openShop({ source })
  await shop.run('backup')
  const wrong = { env: { BACKPROOF_SECRET_KEY: otherKeys.secret } }
  expect(codesOf(await shop.run('verify', { due: true }, wrong))).toEqual(['key-wrong'])
})

test('backups that the gate made are deleted by the rules', async () => {
  await using shop = await openShop({ defaults: '  retention: { keep: { last: 1 }, min-keep: 1 }', source })
  for (const time of ['2026-03-02T12:00:00Z', '2026-03-02T15:00:00Z', '2026-03-02T18:00:00Z']) {
    shop.at(time)
    expect((await shop.run('gate', { 'max-age': '1h', otherwise: 'backup' })).problems).toEqual([])
  }
  const pruned = reportOf(await shop.run('prune'))
  expect(pruned.retention?.deleted).toHaveLength(2)
})
