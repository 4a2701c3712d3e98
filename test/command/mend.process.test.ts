import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName, standing } from '../../src/catalog/catalog.ts'
import { boxDataKey, newDataKey } from '../../src/seal/seal.ts'
import { openCopies } from '../fault/whole.ts'
import { codesOf, keys, openShop, reportOf, type Shop } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 }, grace: 3d }
`
let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop({ defaults, stores: ['a', 'b'] })
  id = (await shop.run('run')).ids?.[0] ?? ''
})
afterEach(() => shop[Symbol.asyncDispose]())

const objects = (store: string) => shop.stores[store]?.objects ?? new Map<string, Buffer>()

/** Alters one bit of a part in one store. */
function rot(store: string, part: string): void {
  const key = objectName.data('files', id, part)
  const bytes = Buffer.from(objects(store).get(key) ?? '')
  bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
  objects(store).set(key, bytes)
}
const newest = async () => {
  const [found] = (await shop.catalog()).entries
  if (!found) throw new Error('no backup')
  return found
}
const first = async () => (await shop.catalog()).entries.find((entry) => entry.id === id)
const backupTask = async () =>
  (
    (await shop.run('plan')).json as { sources: { tasks: { kind: string; due: boolean; because: string[] }[] }[] }
  ).sources[0]?.tasks.find(({ kind }) => kind === 'backup')

describe('copies with damage in different parts', () => {
  beforeEach(async () => {
    rot('a', 'files.tar')
    rot('b', 'facts.json')
    expect(codesOf(await shop.run('verify', { level: 'check' }))).toContain('proof-failed')
    await shop.run('verify', { level: 'check', store: 'b' })
    expect(standing(await newest(), shop.world.now())).toBe('damaged')
  })

  test('are combined by the next run, each part from a copy that has it intact, and the backup can be restored', async () => {
    const result = await shop.run('run')
    expect(result.problems).toEqual([])
    expect(reportOf(result).healed).toMatchObject([
      { id, store: 'a', from: 'b', objects: ['files.tar'] },
      { id, store: 'b', from: 'a', objects: ['facts.json'] },
    ])
    const found = await newest()
    expect([found.id, found.copies, found.damaged]).toEqual([id, ['a', 'b'], undefined])
    expect(standing(found, shop.world.now())).toBe('good')
    expect(await openCopies(found, (name) => shop.stores[name])).toHaveLength(2)
    expect((await shop.run('restore', { id: [id], into: 'out' })).problems).toEqual([])
    expect(reportOf(await shop.run('prune')).retention?.findings).toEqual([])
    // What was wrong is kept.
    expect(objects('a').has(objectName.aside('files', id, 'files.tar'))).toBe(true)
  })

  test('are combined by prune if the role that backs up may not heal', async () => {
    const result = await shop.run('prune', { apply: true })
    expect(result.problems).toEqual([])
    expect((await newest()).copies).toEqual(['a', 'b'])
  })

  test('make no backup due before its time', async () => {
    expect(await backupTask()).toMatchObject({ due: false })
    expect((await shop.run('run')).ids).toEqual([])
  })

  test('are not combined if their key objects differ: the run fails, and backs up at once', async () => {
    const other = boxDataKey(id, newDataKey(), [keys.recipient])
    objects('b').set(objectName.key('files', id), Buffer.from(other))
    const before = objects('a').get(objectName.data('files', id, 'files.tar'))
    const result = await shop.run('run')
    expect(codesOf(result)).toContain('object-damaged')
    expect(objects('a').get(objectName.data('files', id, 'files.tar'))).toEqual(before)
    expect(result.ids).toHaveLength(1)
    shop.world.advance(60_000)
    expect((await shop.run('run')).ids).toEqual([])
  })
})

describe('the newest backup with one part damaged in every copy', () => {
  beforeEach(async () => {
    for (const store of ['a', 'b']) {
      rot(store, 'files.tar')
      await shop.run('verify', { level: 'check', store })
    }
  })

  test('is replaced at once and not at the next tick of the schedule, and that run fails', async () => {
    expect(await backupTask()).toMatchObject({
      due: true,
      because: [`no intact copy of ${id} is left: not waiting for the schedule`],
    })
    const result = await shop.run('run')
    expect(result.ids).toHaveLength(1)
    expect(result.problems).toMatchObject([
      {
        code: 'object-damaged',
        message: expect.stringMatching(/^no intact copy is left of .*, the newest backup of files \(a: .*; b: .*\)$/),
        hint: expect.stringContaining('backproof list --source files'),
      },
    ])
    expect(standing(await newest(), shop.world.now())).toBe('good')
  })

  test('is replaced once: the next run succeeds, makes no backup, and reads none of the damaged data', async () => {
    await shop.run('run')
    shop.world.advance(60_000)
    const read: string[] = []
    shop.wrap((store) => ({
      ...store,
      get(key, options) {
        if (key.includes(`/data/${id}/`)) read.push(key)
        return store.get(key, options)
      },
    }))
    const result = await shop.run('run')
    expect([result.problems, result.ids, read]).toEqual([[], [], []])
    // What is damaged freezes deletion until a newer one has passed a proof as strong.
    expect((await first())?.trashed).toBeUndefined()
  })

  test('is reported by each run if its source is paused, and no backup is made', async () => {
    await shop.policy((await policyText()).replace('engine: files', 'engine: files\n    paused: true'))
    for (let i = 0; i < 2; i++) {
      const result = await shop.run('run')
      expect([codesOf(result), result.ids]).toEqual([['object-damaged'], []])
    }
  })
})

test('a run that finds no intact copy makes a new backup in the same run', async () => {
  await shop.policy((await policyText()).replace('engine: files', 'engine: files\n    verify: { check: "0 13 * * *" }'))
  for (const store of ['a', 'b']) rot(store, 'files.tar')
  shop.at('2026-03-02T13:30:00Z')
  const result = await shop.run('run')
  expect(codesOf(result)).toEqual(expect.arrayContaining(['proof-failed', 'object-damaged']))
  expect(result.ids).toHaveLength(1)
  expect((await newest()).id).toBe(result.ids?.[0])
})

async function policyText(): Promise<string> {
  return readFile(shop.path('backup-policy.yml'), 'utf8')
}
