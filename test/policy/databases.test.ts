import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOf, memberName, type PostgresSource, readMember, takesDatabase } from '../../src/policy/policy.ts'
import { parse, withPostgres } from './example.ts'

describe('the name of one database of a server', () => {
  test.each([
    ['tenant_7', 'orders/tenant_7'],
    ['a.b-c', 'orders/a.b-c'],
    ['Tenant "7"/ä', 'orders/=54enant=20=227=22=2f=c3=a4'],
    ['..', 'orders/=2e=2e'],
    ['a..b.', 'orders/a.=2eb=2e'],
    ['a=b~c', 'orders/a=3db=7ec'],
  ])('%s is %s, and is read back', (database, name) => {
    expect(memberName('orders', database)).toBe(name)
    expect(readMember(name)).toEqual({ group: 'orders', database })
  })

  test('is read back from any text that is not too long, and is one of its own from every other', () => {
    const databases = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(databases, (database) => {
        const name = memberName('orders', database)
        expect(name).toMatch(/^orders\/[a-z0-9._=-]{1,100}$/)
        const read = readMember(name)?.database
        if (read !== undefined) expect(Buffer.from(read)).toEqual(Buffer.from(database))
      }),
    )
    fc.assert(
      fc.property(databases, databases, (one, other) => {
        const same = Buffer.from(one).equals(Buffer.from(other))
        expect(memberName('orders', one) === memberName('orders', other)).toBe(same)
      }),
    )
  })

  test('ends in a digest where it would be too long, which cannot be taken for an escaped name', () => {
    const [one, other] = [memberName('orders', `${'Ä'.repeat(60)}1`), memberName('orders', `${'Ä'.repeat(60)}2`)]
    expect(one).not.toBe(other)
    expect(one).toHaveLength('orders/'.length + 100)
    expect(readMember(one)).toEqual({ group: 'orders', database: undefined })
  })

  test.each(['orders', 'orders/', 'orders/A', 'orders/a/b'])('%s is none', (name) => {
    expect(readMember(name)).toBeUndefined()
  })
})

test('patterns take what one of them matches and none with a ! does', () => {
  const takes = (patterns: readonly string[], name: string) => {
    const include = patterns.filter((one) => !one.startsWith('!'))
    const exclude = patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1))
    return takesDatabase({ include, exclude }, name)
  }
  expect(takes([], 'anything\nat all')).toBe(true)
  expect(takes(['tenant_*', '!tenant_test*'], 'tenant_7')).toBe(true)
  expect(takes(['tenant_*', '!tenant_test*'], 'tenant_test_7')).toBe(false)
  expect(takes(['tenant_*', '!tenant_test*'], 'my_tenant_7')).toBe(false)
  expect(takes(['!logs'], 'orders')).toBe(true)
  expect(takes(['t?'], 't1')).toBe(true)
  expect(takes(['t?'], 't')).toBe(false)
  expect(takes(['a.c'], 'abc')).toBe(false)
  expect(takes(['(', '[x]'], '(')).toBe(true)
})

describe('one of the databases of a source', () => {
  const read = (url: string, more = '') => {
    const text = withPostgres(`databases: all${more}`).replace(/url: .*/, `url: ${url}`)
    return parse(text, { URL: 'postgres://me:p%40ss@db:5433/?sslmode=require' }).sources['orders'] as PostgresSource
  }
  const member = (source: PostgresSource, database: string, carries = false) =>
    kindOf('postgres').member?.(source, { group: 'orders', database, carries }) as PostgresSource

  test('is the source with its own address, and the roles of the server with the one that carries them', () => {
    const source = read('"${URL}"', '\nobjectives: { rpo: 1h }')
    const one = member(source, 'a/b ü')
    expect(one.name).toBe('orders/a=2fb=20=c3=bc')
    expect(one.url.reveal()).toBe('postgres://me:p%40ss@db:5433/a%2Fb%20%C3%BC?sslmode=require')
    expect(one.databases).toBeUndefined()
    expect(one.objectives).toEqual(source.objectives)
    expect(one.globals).toBe('none')
    expect(member(source, 'c', true).globals).toBe('without-passwords')
  })

  test('has an identity of its own, also where one variable is all of the address', () => {
    const source = read('"${URL}"')
    const identity = (database: string) => kindOf('postgres').identity(member(source, database))
    expect(identity('a')).not.toEqual(identity('b'))
    expect(JSON.stringify(member(source, 'a'))).not.toContain('p%40ss')
  })
})
