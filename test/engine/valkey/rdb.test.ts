import { describe, expect, test } from 'vitest'
import { Tally } from '../../../src/engine/valkey/facts.ts'
import { Crc64 } from '../../../src/engine/valkey/rdb/crc64.ts'
import { elementsOf } from '../../../src/engine/valkey/rdb/decode.ts'
import { expandLzf } from '../../../src/engine/valkey/rdb/lzf.ts'
import { type KeyEvent, type RdbEvent, RdbReader } from '../../../src/engine/valkey/rdb/read.ts'
import { lengthBytes, RdbWriter } from '../../../src/engine/valkey/rdb/write.ts'

const text = (value: string | Buffer) => Buffer.concat([lengthBytes(Buffer.byteLength(value)), Buffer.from(value)])
const pieces = (...all: readonly (Buffer | readonly number[])[]) => Buffer.concat(all.map((one) => Buffer.from(one)))
const eight = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return bytes
}

/** The file with this body: head, body, end and checksum. */
function rdb(head: string, ...body: readonly (Buffer | readonly number[])[]): Buffer {
  const bytes = pieces(Buffer.from(head), ...body, [255])
  return pieces(bytes, new Crc64().update(bytes).digest())
}

function eventsOf(file: Buffer, step = file.length, wanted = 1 << 20): readonly RdbEvent[] {
  const reader = new RdbReader(() => wanted)
  const events: RdbEvent[] = []
  for (let at = 0; at < file.length; at += step)
    for (const event of reader.push(file.subarray(at, at + step))) {
      if (event.kind !== 'key') events.push({ ...event })
      else events.push({ ...event, key: Buffer.from(event.key), value: event.value && Buffer.from(event.value) })
    }
  if (!reader.ended) throw new Error('cut')
  return events
}

const keysOf = (file: Buffer, step?: number) =>
  eventsOf(file, step).filter((event): event is KeyEvent => event.kind === 'key')

const id = Buffer.alloc(16, 7)
/** What each type byte is followed by, as servers write it. */
const values: readonly (readonly [type: number, head: string, value: Buffer])[] = [
  [0, 'REDIS0011', text('plain')],
  [0, 'REDIS0011', pieces([0xc0, 5])],
  [0, 'REDIS0011', pieces([0xc1, 5, 1])],
  [0, 'REDIS0011', pieces([0xc2, 5, 1, 0, 0])],
  [0, 'REDIS0011', pieces([0xc3, 4, 5], Buffer.from([0, 97, 0x40, 0]))],
  [0, 'REDIS0011', pieces([0x80, 0, 0, 0, 3], Buffer.from('abc'))],
  [0, 'REDIS0011', pieces([0x81, 0, 0, 0, 0, 0, 0, 0, 3], Buffer.from('abc'))],
  [1, 'REDIS0009', pieces([2], text('a'), text('b'))],
  [2, 'REDIS0009', pieces([2], text('a'), text('b'))],
  [3, 'REDIS0009', pieces([3], text('a'), text('1.5'), text('b'), [253], text('c'), [255])],
  [4, 'REDIS0009', pieces([1], text('field'), text('value'))],
  [5, 'REDIS0009', pieces([1], text('a'), eight(1))],
  [7, 'REDIS0011', pieces([0x81], eight(1), [2, 5, 1, 6, 3, 0, 0, 0, 0, 4], eight(0), [5], text('x'), [0])],
  ...[9, 10, 11, 12, 13, 16, 17, 20].map((type) => [type, 'REDIS0011', text('packed')] as const),
  [14, 'REDIS0009', pieces([2], text('node'), text('node'))],
  [18, 'REDIS0011', pieces([2, 1], text('plain'), [2], text('packed'))],
  [
    15,
    'REDIS0009',
    pieces(
      [1],
      text(id),
      text('entries'),
      [3, 5, 1, 1],
      text('group'),
      [5, 1, 1],
      id,
      eight(9),
      [1, 1],
      text('ada'),
      eight(9),
      [1],
      id,
    ),
  ],
  [
    19,
    'REDIS0010',
    pieces(
      [1],
      text(id),
      text('entries'),
      [3, 5, 1, 1, 0, 0, 0, 9, 1],
      text('group'),
      [5, 1, 2, 1],
      id,
      eight(9),
      [1, 1],
      text('ada'),
      eight(9),
      [1],
      id,
    ),
  ],
  [
    21,
    'REDIS0011',
    pieces(
      [1],
      text(id),
      text('entries'),
      [3, 5, 1, 1, 0, 0, 0, 9, 1],
      text('group'),
      [5, 1, 2, 1],
      id,
      eight(9),
      [1, 1],
      text('ada'),
      eight(9),
      eight(9),
      [1],
      id,
    ),
  ],
  [22, 'VALKEY080', pieces([2], text('a'), text('1'), eight(-1), text('b'), text('2'), eight(5000))],
  [24, 'REDIS0012', pieces(eight(5000), [2, 1], text('a'), text('1'), [0], text('b'), text('2'))],
  [25, 'REDIS0012', pieces(eight(5000), text('packed'))],
]

describe('an RDB', () => {
  test.each(values)(
    'is read by its structure, however it is cut, with a value of type %d of a %s',
    (type, head, value) => {
      const file = rdb(head, [254, 0], [type], text('key'), value, [0], text('after'), text('x'))
      for (const step of [file.length, 7, 1]) {
        const [found, after] = keysOf(file, step)
        expect(found).toMatchObject({ typeByte: type, value, bytes: value.length })
        expect(found?.key.toString()).toBe('key')
        expect(after?.key.toString()).toBe('after')
      }
    },
  )

  test.each(values)(
    'is never whole when it is cut at any byte, with a value of type %d of a %s',
    (type, head, value) => {
      const file = rdb(head, [254, 0], [type], text('key'), value)
      for (let at = 0; at < file.length; at++) expect(() => eventsOf(file.subarray(0, at))).toThrow('cut')
    },
  )

  test('is found damaged by its checksum, whichever bit is flipped', () => {
    const file = rdb('REDIS0011', [254, 0], [0], text('key'), text('a value that is longer'), [0], text('b'), text('c'))
    const wrong: string[] = []
    for (let bit = 0; bit < file.length * 8; bit++) {
      const flipped = Buffer.from(file)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      try {
        eventsOf(flipped)
        wrong.push(`bit ${bit}`)
      } catch {
        // It was noticed.
      }
    }
    expect(wrong).toEqual([])
  })

  test('gives the database, the times to live and the use of each key', () => {
    const file = rdb(
      'REDIS0011',
      ...[[250], text('redis-ver'), text('7.2.4'), [250], text('used-mem'), [0xc2, 1, 2, 3, 4]],
      ...[
        [254, 9],
        [251, 2, 1],
        [244, 1, 2, 3],
      ],
      ...[[252], eight(1_700_000_000_123), [248, 44], [0], text('a'), text('1')],
      ...[[253], Buffer.from([0, 0, 0, 1]), [249, 200], [0], pieces([0xc0, 12]), text('2')],
      ...[[254, 0x40, 200], [0], text('c'), text('3')],
    )
    const said = keysOf(file).map(({ database, key, expiry, idleSeconds, frequency }) => [
      ...[database, key.toString(), expiry, idleSeconds, frequency],
    ])
    expect(said).toEqual([
      [9, 'a', 1_700_000_000_123, 44, undefined],
      [9, '12', 16_777_216_000, undefined, 200],
      [200, 'c', undefined, undefined, undefined],
    ])
  })

  test('gives its function libraries, and skips the data of modules', () => {
    const code = '#!lua name=cart engine=lua\nredis.register_function()'
    const file = rdb(
      'REDIS0010',
      [247, 5, 2, 1, 5],
      text('module'),
      [0],
      [245],
      text(code),
      [254, 0],
      [0],
      text('a'),
      text('b'),
    )
    const tally = new Tally()
    for (const event of eventsOf(file)) tally.take(event)
    expect(tally.libraries).toEqual(['cart'])
    expect(tally.keys).toBe(1)
  })

  test('is distinguished from one with a checksum if it has none', () => {
    const whole = rdb('REDIS0011', [254, 0], [0], text('a'), text('b'))
    const none = pieces(whole.subarray(0, -8), Buffer.alloc(8))
    expect(eventsOf(whole).at(-1)).toMatchObject({ kind: 'end', checked: true, after: 0 })
    expect(eventsOf(none).at(-1)).toMatchObject({ kind: 'end', checked: false, after: 0 })
  })

  test('ends at its end, whatever follows', () => {
    const file = pieces(rdb('REDIS0011', [254, 0], [0], text('a'), text('b')), Buffer.alloc(40, 'x'))
    expect(eventsOf(file).at(-1)).toMatchObject({ kind: 'end', after: 40 })
    const reader = new RdbReader(() => 0)
    for (const _ of reader.push(file));
    expect(() => [...reader.push(Buffer.from('x'))]).toThrow('bytes after its end')
  })

  test.each([
    ['another beginning', Buffer.from('MYSQL0011')],
    ["a number of Valkey's under the name of Redis", Buffer.from('REDIS0080')],
    ["a number of Redis's under the name of Valkey", Buffer.from('VALKEY011')],
    ['a version that is older than any supported', Buffer.from('REDIS0002')],
    ['an unknown type', rdb('REDIS0011', [30], text('a'), text('b'))],
    ["Valkey's hash in a file of Redis", rdb('REDIS0012', [22], text('a'), [0])],
    ['an unknown opcode', rdb('REDIS0011', [246], text('a'))],
    ['a length that nobody writes', rdb('REDIS0011', [0], text('a'), [0x82, 0, 0, 0, 1])],
    ['an unknown encoding', rdb('REDIS0011', [0], text('a'), [0xc4, 0])],
    ['an impossible length', rdb('REDIS0011', [0], text('a'), [0x81, 255, 0, 0, 0, 0, 0, 0, 0])],
    ['a list with a node of an unknown kind', rdb('REDIS0011', [18], text('a'), [1, 3], text('x'))],
  ])('is refused with %s', (_, file) => {
    expect(() => eventsOf(file)).toThrow(expect.objectContaining({ code: 'object-damaged' }))
  })

  test('gives the time at which a hash expires if all its fields have a time to live', () => {
    const all = pieces([2], text('a'), text('1'), eight(4000), text('b'), text('2'), eight(5000))
    const relative = pieces(eight(4000), [2, 1], text('a'), text('1'), [0x43, 0xe9], text('b'), text('2'))
    const some = pieces([2], text('a'), text('1'), eight(-1), text('b'), text('2'), eight(5000))
    const goes = (head: string, type: number, value: Buffer) =>
      keysOf(rdb(head, [type], text('k'), value))[0]?.fieldsExpiry
    expect(goes('VALKEY080', 22, all)).toBe(5000)
    expect(goes('REDIS0012', 24, relative)).toBe(5000)
    expect(goes('VALKEY080', 22, some)).toBe(undefined)
  })

  test('can be read again after it was written by this program', () => {
    const writer = new RdbWriter()
    const file = Buffer.concat([
      writer.head(80),
      writer.key(0, Buffer.from('a'), undefined, pieces([0], text('x'.repeat(20_000)))),
      writer.key(3, Buffer.from([0, 255]), 1_800_000_000_000, pieces([1, 1], text('y'))),
      writer.end(),
    ])
    expect(keysOf(file, 100).map(({ database, expiry, type }) => [database, expiry, type])).toEqual([
      [0, undefined, 'string'],
      [3, 1_800_000_000_000, 'list'],
    ])
  })

  test('uses memory for a value only on request', () => {
    const large = Buffer.alloc(8 * 1024 * 1024, 'x')
    const file = rdb('REDIS0011', [0], text('large'), pieces([0x80, 0, 0x80, 0, 0], large))
    const [none] = eventsOf(file, 65_536, 0)
      .filter((event) => event.kind === 'key')
      .map(({ value, bytes }) => [value, bytes])
    expect(none).toEqual([undefined, large.length + 5])
    const [short] = eventsOf(file, 65_536, 1000).filter((event) => event.kind === 'key')
    expect(short?.value).toBe(undefined)
  })
})

describe('a value', () => {
  const listpack = (...entries: readonly Buffer[]) => {
    const body = pieces(...entries.flatMap((entry) => [entry, [entry.length]]))
    const blob = pieces([0, 0, 0, 0, entries.length, 0], body, [255])
    blob.writeUInt32LE(blob.length)
    return text(blob)
  }
  const words = (type: number, value: Buffer) => elementsOf(type, value)?.map(String)

  test('is the same in a listpack as the server packed it', () => {
    const packed = listpack(
      Buffer.from([5]),
      Buffer.from([0x83, ...Buffer.from('abc')]),
      Buffer.from([0xdf, 0xff]),
      Buffer.from([0xf1, 0x00, 0x80]),
      Buffer.from([0xf2, 0xff, 0xff, 0xff]),
      Buffer.from([0xf3, 0, 0, 0, 0x80]),
      Buffer.from([0xf4, 0, 0, 0, 0, 0, 0, 0, 0x80]),
      Buffer.from([0xe0, 2, 104, 105]),
    )
    expect(words(18, pieces([1, 2], packed))).toEqual([
      '5',
      'abc',
      '-1',
      '-32768',
      '-1',
      '-2147483648',
      '-9223372036854775808',
      'hi',
    ])
  })

  test('does not depend on its order if its type has none', () => {
    expect(words(2, pieces([2], text('b'), text('a')))).toEqual(['a', 'b'])
    expect(words(4, pieces([2], text('b'), text('1'), text('a'), text('2')))).toEqual(['a', '2', 'b', '1'])
    expect(words(1, pieces([2], text('b'), text('a')))).toEqual(['b', 'a'])
    const set = pieces([2, 0, 0, 0, 2, 0, 0, 0, 9, 0, 255, 255])
    expect(words(11, text(set))).toEqual(['-1', '9'])
  })

  test('is refused if it is not whole', () => {
    const cut = Buffer.from(listpack(Buffer.from([5])).subarray(1))
    cut.writeUInt32LE(cut.length + 1)
    expect(() => elementsOf(16, text(cut))).toThrow('is not whole')
    expect(() => elementsOf(1, Buffer.from([2, 1, 97]))).toThrow('ends too early')
    expect(() => expandLzf(Buffer.from([0, 97, 0x40, 9]), 4)).toThrow('not whole')
    expect(() => expandLzf(Buffer.from([0, 97]), 9)).toThrow('not whole')
  })

  test('is unchanged after LZF compression', () => {
    expect(expandLzf(Buffer.from([0, 97, 0x40, 0]), 5).toString()).toBe('aaaaa'.slice(0, 5))
    expect(expandLzf(Buffer.from([2, 97, 98, 99, 0xe0, 3, 2]), 15).toString()).toBe('abc'.repeat(5))
  })
})
