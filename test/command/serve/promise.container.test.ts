import { readFile, writeFile } from 'node:fs/promises'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { startS3 } from '../../server/s3.ts'
import { openProgram, secretEnv } from '../program.ts'
import { token } from './harness.ts'

test('a backup that is due is in S3 within 60 seconds, while the health is asked for', async () => {
  await using s3 = await startS3()
  const bucket = await s3.bucket()
  await using project = await openProgram()
  await project.write('data/big.bin', Buffer.alloc(20e6, 7))
  const policy = project.path('backup-policy.yml')
  const store = `{ s3: { bucket: ${bucket}, region: ${s3.region}, endpoint: "${s3.endpoint}", access-key-id: "\${KEY}", secret-access-key: "\${SECRET}" } }`
  const text = (await readFile(policy, 'utf8'))
    .replace(/ {2}a: .*\n {2}b: .*\n/, `  a: ${store}\n`)
    .replace('stores: [a, b]', 'stores: [a]\n  schedule: "* * * * *"')
  await writeFile(policy, text)
  const child = project.start(['serve', '--listen', '127.0.0.1:0', '--json'], {
    ...secretEnv,
    ...{ BACKPROOF_SERVE_TOKEN: token, KEY: s3.accessKeyId, SECRET: s3.secretAccessKey },
  })
  let log = ''
  child.stderr?.on('data', (chunk) => {
    log += chunk
  })
  await expect.poll(() => log, { timeout: 30_000 }).toContain('listening')
  const url = /"url":"([^"]+)"/.exec(log)?.[1]
  const asking = setInterval(() => {
    fetch(`${url}/api/health`, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined)
  }, 20)
  const manifests = async () => {
    const { Contents = [] } = await s3.client.send(new ListObjectsV2Command({ Bucket: bucket }))
    return Contents.flatMap(({ Key = '' }) => {
      const found = /manifests\/files-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})\d{3}Z\.json$/.exec(Key)
      return found ? [Date.parse(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`)] : []
    }).sort()
  }
  // The first is made at once; each later one belongs to the minute in which its schedule fired.
  const late: number[] = []
  const seen = new Set<number>()
  const until = Date.now() + 130_000
  while (late.length < 1 && Date.now() < until) {
    for (const startedAt of await manifests()) {
      if (seen.has(startedAt)) continue
      seen.add(startedAt)
      if (seen.size > 1) late.push(Date.now() - Math.floor(startedAt / 60_000) * 60_000)
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  clearInterval(asking)
  child.kill('SIGTERM')
  expect((await child.ended).code).toBe(0)
  console.log(`seconds from the schedule to the manifest in S3: ${late.map((ms) => ms / 1000).join(', ')}`)
  expect(late.length).toBe(1)
  expect(Math.max(...late)).toBeLessThan(60_000)
}, 200_000)
