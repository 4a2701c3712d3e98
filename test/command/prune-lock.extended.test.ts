import { CreateBucketCommand, PutObjectLegalHoldCommand, PutObjectRetentionCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { openStore } from '../../src/store/store.ts'
import { buildMinio, type Minio, minioMissing, startMinio } from '../server/minio.ts'
import { byClock } from '../store/clock.ts'
import { openShop, reportOf } from './shop.ts'

const day = 24 * 3600_000
const Bucket = 'locked'

describe.skipIf(minioMissing)(`a bucket with object lock ${minioMissing ?? ''}`, () => {
  let minio: Minio
  let client: S3Client
  beforeAll(async () => {
    await buildMinio()
    minio = await startMinio()
    const { endpoint, region, accessKeyId, secretAccessKey } = minio
    client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
    await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }))
  }, 1_800_000)
  afterAll(async () => {
    client?.destroy()
    await minio?.[Symbol.asyncDispose]()
  })

  test('keeps what it locks through prune --apply until the lock ends', async () => {
    await using shop = await openShop({
      defaults: '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }',
    })
    const { endpoint, region, accessKeyId, secretAccessKey } = minio
    const store = await openStore({ kind: 's3', bucket: Bucket, region, endpoint, accessKeyId, secretAccessKey })
    const dated = byClock(store, () => shop.world.now())
    shop.wrap((inner, name) => (name === 'a' ? dated : inner))
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      ids.push(...((await shop.run('backup')).ids ?? []))
      shop.world.advance(day)
    }
    const [oldest = '', older = ''] = ids
    const lock = { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Date.now() + 3_600_000) } as const
    const part = { Bucket, Key: objectName.data('files', oldest, 'files.tar') }
    await client.send(new PutObjectRetentionCommand({ ...part, Retention: lock }))
    const manifest = { Bucket, Key: objectName.manifest('files', older) }
    await client.send(new PutObjectLegalHoldCommand({ ...manifest, LegalHold: { Status: 'ON' } }))

    const locked = await shop.run('prune', { apply: true })
    expect(locked.problems).toEqual([])
    expect(locked.deleted).toEqual([])
    const because = (id: string) =>
      reportOf(locked)
        .retention?.decisions.find((one) => one.id === id)
        ?.because.join()
    expect(because(oldest)).toMatch(/^object lock until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/)
    expect(because(older)).toBe('object lock: a legal hold, which has no end')

    await client.send(new PutObjectLegalHoldCommand({ ...manifest, LegalHold: { Status: 'OFF' } }))
    expect((await shop.run('prune', { apply: true })).deleted).toEqual([older])
    await client.send(new PutObjectLegalHoldCommand({ ...manifest, LegalHold: { Status: 'ON' } }))
    shop.world.advance(2 * day)
    // A first run finds its grace period over, a second one may purge it.
    expect(reportOf(await shop.run('prune', { apply: true })).retention?.purged).toEqual([])
    const purging = reportOf(await shop.run('prune', { apply: true })).retention
    expect(purging?.findings.join()).toMatch(/is deleted, but an object lock in a forbids its removal for now/)
    expect(await store.head(objectName.manifest('files', older), shop.world.signal)).toBeDefined()
  })
})
