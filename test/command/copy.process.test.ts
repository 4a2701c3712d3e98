import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { boxDataKey, newDataKey } from '../../src/seal/seal.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, keys as pair, reportOf, type Shop } from './shop.ts'

const defaults = `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 }, grace: 7d }
`
const hour = 3600_000
const { signal } = new AbortController()

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ defaults })
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('a degraded backup', () => {
  test('is reported in its state after the run: first what the new backup lacks, then that it was copied', async () => {
    const plain = { colour: false, width: 300 }
    const copyLine = (text: string) => text.split('\n').find((line) => /^ {2}copy {2}/.test(line))
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail', key: '/data/' }]) : store,
    )
    const first = await shop.run('run')
    const id = first.ids?.[0]
    expect(copyLine(first.text(plain))).toContain(
      `due: store b lacks ${id}, which was just made: the next \`run\` copies it`,
    )
    shop.wrap(undefined)
    const second = await shop.run('run')
    expect(copyLine(second.text(plain))).toContain(`done: copied ${id} to b`)
    expect(second.text(plain)).not.toMatch(/due: store/)
  })

  test('results when the lease of a store cannot be renewed before it expires', async () => {
    const down = new Problem('store-unavailable', 'put: 503 in b')
    for (const from of ['lease.json', 'files.tar']) {
      let failing = false
      shop.wrap((store, name) => ({
        ...store,
        async put(key, body, options) {
          // For an hour, while the data is on its way, b answers nothing that has to do with the lease, or nothing at all.
          if (name === 'b' && key.endsWith('files.tar')) {
            failing = true
            shop.world.advance(hour)
          }
          if (name === 'b' && failing && (from === 'files.tar' || key.endsWith(from))) throw down
          return store.put(key, body, options)
        },
      }))
      const result = await shop.run('backup')
      expect(failing).toBe(true)
      expect(codesOf(result)).toContain('store-unavailable')
      expect(codesOf(result)).not.toContain('run-failed')
      expect((await shop.catalog()).entries[0]).toMatchObject({ copies: ['a'], missing: ['b'] })
      shop.wrap(undefined)
      shop.world.advance(hour)
      expect((await shop.run('run')).problems).toEqual([])
      expect((await shop.catalog()).entries[0]).toMatchObject({ copies: ['a', 'b'] })
    }
    expect(shop.world.lines.join('\n')).toMatch(/without releasing its lease, which has expired: b: test \(run1\)/)
  })

  test('keeps its holds and proofs in the store that receives it later', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    await shop.run('run')
    const [id = ''] = (await shop.catalog()).entries.map((entry) => entry.id)
    await shop.run('hold', { id: [id] })
    await shop.run('verify', { id: [id], level: 'read' })
    shop.wrap(undefined)
    shop.world.advance(hour)
    expect((await shop.run('run')).problems).toEqual([])
    const beside = (store: string) => shop.objects(store).filter((key) => /\/(holds|proofs)\//.test(key))
    expect(beside('a').join(' ')).toMatch(/holds.*check\.a\.passed.*read\.a\.passed/)
    expect(beside('b')).toEqual(beside('a'))
  })

  test('is not copied over a manifest that arrived in the meantime: nothing is sent, and the report says what to do', async () => {
    await shop.run('run')
    const [key = ''] = shop.objects('b').filter((name) => /manifests.*json/.test(name))
    shop.stores['b']?.objects.delete(key)
    const faulty = faultyStore(shop.stores['b'] as never, [{ call: 'put', key: '/data/', does: 'fail' }])
    let looks = 0
    shop.wrap((store, name) => ({
      ...(name === 'b' ? faulty : store),
      async head(key_, options) {
        // The catalog has been read, which looked for what is lost, and b does not have it.
        if (name === 'b' && key_ === key && ++looks > 1) shop.stores['b']?.objects.set(key, Buffer.from('{'))
        return store.head(key_, options)
      },
    }))
    const { problems } = reportOf(await shop.run('run'))
    expect(problems).toMatchObject([
      { code: 'store-exists', hint: expect.stringContaining("remove it with the store's own tools") },
    ])
    expect([...faulty.met.values()]).toEqual([])
    shop.wrap(undefined)
    shop.stores['b']?.objects.delete(key)
    expect((await shop.run('run')).problems).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'] }])
  })

  test('receives no copy that reads back differently, and none whose key object belongs to another backup', async () => {
    const of = (store: string, pattern: RegExp) => shop.objects(store).find((name) => pattern.test(name)) ?? ''
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    await shop.run('run')
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        const stored = await store.put(key, body, options)
        const bytes = name === 'b' && key.endsWith('files.tar') ? shop.stores['b']?.objects.get(key) : undefined
        bytes?.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
        return stored
      },
    }))
    const altered = await shop.run('run')
    expect(codesOf(altered)).toContain('object-damaged')
    expect(of('b', /manifests/)).toBe('')

    shop.wrap(undefined)
    const keys = shop.stores['a']?.objects.get(of('a', /keys/)) ?? Buffer.alloc(0)
    const id = String(JSON.parse(keys.toString()).id).replace(/files-\d{4}/, 'files-1999')
    const other = Buffer.from(boxDataKey(id, newDataKey(), [pair.recipient]))
    shop.stores['a']?.objects.set(of('a', /keys/), other)
    const swapped = await shop.run('run')
    expect(reportOf(swapped).problems).toMatchObject([
      { message: expect.stringMatching(/is damaged: it is of files-1999/) },
      { message: expect.stringMatching(/no intact copy is left of .*, the newest backup of files/) },
    ])
    const made = shop.objects('b').filter((name) => name.includes('/manifests/'))
    expect([made.length, made[0]?.includes(swapped.ids?.[0] ?? 'none')]).toEqual([1, true])
    shop.stores['a']?.objects.set(of('a', /keys/), keys)
    expect((await shop.run('run')).problems).toEqual([])
  })

  test('receives no copy whose parts another run may have swept, because the lease is checked once more', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    await shop.run('run')
    let taken = false
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        const stored = await store.put(key, body, options)
        if (name !== 'b' || !key.endsWith('facts.json') || taken) return stored
        // The machine slept: its lease expired, and another run swept what no manifest covered.
        taken = true
        for (const part of shop.objects('b').filter((one) => one.includes('files.tar')))
          await store.remove([part], signal)
        await store.put(objectName.lease('files'), Buffer.from('{"holder":"another"}'), { signal })
        return stored
      },
    }))
    expect(codesOf(await shop.run('run'))).toContain('run-failed')
    expect(taken).toBe(true)
    shop.wrap(undefined)
    for (const entry of (await shop.catalog()).entries) expect(entry.copies).toEqual(['a'])
    expect((await shop.run('run')).problems).toEqual([])
    for (const { id, copies } of (await shop.catalog()).entries) {
      expect(copies).toEqual(['a', 'b'])
      for (const store of copies)
        expect((await shop.run('verify', { level: 'check', id: [id], store })).problems).toEqual([])
    }
  })

  test('stays deleted when it is deleted during the copy: the rest is not copied, and finished copies get the mark', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    for (const time of ['2026-03-02T12:00:00Z', '2026-03-02T12:01:00Z']) {
      shop.at(time)
      await shop.run('backup')
    }
    const ids = (await shop.catalog()).entries.map(({ id }) => id)
    let deleting = false
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        if (name === 'b' && key.endsWith('files.tar') && !deleting) {
          deleting = true
          await shop.run('delete', { id: ids, confirm: ids })
        }
        return store.put(key, body, options)
      },
    }))
    expect((await shop.run('run')).problems).toEqual([])
    expect(deleting).toBe(true)
    const { entries } = await shop.catalog()
    expect(entries.map(({ id, copies, trashed }) => [id, copies, trashed !== undefined])).toEqual([
      [ids[0], ['a', 'b'], true],
      [ids[1], ['a'], true],
    ])
  })

  test('gets its mark from the run that deletes it when it is copied at the same time', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    const [id = ''] = (await shop.run('backup')).ids ?? []
    const [a, b] = [shop.stores['a']?.objects, shop.stores['b']?.objects]
    const copied = [...(a?.entries() ?? [])].filter(([key]) => key.includes(id) && !/runs|proofs/.test(key))
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        // The copy has looked for the mark in vain, and counts from now on.
        if (name === 'a' && key === objectName.trash('files', id)) for (const one of copied) b?.set(...one)
        return store.put(key, body, options)
      },
    }))
    expect((await shop.run('delete', { id: [id], confirm: [id] })).problems).toEqual([])
    expect((await shop.catalog()).entries).toMatchObject([{ copies: ['a', 'b'], marked: ['a', 'b'] }])
  })
})
