import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pins } from '../src/command/init/pin.ts'
import { version } from '../src/world.ts'
import { program } from './end-to-end/run-cli.ts'

const root = resolve(import.meta.dirname, '..')
const [major = 0] = version.split('.').map(Number)
const next = `${major + 1}.0.0`

let home = ''
let copy = ''
const read = (path: string) => readFileSync(join(copy, path), 'utf8')
const git = (folder: string, ...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()
const script = (name: string, ...words: readonly string[]) =>
  program('bash', [join(copy, 'script', name), ...words], copy, {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_AUTHOR_NAME: 't',
    GIT_AUTHOR_EMAIL: 't@example.org',
    GIT_COMMITTER_NAME: 't',
    GIT_COMMITTER_EMAIL: 't@example.org',
  })

beforeAll(() => {
  mkdirSync(join(root, 'build'), { recursive: true })
  home = mkdtempSync(join(root, 'build/release-'))
  copy = join(home, 'copy')
  // What is on disk, committed or not: a clone would test the last commit.
  for (const name of [
    'package.json',
    'package-lock.json',
    'CHANGELOG.md',
    'src',
    'script',
    'tsconfig.json',
    'workflows-examples',
    'docs/recovery.md',
    'docs/format.md',
    '.gitignore',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  // A link would be refused by script/build, and files that are copied take as long as the build.
  execFileSync('cp', ['--archive', '--link', join(root, 'node_modules'), copy])
  git(copy, 'init', '--quiet')
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\nbuild\n')
  git(copy, 'add', '--all')
  git(copy, 'commit', '--quiet', '--message', 'all')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('script/release', () => {
  test('reports what it would do without --apply, and changes nothing', async () => {
    const { code, stdout } = await script('release', next)
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Would cut v${next}`)])
    expect([git(copy, 'status', '--porcelain'), git(copy, 'tag')]).toEqual(['', ''])
  })

  test.each([
    ['an older version', [version], 'is not newer than'],
    ['no version', ['one'], 'Usage: '],
    ['another word', ['9.9.9', '--aply'], 'Usage: '],
  ])('refuses %s', async (_, words, why) => {
    const { code, stderr } = await script('release', ...words)
    expect([code, stderr]).toEqual([1, expect.stringContaining(why)])
  })

  test('refuses uncommitted changes, and an empty change log', async () => {
    const log = read('CHANGELOG.md')
    writeFileSync(join(copy, 'CHANGELOG.md'), '# Changes\n\n## Unreleased\n\n## 0.0.1\n\n- x\n')
    expect((await script('release', next)).stderr).toContain('not committed')
    git(copy, 'commit', '--quiet', '--all', '--message', 'log')
    expect((await script('release', next)).stderr).toContain('has nothing below')
    writeFileSync(join(copy, 'CHANGELOG.md'), log)
    git(copy, 'commit', '--quiet', '--all', '--message', 'log again')
  })

  test('creates one commit with the version everywhere, dist/, its tag and the moving tag with --apply', {
    timeout: 300_000,
  }, async () => {
    const { code, stderr, stdout } = await script('release', next, '--apply')
    expect([code, stderr]).toEqual([0, expect.any(String)])
    expect(stdout).toContain(`git push --force origin v${major + 1}`)
    expect(git(copy, 'status', '--porcelain')).toBe('')
    expect(git(copy, 'log', '-1', '--format=%s')).toBe(`release: v${next}`)
    const head = git(copy, 'rev-parse', 'HEAD')
    for (const tag of [`v${next}`, `v${major + 1}`]) expect(git(copy, 'rev-parse', `${tag}^{}`)).toBe(head)
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: next })
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({ version: next, packages: { '': { version: next } } })
    expect(read('CHANGELOG.md')).toMatch(
      new RegExp(`## Unreleased\n\n## ${next.replaceAll('.', '\\.')} \\(\\d{4}-\\d\\d-\\d\\d\\)\n\n### Added`),
    )
    const cli = await program(process.execPath, [join(copy, 'dist/cli.js'), '--version'], copy, {})
    expect(cli.stdout.trim()).toBe(next)
    expect((await script('release', next)).stderr).toContain('is not newer than')
  })
})

test('script/pin moves a pin to the newest release of an action, in the examples and at their origin', async () => {
  for (const [name, tags] of [
    ['actions/checkout', ['v5.0.0', 'v5.10.0', 'v5.9.1', 'v6']],
    ['aws-actions/configure-aws-credentials', ['v4.9.9']],
    ...Object.entries(pins)
      .filter(([name]) => !['actions/checkout', 'aws-actions/configure-aws-credentials'].includes(name))
      .map(([name, { version }]) => [name, [version]] as const),
  ] as const) {
    const folder = join(home, 'remote', name)
    cpSync(join(root, 'script'), folder, { recursive: true })
    git(folder, 'init', '--quiet')
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--message', 'all')
    for (const tag of tags) git(folder, 'tag', '--annotate', tag, '--message', tag)
  }
  const commit = git(join(home, 'remote/actions/checkout'), 'rev-parse', 'HEAD')
  const from = `--from=${join(home, 'remote')}`
  const before = read('workflows-examples/prove.yml')
  expect((await script('pin', from)).stdout).toContain(`actions/checkout v5.0.0 -> v5.10.0 (${commit})`)
  expect(read('workflows-examples/prove.yml')).toBe(before)
  const { code, stdout } = await script('pin', from, '--apply')
  expect([code, stdout]).toEqual([0, expect.stringContaining('aws-actions/configure-aws-credentials stays at v5.0.0')])
  for (const path of ['prove.yml', 'fan-out.yml'])
    expect(read(`workflows-examples/${path}`)).toContain(`actions/checkout@${commit} # v5.10.0`)
  expect(read('src/command/init/pin.ts')).toContain(`{ sha: '${commit}', version: 'v5.10.0' }`)
})
