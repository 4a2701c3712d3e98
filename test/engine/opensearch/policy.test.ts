import { expect, test } from 'vitest'
import { connectionOf } from '../../../src/engine/opensearch/protocol/connection.ts'
import { mistakes, withSource } from '../../policy/example.ts'

test.each([
  ['url: https://user:secret@host', 'has a password written into the file'],
  ['url: https://c2VjcmV0OmtleQ@host', 'has an API key written into the file'],
  ['url: redis://host', 'https://'],
])('the policy refuses %s', (line, sentence) => {
  expect(JSON.stringify(mistakes(withSource(`engine: opensearch\n${line}`)))).toContain(sentence)
})

const of = (url: string) => connectionOf(url, 'elasticsearch', 'source search')

test('a URL says where a server is, and who asks', () => {
  expect(of('https://backup:pa%2Fss@search.example')).toMatchObject({
    where: 'search.example:9200',
    base: '',
    headers: { authorization: `Basic ${Buffer.from('backup:pa/ss').toString('base64')}` },
    tls: {},
  })
  expect(of('http://key==@localhost:1/behind/proxy/')).toMatchObject({
    ...{ where: 'localhost:1', base: '/behind/proxy', headers: { authorization: 'ApiKey key==' }, tls: undefined },
  })
})

test('a URL of another server is refused, without being shown', () => {
  expect(() => of('mysql://u:secret@host')).toThrow(
    expect.objectContaining({
      code: 'policy-invalid',
      message: 'source search: the URL is not one of an Elasticsearch server: it begins with mysql:',
      hint: expect.stringContaining('https://user:password@host:9200'),
    }),
  )
})
