import { describe, expect, test } from 'vitest'
import { parseKeyedUrl, sameKeyedServer } from '../../../src/engine/http/keyed.ts'
import { mistakes, withSource } from '../../policy/example.ts'

const parse = (text: string) =>
  parseKeyedUrl(text, 'source s, by URL', 'source s', { noun: 'a Qdrant server', port: 6333 })

describe('a URL with an API key', () => {
  test.each([
    ['https://k%2Fey@host', { key: 'k/ey', where: 'host:6333', base: '' }],
    ['http://host:80/path/', { key: undefined, where: 'host:80/path', base: '/path' }],
    ['https://:key@host', { key: 'key' }],
    ['https://user:key@host', { key: 'key' }],
    ['http://[::1]', { where: '[::1]:6333' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject(expected)
  })

  test.each([
    ['qdrant://key@host', 'does not begin with https://'],
    ['redis://host', 'begins with redis:'],
    ['https://secret-key@one,two', 'several hosts'],
    ['https://secret-key@host?ssl=1', 'unknown parameter ssl'],
    ['http://host?tls-ca=/a', 'http:// is not encrypted'],
    ['', 'it is empty'],
  ])('%s is refused, and never shown', (text, because) => {
    const error = (() => {
      try {
        parse(text)
      } catch (error) {
        return error as Error
      }
      throw new Error('it was taken')
    })()
    expect(error).toMatchObject({ code: 'policy-invalid', message: expect.stringContaining(because) })
    expect(error.message).not.toContain('secret-key')
  })

  test('names a server, whatever the key', () => {
    expect(sameKeyedServer(parse('http://a@localhost'), parse('https://b@127.0.0.1:6333'))).toBe(true)
    expect(sameKeyedServer(parse('http://host/a'), parse('http://host/b'))).toBe(false)
  })
})

describe.each([
  ['qdrant', 'collections'],
  ['meilisearch', 'indexes'],
])('a %s source of a policy', (engine, selection) => {
  test.each([
    ['url: https://s3cret@host', 'has an API key written into the file'],
    ['url: https://:s3cret@host', 'has a password written into the file'],
    ['url: redis://host', 'must begin with https://'],
    [`url: https://host\n${selection}: { only: [A] }`, 'only'],
    ['url: https://host\nverify: { assert: [{ sql: select 1, equals: 1 }] }', 'has sql'],
  ])('%s is a mistake', (lines, message) => {
    const found = mistakes(withSource(`engine: ${engine}\n${lines}`)).map((one) => one.message)
    expect(found.join('\n')).toContain(message)
  })

  test.each(['url: https://${KEY}@host', 'url: http://host:1/path', 'url: ${URL}'])('%s is right', (lines) => {
    expect(mistakes(withSource(`engine: ${engine}\n${lines}\n${selection}: { include: [a*] }`))).toEqual([])
  })
})
