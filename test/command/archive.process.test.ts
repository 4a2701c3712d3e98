import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryStore, openStore } from '../../src/store/store.ts'
import { type S3StandIn, startS3StandIn } from '../fault/s3-stand-in.ts'
import { codesOf, openShop, reportOf, type Shop } from './shop.ts'

let server: S3StandIn
let shop: Shop
beforeEach(async () => {
  server = await startS3StandIn()
  shop = await openShop({ defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 3 } }\n' })
})
afterEach(async () => {
  await shop[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const inArchive = () =>
  [...server.objects].flatMap(([key, { meta }]) => (meta['x-amz-storage-class'] ? [key] : [])).sort()

/** Store `a` is an S3 bucket with this storage class, `b` is in memory. */
const world = (storageClass: string) => {
  const { endpoint } = server
  const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
  const s3 = { kind: 's3', bucket: 'bucket', region: 'auto', endpoint, storageClass, ...keys } as const
  const b = memoryStore('b')
  return { openStore: async (name: string) => (name === 'a' ? openStore(s3) : b) }
}

describe.each(['GLACIER', 'DEEP_ARCHIVE'])('a store with storage-class: %s', (storageClass) => {
  test('accepts one backup after another, and archives only data', async () => {
    const over = world(storageClass)
    for (let i = 0; i < 2; i++) {
      const made = await shop.run('backup', {}, over)
      expect(made.problems).toEqual([])
      const { backup } = reportOf(made)
      expect(backup?.copies.map(({ outcome }) => outcome)).toEqual(['stored', 'stored'])
      expect(backup?.findings.map(({ message }) => message).join()).toContain(
        'the copy in a went into an archive class',
      )
    }
    expect(inArchive().length).toBeGreaterThan(0)
    for (const key of inArchive()) expect(key).toMatch(/^files\/data\//)
    // What is archived cannot be read at once, and the other copy can.
    const refused = await shop.run('verify', { level: 'read', store: 'a' }, over)
    expect(refused.problems).toMatchObject([{ code: 'object-archived', hint: expect.stringMatching(/Restore it/) }])
    expect((await shop.run('verify', { level: 'read', store: 'b' }, over)).problems).toEqual([])
    expect((await shop.run('prune', { apply: true }, over)).problems).toEqual([])
  })

  test('stays usable after its lease was archived: the lease is replaced', async () => {
    const over = world(storageClass)
    await shop.run('backup', {}, over)
    const lease = server.objects.get('files/lease.json') ?? expect.unreachable()
    server.objects.set('files/lease.json', { ...lease, meta: { ...lease.meta, 'x-amz-storage-class': storageClass } })
    expect(codesOf(await shop.run('backup', {}, over))).toEqual([])
    expect(inArchive()).not.toContain('files/lease.json')
  })
})
