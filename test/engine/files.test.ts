import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { files } from '../../src/engine/files.ts'
import { engineContract, type Fixture } from './contract.ts'
import { archived, directory, dumpOf, live, never, plain, workshop } from './files-fixture.ts'
import { hold, restorable } from './memory.ts'
import { filesSource, noRuntime } from './source.ts'

const root = process.geteuid?.() === 0
const factsIn = (path: string, like: Awaited<ReturnType<typeof hold>>) =>
  files.facts(directory(path), like.facts, noRuntime, never)

async function fixture(): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'files-test-'))
  const source = join(folder, 'uploads')
  mkdirSync(join(source, 'deep'), { recursive: true })
  for (let index = 0; index < 300; index += 1)
    writeFileSync(join(source, 'deep', `${index}.txt`), `${index}`.repeat(300))
  let targets = 0
  return {
    source: filesSource([source]),
    runtime: noRuntime,
    seeded: { rows: { [source]: 300, [`${source} (directories)`]: 2 }, objects: { root: [source] } },
    contents: [join(source, 'deep', '299.txt')],
    write: async (signal) => {
      let writes = 0
      for (; !signal.aborted; writes += 1) {
        writeFileSync(join(source, 'deep', `written-${writes}`), 'x')
        await turn()
      }
      return writes
    },
    target: async () => directory(join(folder, `target-${++targets}`)),
    isEmpty: async (target) =>
      target.kind === 'directory' && (!existsSync(target.path) || readdirSync(target.path).length === 0),
    locked: undefined,
    self: directory('/'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

engineContract('files', files, fixture)

/** What is awkward to keep. */
function nasty(source: string): void {
  const at = (name: string) => join(source, name)
  for (const name of ['with space', 'new\nline', 'tab\tand "quotes"', 'åäö 🙂', '-rf', '*', '.hidden', "it's"])
    writeFileSync(at(name), name)
  writeFileSync(Buffer.concat([Buffer.from(at('latin-')), Buffer.of(0xe9, 0xff)]), 'not UTF-8')
  symlinkSync(Buffer.of(0xe9), at('to latin'))
  const long = join(source, ...Array.from({ length: 6 }, (_, index) => `${index}`.repeat(200)))
  mkdirSync(long, { recursive: true })
  writeFileSync(join(long, 'x'.repeat(255)), 'deep')
  symlinkSync('y'.repeat(300), at('long link'))
  mkdirSync(at('empty'))
  writeFileSync(at('zero'), '')
  writeFileSync(at('exactly 512'), 'z'.repeat(512))
  writeFileSync(at('large'), Buffer.alloc(1_000_003, 'large'))
  linkSync(at('large'), at('large again'))
  linkSync(at('large'), join(long, 'large once more'))
  symlinkSync('loop', at('loop'))
  symlinkSync('/nowhere/at all', at('dangling'))
  symlinkSync('..', at('upwards'))
  writeFileSync(at('unreadable'), 'mode 0')
  chmodSync(at('unreadable'), 0)
  writeFileSync(at('setuid'), '#!')
  if (root) chownSync(at('setuid'), 1234567, 7654321)
  chmodSync(at('setuid'), 0o6755)
  utimesSync(at('zero'), -1.5, -86400.25)
  utimesSync(at('-rf'), 1e9, 1e9 + 0.123456)
  lutimesSync(at('loop'), 5, 6.5)
  mkdirSync(at('read only'))
  writeFileSync(at('read only/file'), 'in it')
  utimesSync(at('read only'), 1, 2)
  chmodSync(at('read only'), 0o1555)
}

/** Everything about every entry, by path. */
function portrait(path: string, below = Buffer.alloc(0)): Record<string, unknown> {
  const here = Buffer.concat([Buffer.from(path), below])
  const stat = lstatSync(here, { bigint: true })
  const content = stat.isFile()
    ? readFileSync(here).toString('latin1')
    : stat.isSymbolicLink()
      ? readlinkSync(here, { encoding: 'buffer' }).toString('latin1')
      : ''
  const own = {
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    mtime: stat.mtimeNs / 1000n,
    names: stat.isFile() ? stat.nlink : 1n,
    content,
  }
  const inside = stat.isDirectory() ? readdirSync(here, { encoding: 'buffer' }) : []
  const children = inside.map((name) => portrait(path, Buffer.concat([below, Buffer.from('/'), name])))
  return Object.assign({ [below.toString('latin1')]: own }, ...children)
}

describe('a tree', () => {
  test.runIf(root)(
    'with everything awkward in it comes back as it was, also through GNU tar',
    async () => {
      using shop = workshop()
      nasty(shop.at('src'))
      const dump = dumpOf([shop.at('src')])
      const held = await hold(dump)
      expect(dump.findings()).toEqual([])
      await files.restore(restorable(held), directory(shop.at('out')), noRuntime, plain)
      const original = portrait(shop.at('src'))
      // utimes takes a double: it is exact to the microsecond, rounding down.
      const close = (tree: Record<string, unknown>) =>
        JSON.parse(
          JSON.stringify(tree, (key, value) =>
            key === 'mtime' ? Number(value / 10n) : typeof value === 'bigint' ? `${value}` : value,
          ),
        )
      expect(close(portrait(join(shop.at('out'), shop.at('src'))))).toEqual(close(original))
      expect((await factsIn(shop.at('out'), held)).objects).toEqual(held.facts.objects)

      mkdirSync(shop.at('gnu'))
      execFileSync('tar', ['-xpf', '-', '--numeric-owner', '-C', shop.at('gnu')], {
        input: held.parts.get('files.tar'),
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      expect(close(portrait(join(shop.at('gnu'), shop.at('src'))))).toEqual(close(original))
    },
    120_000,
  )

  test.runIf(root)('from GNU tar is read', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/ü'.concat('x'.repeat(150))), 'long name')
    mkdirSync(shop.at('src/d'))
    writeFileSync(shop.at('src/d/file'), 'content', { mode: 0o640 })
    chownSync(shop.at('src/d/file'), 3000000, 4)
    symlinkSync('z'.repeat(200), shop.at('src/link'))
    linkSync(shop.at('src/d/file'), shop.at('src/second'))
    const held = await hold(dumpOf([shop.at('src')]))
    for (const format of ['gnu', 'pax']) {
      const made = execFileSync(
        'tar',
        ['-cf', '-', `--format=${format}`, '--sort=name', '-C', '/', `./${shop.at('src')}`],
        { stdio: ['pipe', 'pipe', 'pipe'] },
      )
      await files.restore(archived(made, held.facts), directory(shop.at(format)), noRuntime, plain)
      expect(await factsIn(shop.at(format), held)).toEqual(held.facts)
      expect(statSync(join(shop.at(format), shop.at('src/second'))).uid).toBe(3000000)
    }
  })

  test.runIf(root)('is restored by a user who is not root, who is told what is lost', async () => {
    using shop = workshop()
    nasty(shop.at('src'))
    rmSync(shop.at('src/unreadable'))
    chmodSync(shop.folder, 0o755)
    mkdirSync(shop.at('out'))
    chownSync(shop.at('out'), 65534, 65534)
    const held = await hold(dumpOf([shop.at('src')]))
    process.setegid?.(65534)
    process.seteuid?.(65534)
    try {
      const findings = await files.restore(restorable(held), directory(shop.at('out')), noRuntime, plain)
      expect(findings.map(({ message }) => message)).toEqual([
        'owners were not restored: only root may',
        'setuid, setgid and sticky bits were not restored: only root may',
      ])
      expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
      const cut = archived(held.parts.get('files.tar')?.subarray(0, -4096) ?? Buffer.alloc(0), held.facts)
      mkdirSync(shop.at('out/inner'))
      await expect(files.restore(cut, directory(shop.at('out/inner')), noRuntime, plain)).rejects.toMatchObject({
        code: 'object-damaged',
      })
      expect(readdirSync(shop.at('out/inner'))).toEqual([])
    } finally {
      process.seteuid?.(0)
      process.setegid?.(0)
    }
    const restored = join(shop.at('out'), shop.at('src'))
    expect(statSync(join(restored, 'setuid')).mode & 0o7777).toBe(0o755)
    expect(statSync(join(restored, 'read only')).mode & 0o7777).toBe(0o555)
  })

  const name = fc
    .uint8Array({ minLength: 1, maxLength: 20 })
    .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0x78 : byte))))
    .filter((bytes) => !['.', '..'].includes(bytes.toString('latin1')))
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.integer({ min: 500, max: 1100 }).map((size) => new Uint8Array(size).fill(7)),
    fc.constant(new Uint8Array(200_001)),
  )
  const entry = fc.oneof(
    fc.record({ kind: fc.constant('file' as const), name, content, mode: fc.integer({ min: 0, max: 0o777 }) }),
    fc.record({ kind: fc.constant('symlink' as const), name, target: name }),
    fc.record({ kind: fc.constant('directory' as const), name }),
  )

  test.runIf(root)('of any names and contents comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
        using shop = workshop()
        let here = Buffer.from(shop.at('src'))
        writeFileSync(shop.at('src/one'), '1')
        for (const item of entries) {
          const path = Buffer.concat([here, Buffer.from('/'), item.name])
          if (existsSync(path) || lstatSync(path, { throwIfNoEntry: false })) continue
          if (item.kind === 'file') writeFileSync(path, item.content, { mode: item.mode })
          else if (item.kind === 'symlink') symlinkSync(item.target, path)
          else {
            mkdirSync(path)
            here = path
          }
        }
        const held = await hold(dumpOf([shop.at('src')]))
        await files.restore(restorable(held), directory(shop.at('out')), noRuntime, plain)
        expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
        expect(Object.keys(portrait(join(shop.at('out'), shop.at('src')))).sort()).toEqual(
          Object.keys(portrait(shop.at('src'))).sort(),
        )
      }),
      { numRuns: 40 },
    )
  })
})

describe('a sparse file', () => {
  test('comes back with its holes, and whole through GNU tar', async () => {
    using shop = workshop()
    const size = 300 * 2 ** 20
    const handle = openSync(shop.at('src/sparse'), 'w')
    writeSync(handle, 'at the start', 0)
    writeSync(handle, 'in the middle', 123_456_789)
    closeSync(handle)
    truncateSync(shop.at('src/sparse'), size)
    const dump = dumpOf([shop.at('src')])
    for await (const part of dump.parts) for await (const _ of part.body);
    await files.restore(live([shop.at('src')], dump.facts()), directory(shop.at('out')), noRuntime, plain)
    const restored = statSync(join(shop.at('out'), shop.at('src/sparse')))
    expect(restored.size).toBe(size)
    expect(restored.blocks * 512).toBeLessThan(2 ** 20)
    expect(await files.facts(directory(shop.at('out')), dump.facts(), noRuntime, never)).toEqual(dump.facts())
  })

  test('of 2 GiB is read and written in little memory', async () => {
    using shop = workshop()
    closeSync(openSync(shop.at('src/hole'), 'w'))
    truncateSync(shop.at('src/hole'), 2 ** 31)
    const program = `
      import { dumpOf, live, directory, never, plain } from ${JSON.stringify(join(import.meta.dirname, 'files-fixture.ts'))}
      import { files } from ${JSON.stringify(join(import.meta.dirname, '../../src/engine/files.ts'))}
      const dump = dumpOf([${JSON.stringify(shop.at('src'))}])
      for await (const part of dump.parts) for await (const _ of part.body);
      await files.restore(live([${JSON.stringify(shop.at('src'))}], dump.facts()), directory(${JSON.stringify(shop.at('out'))}), undefined, plain)
      console.log(process.resourceUsage().maxRSS * 1024)`
    const peak = Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
    console.log(`peak of ${Math.round(peak / 1e6)} MB`)
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(300e6)
    expect(statSync(join(shop.at('out'), shop.at('src/hole')))).toMatchObject({ size: 2 ** 31, blocks: 0 })
  }, 240_000)
})

describe('selection', () => {
  const seed = (source: string) => {
    for (const path of ['a/one.jpg', 'a/one.tmp', 'a/deep/two.jpg', 'b/three.txt', 'cache/x', 'c/d/e.txt']) {
      mkdirSync(join(source, path, '..'), { recursive: true })
      writeFileSync(join(source, path), path)
    }
  }
  const names = async (source: string, select: Parameters<typeof dumpOf>[1]) => {
    const held = await hold(dumpOf([source], select))
    const listed = await files.contents(restorable(held), noRuntime, never)
    return listed.map((path) => path.slice(source.length)).filter((path) => path !== '')
  }

  test('excludes files and whole directories', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    expect(await names(shop.at('src'), { exclude: ['*.tmp', 'cache', `${shop.at('src')}/c`] })).toEqual([
      '/a',
      '/a/deep',
      '/a/deep/two.jpg',
      '/a/one.jpg',
      '/b',
      '/b/three.txt',
    ])
  })

  test('includes files with the directories above them, and no others', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    expect(await names(shop.at('src'), { include: ['*.jpg', 'e.txt'], exclude: ['one.*'] })).toEqual([
      '/a',
      '/a/deep',
      '/a/deep/two.jpg',
      '/c',
      '/c/d',
      '/c/d/e.txt',
    ])
  })

  test('several roots, one of them a file, one a link to a directory, one inside another', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    symlinkSync('src/a', shop.at('linked'))
    const roots = [shop.at('src/b'), shop.at('src/c/d/e.txt'), shop.at('linked'), shop.at('src/b/three.txt')]
    const held = await hold(dumpOf(roots))
    expect(held.facts.rows).toMatchObject({
      [shop.at('linked')]: 3,
      [shop.at('src/b')]: 1,
      [shop.at('src/c/d/e.txt')]: 1,
    })
    await files.restore(restorable(held), directory(shop.at('out')), noRuntime, plain)
    expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
    expect(lstatSync(join(shop.at('out'), shop.at('linked'))).isDirectory()).toBe(true)
  })

  test('nothing to back up is a failure', async () => {
    using shop = workshop()
    mkdirSync(shop.at('src/empty'))
    await expect(hold(dumpOf([shop.at('src')]))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('no file'),
    })
    writeFileSync(shop.at('src/a.tmp'), '')
    await expect(hold(dumpOf([shop.at('src')], { exclude: ['*.tmp'] }))).rejects.toMatchObject({
      code: 'source-failed',
    })
    await expect(hold(dumpOf([shop.at('gone')]))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining(shop.at('gone')),
    })
    const inspected = files.inspect(filesSource([shop.at('gone')]), noRuntime, never)
    await expect(inspected).rejects.toMatchObject({ code: 'source-failed' })
  })

  test('only some files are restored, with the directories above them', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    linkSync(shop.at('src/a/one.jpg'), shop.at('src/z.jpg'))
    linkSync(shop.at('src/a/one.jpg'), shop.at('src/zz.jpg'))
    utimesSync(shop.at('src/a'), 1, 2)
    const held = await hold(dumpOf([shop.at('src')]))
    const restored = async (into: string, only: string[]) => {
      await files.restore(restorable(held), directory(shop.at(into)), noRuntime, { ...plain, only })
      return Object.keys(portrait(join(shop.at(into), shop.at('src')))).filter((path) => path !== '')
    }
    expect(await restored('1', ['two.jpg'])).toEqual(['/a', '/a/deep', '/a/deep/two.jpg'])
    expect(statSync(join(shop.at('1'), shop.at('src/a'))).mtimeMs).toBe(2000)
    expect(await restored('2', [shop.at('src/c'), 'three.*'])).toEqual([
      '/b',
      '/b/three.txt',
      '/c',
      '/c/d',
      '/c/d/e.txt',
    ])
    // Second names of a file whose first name is not wanted.
    expect(await restored('3', ['z*.jpg'])).toEqual(['/z.jpg', '/zz.jpg'])
    expect(readFileSync(join(shop.at('3'), shop.at('src/z.jpg')), 'utf8')).toBe('a/one.jpg')
    expect(statSync(join(shop.at('3'), shop.at('src/zz.jpg'))).nlink).toBe(2)
    await expect(restored('4', ['nothing'])).rejects.toMatchObject({ code: 'usage' })
    expect(readdirSync(shop.at('4'))).toEqual([])
  })
})

describe('assertions', () => {
  test('files that must be there', async () => {
    using shop = workshop()
    mkdirSync(shop.at('src/a'))
    writeFileSync(shop.at('src/a/x.jpg'), '')
    const check = (...wanted: string[]) =>
      files.check({ kind: 'files', name: 'there', files: wanted }, directory(shop.at('src')), noRuntime, never)
    expect(await check('*.jpg', '/a/x.jpg', 'a/')).toBeUndefined()
    expect(await check('*.jpg', '*.png')).toMatchObject({
      level: 'failure',
      blame: 'data',
      message: expect.stringContaining('*.png'),
    })
  })

  test('of databases are a mistake in the policy', async () => {
    const asked = Promise.resolve().then(() =>
      files.check({ kind: 'tables', name: 'x', tables: ['a'] }, directory('/nowhere'), noRuntime, never),
    )
    await expect(asked).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})

describe('target', () => {
  test('with something in it keeps it, and gets what the backup holds over it', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/file'), 'new')
    const held = await hold(dumpOf([shop.at('src')]))
    const inside = join(shop.at('out'), shop.at('src'))
    mkdirSync(inside, { recursive: true })
    writeFileSync(join(inside, 'file'), 'old')
    writeFileSync(join(inside, 'mine'), 'mine')
    await files.restore(restorable(held), directory(shop.at('out')), noRuntime, { ...plain, overwrite: true })
    expect([readFileSync(join(inside, 'file'), 'utf8'), readFileSync(join(inside, 'mine'), 'utf8')]).toEqual([
      'new',
      'mine',
    ])
    rmSync(join(inside, 'file'))
    mkdirSync(join(inside, 'file'))
    const again = files.restore(restorable(held), directory(shop.at('out')), noRuntime, { ...plain, overwrite: true })
    await expect(again).rejects.toMatchObject({ code: 'target-refused' })
  })

  test('of another kind, or a file, is refused', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/file'), 'new')
    const held = await hold(dumpOf([shop.at('src')]))
    const into = async (target: Parameters<typeof files.restore>[1]) =>
      files.restore(restorable(held), target, noRuntime, plain)
    await expect(into({ kind: 'file', path: shop.at('out') })).rejects.toMatchObject({ code: 'usage' })
    await expect(into(directory(shop.at('src/file')))).rejects.toMatchObject({ code: 'target-refused' })
  })

  test('is the source where a restore would write into it', () => {
    using shop = workshop()
    mkdirSync(shop.at('src/sub'))
    symlinkSync('src', shop.at('link'))
    symlinkSync('/', shop.at('slash'))
    const is = (path: string) => files.isSource(filesSource([shop.at('src')]), directory(path))
    expect([
      is('/'),
      is(shop.at('slash')),
      is(shop.at('src')),
      is(shop.at('src/sub/new')),
      is(shop.at('link/new')),
    ]).toEqual([true, true, true, true, true])
    expect([is(shop.folder), is(shop.at('out')), is('/srv')]).toEqual([false, false, false])
  })

  test('tools in a container are refused', async () => {
    const source = filesSource(['/tmp'], { tools: { kind: 'image', image: 'x' } })
    await expect(hold(files.dump(source, noRuntime, never))).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})
