import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, DeleteObjectsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { openStore } from '../../src/store/store.ts'
import { dockerMissing } from '../server/docker.ts'
import { type S3, s3Image, startS3 } from '../server/s3.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { bucketOf } from './database-shop.ts'
import { later } from './later.ts'
import { backproof, backproofJson } from './run-cli.ts'
import { makeSmallShop, type SmallShop } from './small-shop.ts'

const missing = await dockerMissing(s3Image)

// Each role of docs/operations.md is a user with exactly the policy that stands there.
const roles = ['backup', 'verify', 'prune'] as const
type Role = (typeof roles)[number]

function policyOf(page: string, role: Role): object {
  const section = page.slice(page.indexOf(`### AWS: the ${role} role`))
  return JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '') as object
}

describe.skipIf(missing)(`the roles of docs/operations.md ${missing ?? ''}`, () => {
  let s3: S3
  let shop: SmallShop
  beforeAll(async () => {
    const page = await readFile('docs/operations.md', 'utf8')
    const users = roles.map((role) => ({
      accessKeyId: `ROLE${role.toUpperCase()}`.padEnd(20, 'X'),
      secretAccessKey: role,
      policy: policyOf(page, role),
    }))
    s3 = await startS3({ users })
    await s3.client.send(new CreateBucketCommand({ Bucket: 'shop-backups' }))
    await bundle()
    shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-role-')))
    await shop.policy(`stores:
  far: ${bucketOf(s3, 'shop-backups', { prefix: 'prod' })}
sources:
  app: { engine: sqlite, path: ./app.sqlite, retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d } }
`)
  }, bundleTimeoutMs)
  afterAll(async () => {
    await s3?.[Symbol.asyncDispose]()
    if (shop) await rm(shop.folder, { recursive: true, force: true })
  })
  const env = (role: Role) => ({
    S3_KEY_ID: `ROLE${role.toUpperCase()}`.padEnd(20, 'X'),
    S3_KEY: role,
    ...(role === 'verify' ? shop.secret : {}),
  })
  const objects = async () => {
    const { Contents = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket: 'shop-backups' }))
    return Contents.map(({ Key = '' }) => Key)
  }
  const as = (role: Role, ...args: readonly string[]) => backproof(shop.folder, args, env(role))
  const ask = <T>(role: Role, ...args: readonly string[]) => backproofJson<T>(shop.folder, args, env(role))

  test('suffice for a backup, and do not allow a purge', async () => {
    for (let i = 0; i < 3; i++) expect((await ask<Report>('backup', 'backup')).status).toBe('succeeded')
    expect((await ask<Report>('backup', 'run')).status).toBe('succeeded')
    const doctor = await as('backup', 'doctor')
    expect([doctor.code, doctor.stdout]).toEqual([0, expect.stringContaining('denied: correct for a job that only')])
  })

  test('suffice for a proof, and allow neither a backup nor a deletion', async () => {
    for (const level of ['check', 'read', 'restore']) {
      expect((await ask<Report>('verify', 'verify', '--level', level)).status).toBe('succeeded')
    }
    const id = (await ask<{ backups: { id: string }[] }>('verify', 'list')).backups[0]?.id ?? ''
    await ask('verify', 'restore', '--id', id, '--into', './restored.sqlite')
    for (const args of [['backup'], ['delete', '--id', id, '--confirm', id], ['prune', '--apply']]) {
      const { code, stdout, stderr } = await as('verify', ...args)
      expect([args, code, `${stdout}${stderr}`.replaceAll(/\s+/g, ' ')]).toEqual([
        args,
        1,
        expect.stringMatching(/access denied.*Allow s3:PutObject on/),
      ])
    }
    expect(
      (await ask<{ backups: { deletedAt?: string }[] }>('verify', 'list')).backups.map((b) => b.deletedAt),
    ).toEqual([undefined, undefined, undefined])
  })

  test('suffice for a prune, whose purge is followed to its end', async () => {
    const pruned = await ask<Report>('prune', 'prune', '--apply')
    const ids = pruned.sources[0]?.retention?.deleted.map(({ id }) => id) ?? []
    expect(ids).toHaveLength(2)
    const of = async () =>
      (await objects()).filter((key) => !key.includes('/runs/') && ids.some((id) => key.includes(id)))
    const before = await of()
    // manifest, key, facts, database, proof and mark of each
    expect(before.length).toBeGreaterThanOrEqual(12)
    await using nextDay = await later(shop.folder, env('prune'), 25 * 3_600_000)
    const purged = async () => (await nextDay.run('prune', { apply: true })).sources[0]?.retention?.purged
    expect([await purged(), await of()]).toEqual([[], before])
    expect([(await purged())?.toSorted(), await of()]).toEqual([ids.toSorted(), []])
    expect((await ask<{ backups: unknown[] }>('prune', 'list')).backups).toHaveLength(1)
  })

  test('remove objects one by one where the service requires a right on the bucket itself for a bulk removal', async () => {
    const keys = (await objects()).filter((key) => key.includes('/runs/')).slice(0, 2)
    const credentials = { accessKeyId: env('prune').S3_KEY_ID, secretAccessKey: env('prune').S3_KEY }
    const { endpoint, region } = s3
    const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials })
    const Delete = { Objects: keys.map((Key) => ({ Key })) }
    const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket: 'shop-backups', Delete }))
    expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual(keys.map((key) => [key, 'AccessDenied']))
    client.destroy()
    expect(await objects()).toEqual(expect.arrayContaining(keys))
    const store = await openStore({
      kind: 's3',
      bucket: 'shop-backups',
      prefix: 'prod',
      endpoint,
      region,
      ...credentials,
    })
    await store.remove(
      keys.map((key) => key.slice('prod/'.length)),
      new AbortController().signal,
    )
    expect((await objects()).filter((key) => keys.includes(key))).toEqual([])
  })
})
