import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/engine/engine.ts'
import { encodeMember, endOfArchive, type Member, padding } from '../../../src/engine/files/member.ts'
import { walk } from '../../../src/engine/files/walk.ts'
import { isProblem } from '../../../src/problem.ts'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { archived, directory, dumpOf, never, plain, workshop } from './fixture.ts'

/* Archives that were made to do harm. Whatever they hold, nothing is written outside of the target. */

const common = { mode: 0o755, uid: 0, gid: 0, mtimeNs: 0n, size: 0, target: '', sparse: false }
const folder = (path: string) => encodeMember({ ...common, type: 'directory', path })
const symlink = (path: string, target: string) => encodeMember({ ...common, type: 'symlink', path, target })
const hardlink = (path: string, target: string) => encodeMember({ ...common, type: 'link', path, target })
const file = (path: string, content = 'evil', change: Partial<Member> = {}) =>
  Buffer.concat([
    encodeMember({ ...common, type: 'file', path, size: content.length, ...change }),
    Buffer.from(content),
    padding(content.length),
  ])

/** A header block with some bytes of it changed and the checksum made right again. */
function forge(block: Buffer, changes: readonly (readonly [number, string | Buffer])[]): Buffer {
  const out = Buffer.from(block)
  for (const [offset, bytes] of changes) Buffer.from(bytes).copy(out, offset)
  out.write(' '.repeat(8), 148)
  out.write(
    `${out
      .subarray(0, 512)
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return out
}

const header = (path: string) => encodeMember({ ...common, type: 'file', path }).subarray(-512)

async function device(type: 'character-device' | 'block-device' | 'fifo'): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name: 'r/null', type, devmajor: 1, devminor: 3 })
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const boasting: Facts = {
  version: 1,
  engine: 'files',
  server: undefined,
  sizeBytes: 1e12,
  rows: {},
  objects: { root: ['/r'], digest: [] },
}

const corpus: readonly (readonly [string, (outside: string) => Buffer | Promise<Buffer>])[] = [
  ['a name with ..', () => file('r/../../outside/canary')],
  ['a name that ends in ..', () => folder('r/..')],
  ['an absolute name', (outside) => file(`${outside}/canary`)],
  ['a name outside of the roots', () => file('other')],
  ['a name with NUL', () => file('r/a\0b')],
  [
    'a file through a symbolic link',
    (outside) => Buffer.concat([folder('r'), symlink('r/a', outside), file('r/a/canary')]),
  ],
  [
    'a directory over a symbolic link',
    (outside) => Buffer.concat([symlink('r/a', outside), folder('r/a'), file('r/a/canary')]),
  ],
  ['a symbolic link in the place of the root', (outside) => Buffer.concat([symlink('r', outside), file('r/canary')])],
  ['a file over a symbolic link', (outside) => Buffer.concat([symlink('r/a', `${outside}/canary`), file('r/a')])],
  [
    'a link through a symbolic link',
    (outside) => Buffer.concat([symlink('r/a', outside), hardlink('r/b', 'r/a/canary'), file('r/b')]),
  ],
  [
    'a symbolic link through a symbolic link',
    (outside) => Buffer.concat([symlink('r/a', outside), symlink('r/a/b', 'x')]),
  ],
  ['a link to ..', () => Buffer.concat([hardlink('r/a', '../outside/canary'), file('r/a')])],
  ['a link to an absolute name', (outside) => Buffer.concat([hardlink('r/a', `${outside}/canary`), file('r/a')])],
  [
    'a link to a symbolic link',
    (outside) => Buffer.concat([symlink('r/s', `${outside}/canary`), hardlink('r/a', 'r/s')]),
  ],
  ['a link to nothing', () => hardlink('r/a', 'r/gone')],
  ['a link to itself', () => hardlink('r/a', 'r/a')],
  ['a character device', () => device('character-device')],
  ['a block device', () => device('block-device')],
  ['a pipe', () => device('fifo')],
  ['an unknown type', () => forge(header('r/a'), [[156, 'V']])],
  ['a sparse file of GNU tar', () => forge(header('r/a'), [[156, 'S']])],
  ['the same name twice', () => Buffer.concat([file('r/a'), file('r/a', 'again')])],
  ['a file and a directory of one name', () => Buffer.concat([file('r/a'), folder('r/a'), file('r/a/b')])],
  ['a size below zero', () => forge(header('r/a'), [[124, Buffer.alloc(12, 0xff)]])],
  ['a size that is no number', () => forge(header('r/a'), [[124, 'not a numbe']])],
  [
    'a size of 2^80',
    () =>
      forge(header('r/a'), [
        [124, Buffer.from([0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
      ]),
  ],
  [
    'a pax header of 8 GiB',
    () =>
      forge(header('r/a'), [
        [156, 'x'],
        [124, '77777777777'],
      ]),
  ],
  [
    'a pax header below zero',
    () =>
      Buffer.concat([
        forge(header('r/a'), [
          [156, 'x'],
          [124, Buffer.alloc(12, 0xff)],
        ]),
        file('r/a'),
      ]),
  ],
  [
    'pax records with wrong lengths',
    () => Buffer.concat([paxOf('-9 path=/x\n'), header('r/a'), paxOf('99999 path=/x\n'), header('r/b'), paxOf('x')]),
  ],
  [
    'a pax path with ..',
    () => Buffer.concat([paxOf(record('path', '../outside/canary')), file('r/a').subarray(-1024)]),
  ],
  [
    'our own pax path with ..',
    () =>
      Buffer.concat([
        paxOf(record('BACKPROOF.path', Buffer.from('../outside/canary').toString('base64'))),
        file('r/a').subarray(-1024),
      ]),
  ],
  ['an owner that no system has', () => file('r/a', 'evil', { uid: 9_999_999_999 })],
  ['an owner that means nobody new', () => file('r/a', 'evil', { gid: 2 ** 32 - 1 })],
  ['a pax size below zero', () => Buffer.concat([paxOf(record('size', '-1')), header('r/a')])],
  [
    'a global pax header with a path',
    () => Buffer.concat([forge(paxOf(record('path', '/etc/canary')), [[156, 'g']]), file('r/a')]),
  ],
  ['no end', () => file('r/a', 'x'.repeat(5000)).subarray(0, 2048)],
  ['noise', () => Buffer.alloc(4096, 'noise')],
  ['nothing', () => Buffer.alloc(0)],
]

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  const length = [2, 3].map((digits) => rest.length + digits).find((total) => `${total}`.length + rest.length === total)
  return `${length}${rest}`
}

function paxOf(text: string): Buffer {
  const size = text.length.toString(8).padStart(11, '0')
  return Buffer.concat([
    forge(header('PaxHeader'), [
      [156, 'x'],
      [124, size],
    ]),
    Buffer.from(text),
    padding(text.length),
  ])
}

describe.each(corpus)('an archive with %s', (_name, make) => {
  test.each([false, true])('is refused and writes nothing outside (overwrite: %s)', async (overwrite) => {
    using shop = workshop()
    mkdirSync(shop.at('outside'))
    writeFileSync(shop.at('outside/canary'), 'alive')
    const bytes = Buffer.concat([await make(shop.at('outside')), endOfArchive])
    const target = shop.at('src/target')
    const facts = { ...boasting, rows: { '/r': 99 } }
    const dump = archived(bytes, facts)
    const problem = await files
      .restore(dump, directory(target), noRuntime, { ...plain, overwrite })
      .catch((error: unknown) => error)
    expect(isProblem(problem)).toBe(true)
    expect(readFileSync(shop.at('outside/canary'), 'utf8')).toBe('alive')
    expect(readdirSync(shop.at('outside'))).toEqual(['canary'])
    expect(readdirSync(shop.folder).sort()).toEqual(['outside', 'src'])
    // The target that it made goes again, unless it is to be written over: then what was written stays.
    if (overwrite) expect(['', 'target']).toContain(readdirSync(shop.at('src')).join())
    else expect(readdirSync(shop.at('src'))).toEqual([])
    await expect(files.contents(dump, noRuntime, never)).rejects.toMatchObject({ code: 'object-damaged' })
  })
})

test('a symbolic link that already exists in the target is not followed', async () => {
  using shop = workshop()
  mkdirSync(shop.at('outside'))
  writeFileSync(shop.at('src/file'), 'new')
  const held = await hold(dumpOf([shop.at('src')]))
  const target = shop.at('target')
  mkdirSync(join(target, shop.folder), { recursive: true })
  symlinkSync(shop.at('outside'), join(target, shop.at('src')))
  const bytes = held.parts.get('files.tar') ?? Buffer.alloc(0)
  const restored = files.restore(archived(bytes, held.facts), directory(target), noRuntime, {
    ...plain,
    overwrite: true,
  })
  await expect(restored).rejects.toMatchObject({ code: 'target-refused' })
  expect(readdirSync(shop.at('outside'))).toEqual([])
})

test('facts that announce less than the archive holds end the restore early', async () => {
  using shop = workshop()
  const bytes = Buffer.concat([file('r/a', 'x'.repeat(5000)), endOfArchive])
  const dump = archived(bytes, { ...boasting, sizeBytes: 4999 })
  const restored = files.restore(dump, directory(shop.at('target')), noRuntime, plain)
  await expect(restored).rejects.toMatchObject({
    message: 'files.tar holds more than the 4999 bytes that were backed up',
  })
})

test('any changed byte is refused, or changes neither names nor contents', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), 'a'.repeat(600))
  mkdirSync(shop.at('src/d'))
  symlinkSync('a', shop.at('src/d/link'))
  const held = await hold(dumpOf([shop.at('src')]))
  const whole = held.parts.get('files.tar') ?? Buffer.alloc(0)
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Buffer.from(whole)
      bytes.writeUInt8((bytes[at] ?? 0) ^ change, at)
      const target = shop.at(`target-${++round}`)
      try {
        await files.restore(archived(bytes, held.facts), directory(target), noRuntime, plain)
      } catch (error) {
        expect(isProblem(error)).toBe(true)
        expect(existsSync(target)).toBe(false)
        return
      }
      expect(await files.facts(directory(target), held.facts, noRuntime, never)).toEqual(held.facts)
    }),
    { numRuns: 150 },
  )
})

describe('a directory that is replaced by a symbolic link during the walk', () => {
  test.each(['src/sub', 'src/sub/a'])('never leads elsewhere: at %s', async (moment) => {
    using shop = workshop()
    for (const [name, content] of [
      ['src/sub/a', 'own'],
      ['src/sub/b', 'own'],
      ['outside/a', 'secret'],
      ['outside/b', 'secret'],
      ['outside/c', 'secret'],
    ] as const) {
      mkdirSync(dirname(shop.at(name)), { recursive: true })
      writeFileSync(shop.at(name), content)
    }
    const root = { path: shop.at('src'), real: shop.at('src') }
    const read: string[] = []
    const gone: string[] = []
    const skip = (path: string, { code }: NodeJS.ErrnoException) => gone.push(`${path} ${code}`)
    for await (const { path, real, stat } of walk(root, () => false, skip, never)) {
      if (path === shop.at(moment)) {
        renameSync(shop.at('src/sub'), shop.at('moved'))
        symlinkSync(shop.at('outside'), shop.at('src/sub'))
      }
      if (stat.isFile()) read.push(readFileSync(real, 'utf8'))
    }
    expect(read).toEqual(moment === 'src/sub' ? [] : ['own', 'own'])
    expect(gone).toEqual(moment === 'src/sub' ? [`${shop.at('src/sub')} ENOENT`] : [])
  })

  test('leaves no open directory, even if the walk is abandoned', async () => {
    using shop = workshop()
    mkdirSync(shop.at(`src/${Array.from({ length: 300 }, () => 'd').join('/')}`), { recursive: true })
    writeFileSync(shop.at(`src/${Array.from({ length: 300 }, () => 'd').join('/')}/file`), 'deep')
    const open = () => readdirSync('/proc/self/fd').length
    const root = { path: shop.at('src'), real: shop.at('src') }
    const before = open()
    let found = 0
    for await (const { path } of walk(root, () => false, refuse, never)) if (path.endsWith('/file')) found += 1
    for await (const { path } of walk(root, () => false, refuse, never)) if (path.endsWith('/file')) break
    expect(found).toBe(1)
    expect(open()).toBe(before)
  })
})

test('a path that is too long to restore is left out and reported', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/file'), 'short')
  const deeper =
    'cd "$1"; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do mkdir "$2" && cd "$2"; done; echo > file'
  execFileSync('sh', ['-c', deeper, 'sh', shop.at('src'), 'd'.repeat(250)])
  try {
    const dump = dumpOf([shop.at('src')])
    const held = await hold(dump)
    expect(dump.result().findings).toMatchObject([
      { level: 'warning', message: expect.stringContaining('ENAMETOOLONG') },
    ])
    await files.contents(plainBackup(held), noRuntime, never)
  } finally {
    execFileSync('rm', ['-rf', shop.at('src')])
  }
})

const refuse = (path: string): never => {
  throw new Error(`${path} was skipped`)
}

test.each([[['/r/../../outside']], [['/r', '/r/a']], [['outside']], [['/r/']], [['/r\0']]])(
  'a root that no backup can have is damage, and is never looked up: %j',
  async (root) => {
    using shop = workshop()
    const facts = { ...boasting, objects: { root, digest: [] } }
    const damage = { code: 'object-damaged', message: expect.stringContaining('root') }
    const dump = archived(Buffer.concat([folder('r'), endOfArchive]), facts)
    await expect(files.restore(dump, directory(shop.at('out')), noRuntime, plain)).rejects.toMatchObject(damage)
    await expect(files.contents(dump, noRuntime, never)).rejects.toMatchObject(damage)
    await expect(files.facts(directory(shop.at('src')), facts, noRuntime, never)).rejects.toMatchObject(damage)
  },
)
