import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { engineOf } from '../../src/engine/engine.ts'
import type { Source } from '../../src/policy/policy.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { sourceOf as commandOf } from '../engine/command/fixture.ts'
import { git, sourceOf as gitOf, makeRepository } from '../engine/git/fixture.ts'
import { hold, type MemoryDump, plainBackup } from '../engine/memory.ts'
import { bench as machine } from '../engine/step.ts'
import { parse, withSource } from '../policy/example.ts'

const never = new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'full-disk-test-'))
const at = (name: string) => join(folder, name)
mkdirSync(at('small'))
const noMount = mount()
const own = process.env['TMPDIR']
afterEach(() => {
  if (own === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = own
})
afterAll(() => {
  if (noMount === undefined) execFileSync('umount', [at('small')])
  rmSync(folder, { recursive: true, force: true })
})

/** Why there is no small file system; undefined: there is one. */
function mount(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', at('small')], { stdio: 'pipe' })
    return undefined
  } catch (error) {
    return `a small tmpfs cannot be mounted here: ${(error as Error).message.split('\n')[0]}`
  }
}

async function dumpOf(source: Source): Promise<MemoryDump> {
  const engine = await engineOf(source.engine)
  await using live = await engine.open(source, machine, never)
  return await hold(live.dump())
}

async function prove(source: Source, held: MemoryDump) {
  process.env['TMPDIR'] = at('small')
  const baseEnv = { ...machine.baseEnv, TMPDIR: at('small') }
  const backup = { ...plainBackup(held), whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
  const { findings } = await testRestore(backup, await engineOf(source.engine), [], {
    bench: { ...machine, baseEnv, temporaryDirectory: at('small') },
    image: undefined,
    source,
    id: 'shop-1',
    monotonicMs: () => 0,
    progress: () => ({ [Symbol.dispose]() {} }),
    signal: never,
  })
  return findings.filter(({ level }) => level === 'failure')
}

const any = (engine: string, lines: string): Source => {
  const source = parse(withSource(`engine: ${engine}\ntools: host\n${lines}`), {}).sources['orders']
  if (source === undefined) throw new Error('no source')
  return source
}

const shell = (restore: string, more = '') =>
  commandOf(`tools: host\ndump: head -c 1000000 /dev/zero\nmin-size: 1B\nrestore: ${JSON.stringify(restore)}\n${more}`)

describe.skipIf(noMount !== undefined)(`a full temporary directory${noMount ? `: ${noMount}` : ''}`, () => {
  test.each<readonly [string, () => Promise<Source>]>([
    [
      'git',
      async () => {
        await makeRepository(at('shop'))
        await writeFile(at('shop/large'), randomBytes(1_000_000))
        git(at('shop'), 'add', '.')
        git(at('shop'), 'commit', '--quiet', '-m', 'large')
        return gitOf(`path: ${at('shop')}`)
      },
    ],
    ['command, whose program says so', async () => shell('cat > "$BACKPROOF_TARGET/x"')],
    ['command, whose program says nothing', async () => shell('cat > "$BACKPROOF_TARGET/x" 2>/dev/null')],
    [
      'command, whose program ends as if it had done it',
      async () =>
        shell('cat > "$BACKPROOF_TARGET/x" 2>/dev/null || cat > /dev/null', 'check: test -s "$BACKPROOF_TARGET/y"'),
    ],
    [
      'files',
      async () => {
        mkdirSync(at('uploads'))
        await writeFile(at('uploads/large'), randomBytes(1_000_000))
        return any('files', `paths: [${at('uploads')}]`)
      },
    ],
    [
      'sqlite',
      async () => {
        const { DatabaseSync } = await import('node:sqlite')
        using database = new DatabaseSync(at('shop.db'))
        database.exec('create table t (b blob); insert into t values (randomblob(1000000))')
        return any('sqlite', `path: ${at('shop.db')}`)
      },
    ],
  ])('is not evidence against the backup: %s', async (_, make) => {
    const source = await make()
    const held = await dumpOf(source)
    const findings = await prove(source, held)
    expect(findings).toMatchObject([
      { blame: 'env', message: expect.stringMatching(/space|full/i), hint: expect.stringContaining('TMPDIR') },
    ])
    expect(readdirSync(at('small'))).toEqual([])
  })

  test('is room enough for a backup of a git repository by path or file://, which is read where it is', async () => {
    await makeRepository(at('in place'))
    await writeFile(at('in place/large'), randomBytes(1_000_000))
    git(at('in place'), 'add', '.')
    git(at('in place'), 'commit', '--quiet', '-m', 'large')
    process.env['TMPDIR'] = at('small')
    const url = `file://${at('in%20place')}`
    expect((await dumpOf(gitOf('url: ${URL}', { URL: url }))).facts.rows).toEqual({ commits: 2 })
  })

  test('hides nothing where there is room: a program that refuses the dump is evidence', async () => {
    const source = shell('cat > /dev/null; echo no such role >&2; exit 5')
    expect(await prove(source, await dumpOf(source))).toMatchObject([
      { blame: 'data', message: expect.stringContaining('no such role') },
    ])
  })
})
