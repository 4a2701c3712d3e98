import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type S3StandIn, startS3StandIn } from '../fault/s3-stand-in.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type FakeCache, startFakeCache } from './fake-cache.ts'
import { type Job, startJob } from './run-action.ts'
import { makeSmallShop } from './small-shop.ts'

let cache: FakeCache
let s3: S3StandIn
let job: Job
beforeEach(async () => {
  cache = await startFakeCache()
  s3 = await startS3StandIn()
  const env = { ...cache.env, KEY_ID: 'KEYKEYKEYKEYKEYKEYKE', KEY_SECRET: 'secret/of the stand-in' }
  job = await startJob({ action: await bundle(), env })
  const shop = await makeSmallShop(job.workspace)
  await shop.policy(`stores:
  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY_SECRET}" } }
sources:
  uploads: { engine: files, paths: [./uploads] }
`)
}, bundleTimeoutMs)
afterEach(async () => {
  for (const each of [job, s3, cache]) await each[Symbol.asyncDispose]()
})

/** A step on a machine of its own, which has nothing of the steps before but what the cache brings. */
async function step(inputs: Record<string, string>) {
  await rm(join(job.temporary, 'backproof-cache'), { recursive: true, force: true })
  s3.asked.length = 0
  const { main } = await job.step({ inputs })
  const read = s3.asked.filter(({ call, key }) => call === 'GetObject' && key.includes('/manifests/'))
  return { main, manifestsRead: read.length }
}

// The three newest manifests, on which decisions rest, are asked of the store whatever a cache knows.
test('data that one run reads from the stores is taken from the cache by the next run', async () => {
  for (let i = 0; i < 4; i++) await step({ command: 'backup', cache: 'false' })
  const first = await step({ command: 'list' })
  expect([first.main.code, first.manifestsRead, cache.keys().length]).toEqual([0, 4, 1])
  const second = await step({ command: 'list' })
  expect([second.main.code, second.manifestsRead]).toEqual([0, 3])
  expect(second.main.outputs['ids']).toBe(first.main.outputs['ids'])
  // It learnt nothing new: nothing is uploaded again.
  expect(cache.keys()).toHaveLength(1)
  const without = await step({ command: 'list', cache: 'false' })
  expect([without.manifestsRead, without.main.outputs['ids']]).toEqual([4, first.main.outputs['ids']])
})

test('data that one run writes to the stores is taken from the cache by the next run', async () => {
  const ids: string[] = []
  for (let i = 0; i < 4; i++) {
    const { main } = await step({ command: 'backup' })
    ids.unshift(...(JSON.parse(main.outputs['ids'] ?? '[]') as string[]))
  }
  const listed = await step({ command: 'list' })
  expect([listed.main.code, listed.manifestsRead]).toEqual([0, 3])
  expect(JSON.parse(listed.main.outputs['ids'] ?? '[]')).toEqual(ids)
})

test('a cache that refuses requests changes nothing', async () => {
  cache.fail(403)
  const made = await step({ command: 'backup' })
  const listed = await step({ command: 'list' })
  expect([made.main.code, listed.main.code, listed.manifestsRead]).toEqual([0, 0, 1])
  expect(listed.main.outputs).toMatchObject({ status: 'succeeded', ids: made.main.outputs['ids'] })
  expect(listed.main.commands.filter(({ name }) => name === 'error')).toEqual([])
})

test('a cache that is down is abandoned, and changes nothing', { timeout: 180_000 }, async () => {
  cache.fail(500)
  const { main } = await step({ command: 'list' })
  expect([main.code, main.outputs['status']]).toEqual([0, 'succeeded'])
})

test('a cache that returns nonsense changes nothing', async () => {
  await step({ command: 'backup' })
  const first = await step({ command: 'list' })
  cache.spoil()
  const second = await step({ command: 'list' })
  expect([second.main.code, second.manifestsRead]).toEqual([0, 1])
  expect(second.main.outputs['ids']).toBe(first.main.outputs['ids'])
})
