import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEnvelope, readHead, scrollIn } from '../../../src/engine/opensearch/page/page.ts'
import { type Hit, PageReader } from '../../../src/engine/opensearch/page/page-reader.ts'

const sources = [
  '{}',
  '{"a":"x",\n "n":9007199254740993, "f":1.0}',
  '{"hits":{"hits":[{"_source":{"a":1}}]},"_source":{"b":[{}]}}',
  '{"t":"} ] \\" { [ \\\\","ü":"\\u00fc €"}',
]

const answer = (documents: readonly string[], around = '') =>
  Buffer.from(
    `{"_scroll_id":"abc==","took":3,"timed_out":false,"_shards":{"total":2,"successful":2,"skipped":0,"failed":0${around}},"hits":{"total":{"value":${documents.length},"relation":"eq"},"max_score":null,"hits":[${documents
      .map(
        (source, at) =>
          `{"_index":"o","_id":"i${at}","_score":null,"_routing":"r\\"${at}","_source":${source},"sort":[${at}]}`,
      )
      .join(',')}]}}`,
  )

function read(chunks: readonly Buffer[]) {
  const reader = new PageReader()
  const hits: Hit[] = []
  for (const chunk of chunks) hits.push(...reader.push(chunk))
  return { hits, end: readEnvelope(reader.end()), opening: reader.opening }
}

const cut = (bytes: Buffer, places: readonly number[]) => {
  const at = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length]
  return at.slice(1).map((to, index) => bytes.subarray(at[index], to))
}

test('documents come out to the byte, wherever the answer is cut into chunks', () => {
  const bytes = answer(sources)
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (places) => {
      const { hits, end } = read(cut(bytes, places))
      expect(hits.map(({ source }) => source?.toString())).toEqual(sources)
      expect(hits.map(({ head }) => readHead(head))).toEqual(
        sources.map((_, at) => ({ id: `i${at}`, routing: `r"${at}` })),
      )
      expect(end).toEqual({ scroll: 'abc==', total: sources.length, fault: undefined })
    }),
  )
})

test('an answer without documents is one, and a document without a source is seen', () => {
  expect(read([answer([])]).hits).toEqual([])
  const without = Buffer.from(answer(['{}']).toString().replace('"_source":{},', ''))
  expect(read([without]).hits).toEqual([{ head: expect.any(Buffer), source: undefined }])
})

test('an answer that is cut off anywhere is refused', () => {
  const bytes = answer(sources)
  for (let length = 0; length < bytes.length; length += 7) expect(() => read([bytes.subarray(0, length)])).toThrow()
})

test('the name of a scroll is known before its first document', () => {
  const reader = new PageReader()
  expect([...reader.push(answer(sources).subarray(0, 200))]).toEqual([])
  expect(scrollIn(reader.opening)).toBe('abc==')
})

test.each([
  [
    ',"failures":[{"reason":{"type":"x","reason":"disk is gone"}}]',
    '"failed":0',
    '"failed":1',
    '1 of 2 shards failed: disk is gone',
  ],
  ['', '"successful":2', '"successful":1', '1 of 2 shards failed'],
  ['', '"timed_out":false', '"timed_out":true', 'ran out of time'],
  ['', '"relation":"eq"', '"relation":"gte"', 'did not count'],
])('an answer %s with %s become %s is not trusted', (around, one, other, because) => {
  const text = answer(['{}'], around).toString().replace(one, other)
  expect(read([Buffer.from(text)]).end.fault).toContain(because)
})

test('a document that does not end is given up', () => {
  const reader = new PageReader()
  expect([...reader.push(Buffer.from('{"_scroll_id":"a","hits":{"hits":[{"_id":"1","_source":{"a":"'))]).toEqual([])
  const chunk = Buffer.alloc(1024 * 1024, 'x')
  expect(() => {
    for (let count = 0; count < 300; count++) for (const _ of reader.push(chunk)) throw new Error('a document')
  }).toThrow('a document is longer than 268435456 bytes')
})
