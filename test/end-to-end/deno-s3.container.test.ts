import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { dockerMissing } from '../server/docker.ts'
import { s3Image, startS3 } from '../server/s3.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { bucketOf } from './database-shop.ts'
import { program } from './run-cli.ts'
import { filesIn, makeSmallShop } from './small-shop.ts'

const missing = await dockerMissing(s3Image)
const deno = resolve('node_modules/deno/bin.cjs')

describe.skipIf(missing)(`under Deno ${missing ?? ''}`, () => {
  test('a bucket accepts uploads of several parts, and returns them intact', { timeout: bundleTimeoutMs }, async () => {
    await using s3 = await startS3()
    await using folder = await temporary()
    const shop = await makeSmallShop(folder.path)
    const large = randomBytes(24 << 20)
    await writeFile(shop.path('uploads/large'), large)
    await shop.policy(`stores:
  far: ${bucketOf(s3, await s3.bucket(), { prefix: 'prod' })}
sources:
  app: { engine: sqlite, path: ./app.sqlite }
  uploads: { engine: files, paths: [./uploads], retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d } }
`)
    const env = { ...shop.secret, S3_KEY_ID: s3.accessKeyId, S3_KEY: s3.secretAccessKey }
    const cli = join(await bundle(), 'dist/cli.js')
    const ask = async <T>(...args: readonly string[]): Promise<T> => {
      const all = [deno, 'run', '-A', cli, ...args, '--json']
      const { code, stdout, stderr } = await program(process.execPath, all, shop.folder, env)
      expect([args[0], code, code === 0 ? '' : stderr]).toEqual([args[0], 0, ''])
      return JSON.parse(stdout) as T
    }
    const first = await ask<Report>('backup')
    const second = await ask<Report>('backup', '--source', 'uploads')
    expect((await ask<Report>('verify', '--level', 'read')).status).toBe('succeeded')
    expect((await ask<{ backups: unknown[] }>('list')).backups).toHaveLength(3)
    const pruned = await ask<Report>('prune', '--apply')
    expect(pruned.sources[1]?.retention?.deleted).toMatchObject([{ id: first.sources[1]?.backup?.id }])
    const id = second.sources[0]?.backup?.id ?? ''
    await ask('restore', '--id', id, '--into', './restored')
    const path = (await filesIn(shop.path('restored'))).find((name) => name.endsWith('large')) ?? ''
    expect((await readFile(join(shop.path('restored'), path))).equals(large)).toBe(true)
  })
})

async function temporary(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'backproof-deno-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
