import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { PlainBackup } from '../../../src/engine/engine.ts'
import { removeTree } from '../../../src/engine/files/remove.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { directory, dumpOf, factsIn, plain, portrait, workshop } from './fixture.ts'

const large = 4 * 2 ** 20
const overwrite = { ...plain, overwrite: true }

/** Calls `meanwhile` in the middle of the archive, the last time that it is read. */
function interrupted(held: MemoryDump, times: number, meanwhile: () => void): PlainBackup {
  const bytes = held.parts.get('files.tar') ?? Buffer.alloc(0)
  const half = Math.floor(bytes.length / 2)
  let opened = 0
  return {
    facts: held.facts,
    parts: ['files.tar'],
    open: async () => {
      opened += 1
      return Readable.from(
        (function* () {
          for (let at = 0; at < bytes.length; at += 2 ** 16) {
            if (opened === times && at <= half && at + 2 ** 16 > half) meanwhile()
            yield bytes.subarray(at, at + 2 ** 16)
          }
        })(),
      )
    },
  }
}

describe('a link that another process creates in the way of a restore', () => {
  const seed = (at: (path: string) => string) => {
    mkdirSync(at('src/sub/deep'), { recursive: true })
    for (const name of ['a', 'b']) writeFileSync(at(`src/sub/${name}`), Buffer.alloc(large, name))
    writeFileSync(at('src/sub/deep/c'), 'c')
    writeFileSync(at('src/sub/z'), 'z')
    for (const name of ['outside', 'outside/deep']) mkdirSync(at(name))
    writeFileSync(at('outside/z'), 'alive')
    chmodSync(at('outside'), 0o751)
  }
  const untouched = (at: (path: string) => string) => {
    expect(readdirSync(at('outside')).sort()).toEqual(['deep', 'z'])
    expect(readdirSync(at('outside/deep'))).toEqual([])
    expect(readFileSync(at('outside/z'), 'utf8')).toBe('alive')
    expect(statSync(at('outside')).mode & 0o7777).toBe(0o751)
  }

  test('is not followed in place of a directory', async () => {
    using shop = workshop()
    seed(shop.at)
    const held = await hold(dumpOf([shop.at('src')]))
    const sub = join(shop.at('out'), shop.at('src/sub'))
    mkdirSync(sub, { recursive: true })
    const dump = interrupted(held, 2, () => {
      renameSync(sub, shop.at('moved'))
      symlinkSync(shop.at('outside'), sub)
    })
    await files.restore(dump, directory(shop.at('out')), noRuntime, overwrite)
    untouched(shop.at)
    expect(readdirSync(shop.at('moved')).sort()).toEqual(['a', 'b', 'deep', 'z'])
    expect(readFileSync(shop.at('moved/deep/c'), 'utf8')).toBe('c')
  })

  test('is not followed in place of an unfinished file', async () => {
    using shop = workshop()
    seed(shop.at)
    const held = await hold(dumpOf([shop.at('src')]))
    // Whoever does this has all the time to prepare.
    const prepared = join(shop.at('trap'), shop.at('src/sub'))
    mkdirSync(prepared, { recursive: true })
    const dump = interrupted(held, 1, () => {
      renameSync(shop.at('out/.backproof-partial'), shop.at('moved'))
      symlinkSync(shop.at('trap'), shop.at('out/.backproof-partial'))
    })
    const restored = files.restore(dump, directory(shop.at('out')), noRuntime, plain)
    await expect(restored).rejects.toMatchObject({ code: 'restore-failed' })
    expect(readdirSync(prepared)).toEqual([])
    untouched(shop.at)
  })
})

describe('overwriting', () => {
  test.each([
    ['a directory has the name of a file', 'src/z', (path: string) => mkdirSync(path)],
    ['a file has the name of a directory', 'src/sub', (path: string) => writeFileSync(path, 'own')],
    ['a link has the name of a directory', 'src/sub', (path: string) => symlinkSync('.', path)],
  ])('touches nothing if %s', async (_name, where, put) => {
    using shop = workshop()
    mkdirSync(shop.at('src/sub'))
    for (const name of ['src/a', 'src/sub/b', 'src/z']) writeFileSync(shop.at(name), 'new')
    const held = await hold(dumpOf([shop.at('src')]))
    const target = join(shop.at('out'), shop.at('src'))
    mkdirSync(target, { recursive: true })
    writeFileSync(join(target, 'a'), 'old')
    put(join(shop.at('out'), shop.at(where)))
    const before = portrait(shop.at('out'))
    const restored = files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, overwrite)
    await expect(restored).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining(join(shop.at('out'), shop.at(where))),
    })
    expect(portrait(shop.at('out'))).toEqual(before)
    // What is not asked for is in nobody's way.
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, { ...overwrite, only: ['a'] })
    expect(readFileSync(join(target, 'a'), 'utf8')).toBe('new')
  })
})

test('a target that is moved away during its restore, and the one that takes its place, each get their own files', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), Buffer.alloc(large))
  const held = await hold(dumpOf([shop.at('src')]))
  let second: Promise<unknown> = Promise.resolve()
  const dump = interrupted(held, 1, () => {
    renameSync(shop.at('out'), shop.at('away'))
    mkdirSync(shop.at('out'))
    second = files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
  })
  await files.restore(dump, directory(shop.at('out')), noRuntime, plain)
  await second
  for (const name of ['away', 'out']) expect(readdirSync(shop.at(name))).toEqual([shop.at('src').split('/')[1]])
})

test('a hard link alone is restored into a read-only directory, which keeps its time and mode', async () => {
  using shop = workshop()
  chmodSync(shop.folder, 0o755)
  mkdirSync(shop.at('src/z'))
  writeFileSync(shop.at('src/first'), 'content')
  for (const name of ['one', 'two']) linkSync(shop.at('src/first'), shop.at(`src/z/${name}`))
  utimesSync(shop.at('src/z'), 1, 2)
  chmodSync(shop.at('src/z'), 0o555)
  const held = await hold(dumpOf([shop.at('src')]))
  mkdirSync(shop.at('out'))
  chmodSync(shop.at('out'), 0o777)
  const root = process.geteuid?.() === 0
  if (root) process.seteuid?.(65534)
  try {
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, { ...plain, only: ['z'] })
  } finally {
    if (root) process.seteuid?.(0)
  }
  const restored = join(shop.at('out'), shop.at('src/z'))
  expect(lstatSync(restored)).toMatchObject({ mode: 0o40555, mtimeMs: 2000 })
  expect(statSync(join(restored, 'two')).nlink).toBe(2)
  for (const path of [restored, shop.at('src/z')]) chmodSync(path, 0o755)
})

test('a path of the maximum length is restored below another, compared and removed', async () => {
  using shop = workshop()
  const components = Array.from({ length: 200 }, (_, index) => `${index}`.padEnd(18, 'd'))
  mkdirSync(join(shop.at('src'), ...components), { recursive: true })
  writeFileSync(join(shop.at('src'), ...components, 'file'), 'deep')
  linkSync(join(shop.at('src'), ...components, 'file'), join(shop.at('src'), ...components, 'again'))
  const held = await hold(dumpOf([shop.at('src')]))
  const target = join(shop.at('out'), 'o'.repeat(200), 'p'.repeat(200))
  try {
    await files.restore(plainBackup(held), directory(target), noRuntime, plain)
    expect(await factsIn(target, held)).toEqual(held.facts)
    await removeTree(target)
    expect(existsSync(target)).toBe(false)
    expect(existsSync(dirname(target))).toBe(true)
  } finally {
    execFileSync('rm', ['-rf', shop.at('out')])
    rmSync(shop.at('src'), { recursive: true })
  }
})

test.runIf(process.geteuid?.() === 0)('root restores without owners where owners cannot be set', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), 'content')
  chownSync(shop.at('src/a'), 5, 6)
  chmodSync(shop.at('src/a'), 0o4755)
  const program = `
    import { directory, dumpOf, live, plain } from ${JSON.stringify(join(import.meta.dirname, 'fixture.ts'))}
    import { files } from ${JSON.stringify(join(import.meta.dirname, '../step.ts'))}
    const paths = [${JSON.stringify(shop.at('src'))}]
    const dump = dumpOf(paths)
    for await (const part of dump.parts) for await (const _ of part.body);
    for (const overwrite of [false, true]) {
      const options = { ...plain, overwrite }
      const into = directory(${JSON.stringify(shop.at('out'))})
      const findings = await files.restore(live(paths, dump.result().facts), into, undefined, options)
      console.log(findings.map(({ message }) => message).join())
    }`
  const node = [process.execPath, '--input-type=module', '-e', program]
  const told = execFileSync('setpriv', ['--bounding-set=-chown', ...node], { encoding: 'utf8' })
  const lost = ['owners', 'setuid, setgid and sticky bits'].map(
    (what) => `${what} were not restored: the file system takes none`,
  )
  expect(told.trim().split('\n')).toEqual([lost.join(), lost.join()])
  // A program of root's own must not become one that everybody runs as root.
  const restored = statSync(join(shop.at('out'), shop.at('src/a')))
  expect([restored.uid, restored.mode & 0o7777]).toEqual([0, 0o755])
})
