import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cutAt, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { git, makeRepository, never, seed, sourceOf } from './fixture.ts'
import { all, at, bundleOf, dump, engine, inFolder, into, of } from './place.ts'
import { serveGit, token, user } from './server.ts'

inFolder()

/** A git in front of the machine's own, that does something else for one command. */
async function shim(script: string): Promise<typeof bench.baseEnv> {
  const real = (process.env['PATH'] ?? '').split(':')
  await mkdir(at('bin'))
  const body = `#!/bin/bash\nPATH='${real.join(':')}'\n${script}\nexec git "$@"\n`
  await writeFile(at('bin/git'), body)
  await chmod(at('bin/git'), 0o755)
  return { ...bench.baseEnv, PATH: `${at('bin')}:${real.join(':')}` }
}

describe('a repository that is not whole is refused', () => {
  test('a shallow clone, as made by actions/checkout, is refused, though git bundles it with exit code 0', async () => {
    await seed(at('shop'))
    git(at(''), 'clone', '--quiet', '--depth=1', `file://${at('shop')}`, 'shallow')
    git(at('shallow'), 'bundle', 'create', at('shallow.bundle'), '--all')
    expect(git(at('shallow'), 'bundle', 'verify', at('shallow.bundle'))).toContain('records a complete history')
    await expect(dump(of(at('shallow')))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is a shallow clone'),
      hint: expect.stringContaining('fetch-depth: 0'),
    })
  })

  test('a partial clone is refused', async () => {
    await seed(at('shop'))
    git(at('shop'), 'config', 'uploadpack.allowFilter', 'true')
    git(at(''), 'clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${at('shop')}`, 'partial')
    await expect(dump(of(at('partial')))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is a partial clone'),
    })
  })

  test('a repository with a missing object is refused', async () => {
    await seed(at('shop'))
    const id = git(at('shop'), 'rev-parse', 'main:large')
    await rm(join(at('shop'), '.git/objects', id.slice(0, 2), id.slice(2)))
    await expect(dump()).rejects.toMatchObject({ code: 'source-failed', message: expect.stringContaining(id) })
  })

  test('a repository with a broken ref, which git skips with a warning, is refused', async () => {
    await makeRepository(at('shop'))
    await writeFile(at('shop/.git/refs/heads/broken'), 'no id\n')
    git(at('shop'), 'for-each-ref')
    await expect(dump()).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('refs/heads/broken'),
    })
  })

  test.each<readonly [string, () => Promise<unknown>]>([
    ['a file', () => rename(at('shop/.git/refs/heads/side'), at('shop/.git/refs/heads/side 2'))],
    [
      'a line of packed-refs',
      async () => {
        git(at('shop'), 'pack-refs', '--all')
        const packed = await readFile(at('shop/.git/packed-refs'), 'latin1')
        await writeFile(at('shop/.git/packed-refs'), packed.replace('refs/heads/side', 'refs/heads/side 2'), 'latin1')
      },
    ],
  ])('a repository with a ref whose name none may have, by %s, is refused', async (_, spoil) => {
    await makeRepository(at('shop'))
    git(at('shop'), 'branch', 'side')
    await spoil()
    expect(git(at('shop'), 'for-each-ref')).not.toContain('side')
    await expect(dump()).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('refs/heads/side 2'),
      hint: expect.stringContaining('packed-refs'),
    })
  })

  test('an empty repository is refused, unless the policy allows it', async () => {
    git('/', 'init', '--quiet', '--initial-branch=trunk', at('shop'))
    await expect(dump()).rejects.toMatchObject({
      code: 'source-failed',
      hint: expect.stringContaining('allow-empty: true'),
    })
    const held = await dump(of(at('shop'), 'allow-empty: true'))
    expect(held.facts).toMatchObject({ rows: { commits: 0 }, objects: { ref: [], head: ['ref: refs/heads/trunk'] } })
    await into('back.git').restore(plainBackup(held), all)
    expect(await into('back.git').facts(held.facts)).toMatchObject({
      rows: { commits: 0 },
      objects: held.facts.objects,
    })
    await expect(into('cut.git').restore(plainBackup(held, cutAt(0.99)), all)).rejects.toMatchObject({
      code: 'object-damaged',
    })
  })

  test.each<readonly [string, (path: string) => Promise<unknown>]>([
    ['a folder', (path) => mkdir(path)],
    ['nothing', async () => undefined],
    ['a file', (path) => writeFile(path, '')],
  ])('%s', async (_, make) => {
    await make(at('shop'))
    await expect(dump()).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('is not a git repository'),
    })
  })
})

describe('a damaged bundle', () => {
  test('fails to read and to restore, wherever it is cut', async () => {
    await seed(at('shop'))
    const held = await dump()
    const { length } = bundleOf(held)
    const head = bundleOf(held).indexOf('\n\n') + 2
    const cuts = [
      0,
      1,
      20,
      head - 1,
      head,
      head + 4,
      head + 12,
      head + 100,
      length >> 1,
      length - 100,
      length - 20,
      length - 1,
    ]
    for (const cut of cuts) {
      const broken = plainBackup(held, cutAt(cut / length + 1e-9))
      await expect(
        engine.contents(broken, { tools: { kind: 'host' }, image: undefined }, bench, never),
        `${cut}`,
      ).rejects.toMatchObject({ code: 'object-damaged' })
      await expect(into('back.git').restore(broken, all), `${cut}`).rejects.toMatchObject({ code: 'object-damaged' })
    }
    expect(await readdir(at(''))).toEqual(['shop'])
  })

  test('is not a dump, even if its program exits 0', async () => {
    await seed(at('shop'))
    for (const cut of [1, 20, 1000]) {
      const env = await shim(`if [[ $1 == pack-objects ]]; then git "$@" | head -c -${cut}; exit 0; fi`)
      await expect(dump(of(at('shop')), env)).rejects.toMatchObject({ code: 'dump-incomplete' })
      await rm(at('bin'), { recursive: true })
    }
  })

  test('does not restore if one bit of its pack is wrong', async () => {
    await seed(at('shop'))
    const held = await dump()
    const bytes = Buffer.from(bundleOf(held))
    bytes[bytes.length - 5000] = (bytes[bytes.length - 5000] ?? 0) ^ 1
    const wrong = { ...held, parts: new Map([['repository.bundle', bytes]]) }
    await expect(into('back.git').restore(plainBackup(wrong), all)).rejects.toMatchObject({ code: 'object-damaged' })
  })

  test('does not restore if its refs differ from its facts', async () => {
    await seed(at('shop'))
    const held = await dump()
    git(at('shop'), 'update-ref', '-d', 'refs/stash')
    const other = { ...held, parts: (await dump()).parts }
    await expect(into('back.git').restore(plainBackup(other), all)).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining('refs of its facts'),
    })
  })
})

test('nothing that a repository configures is executed', async () => {
  await seed(at('shop'))
  await writeFile(at('run'), `#!/bin/sh\ntouch ${at('ran')}\ncat\n`)
  await chmod(at('run'), 0o755)
  const keys = [
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'core.askPass',
    'core.gitProxy',
    'credential.helper',
    'diff.external',
    'uploadpack.packObjectsHook',
    'gpg.program',
    'filter.lfs.smudge',
    'filter.lfs.process',
    'pack.preferBitmapTips',
  ]
  for (const key of keys) git(at('shop'), 'config', key, at('run'))
  git(at('shop'), 'config', 'alias.for-each-ref', `!${at('run')}`)
  git(at('shop'), 'config', 'core.hooksPath', at('hooks'))
  await writeFile(at('shop/.gitattributes'), '* filter=lfs\n')
  git(
    at('shop'),
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'filter.lfs.process=',
    'hash-object',
    '-w',
    'readme',
  )
  await rm(at('ran'), { force: true })
  await mkdir(at('hooks'))
  for (const hook of [
    'reference-transaction',
    'post-index-change',
    'pre-auto-gc',
    'post-checkout',
    'fsmonitor-watchman',
  ]) {
    await writeFile(at(`hooks/${hook}`), await readFile(at('run')))
    await chmod(at(`hooks/${hook}`), 0o755)
  }
  const held = await dump()
  await into('back.git').restore(plainBackup(held), all)
  await into('back.git').facts(held.facts)
  expect(await readdir(at(''))).not.toContain('ran')
})

test('a token appears in no argument, no configuration and no message', async () => {
  await seed(at('shop'))
  await using server = await serveGit(at(''))
  const env = await shim(
    `printf '%s\\n' "$@" >> ${at('said')}; [[ -e $GIT_DIR/config ]] && cat "$GIT_DIR/config" >> ${at('said')}`,
  )
  const url = `http://${user}:${encodeURIComponent(token)}@127.0.0.1:${server.port}/shop/.git`
  const held = await dump(sourceOf('url: ${URL}', { URL: url }), env)
  expect(held.facts.objects['ref']).toHaveLength(10)
  const missing = sourceOf('url: ${URL}', { URL: url.replace('/shop/', '/none/') })
  const error = await dump(missing, env).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'source-failed', hint: expect.stringContaining('name in url') })
  const said = `${await readFile(at('said'), 'utf8')}${JSON.stringify([error, (error as Error).message, (error as Error).cause, held.facts])}`
  for (const form of [token, encodeURIComponent(token), Buffer.from(`${user}:${token}`).toString('base64')])
    expect(said).not.toContain(form)
  expect(said).toContain(`http://127.0.0.1:${server.port}/shop/.git`)
})

test('a server that redirects elsewhere does not pass the token on to the other server', async () => {
  await seed(at('shop'))
  await using elsewhere = await serveGit(at(''))
  await using server = await serveGit(at(''), () => `http://localhost:${elsewhere.port}`)
  const url = `http://${user}:${encodeURIComponent(token)}@127.0.0.1:${server.port}/shop/.git`
  await expect(dump(sourceOf('url: ${URL}', { URL: url }))).rejects.toMatchObject({ code: 'source-failed' })
  expect(elsewhere.requests.length).toBeGreaterThan(0)
  expect(elsewhere.requests.filter(({ authorized }) => authorized)).toEqual([])
})
