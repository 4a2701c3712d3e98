import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archiveReader } from '../../../src/engine/postgres/archive/archive.ts'
import { isProblem } from '../../../src/problem.ts'

interface Written {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly data?: readonly Buffer[]
}

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt8(value < 0 ? 1 : 0, 0)
  bytes.writeUInt32LE(Math.abs(value), 1)
  return bytes
}
const string = (text: string | undefined): Buffer =>
  text === undefined ? int(-1) : Buffer.concat([int(Buffer.byteLength(text)), Buffer.from(text)])

/** An archive in pg_dump's custom format, as its source describes it. */
function archive(minor: 14 | 15 | 16, entries: readonly Written[]): Buffer {
  const head: Buffer[] = [Buffer.from([...Buffer.from('PGDMP'), 1, minor, 0, 4, 8, 1])]
  head.push(minor >= 15 ? Buffer.from([3]) : int(0))
  for (let field = 0; field < 7; field++) head.push(int(field))
  head.push(string('shop'), string('17.5'), string('17.5'), int(entries.length))
  for (const { id, kind, name, data } of entries) {
    head.push(
      int(id),
      int(data === undefined ? 0 : 1),
      string('1259'),
      string('16385'),
      string(name),
      string(kind),
      int(2),
    )
    head.push(string('create table ...'), string(''), string('copy ...'), string('public'), string(''), string('heap'))
    if (minor >= 16) head.push(int(114))
    head.push(string('owner'), string('false'), string('7'), string(undefined), Buffer.alloc(9))
  }
  const blocks = entries.flatMap(({ id, data }) =>
    data === undefined
      ? []
      : [Buffer.from([1]), int(id), ...data.filter((c) => c.length > 0).flatMap((c) => [int(c.length), c]), int(0)],
  )
  return Buffer.concat([...head, ...blocks])
}

function read(bytes: Buffer, sizes: readonly number[]) {
  const reader = archiveReader()
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    reader.push(bytes.subarray(at, at + size))
    at += size
  }
  reader.end()
  return reader.entries()
}

const entry = fc.record(
  {
    id: fc.integer({ min: 1, max: 1_000_000 }),
    kind: fc.constantFrom('TABLE', 'TABLE DATA', 'INDEX', 'SEQUENCE SET'),
    name: fc.string(),
    data: fc.array(
      fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['id', 'kind', 'name'] },
)
const entries = fc.uniqueArray(entry, { selector: (one) => one.id, maxLength: 6 }) as fc.Arbitrary<Written[]>
const minor = fc.constantFrom(14, 15, 16) as fc.Arbitrary<14 | 15 | 16>

describe('an archive of pg_dump', () => {
  test('reads the same in pieces of any size', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(minor, entries, sizes, (version, written, pieces) => {
        const found = read(archive(version, written), pieces)
        expect(found).toEqual(
          written.map(({ id, kind, name, data }) => {
            const names = { kind, name, schema: 'public', owner: 'owner' }
            const sets = kind === 'SEQUENCE SET' ? { definition: 'create table ...' } : {}
            return { id, oid: '16385', ...names, dependsOn: [7], hasData: data !== undefined, ...sets }
          }),
        )
      }),
    )
  })

  test('is not whole if it is cut off anywhere', () => {
    fc.assert(
      fc.property(minor, entries, fc.double({ min: 0, max: 1, noNaN: true }), (version, written, where) => {
        const bytes = archive(version, written)
        const cut = bytes.subarray(0, Math.floor(where * (bytes.length - 1)))
        expect(() => read(cut, [64])).toThrowError(expect.toSatisfy((error) => isProblem(error, 'dump-incomplete')))
      }),
    )
  })

  test('is not recognised in other bytes', () => {
    expect(() => read(Buffer.from('--\n-- PostgreSQL database dump\n--\n'), [7])).toThrow(/not an archive/)
    expect(() => read(Buffer.alloc(0), [1])).toThrow(/ends before its table of contents/)
    const future = archive(16, [])
    future[5] = 2
    expect(() => read(future, [7])).toThrow(/unknown version 2.16/)
  })

  test('is refused by name if it is forged, and neither keeps nor repeats its content', () => {
    const whole = archive(16, [{ id: 1, kind: 'TABLE DATA', name: 'a', data: [Buffer.from('rows')] }])
    const refused = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(whole)
      change(bytes)
      return () => read(bytes, [64])
    }
    const incomplete = expect.toSatisfy((error) => isProblem(error, 'dump-incomplete'))
    for (const bytes of [0, 7, 255]) {
      expect(refused((b) => b.writeUInt8(bytes, 8))).toThrowError(incomplete)
    }
    // The length of a block below zero leads back to itself.
    const block = whole.lastIndexOf('rows') - 5
    expect(refused((b) => b.writeUInt8(1, block))).toThrow(/a block of impossible length/)
    // The name of the only entry: a number of bytes that nobody sends, but which would be waited for.
    const name = whole.indexOf(string('a'))
    expect(refused((b) => b.writeUInt32LE(2 ** 31, name + 1))).toThrow(/impossible length/)
  })

  test('loses its drop statements except for the entries that are to be dropped, and nothing else', () => {
    const bytes = archive(16, [
      { id: 7, kind: 'TABLE', name: 'a' },
      { id: 8, kind: 'TABLE DATA', name: 'b', data: [Buffer.from('rows')] },
    ])
    const drop = string('drop ...')
    const withDrops = Buffer.from(bytes.toString('latin1').replaceAll(oneDrop(string('')), oneDrop(drop)), 'latin1')
    const rewritten = (isDropped: (id: number) => boolean, size: number): Buffer => {
      const passed: Buffer[] = []
      const reader = archiveReader({ pass: (piece) => passed.push(Buffer.from(piece)), isDropped })
      for (let at = 0; at < withDrops.length; at += size) reader.push(withDrops.subarray(at, at + size))
      return Buffer.concat(passed)
    }
    for (const size of [1, 3, 1000]) {
      expect(rewritten(() => true, size).equals(withDrops)).toBe(true)
      const first = rewritten((id) => id === 7, size)
      expect(first.length).toBe(withDrops.length - 'drop ...'.length)
      expect(first.toString('latin1').split('drop ...').length).toBe(2)
      expect(read(first, [1000])).toEqual(read(withDrops, [1000]))
      expect(rewritten(() => false, size).toString('latin1')).not.toContain('drop ...')
    }
  })
})

/** How an entry is made and dropped, as the archive has it. */
const oneDrop = (drop: Buffer): string => Buffer.concat([string('create table ...'), drop]).toString('latin1')
