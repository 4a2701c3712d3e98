import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { docker, dockerMissing } from './docker.ts'
import { startPostgres } from './postgres.ts'
import { s3Image, startS3 } from './s3.ts'

describe.each([15, 17, 18])('startPostgres(%i)', async (major) => {
  const missing = await dockerMissing(`postgres:${major}`)
  test.skipIf(missing)(`starts a server of that version and removes it ${missing ?? ''}`, async () => {
    let id: string
    {
      await using pg = await startPostgres(major, { database: 'sh op' })
      id = pg.id
      expect(await pg.sql('show server_version')).toMatch(new RegExp(`^${major}\\.`))
      expect(await pg.sql("select datcollate from pg_database where datname = 'sh op'")).toBe('en_US.utf8\n')
      const url = new URL(pg.url)
      expect(Number(url.port)).toBe(pg.port)
      // Not over 127.0.0.1 inside the container, where the image trusts everybody.
      const own = (await docker(['inspect', '--format', '{{.NetworkSettings.IPAddress}}', id])).trim()
      const query = ['psql', '--no-password', '-h', own, '-U', pg.user, '-Atc', 'select 1', pg.database]
      expect(await pg.exec(query, { PGPASSWORD: decodeURIComponent(url.password) })).toBe('1\n')
      await expect(pg.exec(query, { PGPASSWORD: 'wrong' })).rejects.toThrow('password authentication failed')
    }
    expect(await docker(['ps', '--all', '--quiet', '--no-trunc', '--filter', `id=${id}`])).toBe('')
  })
})

describe('startS3', async () => {
  const missing = await dockerMissing(s3Image)
  test.skipIf(missing)(`checks signatures and policies ${missing ?? ''}`, async () => {
    const reader = {
      accessKeyId: 'BACKPROOFTESTREADER1',
      secretAccessKey: 'reader',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket', 's3:ListAllMyBuckets'], Resource: '*' },
        ],
      },
    }
    await using s3 = await startS3({ users: [reader] })
    const as = (accessKeyId: string, secretAccessKey: string) =>
      new S3Client({
        endpoint: s3.endpoint,
        region: s3.region,
        forcePathStyle: true,
        credentials: { accessKeyId, secretAccessKey },
      })
    const bucket = await s3.bucket()
    const put = new PutObjectCommand({ Bucket: bucket, Key: 'a b/ö', Body: 'text' })
    await s3.client.send(put)
    const listed = await as(reader.accessKeyId, reader.secretAccessKey).send(new ListBucketsCommand())
    expect(listed.Buckets?.map((b) => b.Name)).toEqual([bucket])
    const refused = (client: S3Client) => expect(client.send(put)).rejects
    await refused(as(reader.accessKeyId, reader.secretAccessKey)).toMatchObject({ name: 'AccessDenied' })
    await refused(as(s3.accessKeyId, 'wrong')).toMatchObject({ name: 'SignatureDoesNotMatch' })
    await refused(as('NOBODYNOBODYNOBODY00', 'wrong')).toMatchObject({ name: 'InvalidAccessKeyId' })
  })
})
