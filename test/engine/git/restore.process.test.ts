import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { cutAt, plainBackup } from '../memory.ts'
import { git, makeRepository, seed } from './fixture.ts'
import { all, at, bundleOf, dump, inFolder, into, of, refsOf } from './place.ts'

inFolder()

describe('a backup of a repository', () => {
  test('opens with git alone, with every ref that `git bundle create` silently leaves out', async () => {
    await seed(at('shop'))
    const held = await dump()
    await writeFile(at('backup.bundle'), bundleOf(held))
    git(at(''), 'clone', '--quiet', '--mirror', 'backup.bundle', 'again.git')
    expect(refsOf(at('again.git'))).toBe(refsOf(at('shop')))
    git(at('again.git'), 'fsck', '--full', '--strict')
    // Git's own: exit code 0, no word, and the main branch is not in it.
    git(at('shop'), 'bundle', 'create', at('lossy.bundle'), '--all')
    const lossy = git(at(''), 'bundle', 'list-heads', 'lossy.bundle')
    expect(lossy).not.toContain(' refs/heads/main\n')
    expect(git(at(''), 'bundle', 'list-heads', 'backup.bundle')).toContain(' refs/heads/main\n')
  })

  test.each([['sha256', '--object-format=sha256']])('comes back with objects named by %s', async (_, option) => {
    await seed(at('shop'), option)
    await into('back.git').restore(plainBackup(await dump()), all)
    expect(refsOf(at('back.git'))).toBe(refsOf(at('shop')))
  })

  test('contains the commit of HEAD even if no ref reaches it', async () => {
    await makeRepository(at('shop'))
    git(at('shop'), 'checkout', '--quiet', '--detach')
    git(at('shop'), 'commit', '--quiet', '--allow-empty', '-m', 'detached')
    const held = await dump()
    expect(held.facts.rows).toEqual({ commits: 2 })
    await into('back.git').restore(plainBackup(held), all)
    expect(git(at('back.git'), 'log', '-1', '--format=%s', 'HEAD')).toBe('detached')
  })

  test('is the same from a bare repository and from a linked work tree', async () => {
    await seed(at('shop'))
    git(at(''), 'clone', '--quiet', '--mirror', at('shop'), 'bare.git')
    git(at('shop'), 'worktree', 'add', '--quiet', '--detach', at('tree'), 'main')
    const [one, bare, tree] = [await dump(), await dump(of(at('bare.git'))), await dump(of(at('tree')))]
    expect(bare.facts.rows).toEqual(one.facts.rows)
    expect(bare.facts.objects['ref']).toEqual(one.facts.objects['ref'])
    expect(tree.facts.objects['ref']).toEqual(one.facts.objects['ref'])
  })

  test('reports that submodules have repositories of their own', async () => {
    await makeRepository(at('shop'))
    await writeFile(at('shop/.gitmodules'), '[submodule "lib"]\n\tpath = lib\n\turl = ../lib\n')
    git(at('shop'), 'add', '.')
    git(at('shop'), 'commit', '--quiet', '-m', 'lib')
    expect((await dump()).result.findings).toMatchObject([
      { level: 'note', message: expect.stringContaining('submodules') },
    ])
  })

  test('leaves no files in the repository, and none in the temporary directory', async () => {
    await seed(at('shop'))
    // Its own: other tests come and go with theirs.
    await mkdir(at('tmp'))
    vi.stubEnv('TMPDIR', at('tmp'))
    const list = async () => (await readdir(at('shop'), { recursive: true })).sort()
    const before = await list()
    await dump()
    expect(await list()).toEqual(before)
    expect(await readdir(at('tmp'))).toEqual([])
    vi.unstubAllEnvs()
  })
})

describe('a restore', () => {
  test('restores selected refs without objects that only other refs reach', async () => {
    await seed(at('shop'))
    const held = await dump()
    const secret = git(at('shop'), 'rev-parse', 'main:large')
    const { expected } = await into('back.git').restore(plainBackup(held), {
      overwrite: false,
      only: ['topic/*', 'v1.0'],
    })
    expect(expected?.objects['ref']).toHaveLength(2)
    expect(expected?.objects['head']).toEqual(['ref: refs/heads/topic/näher'])
    expect(() => git(at('back.git'), 'cat-file', '-e', secret)).toThrow()
    expect(git(at('back.git'), 'log', '--format=%s', 'HEAD')).toBe('topic 3\ntopic 2\ntopic 1\nfirst')
    await expect(
      into('none.git').restore(plainBackup(held), { overwrite: false, only: ['nothing-*'] }),
    ).rejects.toMatchObject({ code: 'usage' })
    expect((await readdir(at(''))).sort()).toEqual(['back.git', 'shop'])
  })

  test('never replaces a work tree, or anything else that is not a bare repository', async () => {
    await seed(at('shop'))
    const held = await dump()
    await writeFile(at('shop/uncommitted'), 'precious')
    await expect(into('shop').restore(plainBackup(held), { overwrite: true, only: [] })).rejects.toMatchObject({
      code: 'target-refused',
    })
    expect(await readFile(at('shop/uncommitted'), 'utf8')).toBe('precious')
  })

  test('judges required refs, and the number of commits of a ref', async () => {
    await seed(at('shop'))
    const target = into('back.git')
    await target.restore(plainBackup(await dump()), all)
    const required = (names: readonly string[]) => target.check({ kind: 'required', name: 'r', names })
    expect(await required(['main', 'v1.0', 'refs/pull/7/head', 'topic/näher'])).toBeUndefined()
    expect((await required(['main', 'release']))?.message).toContain('there is no ref release')
    const count = (ask: string, min: number) => target.check({ kind: 'count-of', name: 'c', ask, expect: { min } })
    expect(await count('topic/näher', 4)).toBeUndefined()
    expect((await count('topic/näher', 5))?.message).toContain('it returned 4, below 5')
    expect((await count('v2', 1))?.message).toContain('there is no ref v2')
  })
})

describe('files of Git LFS', () => {
  const content = Buffer.alloc(100_000, 'a large file\n')
  const oid = createHash('sha256').update(content).digest('hex')
  const kept = `.git/lfs/objects/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`

  async function withLfs(): Promise<void> {
    await makeRepository(at('shop'))
    await mkdir(at('shop/assets'))
    await writeFile(at('shop/assets/.gitattributes'), '*.psd filter=lfs diff=lfs merge=lfs -text\n')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`
    await writeFile(at('shop/assets/a.psd'), pointer)
    git(at('shop'), '-c', 'filter.lfs.required=false', 'add', '.')
    git(at('shop'), 'commit', '--quiet', '-m', 'a.psd')
    // What once was there counts, too; what quotes a pointer does not.
    git(at('shop'), 'rm', '--quiet', 'assets/a.psd')
    await writeFile(at('shop/about'), `A pointer:\n${pointer.replaceAll(/[0-9a-f]{64}/g, '0'.repeat(64))}`)
    git(at('shop'), 'add', '.')
    git(at('shop'), 'commit', '--quiet', '-m', 'gone')
  }

  test('are backed up if the repository has them, and compared after the restore', async () => {
    await withLfs()
    await mkdir(dirname(at(`shop/${kept}`)), { recursive: true })
    await writeFile(at(`shop/${kept}`), content)
    const held = await dump()
    expect(held.result.findings).toEqual([])
    expect(held.facts).toMatchObject({ rows: { commits: 3, 'lfs (files)': 1 }, objects: { lfs: [oid] } })
    const target = into('back.git')
    await target.restore(plainBackup(held), all)
    expect(await readFile(at(`back.git/${kept.slice(5)}`))).toEqual(content)
    expect((await target.facts(held.facts)).objects).toEqual(held.facts.objects)
    await writeFile(at(`back.git/${kept.slice(5)}`), 'other')
    expect((await target.facts(held.facts)).rows).toEqual({ commits: 3 })
    for (const cut of [0, 0.3, 0.95])
      await expect(
        into('cut.git').restore(
          plainBackup(held, (name, body) => cutAt(name === 'lfs.tar' ? cut : 1)(name, body)),
          all,
        ),
      ).rejects.toMatchObject({ code: 'object-damaged' })
    expect((await readdir(at(''))).sort()).toEqual(['back.git', 'shop'])
  })

  test('are reported as not covered if the repository does not have them', async () => {
    await withLfs()
    expect((await dump()).result.findings).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('1 file of Git LFS is not in this backup'),
        hint: expect.stringContaining('git lfs fetch --all'),
      },
    ])
  })

  test('cause a failure if they do not match their name', async () => {
    await withLfs()
    await mkdir(dirname(at(`shop/${kept}`)), { recursive: true })
    await writeFile(at(`shop/${kept}`), Buffer.alloc(content.length, 'x'))
    await expect(dump()).rejects.toMatchObject({ code: 'source-failed', message: expect.stringContaining(oid) })
  })
})
