import { spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startS3StandIn } from '../fault/s3-stand-in.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { backproof } from './run-cli.ts'
import { makeSmallShop, type SmallShop } from './small-shop.ts'

// Writes down what Node loads, and loads it as ever.
const hook = `import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => (appendFileSync(process.env.LOADED, url + '\\n'), next(url, context)) })
`

let shop: SmallShop
beforeAll(async () => {
  await bundle()
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-start-')))
  await shop.write('hook.mjs', hook)
}, bundleTimeoutMs)
afterAll(() => rm(shop.folder, { recursive: true, force: true }))

/** What stands in the files that a command loads, by a word that only this library has. */
async function loadedBy(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const LOADED = shop.path(`loaded-${args.join('-')}-${Object.keys(env).length}`)
  const ran = await backproof(shop.folder, args, { ...env, LOADED, NODE_OPTIONS: `--import=${shop.path('hook.mjs')}` })
  expect([ran.code, ran.code === 0 ? '' : ran.stderr]).toEqual([0, ''])
  const urls = new Set((await readFile(LOADED, 'utf8')).split('\n').filter((url) => url.startsWith('file:')))
  const texts = await Promise.all([...urls].map((url) => readFile(fileURLToPath(url), 'utf8')))
  const has = (word: string) => texts.some((text) => text.includes(word))
  return {
    aws: has('CreateMultipartUploadCommand'),
    actions: has('ACTIONS_RUNTIME_TOKEN'),
    sqlite: has('pragma page_count') || has('integrity_check'),
  }
}

test('help loads neither the AWS SDK, nor an engine, nor code that only the action needs', async () => {
  expect(await loadedBy(['--help'])).toMatchObject({ aws: false, actions: false, sqlite: false })
})

test('a directory store does not load the AWS SDK, but a bucket does', async () => {
  for (const args of [['backup'], ['list'], ['prune']]) {
    expect([args, await loadedBy(args)]).toEqual([args, expect.objectContaining({ aws: false, actions: false })])
  }
  await using s3 = await startS3StandIn()
  await shop.policy(`stores:
  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY}" } }
sources:
  uploads: { engine: files, paths: [./uploads] }
`)
  const env = { KEY_ID: 'KEYKEYKEYKEYKEYKEYKE', KEY: 'secret/of the stand-in' }
  expect(await loadedBy(['list'], env)).toMatchObject({ aws: true, actions: false })
})

test('a source of files loads no other engine', async () => {
  await shop.policy()
  expect(await loadedBy(['backup', '--source', 'app'])).toMatchObject({ sqlite: true, aws: false })
  await shop.policy(
    'stores: { disk: { directory: { path: ./backups } } }\nsources: { uploads: { engine: files, paths: [./uploads] } }\n',
  )
  expect(await loadedBy(['backup', '--source', 'uploads'])).toMatchObject({ sqlite: false, aws: false })
})

test('an older Node is told where a newer one is, or to install one, and never to fetch a program by its name', async () => {
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })\n"
  await shop.write('older.mjs', older)
  await mkdir(shop.path('clone/dist'), { recursive: true })
  await copyFile(join(await bundle(), 'dist/cli.js'), shop.path('clone/dist/cli.js'))
  await shop.write('clone/package.json', '{ "type": "module" }')
  const run = () => {
    const args = ['--import', shop.path('older.mjs'), shop.path('clone/dist/cli.js'), 'list']
    return spawnSync(process.execPath, args, { encoding: 'utf8' })
  }
  const first = 'error: backproof needs Node 24 or later, and this is Node 20.1.0\n'
  expect(run()).toMatchObject({ status: 1, stdout: '', stderr: `${first}  Install Node 24, or start it with Deno.\n` })
  await shop.write('clone/node_modules/.bin/node', '')
  const hint = `  Run \`export PATH="${shop.path('clone/node_modules/.bin')}:$PATH"\`: npm brought a Node 24 along.\n`
  expect(run()).toMatchObject({ status: 1, stdout: '', stderr: `${first}${hint}` })
})

test('compiled code is cached in a folder of this user alone, and not on a runner', async () => {
  const keptIn = async (name: string, mode: number, env: Readonly<Record<string, string>> = {}) => {
    const cache = shop.path(name)
    await mkdir(join(cache, 'backproof'), { recursive: true })
    await chmod(join(cache, 'backproof'), mode)
    expect(await backproof(shop.folder, ['--help'], { XDG_CACHE_HOME: cache, ...env })).toMatchObject({ code: 0 })
    return (await readdir(join(cache, 'backproof'), { recursive: true })).length > 1
  }
  expect(await keptIn('own', 0o700)).toBe(true)
  expect(await keptIn('shared', 0o777)).toBe(false)
  expect(await keptIn('runner', 0o700, { GITHUB_ACTIONS: 'true' })).toBe(false)
})

test('the built program writes every kind of report', async () => {
  await shop.policy()
  const files = [
    '--html',
    'h.html',
    '--badge',
    'b.svg',
    '--pdf',
    'r.pdf',
    '--markdown-file',
    'r.md',
    '--runbook',
    'plan.md',
  ]
  const ran = await backproof(shop.folder, ['report', ...files, '--prometheus', 'b.prom', '--evidence', 'pack'])
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  expect(await readFile(shop.path('r.pdf'), 'latin1')).toMatch(/^%PDF-1\.[\s\S]*%%EOF\s*$/)
  expect(await readFile(shop.path('pack/index.json'), 'utf8')).toContain('restore-tests.csv')
  const month = await backproof(shop.folder, ['report', '--period', 'month', '--pdf', 'month.pdf'])
  expect([month.code, month.stderr]).toEqual([0, ''])
  expect(await readFile(shop.path('month.pdf'), 'latin1')).toMatch(/^%PDF-1\./)
})
