import { MongoServerError } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { fromHere, parseMongodbUrl, sameDatabase } from '../../../src/engine/mongodb/connection.ts'
import { problemOf } from '../../../src/engine/mongodb/failure.ts'
import { mistakes, withSource } from '../../policy/example.ts'

const parse = (text: string) => parseMongodbUrl(text, 'source shop, by URL', 'source shop')

test.each([
  ['mongodb://host/shop', 'host:27017/shop', undefined],
  ['mongodb://ada:s3cret@db.example:27018/shop?authSource=admin', 'db.example:27018/shop', 'ada'],
  ['mongodb://a,b:27018,[::1]/shop?replicaSet=rs0', 'a:27017 or b:27018 or [::1]:27017/shop', undefined],
  [
    'mongodb+srv://ada:s3cret@cluster.example/shop?retryWrites=true&w=majority&appName=Cluster0',
    'cluster.example/shop',
    'ada',
  ],
  ['mongodb://ada:p%40ss%2Fw%3Ao@host/shop', 'host:27017/shop', 'ada'],
])('%s is the database at %s', (url, where, user) => {
  expect(parse(url)).toMatchObject({ url, where, user, database: 'shop' })
})

test.each([
  ['mongodb://host', 'the URL names no database'],
  ['mongodb://host/', 'the URL names no database'],
  ['mongodb://host/a/b', 'not the name of a database'],
  ['mongodb://host/sh$op', 'not the name of a database'],
  [`mongodb://host/${'x'.repeat(64)}`, 'not the name of a database'],
  ['mongodb://host/admin', "admin is the server's own database"],
  ['mongodb://host/local', "local is the server's own database"],
  ['postgres://host/shop', 'it begins with postgres:'],
  ['mongodb://host/shop?compressors=zstd', 'unknown parameter compressors'],
  ['mongodb://host/shop?tls-ca=/ca.pem', "the URL has tls-ca, which MongoDB's URLs do not"],
  ['mongodb://host:0/shop', 'no port from 1 to 65535'],
  ['mongodb://ada:s3%cret@host/shop', 'not URL-encoded'],
  ['', 'it is empty'],
])('%s is refused with what to write, and never shown', (url, because) => {
  expect(() => parse(url)).toThrow(because)
  expect(() => parse(url)).toThrow(
    expect.objectContaining({ code: 'policy-invalid', hint: expect.stringMatching(/\.$/) }),
  )
  expect(() => parse(url.replace('//host', '//ada:s3cret@host'))).not.toThrow(/s3cret/)
})

describe('a server that is a service container', () => {
  const services = { mongo: { id: '1', network: 'job', ports: { '27017': '32768' } } }

  test('is reached by its mapped port, and alone', () => {
    const { url, servers } = fromHere(parse('mongodb://ada:p%40ss@mongo/shop?authSource=admin'), services)
    expect(servers).toEqual([{ host: '127.0.0.1', port: 32_768 }])
    expect(url).toBe('mongodb://ada:p%40ss@127.0.0.1:32768/shop?authSource=admin&directConnection=true')
    expect(fromHere(parse('mongodb://mongo/shop'), services).url).toBe(
      'mongodb://127.0.0.1:32768/shop?directConnection=true',
    )
  })

  test('leaves every other address as it is', () => {
    const other = parse('mongodb://db.example/shop')
    expect(fromHere(other, services)).toBe(other)
  })

  test('is the same database by whatever name', () => {
    const same = (a: string, b: string) => sameDatabase(parse(a), parse(b), services)
    expect(same('mongodb://mongo/shop', 'mongodb://localhost:32768/shop')).toBe(true)
    expect(same('mongodb://localhost/shop', 'mongodb://127.0.0.1:27017/shop')).toBe(true)
    expect(same('mongodb://a,b/shop', 'mongodb://B/shop')).toBe(true)
    expect(same('mongodb://a/shop', 'mongodb://a/shop2')).toBe(false)
    expect(same('mongodb://a/shop', 'mongodb://b/shop')).toBe(false)
  })
})

test('what a driver or a server says is told without secrets, and without what a document holds', () => {
  const at = parse('mongodb://ada:p%40ss@host/shop?tlsCertificateKeyFilePassword=phr4se')
  const told = (error: Error) => {
    const { message, hint, cause } = problemOf(error, at, 'insert into orders')
    return JSON.stringify([message, hint, String((cause as Error).stack), cause])
  }
  const texts = [
    'no: p@ss',
    'no: p%40ss',
    'no: phr4se',
    'E11000 duplicate key error collection: shop.a dup key: { mail: "ada@a.example" }',
  ]
  for (const text of texts)
    for (const error of [new Error(text), new MongoServerError({ code: 11_000, errmsg: text, message: text })])
      expect(told(error)).not.toMatch(/p@ss|p%40ss|phr4se|ada@a/)
})

test('a login that is refused names the user and the parameter that is often missing', () => {
  const at = parse('mongodb://ada:secret@host/shop')
  expect(problemOf(new MongoServerError({ code: 18, message: 'Authentication failed.' }), at)).toMatchObject({
    code: 'source-failed',
    message: 'source shop: host:27017/shop refuses the login of ada',
    hint: expect.stringContaining('authSource'),
  })
})

test('a name that no name server knows cannot be reached', () => {
  const error = Object.assign(new Error('querySrv ENOTFOUND _mongodb._tcp.nowhere.example'), {
    code: 'ENOTFOUND',
    syscall: 'querySrv',
  })
  expect(problemOf(error, parse('mongodb+srv://nowhere.example/shop')).message).toMatch(
    /^source shop: nowhere\.example\/shop cannot be reached: /,
  )
})

test.each([
  ['url: postgres://host/shop', /must begin with mongodb:\/\//],
  ['url: mongodb://ada:secret@host/shop', /has a password written into the file/],
  ['url: mongodb+srv://ada:secret@host/shop', /has a password written into the file/],
  ['{ url: "${URL}", collection: [a] }', /did you mean collections/],
  ['{ url: "${URL}", snapshot: maybe }', /must be true or false/],
  ['{ url: "${URL}", verify: { assert: [{ sql: select 1, equals: 1 }] } }', /sql/],
])('a policy with %s is refused at its line, without the secret', (keys, because) => {
  const body = keys.startsWith('{') ? keys.slice(1, -1) : keys.replace(/: (.*)$/, ': "$1"')
  const found = mistakes(withSource(`{ engine: mongodb, ${body} }`))
  expect(found.map(({ message }) => message).join('\n')).toMatch(because)
  expect(JSON.stringify(found)).not.toContain('secret@')
})
