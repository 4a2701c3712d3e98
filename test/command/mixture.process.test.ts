import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { codesOf, openShop, reportOf } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 2 }, manual: rules, min-keep: 1, grace: 1d }
`

test('a run fails if two projects share one place, and deletes nothing from either', async () => {
  await using shop = await openShop({ defaults })
  const text = await readFile(shop.path('backup-policy.yml'), 'utf8')
  const as = (project: string) => shop.policy(text.replace('project: shop', `project: ${project}`))
  for (const time of ['2026-03-02T12:00:00Z', '2026-03-02T13:00:00Z', '2026-03-02T14:00:00Z']) {
    shop.at(time)
    await shop.run('backup')
  }
  // Its backups are always the newest, so that of the other none is ever due.
  await as('blog')
  const hidden = await shop.run('run', { apply: true })
  expect(codesOf(hidden)).toEqual(['retention-refused'])
  expect(reportOf(hidden).problems[0]).toMatchObject({
    message: expect.stringMatching(/belongs to project shop, not blog/),
    hint: expect.stringContaining('`backproof backup --source files` once'),
  })
  const gate = await shop.run('gate', { 'max-age': '1h' })
  expect(codesOf(gate)).toEqual(['gate-unmet'])
  expect(gate.text({ colour: false, width: 200 })).toMatch(/belongs to project shop, not blog/)
  shop.at('2026-03-02T15:00:00Z')
  await shop.run('backup')
  expect((await shop.run('gate', { 'max-age': '1h' })).problems).toEqual([])
  await as('shop')
  shop.at('2026-03-02T16:00:00Z')
  expect(codesOf(await shop.run('prune', { apply: true }))).toEqual(['retention-refused'])
  await shop.run('backup')
  await as('blog')
  shop.at('2026-03-02T17:00:00Z')
  for (const command of ['run', 'prune'] as const)
    expect(codesOf(await shop.run(command, { apply: true }))).toContain('retention-refused')
  expect((await shop.catalog()).entries.filter(({ trashed }) => trashed)).toEqual([])
  // The newest is of shop.
  const [newest, ours] = (await shop.catalog()).entries
  expect([newest?.manifest.origin['project'], ours?.manifest.origin['project']]).toEqual(['shop', 'blog'])
  expect((await shop.run('restore', { into: shop.path('out') })).ids).toEqual([ours?.id])
})

test('a renamed project continues after it has made a backup', async () => {
  await using shop = await openShop({ defaults })
  for (const time of ['2026-03-02T12:00:00Z', '2026-03-02T13:00:00Z', '2026-03-02T14:00:00Z']) {
    shop.at(time)
    await shop.run('backup')
  }
  const text = await readFile(shop.path('backup-policy.yml'), 'utf8')
  await shop.policy(text.replace('project: shop', 'project: store'))
  const [newest] = (await shop.catalog()).entries
  expect((await shop.run('restore', { into: shop.path('out') })).ids).toEqual([newest?.id])
  expect(shop.world.lines.join('\n')).toMatch(/warning: .*belongs to project shop, not store/)
  shop.at('2026-03-02T15:00:00Z')
  await shop.run('backup')
  const pruned = await shop.run('prune', { apply: true })
  expect(pruned.problems).toEqual([])
  expect(pruned.deleted).toHaveLength(2)
  expect((await shop.run('run', { apply: true })).problems).toEqual([])

  // And gets its old name back.
  await shop.policy(text)
  shop.at('2026-03-02T16:00:00Z')
  await shop.run('backup')
  const [, between] = (await shop.catalog()).entries
  const refused = await shop.run('prune', { apply: true })
  expect(reportOf(refused).problems).toMatchObject([
    { code: 'retention-refused', hint: expect.stringContaining(`backproof delete --id ${between?.id}`) },
  ])
  await shop.run('delete', { id: [between?.id ?? ''] })
  expect((await shop.run('prune', { apply: true })).problems).toEqual([])
})
