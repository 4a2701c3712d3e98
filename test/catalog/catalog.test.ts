import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type CacheFile,
  encodeManifest,
  makeId,
  objectName,
  openCache,
  type Place,
  putProof,
  readCatalog,
  standing,
} from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { generateKeys, parseSigningKey, signManifest } from '../../src/seal/seal.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const monday = sampleManifest('2026-02-16T02:00:00.000Z')
const tuesday = sampleManifest('2026-02-17T02:00:00.000Z')

let directory: string
let primary: ReturnType<typeof memoryStore>
let offsite: ReturnType<typeof memoryStore>
let places: readonly Place[]
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backproof-catalog-'))
  primary = memoryStore('primary')
  offsite = memoryStore('offsite')
  places = [
    { name: 'primary', store: primary },
    { name: 'offsite', store: offsite },
  ]
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const cache = (store: Store): Promise<CacheFile> => openCache(directory, store)
const now = new Date('2026-03-02T00:00:00Z')
const read = (signers: readonly string[] = [], from = places) =>
  readCatalog('orders', from, { expected: ['primary', 'offsite'], signers, cache, now, signal })

const mark = (purgeAfter: string) => Buffer.from(JSON.stringify({ trashedAt: '2026-03-01T00:00:00.000Z', purgeAfter }))

describe('the catalog of a source', () => {
  test('merges stores by id, newest first, and knows which copies are missing', async () => {
    await shelve(primary, monday)
    await shelve(primary, tuesday)
    await shelve(offsite, monday)
    const { entries, unread, damaged } = await read()
    expect(entries.map(({ id, copies, missing }) => ({ id, copies, missing }))).toEqual([
      { id: tuesday.id, copies: ['primary'], missing: ['offsite'] },
      { id: monday.id, copies: ['primary', 'offsite'], missing: [] },
    ])
    expect(entries[0]?.bytes).toBe(100)
    expect({ unread, damaged }).toEqual({ unread: [], damaged: [] })
  })
  test('rejects a manifest whose time differs from the one in its id', async () => {
    await shelve(primary, { ...monday, startedAt: '2026-03-01T00:00:00.000Z' })
    await shelve(primary, tuesday)
    const { entries, damaged } = await read()
    expect(entries.map(({ id }) => id)).toEqual([tuesday.id])
    expect(damaged).toMatchObject([{ id: monday.id, message: expect.stringContaining('not the time in its id') }])
  })
  test('does not count a copy whose key object is gone', async () => {
    await shelve(primary, monday)
    await shelve(offsite, monday)
    await primary.remove([objectName.key('orders', monday.id)], signal)
    expect((await read()).entries[0]).toMatchObject({
      copies: ['offsite'],
      missing: [],
      damaged: [{ store: 'primary', because: 'its key object in primary is missing' }],
      foreign: undefined,
    })
    await offsite.remove([objectName.key('orders', monday.id)], signal)
    expect((await read()).entries[0]).toMatchObject({
      copies: [],
      foreign: expect.stringContaining('key object is missing'),
    })
  })
  test('names a store that could not be listed, and still returns what the others have', async () => {
    await shelve(primary, monday)
    const broken: Store = {
      ...offsite,
      list: () => {
        throw new Problem('store-denied', 'list orders/: denied in memory offsite')
      },
    }
    const catalog = await read(
      [],
      [
        { name: 'primary', store: primary },
        { name: 'offsite', store: broken },
      ],
    )
    expect(catalog.unread).toEqual([
      { store: 'offsite', code: 'store-denied', message: 'list orders/: denied in memory offsite' },
    ])
    expect(catalog.entries).toHaveLength(1)
  })
  test('names a manifest that cannot be parsed, and continues', async () => {
    await shelve(primary, monday)
    await shelve(primary, tuesday)
    primary.objects.set(objectName.manifest('orders', monday.id), Buffer.from('{'))
    const { entries, damaged } = await read()
    expect(entries.map(({ id }) => id)).toEqual([tuesday.id])
    expect(damaged).toEqual([{ store: 'primary', id: monday.id, message: expect.stringContaining('is not JSON') }])
  })

  test('is still read when one object is larger than any that Backproof writes', async () => {
    await shelve(primary, monday)
    await shelve(primary, tuesday)
    const huge = Buffer.alloc(300 * 1024, '[')
    const at = new Date('2026-02-18T00:00:00.000Z')
    primary.objects.set(objectName.manifest('orders', monday.id), huge)
    primary.objects.set(objectName.proof('orders', tuesday.id, at, 'restore', 'primary', 'failed'), huge)
    primary.objects.set(objectName.run('orders', at, tuesday.id, 'failed'), huge)
    primary.objects.set(objectName.trash('orders', tuesday.id), huge)
    primary.objects.set(objectName.signature('orders', tuesday.id), huge)
    const { entries, damaged, unread, runs } = await read()
    expect(unread).toEqual([])
    expect(damaged).toEqual([{ store: 'primary', id: monday.id, message: expect.stringContaining('larger than') }])
    // Each counts for what its name says, and for the worst where it does not.
    expect(entries).toMatchObject([
      {
        id: tuesday.id,
        proofs: [{ outcome: 'failed', findings: [{ blame: 'data' }] }],
        trashed: { at: new Date(8.64e15) },
      },
    ])
    expect(runs).toMatchObject([{ outcome: 'failed' }])
    const { signer } = generateKeys()
    expect((await read([signer])).entries[0]?.foreign).toMatch(/not signed by a signer/)
  })

  test('is read again when an object disappears between listing and reading', async () => {
    await shelve(primary, monday)
    await shelve(primary, tuesday)
    const name = objectName.manifest('orders', monday.id)
    const purged: Store = {
      ...primary,
      get(key, options) {
        if (key === name) primary.objects.delete(name)
        return primary.get(key, options)
      },
    }
    const { entries, unread } = await read([], [{ name: 'primary', store: purged }])
    expect(unread).toEqual([])
    expect(entries.map(({ id }) => id)).toEqual([tuesday.id])
  })

  test('reads every failed proof that was written, however many failures it found', async () => {
    await shelve(primary, monday)
    const at = new Date('2026-02-18T00:00:00.000Z')
    const findings = [
      ...Array.from({ length: 9_000 }, (_, i) => ({
        level: 'failure' as const,
        blame: 'env' as const,
        message: `ä extension ${i} is missing`,
      })),
      { level: 'failure' as const, blame: 'data' as const, message: 'x'.repeat(50_000), hint: 'y'.repeat(50_000) },
    ]
    const proof = { id: monday.id, level: 'restore', outcome: 'failed', store: 'primary', durations: {} } as const
    await putProof(places, 'orders', { ...proof, startedAt: at, finishedAt: at, findings }, {}, signal)
    for (const { objects } of [primary, offsite])
      for (const bytes of objects.values()) expect(bytes.length).toBeLessThanOrEqual(256 * 1024)
    const [read1] = (await read()).entries[0]?.proofs ?? []
    expect(read1?.findings[0]).toMatchObject({ blame: 'data', message: expect.stringMatching(/^x+$/) })
    expect(read1?.findings.at(-1)?.message).toMatch(/^and \d+ more findings$/)
    expect(read1?.findings.length).toBeGreaterThan(500)
  })

  test('does not trust manifests that differ between stores', async () => {
    await shelve(primary, monday)
    await shelve(offsite, { ...monday, tags: ['other'] })
    expect((await read()).entries[0]).toMatchObject({ copies: [], foreign: expect.stringContaining('differ') })
  })

  test('counts only backups signed by one of the signers, if signers are set', async () => {
    const keys = generateKeys()
    await shelve(primary, monday)
    expect((await read([keys.signer])).entries[0]?.foreign).toMatch(/not signed/)

    const signature = (signing: string) =>
      Buffer.from(`${signManifest(encodeManifest(monday), parseSigningKey(signing))}\n`)
    await primary.put(objectName.signature('orders', monday.id), signature(generateKeys().signing), { signal })
    expect((await read([keys.signer])).entries[0]?.foreign).toMatch(/not signed by a signer/)
    await primary.put(objectName.signature('orders', monday.id), signature(keys.signing), { signal })
    expect((await read([keys.signer])).entries[0]?.foreign).toBeUndefined()
    // A planted copy in the other store neither counts nor spoils the good one.
    await shelve(offsite, { ...monday, tags: ['planted'] })
    expect((await read([keys.signer])).entries[0]).toMatchObject({ copies: ['primary'], foreign: undefined })
  })

  test('treats a backup as deleted only when every copy is marked', async () => {
    await shelve(primary, monday)
    await shelve(offsite, monday)
    const marker = mark('2026-03-08T00:00:00.000Z')
    await primary.put(objectName.trash('orders', monday.id), marker, { signal })
    expect((await read()).entries[0]).toMatchObject({ trashed: undefined, marked: ['primary'] })
    await offsite.put(objectName.trash('orders', monday.id), marker, { signal })
    expect((await read()).entries[0]?.trashed).toEqual({
      at: new Date('2026-03-01'),
      purgeAfter: new Date('2026-03-08'),
    })
  })

  test('never purges because of a marker that cannot be parsed', async () => {
    await shelve(primary, monday)
    await primary.put(objectName.trash('orders', monday.id), Buffer.from('?'), { signal })
    expect((await read()).entries[0]?.trashed?.purgeAfter.getTime()).toBe(8.64e15)
  })

  test('reads holds, proofs and run records', async () => {
    await shelve(primary, monday)
    const at = new Date('2026-02-17T03:00:00.000Z')
    await primary.put(objectName.hold('orders', monday.id), Buffer.from('{}'), { signal })
    await primary.put(objectName.proof('orders', monday.id, at, 'read', 'primary', 'passed'), Buffer.from('{}'), {
      signal,
    })
    const failed = { findings: [{ level: 'failure', blame: 'env', message: 'no image' }] }
    const later = new Date('2026-02-17T04:00:00.000Z')
    await primary.put(
      objectName.proof('orders', monday.id, later, 'restore', 'primary', 'failed'),
      Buffer.from(JSON.stringify(failed)),
      { signal },
    )
    await primary.put(objectName.run('orders', at, monday.id, 'failed'), Buffer.from('{}'), { signal })
    const { entries, runs } = await read()
    expect(entries[0]?.held).toBe(true)
    expect(entries[0]?.proofs.map(({ level, outcome, findings }) => ({ level, outcome, findings }))).toEqual([
      { level: 'restore', outcome: 'failed', findings: failed.findings },
      { level: 'read', outcome: 'passed', findings: [] },
    ])
    expect(runs).toMatchObject([{ id: monday.id, outcome: 'failed' }])
  })

  test('ignores a passed proof dated in the future, which would otherwise answer every failure until then', async () => {
    await shelve(primary, monday)
    const prove = (at: Date, outcome: 'passed' | 'failed') =>
      primary.put(objectName.proof('orders', monday.id, at, 'restore', 'primary', outcome), Buffer.from('{}'), {
        signal,
      })
    await prove(new Date('2026-02-17T03:00:00.000Z'), 'failed')
    await prove(new Date(now.getTime() + 1), 'passed')
    const [entry] = (await read()).entries
    expect(entry?.proofs.map(({ outcome }) => outcome)).toEqual(['failed'])
    expect(entry && standing(entry, now)).toBe('damaged')
    // One that failed is believed all the same.
    await prove(new Date(now.getTime() + 2), 'failed')
    expect((await read()).entries[0]?.proofs.map(({ outcome }) => outcome)).toEqual(['failed', 'failed'])
  })

  test('reads the newest run records, and the newest failed one however many came after it', async () => {
    const record = (minute: number, command: string, outcome: 'succeeded' | 'failed') => {
      const startedAt = new Date(Date.UTC(2026, 1, 16, 2, minute))
      const id = makeId('orders', startedAt, 0)
      const value = { command, trigger: 'schedule', finishedAt: startedAt, because: ['x'] }
      return primary.put(objectName.run('orders', startedAt, id, outcome), Buffer.from(JSON.stringify(value)), {
        signal,
      })
    }
    await record(0, 'backup', 'succeeded')
    await record(1, 'backup', 'failed')
    for (let minute = 2; minute < 40; minute++) await record(minute, 'prune', 'succeeded')
    const { runs } = await read()
    const commands = runs.map(({ command, outcome }) => `${command} ${outcome}`)
    expect(commands).toHaveLength(40)
    expect(commands.slice(0, 20)).toEqual(Array(20).fill('prune succeeded'))
    expect(commands.slice(-2)).toEqual(['backup failed', 'run succeeded'])
  })

  test('is read for many sources at once with one cache', async () => {
    await shelve(primary, monday)
    await shelve(primary, tuesday)
    const shared = openCache(directory, primary)
    const options = { expected: ['primary'], signers: [], cache: () => shared, now, signal }
    const sources = ['orders', 'customers', 'carts', 'orders']
    const read = await Promise.all(
      sources.map((name) => readCatalog(name, [{ name: 'primary', store: primary }], options)),
    )
    expect(read.map(({ entries }) => entries.length)).toEqual([2, 0, 0, 2])
    expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('reads an unchanged manifest from the cache, and is not harmed by a changed or damaged cache', async () => {
    await shelve(primary, monday)
    await read()
    let gets = 0
    const counted: Store = {
      ...primary,
      get(key, options) {
        gets += 1
        return primary.get(key, options)
      },
    }
    expect((await read([], [{ name: 'primary', store: counted }])).entries).toHaveLength(1)
    expect(gets).toBe(0)
    const [file = ''] = await readdir(directory)
    await writeFile(join(directory, file), (await readFile(join(directory, file), 'utf8')).slice(0, 40))
    expect((await read([], [{ name: 'primary', store: counted }])).entries).toHaveLength(1)
    expect(gets).toBeGreaterThan(0)
  })

  test('follows the store even if the cache was altered', async () => {
    await shelve(primary, monday)
    await primary.put(objectName.trash('orders', monday.id), mark('2026-03-08T00:00:00.000Z'), { signal })
    const before = await read()
    const [file = ''] = await readdir(directory)
    const lines = (await readFile(join(directory, file), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(2)
    const altered = lines.map((line) => {
      const [key, etag, value, ...rest] = JSON.parse(line)
      const text = Buffer.from(value, 'base64').toString().replace('2026-03-08', '2026-02-01').replace('daily', 'other')
      return JSON.stringify([key, etag, Buffer.from(text).toString('base64'), ...rest])
    })
    expect(altered).not.toEqual(lines)
    await writeFile(join(directory, file), `${altered.join('\n')}\n`)
    expect(await read()).toEqual(before)
    // Nor by another object's bytes under this name.
    const names = lines.map((line) => JSON.parse(line))
    const swapped = names.map(([key, etag], i) => JSON.stringify([key, etag, ...names[1 - i].slice(2)]))
    await writeFile(join(directory, file), `${swapped.join('\n')}\n`)
    expect(await read()).toEqual(before)
  })

  test('drops a source from the cache when its stores no longer have it, and keeps all others', async () => {
    const cached = async () => {
      const [file = ''] = await readdir(directory)
      const lines = (await readFile(join(directory, file), 'utf8')).trim().split('\n')
      return lines.map((line) => JSON.parse(line)[0]).sort()
    }
    const { manifest } = objectName
    const id = 'orders-eu-2026-02-16T02-00-00.000000Z'
    const other = sampleManifest('2026-02-16T02:00:00.000Z', { id, source: 'orders-eu' })
    const from = [{ name: 'primary', store: primary }]
    await shelve(primary, monday)
    await shelve(primary, other)
    await read([], from)
    await readCatalog('orders-eu', from, { expected: ['primary'], signers: [], cache, now, signal })
    expect(await cached()).toEqual([manifest('orders', monday.id), manifest('orders-eu', id)].sort())
    await primary.remove([manifest('orders', monday.id)], signal)
    await shelve(primary, tuesday)
    await read([], from)
    expect(await cached()).toEqual([manifest('orders', tuesday.id), manifest('orders-eu', id)].sort())
  })
})
