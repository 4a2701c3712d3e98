import { randomBytes } from 'node:crypto'
import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../../src/store/store.ts'
import { codesOf, openShop, reportOf } from '../../command/shop.ts'
import { type OtherS3, s3proxy, versitygw } from '../../server/s3-other.ts'
import { byClock } from '../clock.ts'
import { read, storeContract, streaming } from '../contract.ts'

const never = new AbortController().signal
const large = randomBytes(20_000_000)

for (const other of [versitygw, s3proxy]) {
  const java = other === s3proxy
  describe.skipIf(other.missing)(`on ${other.name} ${other.missing ?? ''}`, () => {
    let server: OtherS3
    let client: S3Client
    let buckets = 0
    beforeAll(async () => {
      server = await other.start()
      const { endpoint, region, accessKeyId, secretAccessKey } = server.s3
      client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
    }, 1_800_000)
    afterAll(async () => {
      client?.destroy()
      await server?.[Symbol.asyncDispose]()
    })

    const optionsOf = async () => {
      const bucket = `bucket-${++buckets}`
      await client.send(new CreateBucketCommand({ Bucket: bucket }))
      return { ...server.s3, bucket, prefix: 'p' }
    }

    storeContract(
      other.name,
      async () => {
        const options = await optionsOf()
        const end = async () => {
          const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: options.bucket }))
          expect(Uploads).toEqual([])
        }
        return { store: await openStore(options), end }
      },
      { largeBytes: 18_000_000, manyObjects: 300, refusesFolders: java, sortsByUtf16: java },
    )

    test('an upload in parts comes back unchanged', async () => {
      const store = await openStore(await optionsOf())
      const stored = await store.put('large', streaming(large), { signal: never })
      expect(stored).toEqual(await store.head('large', never))
      expect((await read(store, 'large')).equals(large)).toBe(true)
    })

    test('a backup of several parts is made, proven, restored and pruned', async () => {
      const shop = await openShop({ stores: ['a'], defaults: '  retention: { keep: { last: 1 }, manual: rules }\n' })
      try {
        await shop.file('data/large', large)
        const options = await optionsOf()
        const store = byClock(await openStore(options), () => shop.world.now())
        const over = { openStore: async () => store }
        for (let i = 0; i < 2; i++) {
          const made = await shop.run('backup', {}, over)
          expect(codesOf(made)).toEqual([])
          expect(reportOf(made).backup?.copies).toMatchObject([{ outcome: 'stored' }])
        }
        expect(codesOf(await shop.run('verify', { level: 'read' }, over))).toEqual([])
        expect(codesOf(await shop.run('restore', { into: shop.path('out') }, over))).toEqual([])
        expect(codesOf(await shop.run('prune', { apply: true }, over))).toEqual([])
      } finally {
        await shop[Symbol.asyncDispose]()
      }
    })
  })
}
