import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFrame, secretNames } from '../../src/policy/policy.ts'
import { isProblem } from '../../src/problem.ts'
import { mistakes, parse, policyText, withPostgres, withSource } from './example.ts'

function postgresUrl(text: string, env: Record<string, string>) {
  const source = parse(text, env).sources['orders']
  if (source?.engine !== 'postgres') throw new Error('the example has a postgres source')
  return source.url
}

describe('a secret', () => {
  it('is revealed from the environment, in whole or in part', () => {
    expect(postgresUrl(withPostgres(''), { URL: 'postgres://a:b@h/d' }).reveal()).toBe('postgres://a:b@h/d')
    const parts = withSource('engine: postgres\nurl: postgres://${USER}:${PASSWORD}@h/d$${x}')
    expect(postgresUrl(parts, { USER: 'a', PASSWORD: 'b' }).reveal()).toBe('postgres://a:b@h/d${x}')
  })

  it('loses the newline at the end of a pasted value', () => {
    expect(postgresUrl(withPostgres(''), { URL: 'postgres://h/d\n' }).reveal()).toBe('postgres://h/d')
  })

  it.each([
    ['not set', {}],
    ['empty', { URL: '' }],
  ])('is reported with the variable, the place, and what to run if it is %s', (state, env) => {
    try {
      postgresUrl(withPostgres(''), env).reveal()
      expect.unreachable()
    } catch (error) {
      if (!isProblem(error, 'secret-missing')) throw error
      expect(error.message).toBe(`URL is ${state}, needed by sources.orders.url (backup-policy.yml:10:10)`)
      expect(error.hint).toContain('`env: { URL: ${{ secrets.URL }} }`')
      expect(error.hint).toContain('export URL')
    }
  })

  it.each([
    'BACKPROOF_SECRET_KEY',
    'BACKPROOF_SIGNING_KEY',
    'GITHUB_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'INPUT_KEY',
  ])('cannot be a variable of the runner or of this program: %s would be sent to the address', (name) => {
    const bucket = `stores:\n  far: { s3: { bucket: "b-\${${name}}", region: auto } }`
    const endpoint = `stores:\n  far: { s3: { bucket: shop, region: auto, endpoint: "https://x.example/\${${name}}" } }`
    for (const stores of [bucket, endpoint]) {
      const [first] = mistakes(policyText({ stores }), { [name]: 'value-of-it' })
      expect(first?.message).toContain(`uses \${${name}}, which is a secret of the runner or of this program`)
      expect(first?.message).not.toContain('value-of-it')
    }
  })

  it('is never taken from a prototype', () => {
    const url = postgresUrl(withSource('engine: postgres\nurl: ${constructor}'), {})
    expect(() => url.reveal()).toThrow('constructor is')
  })

  it('never shows in JSON, in inspect, in a text or in an error', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9!#%&*+@/:?-]{12,40}$/), (value) => {
        const env = { URL: `postgres://u:${value}@h/d`, ID: value, KEY: value, TOKEN: value, ENDPOINT: value }
        const text = policyText({
          stores:
            'stores:\n  s: { s3: { bucket: shop-backups, region: auto, endpoint: "${ENDPOINT}", access-key-id: "${ID}", secret-access-key: "${KEY}", session-token: "${TOKEN}" } }',
          sources: 'sources:\n  orders: { engine: postgres, url: "${URL}" }',
        })
        const policy = parse(text, env)
        const shown = [
          JSON.stringify(policy),
          inspect(policy, { depth: 20, showHidden: true }),
          `${postgresUrl(text, env)}`,
        ]
        for (const finding of mistakes(text.replace('engine', 'engin'), env)) shown.push(JSON.stringify(finding))
        for (const one of shown) expect(one).not.toContain(value)
      }),
      { numRuns: 30 },
    )
  })

  it('appears in no message and no code frame if it is written in the file', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9@!*%_.-]{4,30}$/), (value) => {
        const password = `pw${value}xyz`
        const text = policyText({
          stores: `stores:\n  s: { s3: { bucket: shop-backups, region: auto, access-key-id: "\${ID}", secret-access-key: "${password}" } }`,
          sources: `sources:\n  orders: { engine: postgres, url: "postgres://app:${password}@h/d" }`,
        })
        const findings = mistakes(text)
        expect(findings.map((finding) => finding.path)).toEqual(['stores.s.s3.secret-access-key', 'sources.orders.url'])
        for (const finding of findings) {
          expect(JSON.stringify(finding)).not.toContain(password)
          expect(codeFrame(text, finding, { colour: false })).not.toContain(password)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('an address without a password in it', () => {
  it.each([
    'postgres://db/orders',
    'postgres://app@db:5432/orders?sslmode=require',
    'postgres://app:${PASSWORD}@db/orders',
    'postgres://${USER}:${PASSWORD}@${HOST}:${PORT}/${DATABASE}',
    'postgres://${HOST}:${PORT}/orders?application_name=a@b',
    'postgres://one:5432,two:5433/orders',
    'postgres://[::1]:5432/orders',
    'postgresql:///orders?host=/run/postgresql',
    'postgres://db/orders?password=${PASSWORD}',
    '${SCHEME}://db/orders',
  ])('%s is accepted', (url) => {
    expect(postgresUrl(withSource(`engine: postgres\nurl: "${url}"`), {}).template).toBe(url)
  })
})

describe('the names of the variables', () => {
  it('are found everywhere, except for escaped ones', () => {
    const text = withPostgres('x: ${B}\ny: [$${C}, "$${D} ${A_1}"] # ${E}')
    expect(secretNames(text)).toEqual(['A_1', 'B', 'E', 'URL'])
  })

  it('are found after a comment that leaves a brace open', () => {
    expect(secretNames('# ${ not closed\nurl: ${HIDDEN}\n')).toEqual(['HIDDEN'])
    expect(secretNames('a: b # ${{ x\nurl: "${HIDDEN}"')).toEqual(['HIDDEN'])
  })

  it('are found if the file spells the dollar sign as an escape', () => {
    expect(secretNames('url: "\\x24{HIDDEN}"')).toEqual(['HIDDEN'])
  })

  it('are found in a file that is not YAML, without an error', () => {
    expect(secretNames('{{{ ${A} : [')).toEqual(['A'])
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(secretNames(text))))
    expect(secretNames(`"\\x24${'['.repeat(20_000)}`)).toEqual([])
  })

  it('include every variable that parsing or revealing reads', () => {
    const names = fc.array(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(names, fc.boolean(), (used, escaped) => {
        const dollar = escaped ? '\\u0024' : '$'
        const url = used.map((name) => `${dollar}{${name}}`).join('')
        const read = new Set<string>()
        const env = new Proxy({} as Record<string, string>, {
          get: (_target, name) => read.add(String(name)) && 'x',
          getOwnPropertyDescriptor: () => ({ value: 'x', configurable: true, enumerable: true, writable: true }),
        })
        const text = withSource(`engine: postgres\nurl: "${url}"`)
        postgresUrl(text, env).reveal()
        for (const name of read) expect(secretNames(text)).toContain(name)
        expect(read.size).toBe(new Set(used).size)
      }),
      { numRuns: 30 },
    )
  })
})
