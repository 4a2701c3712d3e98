import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { messageOf, Problem } from '../../src/problem.ts'
import { redigested } from '../catalog/redigested.ts'
import { openShop, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const plain = { colour: false, width: 200 }
const { signal } = new AbortController()

let shop: Shop
/** Oldest first: a full backup, two increments, each on the one before, and another full backup. */
let ids: readonly string[]

/** Makes of a backup what a version that makes increments would have made of it. */
async function becomeIncrement(id: string, base: string): Promise<void> {
  for (const name of ['a', 'b']) {
    const store = shop.stores[name]
    const key = objectName.manifest('files', id)
    const text = Buffer.concat((await (await store?.get(key, { signal }))?.toArray()) ?? []).toString()
    const made = text
      .replace('"kind": "full"', '"kind": "increment"')
      .replace('  "consistency"', `  "base": ${JSON.stringify(base)},\n  "consistency"`)
    await store?.put(key, Buffer.from(redigested(made)), { signal })
  }
}

beforeEach(async () => {
  shop = await openShop({ defaults: '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }' })
  const made: string[] = []
  for (let i = 0; i < 4; i += 1) {
    made.push((await shop.run('backup')).ids?.[0] ?? '')
    shop.world.advance(day)
  }
  ids = made
  await becomeIncrement(id(1), id(0))
  await becomeIncrement(id(2), id(1))
})
afterEach(() => shop[Symbol.asyncDispose]())

const id = (index: number) => ids[index] ?? ''
const apply = () => shop.run('prune', { apply: true })
const there = async () => {
  const { entries } = await shop.catalog()
  return ids.flatMap((id, index) => {
    const entry = entries.find((one) => one.id === id)
    return entry ? [`${index}${entry.trashed ? ' deleted' : ''}`] : []
  })
}
async function passGrace(): Promise<void> {
  for (let i = 0; i < 3; i += 1) {
    shop.world.advance(2 * day)
    await apply()
  }
}

describe('the base of an increment', () => {
  test('stays while the increment is kept, and goes with it', async () => {
    await shop.run('hold', { id: [id(2)] })
    await apply()
    await passGrace()
    expect(await there()).toEqual(['0', '1', '2', '3'])
    const because = reportOf(await apply()).retention?.decisions.find((one) => one.id === id(0))?.because
    expect(because).toEqual([`backup ${id(1)} depends on it`])
    await shop.run('unhold', { id: [id(2)] })
    await apply()
    expect(await there()).toEqual(['0 deleted', '1 deleted', '2 deleted', '3'])
    await passGrace()
    expect(await there()).toEqual(['3'])
  })

  test('cannot be deleted by hand alone', async () => {
    const alone = { id: [id(0)], confirm: [id(0)] }
    await expect(shop.run('delete', alone)).rejects.toMatchObject({
      code: 'usage',
      message: `${id(0)} is not deleted: backup ${id(1)} depends on it`,
      hint: expect.stringContaining(`--id ${id(0)} --id ${id(1)}`),
    })
    const chain = [id(0), id(1), id(2)]
    await shop.run('delete', { id: chain, confirm: chain })
    expect(await there()).toEqual(['0 deleted', '1 deleted', '2 deleted', '3'])
  })

  test('is not purged while an increment deleted later can still be brought back', async () => {
    await apply()
    shop.world.advance(2 * day)
    // As one that brings back nothing else would have done.
    for (const store of Object.values(shop.stores)) await store.remove([objectName.trash('files', id(2))], signal)
    await shop.run('hold', { id: [id(2)] })
    const found = reportOf(await apply()).retention?.findings ?? []
    expect(found).toContain(`backup ${id(1)} is deleted, but not purged: backup ${id(2)} depends on it`)
    await passGrace()
    expect(await there()).toEqual(['0 deleted', '1 deleted', '2', '3'])
  })

  test('is not purged if the increment could not be purged', async () => {
    await apply()
    shop.world.advance(2 * day)
    await apply()
    shop.wrap((store) => ({
      ...store,
      async remove(keys, signal) {
        if (keys.some((key) => key.includes(id(2)))) throw new Problem('store-denied', `no right to remove ${keys[0]}`)
        return store.remove(keys, signal)
      },
    }))
    const refused = await apply()
    expect(refused.problems).not.toEqual([])
    expect(reportOf(refused).retention?.findings).toContain(
      `backup ${id(0)} is deleted, but not purged from a: backup ${id(1)} depends on it`,
    )
    shop.wrap(undefined)
    expect(await there()).toEqual(['0 deleted', '1 deleted', '2 deleted', '3'])
    await passGrace()
    expect(await there()).toEqual(['3'])
  })

  test('stays after its source is retired if the increment is held', async () => {
    await shop.run('hold', { id: [id(1)] })
    await shop.policy(
      `version: 1\nproject: shop\nstores:\n  a: { directory: { path: ./a } }\n  b: { directory: { path: ./b } }\nencryption: { recipients: [${(await import('./shop.ts')).keys.recipient}] }\nsources:\n  other: { engine: sqlite, path: other.sqlite }\n`,
    )
    const { json } = await shop.run('retire', { source: ['files'], confirm: ['files'] })
    expect((json as { staying: unknown }).staying).toEqual([
      { id: id(1), because: 'held' },
      { id: id(0), because: `backup ${id(1)} depends on it` },
    ])
    expect(await there()).toEqual(['0', '1', '2 deleted', '3 deleted'])
  })
})

describe('an increment whose base is gone', () => {
  const loseBase = async () => {
    for (const store of Object.values(shop.stores)) {
      const keys = (await Array.fromAsync(store.list('files/', signal))).map(({ key }) => key)
      await store.remove(
        keys.filter((key) => key.includes(id(0))),
        signal,
      )
    }
  }

  test('is not used by restore, gate or plan, and each of them names it', async () => {
    await shop.run('delete', { id: [id(3)] })
    await loseBase()
    const why = `it builds on ${id(0)}, which is deleted or missing`
    await expect(shop.run('restore', { source: ['files'], into: './out' })).rejects.toMatchObject({
      code: 'unknown-id',
      hint: expect.stringContaining(why),
    })
    await expect(shop.run('restore', { id: [id(2)], into: './out' })).rejects.toMatchObject({
      code: 'object-missing',
      message: `${id(2)} cannot be restored: ${why}`,
    })
    expect((await shop.run('gate', { 'max-age': '30d' })).problems.map(messageOf)).toEqual([
      'files: missing: no backup counts',
      `files: deleted: ${id(3)} was deleted`,
      `files: orphaned: ${id(2)} does not count: ${why}`,
      `files: orphaned: ${id(1)} does not count: ${why}`,
    ])
    const { json } = await shop.run('show', { id: [id(2)] })
    expect(json).toMatchObject({ standing: 'orphaned', broken: { because: why } })
    const list = await shop.run('list', {})
    expect((list.json as { backups: unknown[] }).backups[1]).toMatchObject({
      id: id(2),
      broken: { standing: 'orphaned', because: why },
    })
    expect(list.text(plain)).toContain('orphaned')
  })

  test('comes back with its base: undelete brings back everything it builds on, and nothing else', async () => {
    await apply()
    expect(await there()).toEqual(['0 deleted', '1 deleted', '2 deleted', '3'])
    const back = await shop.run('undelete', { id: [id(1)] })
    expect(back.ids).toEqual([id(0), id(1)])
    expect(back.text(plain)).toBe(`${id(0)}: brought back\n${id(1)}: brought back`)
    expect(await there()).toEqual(['0', '1', '2 deleted', '3'])
  })

  test('is brought back when its base has been purged, but does not count anywhere', async () => {
    await apply()
    await loseBase()
    expect((await shop.run('undelete', { id: [id(1)] })).ids).toEqual([id(1)])
    expect((await shop.run('show', { id: [id(1)] })).json).toMatchObject({ standing: 'orphaned' })
  })
})

test('an increment without the list of what is gone is neither restored nor proven, but its parts can be extracted', async () => {
  const lacking = { code: 'object-missing', message: `${id(1)} has no part files.index` }
  await expect(shop.run('restore', { id: [id(1)], into: './out' })).rejects.toMatchObject(lacking)
  const proof = await shop.run('verify', { id: [id(1)], level: 'restore' })
  expect(proof.problems).toEqual([
    expect.objectContaining({ code: 'proof-failed', message: expect.stringContaining(lacking.message) }),
  ])
  expect((await shop.run('restore', { id: [id(1)], raw: './parts' })).problems).toEqual([])
})
