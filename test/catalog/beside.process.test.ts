import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changedSince, type Entry, lookBeside, objectName, openCache, readCatalog } from '../../src/catalog/catalog.ts'
import { directoryStore } from '../../src/store/directory/directory.ts'
import { sampleManifest, shelve, signal } from './sample.ts'

const now = new Date('2026-03-01T00:00:00Z')
const later = new Date('2026-02-20T00:00:00Z')
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'backproof-beside-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function open() {
  const place = { name: 'disk', store: directoryStore({ kind: 'directory', path: join(root, 'store') }) }
  for (const day of ['01', '02', '03']) await shelve(place.store, sampleManifest(`2026-02-${day}T00:00:00.000Z`))
  const known = objectName.proof('orders', idOf('01'), new Date('2026-02-05T00:00:00Z'), 'check', 'disk', 'passed')
  await place.store.put(known, Buffer.from('{}'), { signal })
  const cache = (store: typeof place.store) => openCache(join(root, 'cache'), store)
  const { entries } = await readCatalog('orders', [place], { expected: ['disk'], signers: [], cache, now, signal })
  return { place, entries }
}
const idOf = (day: string) => sampleManifest(`2026-02-${day}T00:00:00.000Z`).id

/** What has come beside the first backup since it was decided on, and what is said of it. */
const news: readonly [string, string, RegExp][] = [
  ['a hold', objectName.hold('orders', idOf('01')), /was just held, in disk/],
  ['a tag', objectName.tag('orders', idOf('01'), { at: later, verb: 'add', tag: 'legal' }), /the tag legal was just/],
  [
    'a failed proof',
    objectName.proof('orders', idOf('01'), later, 'read', 'disk', 'failed'),
    /a read of it just failed, in disk/,
  ],
]

test.each(news)(
  '%s that arrived since the decision is found when many backups are checked at once, as when one is',
  async (_, key, says) => {
    const { place, entries } = await open()
    const changes = async () => {
      const ids = entries.map(({ id }) => id)
      const beside = await lookBeside(place, 'orders', ids, signal)
      expect(beside).toBeDefined()
      const look = (entry: Entry) =>
        Promise.all([changedSince(place, entry, now, signal, beside), changedSince(place, entry, now, signal)])
      return Promise.all(entries.map(look))
    }
    expect((await changes()).flat()).toEqual(Array(6).fill(undefined))
    await place.store.put(key, Buffer.from('{}'), { signal })
    const after = await changes()
    expect(after.slice(0, 2).flat()).toEqual(Array(4).fill(undefined))
    expect(after.at(-1)).toEqual([expect.stringMatching(says), expect.stringMatching(says)])
  },
)
