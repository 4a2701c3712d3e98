import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wording } from '../../script/picture/scene.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { program } from './run-cli.ts'
import { filesIn, makeSmallShop, policyPath, type SmallShop } from './small-shop.ts'

const root = resolve(import.meta.dirname, '../..')

let home = ''
let shop: SmallShop
let readme = ''
/** Where `backproof` is the program, and `node` the one that runs this test. */
let PATH = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'backproof-readme-'))
  shop = await makeSmallShop(join(home, 'shop'))
  readme = await readFile(join(root, 'README.md'), 'utf8')
  await mkdir(join(home, 'bin'))
  await symlink(join(await bundle(), 'dist/cli.js'), join(home, 'bin/backproof'))
  await symlink(process.execPath, join(home, 'bin/node'))
  PATH = `${join(home, 'bin')}:${process.env['PATH']}`
}, bundleTimeoutMs)
afterAll(() => rm(home, { recursive: true, force: true }))

/** The shell block that has this line. */
function blockWith(line: string): string {
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  const [block, ...more] = blocks.filter((text) => text.split('\n').includes(line))
  if (!block || more.length > 0) throw new Error(`no block of README.md has the line ${line}`)
  return block
}

const shell = (script: string, env: Readonly<Record<string, string>> = {}) =>
  program('bash', ['-euo', 'pipefail', '-c', script], shop.folder, { PATH, ...env })

test('script/demo does what it announces', { timeout: bundleTimeoutMs }, async () => {
  // The repository as it would be with dist/ built from the sources of now.
  const copy = join(home, 'repository')
  await mkdir(copy)
  for (const name of ['node_modules', 'src', 'package.json']) await symlink(join(root, name), join(copy, name))
  await cp(join(await bundle(), 'dist'), join(copy, 'dist'), { recursive: true })
  await mkdir(join(copy, 'script'))
  for (const name of ['demo', 'demo.ts']) await copyFile(join(root, 'script', name), join(copy, 'script', name))
  const { code, stdout, stderr } = await program('bash', [blockWith('script/demo').trim()], copy)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/restore passed[\s\S]*caught: .*damaged[\s\S]*restored uploads-/)
})

test('the steps of the README lead from init to a proven backup', { timeout: 120_000 }, async () => {
  // A repository of its own, with what the steps name.
  await rm(shop.path(policyPath))
  await mkdir(shop.path('data'), { recursive: true })
  await copyFile(shop.path('app.sqlite'), shop.path('data/app.sqlite'))
  await mkdir(shop.path('uploads'), { recursive: true })
  await shop.write('uploads/first.txt', 'first')
  const made = await shell(
    blockWith('backproof init --source app=./data/app.sqlite --source uploads=./uploads --store ./backups'),
  )
  expect(made.code).toBe(0)
  const [, secret = ''] = /^secret +(rsec1\S+)$/m.exec(made.stdout) ?? []

  const proven = await shell(blockWith('backproof doctor').replace('rsec1...', secret))
  expect([proven.code, proven.stdout]).toEqual([0, expect.stringContaining('LAST PROOF')])
  expect(proven.stdout).toContain('list, read and write work')
  expect(proven.stdout).toContain('restore    ✓ passed')

  // The session: its lines are among those of the program, in their order.
  const [, session = ''] = /^```console\n([\s\S]*?)^```$/m.exec(readme) ?? []
  const lines = session.trim().split('\n')
  expect(lines).toHaveLength(10)
  const again = await shell(lines[7]?.replace('$ ', '') ?? '', { BACKPROOF_SECRET_KEY: secret })
  const whole = `$ backproof run\n${proven.stdout}\n${lines[7]}\n${again.stdout}`
  const printed = wording(whole.replaceAll(shop.folder, '/srv/shop'))
  let at = 0
  for (const line of wording(session).trim().split('\n')) {
    expect(printed.slice(at), line).toContain(line)
    at = printed.indexOf(line, at) + line.length
  }

  // Of the restores, the one that needs no database; the key is the one made above.
  await shop.write('uploads/invoices/1.txt', 'one')
  await shell('backproof backup --source uploads')
  const block = blockWith('backproof list --source orders')
  const uploads = block.split('\n').filter((line) => line.includes('--source uploads'))
  expect(uploads).toHaveLength(1)
  const restored = await shell(uploads.join('\n'), { BACKPROOF_SECRET_KEY: secret })
  expect([restored.code, restored.stderr]).toEqual([0, expect.not.stringContaining('error')])
  expect(await filesIn(shop.path('restored'))).toEqual([expect.stringMatching(/invoices\/1\.txt$/)])
})

test('the secret of the README steps appears only where it was printed', async () => {
  const paths = await filesIn(shop.folder)
  expect(paths).toContain('.github/backup-policy.yml')
  // The pages that a store carries for strangers have the keys of an example.
  for (const path of paths.filter((one) => !one.includes('/RECOVERY')))
    expect(await readFile(shop.path(path), 'latin1'), path).not.toContain('rsec1')
})
