import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { generateIndexKey } from '../../src/seal/seal.ts'
import type { World } from '../../src/world.ts'
import { portrait } from '../engine/files/fixture.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

const indexKey = generateIndexKey()
const hour = 3600_000
const plain = { colour: false, width: 200 }

let shop: Shop
let env: World['env']

beforeEach(async () => {
  shop = await openShop({
    source: '    schedule: "0 3 * * *"\n    incremental: "5 * * * *"\n    max-chain: 4\n',
    defaults: '  retention: { keep: { last: 100 } }',
  })
  // Later than any change of a file.
  shop.at('2027-03-01T03:00:00Z')
  // The job that backs up: it has no secret key.
  env = { ...shop.env, BACKPROOF_SECRET_KEY: undefined, BACKPROOF_INDEX_KEY: indexKey }
})
afterEach(() => shop[Symbol.asyncDispose]())

/** What a tick makes: the kind of backup, and what is said of it. */
async function tick(over: Partial<World> = {}) {
  const result = await shop.run('run', {}, { env, ...over })
  expect(result.problems).toEqual([])
  const [id = ''] = result.ids ?? []
  const { entries } = await shop.catalog()
  const manifest = entries.find((entry) => entry.id === id)?.manifest
  const report = reportOf(result)
  const because = report.tasks?.find(({ kind }) => kind === 'backup')?.because ?? []
  const notes = report.backup?.findings.map(({ message }) => message) ?? []
  return { id, manifest, because, notes, kind: manifest?.kind ?? 'none' }
}

const restored = async (id: string, only?: string) => {
  const into = `./out-${id.slice(-4)}${only ? '-only' : ''}`
  const result = await shop.run('restore', { id: [id], into, ...(only ? { only: [only] } : {}) })
  expect(result.problems).toEqual([])
  return join(shop.path(into), shop.path('data'))
}

describe('run with incremental', () => {
  test('backs up what has changed, says why and on what, and every backup restores as it was', async () => {
    const full = await tick()
    expect(full).toMatchObject({ kind: 'full', because: ['first backup: none exists yet'] })
    const before = portrait(shop.path('data'))
    shop.world.advance(hour)
    await shop.file('data/deep/three.txt', 'three\n')
    await mkdir(shop.path('data/new'))
    renameSync(shop.path('data/one.txt'), shop.path('data/new/one.txt'))
    const first = await tick()
    expect(first).toMatchObject({ kind: 'increment', notes: [] })
    expect(first.because).toEqual([
      'increment: last full backup 2027-03-01 03:00 UTC is older than the tick of 03:05 UTC',
      `base ${full.id}`,
    ])
    expect(first.manifest?.base).toBe(full.id)
    expect(first.manifest?.parts.map(({ name }) => name)).toEqual(['files.tar', 'files.index', 'facts.json'])
    const between = portrait(shop.path('data'))
    shop.world.advance(hour)
    rmSync(shop.path('data/deep'), { recursive: true })
    writeFileSync(shop.path('data/deep'), 'now a file')
    const second = await tick()
    expect(second).toMatchObject({ kind: 'increment', manifest: { base: first.id } })

    expect(portrait(await restored(full.id))).toEqual(before)
    expect(portrait(await restored(first.id))).toEqual(between)
    expect(portrait(await restored(second.id))).toEqual(portrait(shop.path('data')))
    const only = await restored(second.id, '/**/one.txt')
    expect(readFileSync(join(only, 'new/one.txt'), 'utf8')).toBe('one\n'.repeat(100))
    expect(await readdir(only)).toEqual(['new'])

    for (const level of ['check', 'read', 'restore']) {
      const proof = await shop.run('verify', { id: [second.id], level })
      expect(proof.problems).toEqual([])
    }
    expect((await shop.run('gate', { 'max-age': '10m' })).problems).toEqual([])
    expect((await shop.run('show', { id: [second.id] })).text(plain)).toContain(first.id)
    expect((await shop.run('list', {})).text(plain)).toContain('automatic increment')
  })

  test('takes a full backup where there is nothing to build on, and says why', async () => {
    const instead = (why: string) => [`this is a full backup instead of an increment: ${why}`]
    await tick()
    // Nothing opens its index: neither a key, nor this machine.
    shop.world.advance(hour)
    const lost = 'BACKPROOF_INDEX_KEY is not set, and this machine has kept no key of it'
    const keyless = await tick({ env: { ...env, BACKPROOF_INDEX_KEY: undefined } })
    expect(keyless).toMatchObject({ kind: 'full', notes: instead(`this job cannot open its index: ${lost}`) })
    // Of another key than this job has.
    shop.world.advance(hour)
    const { kind, notes } = await tick()
    expect(kind).toBe('full')
    expect(notes).toEqual([expect.stringContaining(`the index of ${keyless.id} is sealed to another index key`)])

    const base = await tick2()
    await shop.run('delete', { id: [base.id], confirm: [base.id] })
    expect(await tick2()).toMatchObject({
      kind: 'full',
      because: expect.arrayContaining([`not an increment: ${base.id} is deleted`]),
    })

    const chain = [await tick2(), await tick2(), await tick2()]
    expect(chain.map((one) => one.kind)).toEqual(['increment', 'increment', 'increment'])
    const long = await tick2()
    expect(long.kind).toBe('full')
    expect(long.because[1]).toMatch(/^not an increment: the chain of \S+ has 4 backups, as many as max-chain allows$/)

    // Another tree in the same place, and other patterns.
    renameSync(shop.path('data'), shop.path('moved'))
    await shop.file('data/one.txt', 'one')
    expect(await tick2()).toMatchObject({
      kind: 'full',
      notes: instead(`${shop.path('data')} is another directory than it was`),
    })
    await shop.policy(
      readFileSync(shop.path('backup-policy.yml'), 'utf8').replace(
        '    schedule',
        '    exclude: ["*.tmp"]\n    schedule',
      ),
    )
    expect(await tick2()).toMatchObject({ kind: 'full', notes: instead('exclude has changed since') })
    expect(await tick2()).toMatchObject({ kind: 'increment', notes: [] })
  })

  test('with an index key that is mistyped is a full backup that says so, in a run that fails', async () => {
    await tick()
    shop.world.advance(hour)
    const mistyped = indexKey.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
    const result = await shop.run('run', {}, { env: { ...env, BACKPROOF_INDEX_KEY: mistyped } })
    expect(codesOf(result)).toEqual(['key-invalid'])
    const { entries } = await shop.catalog()
    expect(entries.map(({ manifest }) => manifest.kind)).toEqual(['full', 'full'])
    const said = JSON.stringify(result.json)
    expect(said).toContain('BACKPROOF_INDEX_KEY cannot be used')
    expect(said).not.toContain(mistyped.slice(8, 30))
  })

  test('takes a full backup after an index that was altered, swapped or set back, whatever its copies say', async () => {
    const full = await tick()
    const first = await tick2()
    const data = (id: string) => objectName.data('files', id, 'files.index')
    const [a, b] = [shop.stores['a']?.objects, shop.stores['b']?.objects]
    if (!a || !b) throw new Error('no stores')
    const [older, whole] = [a.get(data(full.id)), a.get(data(first.id))]
    if (!older || !whole) throw new Error('no index')
    // One bad copy: the other one is used.
    a.set(data(first.id), flipped(whole))
    expect(await tick2()).toMatchObject({ kind: 'increment', notes: [] })
    await tick2()
    for (const [at, bad] of [older, flipped(whole), whole.subarray(0, -1)].entries()) {
      const { id } = await tick2()
      for (const objects of [a, b]) objects.set(data(id), bad)
      const next = await tick2()
      expect(next, String(at)).toMatchObject({ kind: 'full' })
      expect(next.notes).toEqual([expect.stringContaining('its index cannot be used: files.index of')])
    }
  })

  test('builds only on what is committed, and on keys that this machine has kept', async () => {
    const kept = { env: { ...env, BACKPROOF_INDEX_KEY: undefined }, stateDirectory: shop.path('state') }
    const full = await tick(kept)
    expect(await tick2(kept)).toMatchObject({ kind: 'increment', notes: [], manifest: { base: full.id } })
    expect(statSync(shop.path('state/index-keys')).mode & 0o777).toBe(0o700)
    const [name = ''] = await readdir(shop.path('state/index-keys'))
    const file = shop.path(`state/index-keys/${name}`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    // Killed after the upload and before the commit: no store takes a manifest.
    const before = readFileSync(file, 'utf8')
    shop.wrap((store) => ({
      ...store,
      async put(key, body, options) {
        if (key.includes('/manifests/')) throw new Problem('store-failed', 'gone')
        return store.put(key, body, options)
      },
    }))
    shop.world.advance(hour)
    await shop.file('data/late.txt', 'late')
    expect((await shop.run('run', {}, kept)).problems).not.toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(before)
    shop.wrap(undefined)
    const next = await tick2(kept)
    expect(next).toMatchObject({ kind: 'increment', notes: [] })
    expect(portrait(await restored(next.id))).toEqual(portrait(shop.path('data')))
    // Committed, but killed before its key was kept.
    writeFileSync(file, before)
    const lost = await tick2(kept)
    expect(lost.kind).toBe('full')
    expect(lost.notes).toEqual([expect.stringContaining(`the index of ${next.id} is sealed to another index key`)])
    writeFileSync(file, 'spoilt')
    expect(await tick2(kept)).toMatchObject({ kind: 'full' })
  })

  test('is not blamed for a damaged base, which is named, and is not built on any more', async () => {
    const full = await tick()
    const first = await tick2()
    const tar = objectName.data('files', full.id, 'files.tar')
    for (const store of Object.values(shop.stores))
      store.objects.set(tar, flipped(store.objects.get(tar) ?? Buffer.of()))
    for (const level of ['read', 'restore']) {
      const { problems } = await shop.run('verify', { id: [first.id], level })
      expect(problems).toEqual([
        expect.objectContaining({
          message: expect.stringContaining(`it builds on ${full.id}: files.tar of ${full.id} in memory a is damaged`),
        }),
      ])
    }
    const standingOf = async (id: string) =>
      ((await shop.run('show', { id: [id] })).json as { standing: string }).standing
    expect(await standingOf(first.id)).toBe('good')
    expect((await shop.run('verify', { id: [full.id], level: 'check' })).problems).not.toEqual([])
    expect(await standingOf(first.id)).toBe('orphaned')
    shop.world.advance(hour)
    const next = await shop.run('run', {}, { env })
    const { entries } = await shop.catalog()
    expect(entries.find(({ id }) => id === next.ids?.[0])?.manifest.kind).toBe('full')
  })

  test('keeps what increments build on, so that whatever retention leaves restores', async () => {
    await shop.policy(
      readFileSync(shop.path('backup-policy.yml'), 'utf8').replace('last: 100 }', 'last: 3 }, min-keep: 1, grace: 1d'),
    )
    const ids: string[] = []
    for (let at = 0; at < 9; at += 1) {
      await shop.file(`data/${at}.txt`, String(at))
      ids.push((at === 0 ? await tick() : await tick2()).id)
      expect((await shop.run('run', { apply: true }, { env })).problems).toEqual([])
      const { entries } = await shop.catalog()
      const there = entries.filter((entry) => !entry.trashed)
      for (const { manifest } of there)
        if (manifest.base !== undefined) expect(there.map(({ id }) => id)).toContain(manifest.base)
    }
    const { entries } = await shop.catalog()
    const left = entries.filter((entry) => !entry.trashed)
    expect(left.length).toBeLessThan(ids.length)
    for (const { id } of left) {
      const at = ids.indexOf(id)
      const names = await readdir(await restored(id))
      expect(names.filter((name) => /^\d\.txt$/.test(name))).toHaveLength(at + 1)
    }
  })
})

/** The next tick, an hour later. */
async function tick2(over: Partial<World> = {}) {
  shop.world.advance(hour)
  return await tick(over)
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1
  return copy
}
