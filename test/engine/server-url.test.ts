import { describe, expect, test } from 'vitest'
import { parseServerUrl, serversText, type UrlRules } from '../../src/engine/server-url.ts'
import type { Problem } from '../../src/problem.ts'

const rules: UrlRules = {
  noun: 'a Valkey server',
  schemes: { valkey: 'plain', redis: 'plain', valkeys: 'tls', rediss: 'tls' },
  port: 6379,
  example: 'valkey://user:password@host:6379/0',
  parameters: ['timeout'],
}
const parse = (text: string) => parseServerUrl(text, 'source cache, by CACHE_URL', rules)
const problem = (text: string): Problem => {
  try {
    parse(text)
  } catch (error) {
    return error as Problem
  }
  throw new Error('it was taken')
}

describe("a server's URL", () => {
  test('gives host, port, user, password, path and parameters, decoded', () => {
    expect(parse('valkey://me:p%40%2Fw@db.example:7000/3?timeout=5')).toEqual({
      servers: [{ host: 'db.example', port: 7000 }],
      user: 'me',
      password: 'p@/w',
      path: '3',
      parameters: { timeout: '5' },
      tls: undefined,
    })
  })

  test('can leave out all but the host, and name several hosts', () => {
    const url = parse(' redis://a,[::1]:7001,b:7002\n')
    expect(url).toMatchObject({ user: undefined, password: undefined, path: '' })
    expect(serversText(url)).toBe('a:6379 or [::1]:7001 or b:7002')
  })

  test('is encrypted by its scheme, with the name that the certificate needs', () => {
    expect(parse('valkeys://:pw@db?tls-name=cache.internal')).toMatchObject({
      user: undefined,
      password: 'pw',
      tls: { servername: 'cache.internal' },
    })
  })

  test.each([
    ['', 'it is empty or only white space'],
    ['"valkey://db"', 'it begins with a quotation mark'],
    ['postgres://me:hush@db/orders', 'it begins with postgres:'],
    ['db.example:6379', 'it does not begin with valkey://'],
    ['valkey://me:hu sh@db', 'it contains white space'],
    ['valkey://me:%zz@db', 'a part of the URL is not URL-encoded'],
    ['valkey://me:a%00b@db', 'a part of the URL has a NUL byte in it'],
    ['valkey://', 'the URL names no host, or no port from 1 to 65535'],
    ['valkey://db:0', 'the URL names no host, or no port from 1 to 65535'],
    ['valkey://db,:1', 'the URL names no host, or no port from 1 to 65535'],
    ['valkey://db?colour=red', 'the URL has an unknown parameter colour'],
    ['valkey://db?hush@other=1', 'the URL has an unknown parameter'],
    ['valkey://db?tls-name=a', 'the URL has tls-name, but valkey:// is not encrypted'],
    ['valkeys://db?tls-ca=/no/such', 'tls-ca cannot be read: no such file or directory'],
  ])('%j is refused with the reason, and not shown', (text, because) => {
    const { code, message, hint } = problem(text)
    expect(code).toBe('policy-invalid')
    expect(message).toMatch(/^source cache, by CACHE_URL: /)
    expect(message).toContain(because)
    expect(`${message} ${hint}`).not.toMatch(/hush|hu sh/)
    expect(hint).toMatch(/^(Write|Set|The parameters are) /)
  })
})
