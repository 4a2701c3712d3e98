import { BSON } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { Crc64, crc64Xz } from '../../../src/bytes/bytes.ts'
import { type ArchiveEvent, ArchiveReader } from '../../../src/engine/mongodb/archive/read.ts'
import { archiveStart, Block } from '../../../src/engine/mongodb/archive/write.ts'
import { archivedOf, type CollectionInfo, collectionOf } from '../../../src/engine/mongodb/collection.ts'
import { announced, block, crc64, document, end, header, magic, mark, readForeign } from './foreign.ts'

const one = document(['_id', 1], ['a', 'one'])
const two = document(['_id', 2], ['a', 'two'])
const start = Buffer.concat([magic, header(), announced('shop', 'orders'), announced('shop', 'customers')])

/** By the layout of the real tool: blocks of two collections that alternate, and a view. */
const real = Buffer.concat([
  start,
  announced('shop', 'recent', 'view', '{"viewOn":"orders","pipeline":[{"$limit":{"$numberInt":"5"}}]}'),
  mark,
  block('shop', 'orders', one),
  block('shop', 'customers', two),
  block('shop', 'orders', two),
  end('shop', 'orders', one, two),
  block('shop', 'recent'),
  end('shop', 'recent'),
  end('shop', 'customers', two),
])

function read(archive: Buffer, step = archive.length): readonly ArchiveEvent[] {
  const reader = new ArchiveReader()
  const events: ArchiveEvent[] = []
  for (let at = 0; at < archive.length; at += step)
    for (const event of reader.push(archive.subarray(at, at + step)))
      events.push(event.kind === 'document' ? { ...event, bytes: Buffer.from(event.bytes) } : event)
  reader.end()
  return events
}

const documentsOf = (events: readonly ArchiveEvent[]) =>
  events.flatMap((event) => (event.kind === 'document' ? [[event.of.collection, event.bytes.toString('hex')]] : []))

const orders: CollectionInfo = {
  name: 'orders',
  type: 'collection',
  options: { capped: true, size: BSON.Long.fromNumber(4096), validator: { a: { $regex: '^x' } } },
  indexes: [
    { v: new BSON.Int32(2), key: { _id: new BSON.Int32(1) }, name: '_id_' },
    { v: new BSON.Int32(2), key: { b: new BSON.Double(1), a: new BSON.Int32(-1) }, name: 'b_1_a_-1', unique: true },
  ],
  uuid: '0d5f0a3f6c5d4b8e9f1a2b3c4d5e6f70',
}

function written(): Buffer {
  const writer = new Block({ db: 'shop', collection: 'orders' })
  return Buffer.concat([
    ...archiveStart({ serverVersion: '7.0.14', toolVersion: 'backproof' }, [archivedOf('shop', orders)]),
    ...[writer.start(), writer.add(Buffer.concat([one, two])), writer.add(one), writer.end()],
  ])
}

describe("mongodump's checksum", () => {
  test('is CRC-64 by ECMA-182, as Go has it', () => {
    const of = (text: string) => new Crc64(crc64Xz).update(Buffer.from(text)).digest().readBigUInt64LE()
    expect(of('123456789')).toBe(0x995dc9bbdf1939fan)
    expect(of('a')).toBe(0x330284772e652b05n)
    expect(of('')).toBe(0n)
  })

  test('is the same however its bytes are cut', () => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7) % 256))
    for (const at of [0, 1, 7, 8, 9, 500, 1000]) {
      const crc = new Crc64(crc64Xz).update(bytes.subarray(0, at)).update(bytes.subarray(at))
      expect(crc.digest().readBigUInt64LE()).toBe(crc64(bytes))
    }
  })
})

describe('an archive of mongodump', () => {
  test.each([1, 3, 7, 64, 100_000])('is read in pieces of %d bytes', (step) => {
    const events = read(real, step)
    const hex = (bytes: Buffer) => bytes.toString('hex')
    expect(documentsOf(events)).toEqual([
      ['orders', hex(one)],
      ['customers', hex(two)],
      ['orders', hex(two)],
    ])
    expect(events.flatMap((event) => (event.kind === 'end' ? [[event.of.collection, event.documents]] : []))).toEqual([
      ['orders', 2],
      ['recent', 0],
      ['customers', 1],
    ])
  })

  test('describes its collections by Extended JSON', () => {
    const [first] = read(real)
    if (first?.kind !== 'start') throw new Error('no start')
    expect(first.header).toEqual({ serverVersion: '7.0.14', toolVersion: '100.10.0' })
    const [orders, , view] = first.all.map(collectionOf)
    expect(orders).toMatchObject({ name: 'orders', type: 'collection', indexes: [{ name: '_id_' }] })
    expect(view).toMatchObject({
      type: 'view',
      options: { viewOn: 'orders', pipeline: [{ $limit: new BSON.Int32(5) }] },
    })
  })

  test('is written so that a reader of another make reads it', () => {
    const { names, documents } = readForeign(written())
    expect(names).toEqual(['shop.orders'])
    expect(documents.get('shop.orders')).toEqual([one, two, one])
  })

  test('brings back options and indexes with the types that they had', () => {
    const [first] = read(written())
    if (first?.kind !== 'start') throw new Error('no start')
    const [archived] = first.all
    if (archived === undefined) throw new Error('no collection')
    const { options, indexes } = collectionOf(archived)
    expect(BSON.serialize({ options, indexes })).toEqual(
      BSON.serialize({ options: orders.options, indexes: orders.indexes }),
    )
    // mongorestore reads this.
    const metadata = JSON.parse(archived.metadata)
    expect(metadata).toMatchObject({ collectionName: 'orders', type: 'collection', uuid: orders.uuid })
    expect(metadata.indexes[1].key).toEqual({ b: { $numberDouble: '1.0' }, a: { $numberInt: '-1' } })
    expect(metadata.options.size).toEqual({ $numberLong: '4096' })
  })

  test('that is cut off anywhere is damaged', () => {
    for (let length = 0; length < real.length; length++)
      expect(() => read(real.subarray(0, length)), `cut after ${length}`).toThrow(/is damaged/)
  })

  test('is damaged by every bit of a document that flips', () => {
    const at =
      real.indexOf(block('shop', 'orders', one)) +
      document(['db', 'shop'], ['collection', 'orders'], ['EOF', false], ['CRC', 0n]).length
    for (let byte = at; byte < at + one.length; byte++)
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(real)
        flipped[byte] = (flipped[byte] as number) ^ (1 << bit)
        expect(() => read(flipped), `byte ${byte}, bit ${bit}`).toThrow(/is damaged/)
      }
  })

  test('whose checksum is another is named with its collection', () => {
    const flipped = Buffer.from(real)
    const at = real.indexOf('two')
    flipped[at] = (flipped[at] as number) ^ 1
    expect(() => read(flipped)).toThrow(/the checksum of customers is another/)
  })

  const hostile: readonly (readonly [what: string, archive: Buffer, because: RegExp])[] = [
    ['of nothing', Buffer.alloc(0), /cut off/],
    ['with another magic number', Buffer.concat([Buffer.from('6de29982', 'hex'), real.subarray(4)]), /not an archive/],
    [
      'of another version',
      Buffer.concat([magic, document(['version', '0.2'], ['server_version', ''], ['tool_version', '']), mark]),
      /version/,
    ],
    [
      'with a length below that of a document',
      Buffer.concat([magic, Buffer.from([4, 0, 0, 0])]),
      /document of 4 bytes/,
    ],
    ['with a negative length', Buffer.concat([magic, Buffer.from([0, 0, 0, 128])]), /document of -\d+ bytes/],
    [
      'with a length beyond every document',
      Buffer.concat([magic, header(), Buffer.from([0, 0, 0, 127])]),
      /document of 2130706432 bytes/,
    ],
    ['with a document without an end', Buffer.concat([magic, Buffer.from([5, 0, 0, 0, 1])]), /without an end/],
    [
      'that announces a collection twice',
      Buffer.concat([start, announced('shop', 'orders'), mark]),
      /announces orders twice/,
    ],
    [
      'with documents that nothing announced',
      Buffer.concat([start, mark, block('shop', 'other', one)]),
      /does not announce/,
    ],
    [
      'of another database than announced',
      Buffer.concat([start, mark, block('admin', 'orders', one)]),
      /does not announce/,
    ],
    [
      'with documents after the end of a collection',
      Buffer.concat([start, mark, end('shop', 'orders'), block('shop', 'orders', one)]),
      /does not announce/,
    ],
    [
      'with a document inside an end',
      Buffer.concat([start, mark, end('shop', 'orders').subarray(0, -4), one, mark]),
      /after the end/,
    ],
    ['with a block that names nothing', Buffer.concat([start, mark, one, mark]), /names no collection/],
    ['with bytes after its end', Buffer.concat([real, Buffer.from([1])]), /cut off/],
  ]
  test.each(hostile)('%s is damaged', (_what, archive, because) => {
    expect(() => read(archive)).toThrow(because)
    expect(() => read(archive, 1)).toThrow(because)
  })
})
