import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nacl from 'tweetnacl'
import { expect, test } from 'vitest'
import { IndexReader } from '../../src/engine/files/increment/reader.ts'
import type { IndexRecord } from '../../src/engine/files/increment/record.ts'
import { parseIndexKey, parseKeyObject, unboxIndexKey } from '../../src/seal/seal.ts'
import { opened } from '../seal/part.ts'

const vector = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', 'index.json'), 'utf8'))
const hex = (text: string) => Buffer.from(text, 'hex')
const plain = Buffer.from(vector.plain, 'latin1')

test('the frozen index opens with the index key, and with nothing of the data key in sight', async () => {
  const key = unboxIndexKey(parseKeyObject(Buffer.from(vector.keyObject)), parseIndexKey(vector.key))
  if (!key) throw new Error('no box')
  expect(Buffer.from(key.index).toString('hex')).toBe(vector.indexKey)
  const options = { key, id: vector.id, part: vector.name, compression: vector.compression, expect: vector.part }
  expect(await opened(hex(vector.sealed), options)).toEqual({ plain, error: undefined })
  // Of any other part it opens nothing.
  const other = await opened(hex(vector.sealed), { key, id: vector.id, part: 'files.tar', compression: 'none' })
  expect(other.error).toMatchObject({ code: 'object-damaged' })
})

test('the frozen index follows the steps of docs/format.md', () => {
  const { index } = JSON.parse(vector.keyObject)
  const [boxed, nonce, from] = [index.box, index.nonce, index.from].map((text) => Buffer.from(text, 'base64'))
  if (!boxed || !nonce || !from) throw new Error('incomplete')
  const secret = parseIndexKey(vector.key).bytes
  const { publicKey } = nacl.box.keyPair.fromSecretKey(secret)
  expect(createHash('sha256').update(publicKey).digest('hex').slice(0, 16)).toBe(index.to)
  expect(Buffer.from(nacl.box.open(boxed, nonce, from, secret) ?? []).toString('hex')).toBe(vector.indexKey)
  const derived = hkdfSync('sha256', hex(vector.dataKey), '', `backproof/v1/${vector.id}/index`, 32)
  expect(Buffer.from(derived).toString('hex')).toBe(vector.indexKey)
  const info = `backproof/v1/${vector.id}/files.index`
  const segmentKey = Buffer.from(hkdfSync('sha256', hex(vector.indexKey), hex(vector.salt), info, 32))
  const sealed = hex(vector.sealed)
  const decipher = createDecipheriv('aes-256-gcm', segmentKey, hex(`${vector.prefix}0000000001`))
  decipher.setAuthTag(sealed.subarray(-16))
  expect(Buffer.concat([decipher.update(sealed.subarray(40, -16)), decipher.final()])).toEqual(plain)
})

test('the frozen index lists what it lists', async () => {
  async function* bytewise() {
    for (const byte of plain) yield Buffer.of(byte)
  }
  const reader = await IndexReader.open('it', bytewise())
  expect(reader.header).toMatchObject({ kind: 'increment', base: 'uploads-2026-02-14T09-15-30.123456Z' })
  const records: IndexRecord[] = []
  do for (let next = reader.next(); next; next = reader.next()) records.push(next)
  while (await reader.more())
  expect(records.map(({ path }) => path)).toEqual([
    'srv/uploads',
    'srv/uploads/\udce9\udcff',
    'srv/uploads/link',
    'srv/uploads/old.txt',
  ])
  expect(records[2]).toMatchObject({ target: '../elsewhere', digest: '-' })
  expect(records[3]).toEqual({ path: 'srv/uploads/old.txt', gone: true })
})

test.each([
  ['is cut off', plain.subarray(0, -1)],
  ['has no header', plain.subarray(plain.indexOf(10) + 1)],
  ['has a record that is none', Buffer.concat([plain, Buffer.from('x 1\0path\0\0')])],
])('an index that %s is damaged', async (_, bytes) => {
  const read = async () => {
    async function* whole() {
      yield bytes
    }
    const reader = await IndexReader.open('it', whole())
    do while (reader.next());
    while (await reader.more())
  }
  await expect(read()).rejects.toMatchObject({ code: 'object-damaged' })
})
