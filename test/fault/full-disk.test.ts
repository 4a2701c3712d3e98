import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openProgram, secretEnv } from '../command/program.ts'
import { treeOf } from '../command/shop.ts'

const mounted = mkdtempSync(join(tmpdir(), 'restorable-full-'))
const noMount = mount()
afterAll(() => {
  if (noMount === undefined) execFileSync('umount', [mounted])
  rmSync(mounted, { recursive: true, force: true })
})

/** Why there is no small file system; undefined: there is one. */
function mount(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mounted], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return `a small tmpfs cannot be mounted here: ${(error as Error).message.split('\n')[0]}`
  }
}

test.skipIf(noMount !== undefined)(
  `a full disk is said, leaves nothing that counts, and heals${noMount ? `: ${noMount}` : ''}`,
  async () => {
    mkdirSync(join(mounted, 'small'))
    await using project = await openProgram({ defaults: '  retention: { keep: { last: 1 } }' })
    const policy = (path: string) => project.write('backup-policy.yml', policyText.replace('./b', path))
    const policyText = await import('node:fs/promises').then((fs) =>
      fs.readFile(project.path('backup-policy.yml'), 'utf8'),
    )
    await policy(join(mounted, 'small'))
    await project.write('data/large', randomBytes(5 << 20))

    const degraded = await project.run(['backup', '--json'])
    expect(degraded, degraded.stderr).toMatchObject({ code: 1 })
    const [source] = JSON.parse(degraded.stdout).sources
    expect(source.problems).toMatchObject([{ code: 'store-full' }])
    expect(source.backup.copies).toMatchObject([
      { store: 'a', outcome: 'stored' },
      { store: 'b', outcome: 'failed' },
    ])
    const left = Object.keys(await treeOf(mounted)).filter((name) => /data|manifests|keys|\.tmp$/.test(name))
    expect(left).toEqual([])

    // As the only store: nothing is made, and nothing is left but the lease and the record of the attempt.
    await project.write(
      'backup-policy.yml',
      policyText.replace('./b', join(mounted, 'small')).replace('stores: [a, b]', 'stores: [b]'),
    )
    const failed = await project.run(['backup'])
    expect(failed, failed.stderr).toMatchObject({ code: 1 })
    expect(failed.stdout + failed.stderr).toMatch(/ENOSPC|bytes are free/)
    expect(Object.keys(await treeOf(mounted)).filter((name) => /data|manifests|keys|\.tmp$/.test(name))).toEqual([])

    await project.write('data/large', randomBytes(1 << 20))
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    expect(await project.run(['verify'], secretEnv)).toMatchObject({ code: 0 })
  },
)

test.skipIf(noMount !== undefined)('a restore into a full disk fails loudly', async () => {
  await using project = await openProgram()
  await project.write('data/large', randomBytes(5 << 20))
  expect(await project.run(['backup'])).toMatchObject({ code: 0 })
  const restored = await project.run(['restore', '--into', join(mounted, 'out')], secretEnv)
  expect(restored, restored.stderr).toMatchObject({ code: 1 })
  expect(restored.stderr).toMatch(/error: .*(no space|ENOSPC)/i)
  expect(restored.stderr).not.toContain('bug:')
})
