import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/engine/engine.ts'
import { files } from '../../src/engine/files.ts'
import { compare } from '../../src/verify/verify.ts'
import { archived, directory, plain, workshop } from '../engine/files-fixture.ts'
import { noRuntime } from '../engine/source.ts'

const facts = (rows: Facts['rows'], objects: Facts['objects']): Facts => ({
  version: 1,
  engine: 'files',
  server: undefined,
  sizeBytes: 0,
  rows,
  objects,
})

describe('facts that somebody has made up', () => {
  test('with 60,000 roots are refused at once', async () => {
    using shop = workshop()
    const root = Array.from({ length: 60_000 }, (_, index) => `/r${index}`)
    const began = performance.now()
    await expect(
      files.restore(archived(Buffer.alloc(1024), facts({}, { root })), directory(shop.at('out')), noRuntime, plain),
    ).rejects.toMatchObject({ code: 'object-damaged', message: expect.stringContaining('60000 roots') })
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'with the key %s are compared by their own',
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
