import { describe, expect, test } from 'vitest'
import { isLoopback, parseListen } from '../../../src/command/serve/address.ts'
import { serveLog } from '../../../src/command/serve/log.ts'
import { readTokens } from '../../../src/command/serve/token.ts'
import { makeMask, type World } from '../../../src/world.ts'

const [one, two] = ['a'.repeat(24), 'b'.repeat(32)]
const world = (env: World['env']) => ({ ...makeMask(() => {}), env, cwd: '/' }) as World

describe('tokens', () => {
  test('are several, of which each is allowed, and each is masked', async () => {
    const given = world({ BACKPROOF_SERVE_TOKEN: `${one}\n${two} ` })
    const tokens = await readTokens(given)
    expect(tokens.count).toBe(2)
    expect([one, two, `${one}x`, one.slice(1), '', `${one} ${two}`].map(tokens.allow)).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ])
    expect(given.redact(`${one} and ${two}`)).not.toMatch(/a{8}|b{8}/)
  })

  test('are none where none is given, and none is allowed then', async () => {
    const tokens = await readTokens(world({}))
    expect([tokens.count, tokens.allow(''), tokens.allow('undefined')]).toEqual([0, false, false])
  })

  test.each(['short', 'ü'.repeat(24), `${'a'.repeat(24)}"`])('are refused where they are like %s', async (text) => {
    await expect(readTokens(world({ BACKPROOF_SERVE_TOKEN: text }))).rejects.toMatchObject({ code: 'usage' })
  })
})

test.each([
  ['8080', '127.0.0.1', 8080],
  ['127.0.0.1:1', '127.0.0.1', 1],
  ['localhost:80', 'localhost', 80],
  ['[::1]:80', '::1', 80],
  ['0.0.0.0:80', '0.0.0.0', 80],
])('--listen %s is %s and %i', (text, host, port) => {
  expect(parseListen(text)).toEqual({ host, port })
})

test.each(['', 'x', '80:80', '::1:80', '[::1]', '1.2.3:80', '127.0.0.1:70000', 'http://127.0.0.1:80', '127.0.0.1:80/'])(
  '--listen %j is refused',
  (text) => {
    expect(() => parseListen(text)).toThrow('--listen')
  },
)

test('only addresses that nobody else reaches are the loopback', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true])
  expect(['0.0.0.0', '::', '10.0.0.1', '127.evil.example', '::ffff:10.0.0.1'].map(isLoopback)).toEqual(
    Array(5).fill(false),
  )
})

describe('a line of the log', () => {
  const secret = 'a"secret\\of the tests'
  const written = (json: boolean) => {
    const lines: string[] = []
    const mask = makeMask(() => {})
    mask.mask(secret)
    const log = { info: (line: string) => lines.push(line) } as unknown as World['log']
    serveLog({ log, now: () => new Date(0), redact: mask.redact }, json).info('job-ended', {
      problem: `${secret}\n2026-03-02 info forged`,
      sources: ['a', 'b'],
      exitCode: 1,
    })
    return lines.join('')
  }

  test('is one line, in which no value forges another', () => {
    expect(written(false)).toBe(
      '1970-01-01T00:00:00.000Z info job-ended problem="***\\n2026-03-02 info forged" sources=a,b exitCode=1',
    )
    expect(JSON.parse(written(true))).toMatchObject({ level: 'info', event: 'job-ended', sources: ['a', 'b'] })
  })

  test('has no secret, also where JSON would write it otherwise', () => {
    expect(written(true)).not.toContain('secret')
  })
})
