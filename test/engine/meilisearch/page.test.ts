import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePage } from '../../../src/engine/meilisearch/page.ts'

const page = (text: string) => {
  const parsed = parsePage(Buffer.from(text))
  return parsed && { total: parsed.total, documents: parsed.documents.map(String) }
}

test('documents keep every digit and letter that the server wrote', () => {
  const one = '{"id":12345678901234567890,"score":1.0,"text":"} ] , \\" \\\\","deep":{"a":[1,{"b":"]"}]}}'
  expect(page(`{"results":[${one},{"id":2}],"offset":0,"limit":20,"total":2}`)).toEqual({
    total: 2,
    documents: [one, '{"id":2}'],
  })
  expect(page('{"results":[],"offset":0,"limit":20,"total":7}')).toEqual({ total: 7, documents: [] })
  expect(page('{"offset":0,"limit":20,"total":1,"results":[{"id":1}]}')).toEqual({ total: 1, documents: ['{"id":1}'] })
})

test('each document is one line, however the server writes it', () => {
  const text = JSON.stringify({ results: [{ id: 1, text: 'a\nb' }, { id: 2 }], total: 2 }, undefined, 2)
  const { documents } = page(text) ?? { documents: [] }
  expect(documents.every((line) => !line.includes('\n'))).toBe(true)
  expect(documents.map((line) => JSON.parse(line))).toEqual([{ id: 1, text: 'a\nb' }, { id: 2 }])
})

test.each([
  '',
  '{}',
  '[]',
  'null',
  '{"results":[{"id":1}',
  '{"results":[{"id":1}],"total":1',
  '{"results":[{"id":"1}],"total":1}',
  '{"results":{},"total":1}',
  '{"results":[],"total":"1"}',
  '<html></html>',
])('what is no page, or cut off, is none: %s', (text) => {
  expect(page(text)).toBeUndefined()
})

test('any documents come back as they are', () => {
  const document = fc.dictionary(fc.string(), fc.jsonValue()).filter((one) => !('__proto__' in one))
  const check = fc.property(fc.array(document), (documents) => {
    const parsed = page(JSON.stringify({ results: documents, offset: 0, limit: 20, total: documents.length }))
    expect(parsed?.documents).toEqual(documents.map((one) => JSON.stringify(one)))
  })
  fc.assert(check, { numRuns: 300 })
})
