/*
 * mongodump's archive by its published layout alone: a writer and a reader that share no line with the engine's, nor with a
 * library.
 */

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
const cstring = (text: string): Buffer => Buffer.from(`${text}\0`)

type Field = readonly [name: string, value: string | number | bigint | boolean]

/** A document of texts, int32 (number), int64 (bigint) and booleans. */
export function document(...fields: readonly Field[]): Buffer {
  const body = Buffer.concat(
    fields.map(([name, value]) => {
      if (typeof value === 'string')
        return Buffer.concat([Buffer.from([2]), cstring(name), int32(Buffer.byteLength(value) + 1), cstring(value)])
      if (typeof value === 'boolean')
        return Buffer.concat([Buffer.from([8]), cstring(name), Buffer.from([value ? 1 : 0])])
      if (typeof value === 'number') return Buffer.concat([Buffer.from([16]), cstring(name), int32(value)])
      const long = Buffer.alloc(8)
      long.writeBigInt64LE(value)
      return Buffer.concat([Buffer.from([18]), cstring(name), long])
    }),
  )
  return Buffer.concat([int32(body.length + 5), body, Buffer.from([0])])
}

/** CRC-64 by ECMA-182's polynomial as Go's hash/crc64 has it, a bit at a time. */
export function crc64(bytes: Uint8Array): bigint {
  const ones = (1n << 64n) - 1n
  let crc = ones
  for (const byte of bytes) {
    crc ^= BigInt(byte)
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ 0xc96c5795d7870f42n : crc >> 1n
  }
  return crc ^ ones
}

export const mark = Buffer.from([255, 255, 255, 255])
export const magic = Buffer.from('6de29981', 'hex')

export const header = (): Buffer =>
  document(
    ['concurrent_collections', 4],
    ['version', '0.1'],
    ['server_version', '7.0.14'],
    ['tool_version', '100.10.0'],
  )

/** As mongodump announces it: with the index of _id. */
export const announced = (db: string, collection: string, type = 'collection', options = '{}'): Buffer =>
  document(
    ['db', db],
    ['collection', collection],
    [
      'metadata',
      type === 'view'
        ? `{"options":${options},"indexes":[],"collectionName":"${collection}","type":"view"}`
        : `{"options":${options},"indexes":[{"v":{"$numberInt":"2"},"key":{"_id":{"$numberInt":"1"}},"name":"_id_"}],"uuid":"0d5f0a3f6c5d4b8e9f1a2b3c4d5e6f70","collectionName":"${collection}","type":"collection"}`,
    ],
    ['size', 0],
    ['type', type],
  )

export const block = (db: string, collection: string, ...documents: readonly Buffer[]): Buffer =>
  Buffer.concat([document(['db', db], ['collection', collection], ['EOF', false], ['CRC', 0n]), ...documents, mark])

export const end = (db: string, collection: string, ...documents: readonly Buffer[]): Buffer =>
  Buffer.concat([
    document(
      ['db', db],
      ['collection', collection],
      ['EOF', true],
      ['CRC', BigInt.asIntN(64, crc64(Buffer.concat(documents)))],
    ),
    mark,
  ])

export interface ForeignArchive {
  readonly names: readonly string[]
  /** Bytes of the documents, by "db.collection". */
  readonly documents: ReadonlyMap<string, readonly Buffer[]>
}

/** Reads a whole archive, and compares its checksums. */
export function readForeign(archive: Buffer): ForeignArchive {
  let at = 4
  const next = (): Buffer | undefined => {
    const length = archive.readInt32LE(at)
    const bytes = archive.subarray(at, at + (length === -1 ? 4 : length))
    at += bytes.length
    return length === -1 ? undefined : bytes
  }
  if (!archive.subarray(0, 4).equals(magic)) throw new Error('no archive')
  if (textIn(next(), 'version') !== '0.1') throw new Error('another version')
  const names: string[] = []
  for (let one = next(); one !== undefined; one = next())
    names.push(`${textIn(one, 'db')}.${textIn(one, 'collection')}`)
  const documents = new Map<string, Buffer[]>()
  const ended = new Set<string>()
  while (at < archive.length) {
    const head = next()
    const name = `${textIn(head, 'db')}.${textIn(head, 'collection')}`
    const held = documents.get(name) ?? []
    documents.set(name, held)
    const isEnd = head?.[(head.indexOf(cstring('EOF')) ?? 0) + 4] === 1
    for (let one = next(); one !== undefined; one = next()) held.push(one)
    if (!isEnd) continue
    const crc = head.readBigUInt64LE(head.indexOf(cstring('CRC')) + 4)
    if (crc !== crc64(Buffer.concat(held))) throw new Error(`the checksum of ${name} is another`)
    ended.add(name)
  }
  if (names.some((name) => !ended.has(name))) throw new Error('not all came')
  return { names, documents }
}

function textIn(bytes: Buffer | undefined, name: string): string {
  const key = Buffer.concat([Buffer.from([2]), cstring(name)])
  const at = bytes?.indexOf(key) ?? -1
  if (bytes === undefined || at < 0) throw new Error(`no ${name}`)
  const length = bytes.readInt32LE(at + key.length)
  return bytes.subarray(at + key.length + 4, at + key.length + 4 + length - 1).toString()
}
