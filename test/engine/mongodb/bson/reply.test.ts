import { BSON } from 'mongodb'
import { expect, test } from 'vitest'
import { batchOf } from '../../../../src/engine/mongodb/bson/reply.ts'

const { Binary, Int32, Long, ObjectId, Timestamp } = BSON
const bytes = (document: object) => Buffer.from(BSON.serialize(document))
const documents = [
  { _id: 1, text: 'a', nested: { firstBatch: [{ deep: true }] } },
  {},
  { _id: new ObjectId(), blob: new Binary(Buffer.alloc(300, 7)), when: new Date(-1), none: null, big: Long.MAX_VALUE },
]
const around = {
  $clusterTime: {
    clusterTime: new Timestamp({ t: 1, i: 2 }),
    signature: { hash: new Binary(Buffer.alloc(20)), keyId: 7n },
  },
  operationTime: new Timestamp({ t: 1, i: 2 }),
}

test.each([
  ['the first', { cursor: { firstBatch: documents, id: Long.fromNumber(7), ns: 'shop.orders' }, ok: 1, ...around }],
  [
    'one that follows',
    {
      ok: new Int32(1),
      ...around,
      cursor: { id: 0n, ns: 'x', atClusterTime: around.operationTime, nextBatch: documents },
    },
  ],
])('the documents of %s batch of a cursor are as the server has them', (_, reply) => {
  const batch = batchOf(bytes(reply))
  expect(batch.count).toBe(3)
  expect(batch.documents.equals(Buffer.concat(documents.map(bytes)))).toBe(true)
})

test('a batch may be empty, or of very many', () => {
  expect(batchOf(bytes({ cursor: { nextBatch: [] } }))).toMatchObject({ count: 0, documents: Buffer.alloc(0) })
  const many = Array.from({ length: 12_000 }, (_, at) => ({ at }))
  const batch = batchOf(bytes({ cursor: { nextBatch: many } }))
  expect([batch.count, batch.documents.equals(Buffer.concat(many.map(bytes)))]).toEqual([12_000, true])
})

test.each([
  ['without a cursor', { ok: 1 }],
  ['without a batch', { cursor: { id: 7n } }],
  ['whose batch is no list', { cursor: { firstBatch: {} } }],
  ['with something else in its batch', { cursor: { firstBatch: [{}, 7] } }],
])('an answer %s is refused', (_, reply) => {
  expect(() => batchOf(bytes(reply))).toThrow(/not a batch/)
})

test('an answer that is damaged is refused, and never read past its end', () => {
  const whole = bytes({ cursor: { firstBatch: documents } })
  for (let at = 0; at < whole.length; at++) expect(() => batchOf(whole.subarray(0, at))).toThrow()
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged.writeInt32LE(-5, Math.min(at, whole.length - 4))
    try {
      expect(batchOf(damaged).documents.length).toBeLessThanOrEqual(whole.length)
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
    }
  }
})
