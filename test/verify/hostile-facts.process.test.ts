import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import type { Facts } from '../../src/engine/engine.ts'
import { newDataKey, seal } from '../../src/seal/seal.ts'
import { memoryStore } from '../../src/store/store.ts'
import { compare, openBackup } from '../../src/verify/verify.ts'
import { sampleManifest } from '../catalog/sample.ts'
import { archived, directory, plain, workshop } from '../engine/files/fixture.ts'
import { noRuntime } from '../engine/source.ts'
import { files } from '../engine/step.ts'

const facts = (rows: Facts['rows'], objects: Facts['objects']): Facts => ({
  version: 1,
  engine: 'files',
  server: undefined,
  sizeBytes: 0,
  rows,
  objects,
})

describe('made-up facts', () => {
  test('are refused before use if they have 60,000 roots', { timeout: 20_000 }, async () => {
    using shop = workshop()
    const root = Array.from({ length: 60_000 }, (_, index) => `/r${index}`)
    await expect(
      files.restore(archived(Buffer.alloc(1024), facts({}, { root })), directory(shop.at('out')), noRuntime, plain),
    ).rejects.toMatchObject({ code: 'object-damaged', message: expect.stringContaining('60000 roots') })
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'are compared correctly if they have the key %s',
    (key) => {
      const own = JSON.parse(`{ "${key}": ["x"] }`)
      const said = compare(facts({ a: 1 }, own), facts({ a: 1 }, {})).map(({ message }) => message)
      expect(said).toEqual([`${key} x is missing`])
      expect(compare(facts({ a: 1 }, own), facts({ a: 1 }, own))).toEqual([])
      const counts = JSON.parse(`{ "${key}": 3 }`)
      expect(compare(facts(counts, {}), facts({}, {})).map(({ message }) => message)).toEqual([`${key} is missing`])
    },
  )
})

describe('a facts part', () => {
  const { signal } = new AbortController()
  const id = 'files-2026-01-01T00-00-00.000000Z'
  const shell = (rows: string, objects: string) =>
    Buffer.from(`{"version":1,"engine":"postgres","sizeBytes":1,"rows":{${rows}},"objects":{${objects}}}`)

  /** Opens a backup of nothing but facts; `said`: what its manifest says of their size. */
  async function opened(text: Buffer, said = text.length) {
    const store = memoryStore('a')
    const key = newDataKey()
    const sealing = seal(Readable.from([text]), { key, id, part: 'facts.json', compression: 'zstd', signal })
    await store.put(objectName.data('files', id, 'facts.json'), await buffer(sealing.body), { signal })
    const { plainCrc32: _, ...done } = await sealing.done
    const part = { name: 'facts.json', compression: 'zstd' as const, ...done, plainBytes: said }
    const manifest = sampleManifest('2026-01-01T00:00:00Z', { id, source: 'files', parts: [part] })
    return openBackup({ name: 'a', store }, manifest, key, signal)
  }

  const limit = 48 * 1024 * 1024
  test('opens at 48 MiB', async () => {
    const text = shell('"public.t":1', `"table":["${'x'.repeat(1 << 20)}"]`)
    const { facts } = await opened(Buffer.concat([text, Buffer.alloc(limit - text.length, ' ')]))
    expect(facts.rows).toEqual({ 'public.t': 1 })
  })

  test('is refused if it is larger, and not read beyond the size in its manifest', async () => {
    const text = Buffer.concat([shell('', ''), Buffer.alloc(limit, ' ')])
    await expect(opened(text)).rejects.toMatchObject({
      code: 'object-damaged',
      message: `facts.json of ${id} is larger than ${limit} bytes`,
      hint: expect.stringContaining('--raw DIR'),
    })
    await expect(opened(text, 10)).rejects.toMatchObject({ code: 'object-damaged' })
  })

  const listed = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join()
  test.each([
    [
      'lists',
      shell(
        '',
        listed(100_000, (i) => `"${i}":[]`),
      ),
      '1,000 lists',
    ],
    ['values', shell('', `"t":[${listed(2_100_000, () => '""')}]`), '2,000,000 values'],
    [
      'names',
      shell(
        listed(510_000, (i) => `"${i}":1`),
        '',
      ),
      '500,000 names',
    ],
  ])('is refused before it is parsed if it has too many %s', { timeout: 20_000 }, async (_, text, excess) => {
    await expect(opened(text)).rejects.toMatchObject({
      code: 'object-damaged',
      message: `facts.json of ${id} holds more than ${excess}`,
    })
  })

  test.each(['tables', 'wide names', 'counts'])(
    'opens in less than 512 MiB of memory if it is full of %s up to the limit',
    async (shape) => {
      const program = join(import.meta.dirname, 'facts-opener.ts')
      const { stdout } = await promisify(execFile)(process.execPath, [program, shape, String(limit)])
      const { names, plainBytes, peakBytes } = JSON.parse(stdout)
      expect(plainBytes).toBeGreaterThan(limit * 0.9)
      expect(plainBytes).toBeLessThanOrEqual(limit)
      expect(names).toBeGreaterThan(400_000)
      expect(peakBytes / 2 ** 20).toBeLessThan(512)
    },
    120_000,
  )

  test('is not misjudged because of characters in its names', async () => {
    const name = JSON.stringify(`f(integer[], text) "{[,\\`.repeat(2000))
    const { facts } = await opened(shell(`${name}:1`, `"routine":[${name}]`))
    expect(Object.keys(facts.rows)).toEqual([JSON.parse(name)])
  })
})
