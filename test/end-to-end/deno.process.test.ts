import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { backproof, program } from './run-cli.ts'
import { filesIn, makeSmallShop, type SmallShop } from './small-shop.ts'

const deno = resolve('node_modules/deno/bin.cjs')

let shop: SmallShop
let cli = ''
beforeAll(async () => {
  cli = join(await bundle(), 'dist/cli.js')
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-deno-')))
}, bundleTimeoutMs)
afterAll(() => rm(shop.folder, { recursive: true, force: true }))

/** The command line in Deno. */
async function inDeno(args: readonly string[], env: Readonly<Record<string, string>> = shop.secret) {
  const ran = await program(process.execPath, [deno, 'run', '-A', cli, ...args], shop.folder, env)
  return { ...ran, json: <T>() => JSON.parse(ran.stdout) as T }
}

test('Deno without permissions is told which ones it lacks, in a sentence', async () => {
  const ran = await program(process.execPath, [deno, 'run', '--no-prompt', '--allow-env', cli, 'list'], shop.folder, {})
  expect([ran.code, ran.stdout]).toEqual([2, ''])
  expect(ran.stderr).toMatch(/^error: Deno does not permit backproof what it needs: sys, read, write, run, net$/m)
  expect(ran.stderr).toContain('deno run -A')
})

test('keys, run, verify and restore work under Deno, and Node reads what it wrote', async () => {
  const keys = await inDeno(['keys', 'generate', '--json'])
  expect(Object.keys(keys.json<object>())).toEqual(['recipient', 'secret', 'signer', 'signing'])
  expect(keys.stderr).toBe('')

  const run = await inDeno(['run', '--json'])
  expect([run.code, run.code === 0 ? '' : run.stderr]).toEqual([0, ''])
  const [app, uploads] = run.json<Report>().sources
  expect(app?.proofs.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual(['read passed', 'restore passed'])
  expect(uploads?.backup?.copies).toMatchObject([{ outcome: 'stored' }])

  const verify = await inDeno(['verify', '--level', 'restore', '--json'])
  expect(verify.json<Report>()).toMatchObject({ status: 'succeeded' })
  const restored = await inDeno(['restore', '--source', 'uploads', '--into', './by-deno'])
  expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining('3 files')])
  expect((await filesIn(shop.path('by-deno'))).length).toBe(3)

  const node = await backproof(shop.folder, ['restore', '--source', 'app', '--into', './by-node.sqlite'], shop.secret)
  expect([node.code, node.stdout]).toEqual([0, expect.stringContaining('500 rows equal')])
})

test('mistakes have the same exit codes under Deno', async () => {
  const [typo, missing] = await Promise.all([inDeno(['bakcup']), inDeno(['verify'], {})])
  expect([typo.code, typo.stderr]).toEqual([2, expect.stringContaining('Did you mean backup?')])
  expect([missing.code, missing.stdout]).toEqual([2, expect.stringContaining('BACKPROOF_SECRET_KEY')])
})

test('a full disk is reported under Deno, and nothing hangs', async () => {
  const shell = ['-c', 'exec "$0" "$@" >/dev/full', process.execPath, deno, 'run', '-A', cli, 'schema']
  const { code, stderr } = await program('/bin/sh', shell, shop.folder, {})
  expect([code, stderr]).toEqual([1, expect.stringContaining('error: the output could not be written: no space left')])
})
