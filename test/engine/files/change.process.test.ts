import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { inPool } from '../../../src/engine/files/call.ts'
import { encodeMember, nanoseconds } from '../../../src/engine/files/member.ts'
import { readMembers } from '../../../src/engine/files/read.ts'
import { inode, memberOf } from '../../../src/engine/files/walk.ts'
import { hold } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { archived, directory, dumpOf, never, plain, workshop } from './fixture.ts'

/** Reads the first bytes of a dump, lets something happen, and reads the rest: what was not read by then was not looked at. */
async function interrupted(source: string, happen: () => void) {
  const dump = dumpOf([source])
  const chunks: Buffer[] = []
  for await (const part of dump.parts) {
    for await (const chunk of part.body as AsyncIterable<Buffer>) {
      if (chunks.push(chunk) === 1) happen()
    }
  }
  return { archive: Buffer.concat(chunks), facts: dump.result().facts, findings: dump.result().findings }
}

const large = 8 * 2 ** 20

describe('a file that changes during the read', () => {
  test.each([
    ['shrinks', (path: string) => truncateSync(path, 100_000)],
    ['is emptied', (path: string) => truncateSync(path, 0)],
    ['grows', (path: string) => appendFileSync(path, 'x'.repeat(100_000))],
    ['is written to', (path: string) => overwrite(path)],
  ])('is reported if it %s, and the archive stays whole', async (_name, happen) => {
    using shop = workshop()
    writeFileSync(shop.at('src/a'), Buffer.alloc(large, 'a'))
    writeFileSync(shop.at('src/z'), 'after it')
    const { archive, facts, findings } = await interrupted(shop.at('src'), () => happen(shop.at('src/a')))
    expect(findings).toMatchObject([
      { level: 'warning', blame: 'source', message: `${shop.at('src/a')} changed while it was read` },
    ])
    await files.restore(archived(archive, facts), directory(shop.at('out')), noRuntime, plain)
    expect(await files.facts(directory(shop.at('out')), facts, noRuntime, never)).toEqual(facts)
    expect(facts.sizeBytes).toBe(large + 8)
    expect(execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' }).trim().split('\n')).toHaveLength(3)
  })

  test('is read to its end if it is renamed or removed', async () => {
    using shop = workshop()
    for (const name of ['a', 'b']) writeFileSync(shop.at(`src/${name}`), Buffer.alloc(large, name))
    const { facts } = await interrupted(shop.at('src'), () => renameSync(shop.at('src/a'), shop.at('moved')))
    expect(facts.sizeBytes).toBe(2 * large)
  })

  function overwrite(path: string): void {
    const handle = openSync(path, 'r+')
    writeSync(handle, 'changed', large - 7)
    closeSync(handle)
  }
})

test('is reported if it, or its whole directory, is gone before its turn', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), Buffer.alloc(large))
  mkdirSync(shop.at('src/b'))
  writeFileSync(shop.at('src/c'), '')
  const { facts, findings } = await interrupted(shop.at('src'), () => {
    rmSync(shop.at('src/b'), { recursive: true })
    rmSync(shop.at('src/c'))
  })
  const gone = (name: string) => ({ level: 'warning', message: `${shop.at(name)} was removed before it could be read` })
  expect(findings).toMatchObject([gone('src/b'), gone('src/c')])
  expect(facts.rows[shop.at('src')]).toBe(1)
})

test('is noted if it is a socket or a pipe', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), '')
  execFileSync('mkfifo', [shop.at('src/pipe')])
  const server = createServer().listen(shop.at('src/socket'))
  await once(server, 'listening')
  const dump = dumpOf([shop.at('src')])
  await hold(dump)
  expect(dump.result().findings).toMatchObject([
    { level: 'note', message: expect.stringContaining(shop.at('src/pipe')) },
    { level: 'note', message: expect.stringContaining(shop.at('src/socket')) },
  ])
  server.close()
})

describe.runIf(process.geteuid?.() === 0)('an unreadable file', () => {
  const asNobody = async <T>(run: () => Promise<T>): Promise<T> => {
    process.seteuid?.(65534)
    try {
      return await run()
    } finally {
      process.seteuid?.(0)
    }
  }

  test('is reported by name, up to a number of names', async () => {
    using shop = workshop()
    chmodSync(shop.folder, 0o755)
    for (let index = 100; index < 180; index += 1) writeFileSync(shop.at(`src/${index}`), '', { mode: 0 })
    mkdirSync(shop.at('src/closed'), { mode: 0o700 })
    writeFileSync(shop.at('src/open'), '')
    const dump = dumpOf([shop.at('src')])
    const { facts } = await asNobody(() => hold(dump))
    expect(facts.rows[shop.at('src')]).toBe(1)
    expect(dump.result().findings).toHaveLength(51)
    expect(dump.result().findings[0]).toMatchObject({
      level: 'warning',
      message: `${shop.at('src/100')} was not backed up: permission denied (EACCES)`,
    })
    expect(dump.result().findings[50]).toMatchObject({ level: 'warning', message: '31 more files were not backed up' })
  })

  test('fails the backup if it is the only file', async () => {
    using shop = workshop()
    chmodSync(shop.folder, 0o755)
    writeFileSync(shop.at('src/a'), '', { mode: 0 })
    await expect(asNobody(() => hold(dumpOf([shop.at('src')])))).rejects.toMatchObject({ code: 'dump-incomplete' })
  })

  test('fails the backup if it is one of the roots', async () => {
    using shop = workshop()
    chmodSync(shop.folder, 0o755)
    writeFileSync(shop.at('src/a'), '')
    mkdirSync(shop.at('closed'), { mode: 0o700 })
    writeFileSync(shop.at('file'), '', { mode: 0 })
    for (const name of ['closed', 'file']) {
      await expect(asNobody(() => hold(dumpOf([shop.at('src'), shop.at(name)])))).rejects.toMatchObject({
        code: 'source-failed',
        message: `cannot read ${shop.at(name)}: permission denied (EACCES)`,
        hint: 'Run the backup as a user who may read it.',
      })
    }
  })

  test('fails the proof if it belongs to a restored target', async () => {
    using shop = workshop()
    chmodSync(shop.folder, 0o755)
    writeFileSync(shop.at('src/a'), '', { mode: 0 })
    mkdirSync(shop.at('out'))
    chownSync(shop.at('out'), 65534, 65534)
    const held = await hold(dumpOf([shop.at('src')]))
    const dump = archived(held.parts.get('files.tar') ?? Buffer.alloc(0), held.facts)
    await asNobody(async () => {
      await files.restore(dump, directory(shop.at('out')), noRuntime, plain)
      const facts = files.facts(directory(shop.at('out')), held.facts, noRuntime, never)
      await expect(facts).rejects.toMatchObject({
        code: 'restore-failed',
        message: expect.stringContaining(join(shop.at('src'), 'a')),
      })
    })
  })
})

test('a cancelled dump stops even if its output is not read', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), Buffer.alloc(large))
  const controller = new AbortController()
  const dump = dumpOf([shop.at('src')], {}, controller.signal)
  const { value: part } = await dump.parts[Symbol.asyncIterator]().next()
  controller.abort()
  await expect(part.body.toArray()).rejects.toMatchObject({ code: 'cancelled' })
})

test('a cancelled restore ends as cancelled and leaves nothing', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), Buffer.alloc(large))
  const held = await hold(dumpOf([shop.at('src')]))
  const controller = new AbortController()
  const bytes = held.parts.get('files.tar') ?? Buffer.alloc(0)
  const body = async function* () {
    yield bytes.subarray(0, large / 2)
    controller.abort()
    yield bytes.subarray(large / 2)
  }
  const dump = { facts: held.facts, parts: ['files.tar'], open: async () => Readable.from(body()) }
  const restored = files.restore(dump, directory(shop.at('out')), noRuntime, { ...plain, signal: controller.signal })
  await expect(restored).rejects.toMatchObject({ code: 'cancelled' })
  expect(existsSync(shop.at('out'))).toBe(false)
})

test('sizes above 8 GiB, large owners and any time fit into the header', async () => {
  const member = {
    type: 'file',
    path: 'big',
    mode: 0o600,
    uid: 4294967294,
    gid: 2097152,
    size: 9e12,
    mtimeNs: -123_456_789n,
    target: '',
    sparse: true,
  } as const
  for await (const { member: read } of readMembers(Readable.from([encodeMember(member)]), never)) {
    expect(read).toEqual(member)
    break
  }
  const listed = execFileSync('sh', ['-c', 'tar --numeric-owner -tvf - 2>/dev/null || true'], {
    input: encodeMember(member),
    encoding: 'utf8',
  })
  expect(listed).toContain('4294967294/2097152')
  expect(listed).toContain('9000000000000')
  expect([nanoseconds('-0.000000001'), nanoseconds('1.5'), nanoseconds('9'.repeat(40)), nanoseconds('x')]).toEqual([
    -1n,
    1_500_000_000n,
    undefined,
    undefined,
  ])
})

test('a new file with the inode number of a removed one is not treated as its hard link', async () => {
  using shop = workshop()
  writeFileSync(shop.at('src/a'), 'first')
  linkSync(shop.at('src/a'), shop.at('src/b'))
  writeFileSync(shop.at('src/c'), 'other')
  const stat = lstatSync(shop.at('src/a'), { bigint: true })
  const links = new Map([[inode(stat), 'src/a']])
  const typeOf = async (change: object) => {
    const found = { root: '/src', path: '/src/c', real: shop.at('src/c'), calls: inPool }
    return (
      await memberOf({ ...found, stat: Object.assign(lstatSync(shop.at('src/b'), { bigint: true }), change) }, links)
    )?.type
  }
  expect(await typeOf({})).toBe('link')
  expect(await typeOf({ nlink: 1n })).toBe('file')
  expect(await typeOf({ birthtimeNs: stat.birthtimeNs + 1n })).toBe('file')
})

test('a dump does not back up a root that is gone at its end', async () => {
  using shop = workshop()
  for (const name of ['a', 'b', 'c']) writeFileSync(shop.at(`src/${name}`), Buffer.alloc(large))
  await expect(interrupted(shop.at('src'), () => rmSync(shop.at('src'), { recursive: true }))).rejects.toMatchObject({
    code: 'dump-incomplete',
    message: expect.stringContaining('disappeared while it was read'),
  })
})
