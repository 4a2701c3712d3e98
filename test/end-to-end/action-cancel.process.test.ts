import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type S3StandIn, startS3StandIn } from '../fault/s3-stand-in.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, startJob } from './run-action.ts'
import { filesIn, makeSmallShop, type SmallShop } from './small-shop.ts'

let job: Job
let shop: SmallShop
let s3: S3StandIn
const env = { KEY_ID: 'KEYKEYKEYKEYKEYKEYKE', KEY_SECRET: 'secret/of the stand-in' }
beforeAll(async () => {
  job = await startJob({ action: await bundle(), env })
  shop = await makeSmallShop(job.workspace)
}, bundleTimeoutMs)
afterAll(() => job[Symbol.asyncDispose]())
beforeEach(async () => {
  s3 = await startS3StandIn()
  await shop.policy(`concurrency: 1
stores:
  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY_SECRET}" } }
sources:
  app: { engine: sqlite, path: ./app.sqlite }
  uploads: { engine: files, paths: [./uploads] }
`)
  return () => s3[Symbol.asyncDispose]()
})

/** From now on the server never answers to this upload; resolves when it comes. */
function stall(key: RegExp): Promise<void> {
  return new Promise((resolve) => {
    s3.trouble = ({ call, key: asked }) => {
      if (call !== 'PutObject' || !key.test(asked)) return false
      resolve()
      return true
    }
  })
}
const keys = (kind: string) => [...s3.objects.keys()].filter((key) => key.includes(`/${kind}/`))

describe.each(['SIGINT', 'SIGTERM'] as const)('a job that is cancelled by %s in the middle of a backup', (signal) => {
  test('reports it, leaves nothing that counts, and does not start the next source', async () => {
    const { main, post } = await job.step({
      inputs: { command: 'backup' },
      cancelAt: stall(/^app\/data\//),
      cancelBy: signal,
    })
    expect(main.code).toBe(1)
    expect(main.outputs).toMatchObject({ status: 'failed', ids: '[]' })
    const errors = main.commands.filter(({ name }) => name === 'error')
    expect(errors.map(({ value }) => value)).toEqual([`the job was cancelled (${signal})`])
    expect(main.summary).toContain('was cancelled')
    expect(main.shown).not.toContain('uploads')
    expect([post.code, post.output]).toEqual([0, ''])
    for (const kind of ['data', 'keys', 'manifests', 'proofs']) expect(keys(kind)).toEqual([])
    // The lease was given back: the next run need not wait for it to expire.
    s3.trouble = undefined
    const next = await job.step({ inputs: { command: 'backup', source: 'app' } })
    expect([next.main.code, keys('manifests').length]).toEqual([0, 1])
  })
})

test('a job that is killed in its first moment does not run the command again in its post step', async () => {
  const { main, post } = await job.step({
    inputs: { command: 'backup' },
    cancelAt: Promise.resolve(),
    cancelBy: 'SIGKILL',
  })
  expect([main.code, main.state]).toEqual([137, {}])
  expect([post.code, post.output, post.outputs]).toEqual([0, '', {}])
  expect([...s3.objects.keys()]).toEqual([])
})

test('a job that is killed while it copies a database leaves no copy on the runner', async () => {
  // A small part is only sent when the copy is gone.
  const database = new DatabaseSync(join(job.workspace, 'app.sqlite'))
  database.exec('create table large as select randomblob(3000000) as bytes')
  database.close()
  const room = join(job.temporary, 'room')
  await mkdir(room)
  const { main, post } = await job.step({
    inputs: { command: 'backup', source: 'app' },
    env: { TMPDIR: room },
    cancelAt: stall(/^app\/data\/.*\/database\.sqlite$/).then(async () => {
      expect(await filesIn(room)).toContainEqual(expect.stringMatching(/database\.sqlite$/))
    }),
    cancelBy: 'SIGKILL',
  })
  expect([main.code, post.code]).toEqual([137, 0])
  expect(await readdir(room)).toEqual([])
})

test('a job that is killed between data and manifest leaves nothing that counts, and its post step removes its files', async () => {
  const { main, post } = await job.step({
    inputs: { command: 'backup', source: 'app' },
    cancelAt: stall(/^app\/manifests\//),
    cancelBy: 'SIGKILL',
  })
  expect(main.code).toBe(137)
  expect(post.code).toBe(0)
  expect(await filesIn(job.temporary)).not.toContainEqual(expect.stringContaining(`backproof-${main.state['run']}/`))
  expect(keys('data').length).toBeGreaterThan(0)
  s3.trouble = undefined
  const listed = await job.step({ inputs: { command: 'list' } })
  expect([listed.main.code, listed.main.outputs['ids']]).toEqual([0, '[]'])
  // Its lease still stands: who backs up by hand is told whose it is.
  const next = await job.step({ inputs: { command: 'backup', source: 'app' } })
  expect([next.main.code, next.main.shown]).toEqual([1, expect.stringContaining('octocat/shop run 1234567890')])
})

test('a job that is killed during a restore has its hook run by its post step, once what the hook before it left has ended', async () => {
  const said = join(job.temporary, 'said')
  await shop.policy(`stores:
  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY_SECRET}" } }
sources:
  app:
    engine: sqlite
    path: ./app.sqlite
    recovery:
      before-restore: { command: 'echo before >> ${said}; exec sleep 600' }
      after-restore: { command: 'echo "$BACKPROOF_RESTORE_STATE" >> ${said}' }
`)
  expect((await job.step({ inputs: { command: 'backup' } })).main.code).toBe(0)
  const { main, post } = await job.step({
    inputs: { command: 'restore', source: 'app', into: './new.sqlite', 'secret-key': shop.keys.secret },
    cancelAt: /before-restore of app/,
    cancelBy: 'SIGKILL',
  })
  expect([main.code, post.code]).toEqual([137, 0])
  expect(post.shown).toMatch(/app-\S+ was cut off: what it had left open is done/)
  expect((await readFile(said, 'utf8')).replace(/^before\n/, '')).toBe('failed\n')
  expect([...s3.objects.keys()].filter((key) => /\/restores\/.*failed/.test(key))).toHaveLength(1)
})
