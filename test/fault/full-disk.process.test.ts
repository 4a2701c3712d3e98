import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problem.ts'
import { openStore } from '../../src/store/store.ts'
import { openProgram, secretEnv } from '../command/program.ts'
import { treeOf } from '../command/shop.ts'

const mounted = mkdtempSync(join(tmpdir(), 'backproof-full-'))
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
  `a full disk is reported, leaves nothing that counts, and recovers${noMount ? `: ${noMount}` : ''}`,
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
    expect(failed.stdout + failed.stderr).toMatch(/ENOSPC|are free, /)
    expect(Object.keys(await treeOf(mounted)).filter((name) => /data|manifests|keys|\.tmp$/.test(name))).toEqual([])

    await project.write('data/large', randomBytes(1 << 20))
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    expect(await project.run(['verify'], secretEnv)).toMatchObject({ code: 0 })
  },
)

test.skipIf(noMount !== undefined)('a restore to a full disk fails loudly', async () => {
  await using project = await openProgram()
  await project.write('data/large', randomBytes(5 << 20))
  expect(await project.run(['backup'])).toMatchObject({ code: 0 })
  const restored = await project.run(['restore', '--into', join(mounted, 'out')], secretEnv)
  expect(restored, restored.stderr).toMatchObject({ code: 1 })
  expect(restored.stderr).toMatch(/error: .*(no space|ENOSPC)/i)
  expect(restored.stderr).not.toContain('bug:')
})

test.skipIf(noMount !== undefined)(
  'a restore with hooks to a full disk runs the hook after it, leaves no file, and its record says why',
  async () => {
    await using project = await openProgram({ stores: ['a'] })
    await project.write('data/large', randomBytes(5 << 20))
    const said = project.path('said')
    const hook = `{ command: 'echo "$BACKPROOF_HOOK $BACKPROOF_RESTORE_STATE" >> ${said}' }`
    const policy = readFileSync(project.path('backup-policy.yml'), 'utf8')
    await project.write(
      'backup-policy.yml',
      `${policy.trimEnd()}\n    recovery: { before-restore: ${hook}, after-restore: ${hook} }\n`,
    )
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    const restored = await project.run(['restore', '--into', join(mounted, 'hooked')], secretEnv)
    expect(restored, restored.stderr).toMatchObject({ code: 1 })
    expect(readFileSync(said, 'utf8')).toBe('before-restore in_progress\nafter-restore failed\n')
    const { restores } = JSON.parse((await project.run(['restore', '--status', '--json'])).stdout)
    expect(restores).toMatchObject([
      {
        state: 'failed',
        error: { message: expect.stringMatching(/no space|ENOSPC/) },
        hooks: { 'after-restore': 'ran' },
      },
    ])
    expect(existsSync(join(mounted, 'hooked/large'))).toBe(false)
  },
)

/** Takes every byte that is free, in a file of this name. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  const block = randomBytes(4096)
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
  } finally {
    closeSync(file)
  }
  expect(statfsSync(mounted).bavail).toBe(0)
}

describe.skipIf(noMount !== undefined)('a directory without a free byte', () => {
  test.each(['with its reserve', 'without a reserve'])('releases its lease after a prune, %s', async (how) => {
    const store = join(mounted, how.replaceAll(' ', '-'))
    mkdirSync(store)
    await using project = await openProgram({
      stores: ['b'],
      defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 1 }, manual: rules, min-keep: 1 }\n',
    })
    const text = readFileSync(project.path('backup-policy.yml'), 'utf8')
    await project.write('backup-policy.yml', text.replace('./b', store))
    for (let i = 0; i < 3; i++) expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    expect(Object.keys(await treeOf(store))).toContain('.backproof/reserve')
    if (how === 'without a reserve') rmSync(join(store, '.backproof/reserve'))
    const filler = join(mounted, 'filler')
    fill(filler)
    const lease = () => JSON.parse(readFileSync(join(store, 'files/lease.json'), 'utf8'))

    const pruned = await project.run(['prune', '--apply'])
    const marks = Object.keys(await treeOf(store)).filter((name) => /^files\/trash\//.test(name))
    if (how === 'with its reserve') {
      expect(pruned, pruned.stderr).toMatchObject({ code: 0 })
      expect(marks).toHaveLength(2)
    } else {
      // The lease is written over; for the marks there is no room, and that is said.
      expect(pruned, pruned.stderr).toMatchObject({ code: 1 })
      expect(pruned.stderr).toContain('ENOSPC')
      expect(pruned.stdout).toContain('Make room on this file system')
      expect(marks).toEqual([])
    }
    // Given back: the next run need not wait until it has expired.
    expect(lease().expiresAt).toBe(lease().acquiredAt)
    rmSync(filler)
    const again = await project.run(['backup'])
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(Object.keys(await treeOf(store))).toContain('.backproof/reserve')
    rmSync(store, { recursive: true })
  })

  test('keeps half of its reserve from marks, and recreates it once there is room', async () => {
    const path = join(mounted, 'half')
    const reserve = join(path, '.backproof/reserve')
    const [signal, filler] = [AbortSignal.timeout(60_000), join(mounted, 'filler')]
    const store = await openStore({ kind: 'directory', path })
    await store.put('s/lease.json', Buffer.from('mine'), { signal })
    fill(filler)
    const marks = Array.from({ length: 200 }, (_, at) => ({ key: `s/trash/${at}.json`, bytes: Buffer.from('{}') }))
    const refused = await store
      .putAll?.(marks, { signal, fromReserve: 'half' })
      .catch((error: Problem) => error.message)
    expect(refused).toContain('ENOSPC')
    expect(readdirSync(join(path, 's/trash')).length).toBeGreaterThan(16)
    // What a purge needs first still fits, and so does the lease, as often as it is written.
    await store.put('s/expired.json', Buffer.alloc(64 * 1024), { signal, fromReserve: true })
    for (let at = 0; at < 40; at++) {
      const { etag } = (await store.head('s/lease.json', signal)) ?? { etag: '' }
      await store.put('s/lease.json', Buffer.from(`${at}`), { signal, ifMatch: etag, fromReserve: true })
    }
    expect(statSync(reserve).size).toBeGreaterThan(0)
    rmSync(filler)
    const { etag } = (await store.head('s/lease.json', signal)) ?? { etag: '' }
    await store.put('s/lease.json', Buffer.from('again'), { signal, ifMatch: etag, fromReserve: true })
    expect(statSync(reserve).size).toBe(256 * 1024)
    rmSync(path, { recursive: true })
  })
})
