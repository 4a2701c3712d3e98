import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProgram, type Project, secretEnv } from './program.ts'
import { treeOf } from './shop.ts'

let project: Project
beforeEach(async () => {
  project = await openProgram({
    defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 1 }, manual: rules, min-keep: 1 }\n',
  })
})
afterEach(() => project[Symbol.asyncDispose]())

const names = async (store: string) => Object.keys(await treeOf(project.path(store)).catch(() => ({})))

describe('a directory store whose disk is not mounted', () => {
  beforeEach(async () => {
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    await rename(project.path('b'), project.path('elsewhere'))
  })

  test.each(['nothing', 'an empty mount point'])(
    'is neither taken for an empty store nor filled when its path has %s',
    async (left) => {
      if (left !== 'nothing') await mkdir(project.path('b'))
      const listed = await project.run(['list', '--json'])
      expect(listed).toMatchObject({ code: 1 })
      expect(JSON.parse(listed.stdout)).toMatchObject({
        backups: [{ copies: ['a'] }],
        unread: [{ store: 'b', message: expect.stringMatching(/^directory .*b is empty, although 1 backup/) }],
      })
      expect(listed.stderr).toContain(`mkdir -p ${project.path('b/.backproof')}`)

      // The other store gets its backup, and nothing is deleted anywhere.
      const made = await project.run(['backup'])
      expect(made).toMatchObject({ code: 1 })
      const pruned = await project.run(['prune', '--apply'])
      expect(pruned).toMatchObject({ code: 1 })
      expect(pruned.stderr).toContain('nothing is deleted')
      expect(await project.run(['run', '--apply'], secretEnv)).toMatchObject({ code: 1 })
      // One disk is one problem, though the catalog and the backup both need it.
      const again = await project.run(['backup', '--json'])
      expect(JSON.parse(again.stdout).sources[0].problems).toMatchObject([
        { code: 'store-failed', message: expect.stringMatching(/directory .* is empty, although/) },
      ])
      expect((await names('a')).filter((name) => /trash/.test(name))).toEqual([])
      expect((await names('a')).filter((name) => /manifests/.test(name))).toHaveLength(3)
      expect(await names('b')).toEqual([])

      // Mounted again: the copy is made up for.
      await rm(project.path('b'), { recursive: true, force: true })
      await rename(project.path('elsewhere'), project.path('b'))
      expect(await project.run(['run'], secretEnv)).toMatchObject({ code: 0 })
      expect((await names('b')).filter((name) => /manifests/.test(name))).toHaveLength(3)
    },
  )

  test('counts as emptied on purpose when a person confirms it', async () => {
    expect(await project.run(['run'])).toMatchObject({ code: 1 })
    await mkdir(project.path('b/.backproof'), { recursive: true })
    expect(await project.run(['run'])).toMatchObject({ code: 0 })
    expect((await names('b')).filter((name) => /manifests/.test(name))).toHaveLength(1)
  })
})

test('a disk with less free space than min-free accepts no backup, but is pruned', async () => {
  for (let i = 0; i < 2; i++) expect(await project.run(['backup'])).toMatchObject({ code: 0 })
  const policy = await readFile(project.path('backup-policy.yml'), 'utf8')
  await project.write('backup-policy.yml', policy.replace('path: ./b', 'path: ./b, min-free: 900TiB'))
  const made = await project.run(['backup'])
  expect(made).toMatchObject({ code: 1 })
  expect(made.stderr).toMatch(/ [\d.]+ (B|KiB) are needed and min-free keeps 900 TiB/)
  expect((await names('b')).filter((name) => /manifests/.test(name))).toHaveLength(2)
  expect(await readdir(project.path('b/.backproof'))).toEqual(['lock', 'reserve'])

  const pruned = await project.run(['prune', '--apply'])
  expect(pruned, pruned.stderr).toMatchObject({ code: 0 })
  expect((await names('b')).filter((name) => /trash/.test(name))).toHaveLength(2)
  expect((await names('b')).filter((name) => /runs/.test(name)).length).toBeGreaterThan(2)
})
