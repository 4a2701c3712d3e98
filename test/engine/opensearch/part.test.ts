import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { PlainBackup } from '../../../src/engine/engine.ts'
import { kept, unreadable, whenLoaded, whileLoading } from '../../../src/engine/opensearch/definition.ts'
import { lineOf } from '../../../src/engine/opensearch/part/description.ts'
import { documentLines, Tally } from '../../../src/engine/opensearch/part/document.ts'
import { readPart } from '../../../src/engine/opensearch/part/read.ts'

const documents = ['a', 'b', 'c'].map((id) => documentLines({ id, routing: undefined }, Buffer.from(`{"n":"${id}"}`)))
const definition = { settings: {}, mappings: {}, aliases: {} }

const tallyOf = (lines: readonly Buffer[]) => {
  const tally = new Tally()
  for (const line of lines) tally.add(line)
  return tally
}

const { digest } = tallyOf(documents)
const whole = { name: 'orders', part: 'index-1.ndjson', documents: 3, digest }
const header = lineOf({ index: 'orders', definition })
const end = lineOf({ end: { documents: 3, digest } })

const read = (...lines: readonly (Buffer | string)[]) => {
  const body = Buffer.concat(lines.map((line) => Buffer.from(line)))
  const pieces = Array.from({ length: Math.ceil(body.length / 7) }, (_, at) => body.subarray(at * 7, at * 7 + 7))
  const backup = { open: async () => Readable.from(pieces) } as unknown as PlainBackup
  return readPart(backup, whole, new AbortController().signal)
}

test('the digest of documents does not depend on their order, and on nothing else less than their bytes', () => {
  expect(tallyOf(documents.toReversed()).digest).toBe(digest)
  expect(tallyOf(documents.slice(1)).digest).not.toBe(digest)
  expect(tallyOf([...documents, ...documents.slice(0, 1)]).digest).not.toBe(digest)
  const other = documentLines({ id: 'a', routing: 'r' }, Buffer.from('{"n":"a"}'))
  expect(tallyOf([other, ...documents.slice(1)]).digest).not.toBe(digest)
})

test('a document is two lines, whatever broke the lines of its source', () => {
  const source = Buffer.from('{"a" : 9007199254740993,\r\n "b":"x\\ny"}')
  expect(documentLines({ id: 'a"\n', routing: 'r' }, source).toString()).toBe(
    '{"create":{"_id":"a\\"\\n","routing":"r"}}\n{"a" : 9007199254740993,   "b":"x\\ny"}\n',
  )
})

test('a part that is whole is read', async () => {
  expect(await read(header, ...documents, end)).toEqual({ index: 'orders', definition })
})

const [first, second, third] = documents as [Buffer, Buffer, Buffer]
test.each([
  ['nothing at all', []],
  ['no end', [header, ...documents]],
  ['an end that is cut', [header, ...documents, end.subarray(0, -1)]],
  ['too few documents', [header, first, second, end]],
  ['a document twice in the place of another', [header, first, second, second, end]],
  ['a document half', [header, first, second, third.subarray(0, 30), end]],
  ['something after its end', [header, ...documents, end, first]],
  ['no beginning', [...documents, end]],
  ['the beginning of another index', [lineOf({ index: 'other', definition }), ...documents, end]],
  ['a line of something else', [header, 'hello\n', ...documents, end]],
])('a part with %s is damaged', async (_, lines) => {
  await expect(read(...lines)).rejects.toMatchObject({ code: 'object-damaged' })
})

const settings = {
  'index.number_of_shards': '2',
  'index.number_of_replicas': '2',
  'index.auto_expand_replicas': '0-1',
  'index.refresh_interval': '30s',
  'index.default_pipeline': 'stamp',
  'index.blocks.write': 'true',
  'index.lifecycle.name': 'delete-soon',
  'index.uuid': 'x',
  'index.creation_date': '1',
  'index.version.created': '1',
  'index.provided_name': 'orders',
  'index.routing.allocation.require.box': 'hot',
  'index.routing_partition_size': '2',
}

test('what a server sets by itself is not kept, and what would stand in the way of documents comes after them', () => {
  const own = kept({ ...definition, settings }).settings
  expect(Object.keys(own)).not.toEqual(expect.arrayContaining(['index.uuid']))
  expect(own).toHaveProperty(['index.routing_partition_size'], '2')
  expect(own).not.toHaveProperty(['index.routing.allocation.require.box'])
  expect(whileLoading(own)).toEqual({
    'index.number_of_shards': '2',
    'index.number_of_replicas': 0,
    'index.refresh_interval': '-1',
    'index.routing_partition_size': '2',
  })
  const after = { 'index.refresh_interval': '30s', 'index.default_pipeline': 'stamp', 'index.blocks.write': 'true' }
  expect(whenLoaded(own, { hasReplicas: false, throwAway: true })).toEqual(after)
  expect(whenLoaded(own, { hasReplicas: true, throwAway: false })).toEqual({
    ...after,
    'index.number_of_replicas': '2',
    'index.auto_expand_replicas': '0-1',
    'index.lifecycle.name': 'delete-soon',
  })
  expect(whenLoaded({}, { hasReplicas: false, throwAway: false })).toEqual({ 'index.refresh_interval': null })
})

test.each([
  [{}, undefined],
  [{ _source: { enabled: false } }, 'keeps no _source'],
  [{ _source: { excludes: ['secret.*'] } }, 'a part of _source'],
])('an index with the mappings %j is read only if it keeps its documents', (mappings, because) => {
  const found = unreadable({ ...definition, mappings })
  if (because === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(because)
})
