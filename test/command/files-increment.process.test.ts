import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { generateIndexKey } from '../../src/seal/seal.ts'
import type { World } from '../../src/world.ts'
import { portrait } from '../engine/files/fixture.ts'
import { openShop, reportOf, type Shop } from './shop.ts'

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
  })
})
