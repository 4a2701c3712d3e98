import { expect, test } from 'vitest'
import { z } from 'zod'
import { readJson } from '../../src/bytes/bytes.ts'

const schema = z.object({ id: z.string(), of: z.object({ count: z.number() }).optional() })
const read = (bytes: Uint8Array) => readJson(bytes, schema, { maxBytes: 40 })
const text = (value: string) => read(Buffer.from(value))

test('bytes that match the schema are read, without fields that the schema does not name', () => {
  expect(text('{"id":"a","more":1}')).toEqual({ value: { id: 'a' } })
})

test.each([
  ['size', 'is larger than 40 bytes', Buffer.alloc(41)],
  ['json', 'is not JSON', Buffer.from('{"id":')],
  ['json', 'is not JSON', Buffer.from([0x22, 0xff, 0x22])],
  ['json', 'is not JSON', Buffer.from('\ufeff{"id":"a"}')],
  ['shape', 'the field id is missing or invalid', Buffer.from('{}')],
  ['shape', 'the field of.count is missing or invalid', Buffer.from('{"id":"a","of":{}}')],
  ['shape', 'the whole is missing or invalid', Buffer.from('[]')],
])('the first problem is reported: %s, "%s"', (wrong, because, bytes) => {
  expect(read(bytes)).toMatchObject({ misread: { wrong, because } })
})
