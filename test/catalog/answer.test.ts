import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { objectName, openCache, readCatalog } from '../../src/catalog/catalog.ts'
import { generateKeys, parseSigningKey, signManifest } from '../../src/seal/seal.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const monday = sampleManifest('2026-02-16T02:00:00.000Z')
const signing = generateKeys()
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backproof-answer-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

test.each(['json', 'sig'])(
  'a wrong answer for one .%s is not remembered by the catalog: its next reading is right',
  async (kind) => {
    const memory = memoryStore('primary')
    await shelve(memory, monday)
    const bytes = memory.objects.get(objectName.manifest('orders', monday.id)) ?? Buffer.alloc(0)
    const signature = signManifest(bytes, parseSigningKey(signing.signing))
    memory.objects.set(objectName.signature('orders', monday.id), Buffer.from(signature))
    const mark = { trashedAt: '2026-02-17T00:00:00.000Z', purgeAfter: '2026-02-18T00:00:00.000Z' }
    memory.objects.set(objectName.trash('orders', monday.id), Buffer.from(JSON.stringify(mark)))
    let wrong = true
    let gets = 0
    const store: Store = {
      ...memory,
      get(key, options) {
        gets += 1
        // Whatever stands in between answers instead: 200, with the length of its own page.
        return wrong && key.endsWith(kind)
          ? Promise.resolve(Readable.from([Buffer.from('<html>')]))
          : memory.get(key, options)
      },
    }
    const read = () =>
      readCatalog('orders', [{ name: 'primary', store }], {
        expected: ['primary'],
        signers: [signing.signer],
        cache: (one) => openCache(directory, one),
        now: new Date('2026-02-20T00:00:00Z'),
        signal,
      })
    const before = await read()
    expect(before.damaged.length + before.entries.filter(({ foreign }) => foreign).length).toBe(1)
    wrong = false
    const { entries, damaged } = await read()
    expect(damaged).toEqual([])
    expect(entries).toMatchObject([{ foreign: undefined, trashed: { purgeAfter: new Date(mark.purgeAfter) } }])
    gets = 0
    expect((await read()).entries).toEqual(entries)
    expect(gets).toBe(0)
  },
)
