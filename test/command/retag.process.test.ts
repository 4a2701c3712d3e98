import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codesOf, openShop, policyOf, reportOf, type Shop } from './shop.ts'

let shop: Shop
const ids: string[] = []
beforeEach(async () => {
  shop = await openShop({
    defaults: '  retention: { manual: rules, keep: { last: 1 }, min-keep: 1, protect: ["legal-*"] }',
  })
  ids.length = 0
  for (const day of ['02', '03', '04']) {
    shop.at(`2026-03-${day}T12:00:00Z`)
    ids.push(...((await shop.run('backup', { tag: ['made'] })).ids ?? []))
  }
})
afterEach(() => shop[Symbol.asyncDispose]())

const [first, second] = [() => ids[0] ?? '', () => ids[1] ?? '']
const tagsIn = async (id: string) =>
  ((await shop.run('list')).json as { backups: { id: string; tags: string[] }[] }).backups.find((one) => one.id === id)
    ?.tags
const doomed = async () => reportOf(await shop.run('prune')).retention?.deleted.map(({ id }) => id)

describe('tag and untag', () => {
  test('change what retention protects and what a gate asks for, and leave the manifest as it is', async () => {
    expect(await doomed()).toEqual([second(), first()])
    const before = (await shop.catalog()).entries.map(({ manifest }) => manifest)
    expect((await shop.run('tag', { id: [first()], tag: ['legal-1', 'made'], because: 'a case' })).problems).toEqual([])
    expect(await tagsIn(first())).toEqual(['made', 'legal-1'])
    expect(await doomed()).toEqual([second()])
    const gate = { 'max-age': '30d', tag: ['legal-1'] }
    expect(codesOf(await shop.run('gate', gate))).toEqual([])
    await shop.run('untag', { id: [first()], tag: ['legal-1'] })
    expect(codesOf(await shop.run('gate', gate))).toEqual(['gate-unmet'])
    expect(await doomed()).toEqual([second(), first()])
    await shop.run('untag', { id: [first()], tag: ['made'] })
    expect(await tagsIn(first())).toEqual([])
    expect((await shop.catalog()).entries.map(({ manifest }) => manifest)).toEqual(before)
  })

  test('let the last change win, whatever the clock says', async () => {
    shop.world.advance(365 * 24 * 3600_000)
    await shop.run('tag', { id: [first()], tag: ['legal-1'] })
    shop.world.advance(-365 * 24 * 3600_000)
    await shop.run('untag', { id: [first()], tag: ['legal-1'] })
    expect(await tagsIn(first())).toEqual(['made'])
    await shop.run('tag', { id: [first()], tag: ['legal-1'] })
    expect(await tagsIn(first())).toEqual(['made', 'legal-1'])
  })

  test('keep a tag when a store is lost, and remove it with its backup', async () => {
    await shop.run('tag', { id: [first()], tag: ['legal-1'] })
    // The other store loses everything, and gets it back from the first; then the first is lost.
    shop.stores['b']?.objects.clear()
    await shop.run('run')
    shop.stores['a']?.objects.clear()
    expect(await tagsIn(first())).toEqual(['made', 'legal-1'])
    await shop.run('untag', { id: [first()], tag: ['legal-1'] })
    await shop.run('run')
    expect(shop.objects('a').some((key) => key.includes('/tags/'))).toBe(true)
  })

  test('are refused without a tag, with an invalid one, and beyond 100 tags', async () => {
    await expect(shop.run('tag', { id: [first()] })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('tag', { id: [first()], tag: ['a b'] })).rejects.toMatchObject({ code: 'usage' })
    const tag = Array.from({ length: 100 }, (_, index) => `t${index}`)
    await expect(shop.run('tag', { id: [first()], tag })).rejects.toMatchObject({
      message: `${first()} would have 101 tags`,
    })
  })
})

describe('delete', () => {
  test('asks for the id again before it deletes the last backup or the last proven one', async () => {
    await shop.run('verify', { id: [second()], level: 'read' })
    await expect(shop.run('delete', { id: [second()] })).rejects.toMatchObject({
      code: 'usage',
      message: `${second()} is the last backup of files that has passed a proof`,
      hint: `Run \`backproof delete ${second()} --confirm ${second()}\` to confirm.`,
    })
    const typed = { id: [second()], because: 'oops, it is', policy: './backup-policy.yml' }
    await expect(shop.run('delete', typed)).rejects.toMatchObject({
      hint: `Run \`backproof delete ${second()} --because 'oops, it is' --policy ./backup-policy.yml --confirm ${second()}\` to confirm.`,
    })
    // All at once, before any is marked.
    await expect(shop.run('delete', { id: ids, confirm: [second()] })).rejects.toMatchObject({
      message: expect.stringContaining('is the last backup of files'),
    })
    expect((await shop.catalog()).entries.filter(({ trashed }) => trashed)).toEqual([])
    const asked: string[] = []
    const ask = async (question: string) => {
      asked.push(question)
      return ` ${second()}\n`
    }
    expect(codesOf(await shop.run('delete', { id: [second()] }, { ask }))).toEqual([])
    expect(asked).toEqual([expect.stringContaining(`Type ${second()} to confirm: `)])
    expect(codesOf(await shop.run('delete', { id: [first()] }))).toEqual([])
    await expect(shop.run('delete', { id: [ids[2] ?? ''] }, { ask })).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('a source that has left the policy', () => {
  const leave = () => shop.policy(policyOf(shop.path('data')).replace('  files:\n', '  renamed:\n'))

  test('is shown only by list --all, with filters', async () => {
    await leave()
    await shop.run('tag', { id: [first()], tag: ['x'] })
    const listed = async (options: object) => (await shop.run('list', options)).ids
    expect(await listed({})).toEqual([])
    expect(await listed({ all: true })).toEqual(ids.toReversed())
    expect(await listed({ all: true, source: ['files'], limit: '2' })).toEqual([ids[2], ids[1]])
    expect(await listed({ all: true, tag: ['x'] })).toEqual([first()])
    expect(await listed({ all: true, since: '2026-03-03', until: '2026-03-04T12:00:00Z' })).toEqual([second()])
    expect((await shop.run('list', { all: true })).text({ colour: false, width: 200 })).toContain('unclaimed')
    await expect(shop.run('list', { all: true, source: ['other'] })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('list', { limit: '0' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('an unknown source name leads to a list of what can be retired, or to a suggestion', async () => {
    const hint = async (name: string) => {
      const error = await shop.run('retire', { source: [name] }).catch((error) => error)
      expect(error).toMatchObject({
        code: 'usage',
        message: `there is nothing to retire for ${name}: no store has a backup of it`,
      })
      return (error as { hint: string }).hint
    }
    const all =
      'Every source that the stores have backups of is in backup-policy.yml; `backproof list --all` shows them.'
    expect(await hint('nosuch')).toBe(all)
    expect(await hint('filse')).toMatch(/^Did you mean files\? It is a source of backup-policy\.yml: remove it/)
    await leave()
    expect(await hint('filse')).toBe('Did you mean files?')
    expect(await hint('nosuch')).toBe('These have left the policy and can be retired: files.')
  })

  test('is retired: its backups can be brought back during the grace period, then prune --apply purges them', async () => {
    await expect(shop.run('retire', { source: ['files'] })).rejects.toMatchObject({
      message: 'files is a source of backup-policy.yml',
    })
    await leave()
    await shop.run('hold', { id: [first()] })
    await expect(shop.run('retire', { source: ['files'] })).rejects.toMatchObject({
      message: '2 backups of files are deleted for good after the grace period',
    })
    const { json, problems } = await shop.run('retire', { source: ['files'], confirm: ['files'], because: 'sold' })
    expect(problems).toEqual([])
    expect(json).toMatchObject({ source: 'files', ids: [ids[2], ids[1]], staying: [{ id: first(), because: 'held' }] })
    const pruned = await shop.run('prune', { apply: true })
    // What they are of is known of its backups alone.
    expect(pruned.report?.sources.find(({ source }) => source === 'files')?.engine).toBe('retired')
    await shop.run('undelete', { id: [second()] })
    shop.world.advance(8 * 24 * 3600_000)
    for (let time = 0; time < 2; time += 1) {
      await shop.run('prune', { apply: true })
      shop.world.advance(3600_000)
    }
    expect((await shop.catalog()).entries.map(({ id }) => id)).toEqual([second(), first()])
    await shop.run('unhold', { id: [first()] })
    await shop.run('retire', { source: ['files'], confirm: ['files'] })
    shop.world.advance(8 * 24 * 3600_000)
    for (let time = 0; time < 2; time += 1) {
      await shop.run('prune', { apply: true })
      shop.world.advance(3600_000)
    }
    expect((await shop.catalog()).entries).toEqual([])
    expect(shop.objects('a').filter((key) => key.startsWith('files/') || key.startsWith('.retired/'))).toEqual([])
  })
})
