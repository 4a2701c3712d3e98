import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { acquireLease } from '../../src/catalog/catalog.ts'
import { memoryStore, type Store } from '../../src/store/store.ts'
import { signal } from './sample.ts'

test.each(['yours', '{'])(
  'a lease is ours where the store has what was written, though reading it back gave "%s"',
  async (spoilt) => {
    const inner = memoryStore()
    let spoils = true
    const now = () => new Date('2026-02-14T00:00:00Z')
    const flips: Store = {
      ...inner,
      async get(key, options) {
        const text = Buffer.concat(await (await inner.get(key, options)).toArray()).toString()
        return Readable.from([Buffer.from(!spoils ? text : spoilt === '{' ? spoilt : text.replace('mine', spoilt))])
      },
    }
    await using _mine = await acquireLease(flips, 'orders', { holder: 'mine', now, signal })
    spoils = false
    await expect(acquireLease(flips, 'orders', { holder: 'other', now, signal })).rejects.toMatchObject({
      message: expect.stringContaining('written by mine'),
    })
  },
)
