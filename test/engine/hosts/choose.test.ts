import { describe, expect, test } from 'vitest'
import { type Answer, type Asked, choose, type Wish } from '../../../src/engine/hosts/choose.ts'

const ids = ['system 7']
const primary = (more: Partial<Answer> = {}): Answer =>
  ({ kind: 'primary', ids, at: 100n, history: 'timeline 1', ...more }) as Answer
const replica = (more: Partial<Answer> = {}): Answer =>
  ({ kind: 'replica', ids, at: 100n, follows: 'timeline 1', behindSeconds: 3, ...more }) as Answer
const dead: Answer = { kind: 'dead', because: 'it cannot be reached: connection refused' }
const refused: Answer = { kind: 'refused', because: 'it refuses the connection: wrong password', hint: 'Check it.' }
const named = (answers: Readonly<Record<string, Answer>>): readonly Asked[] =>
  Object.entries(answers).map(([server, answer]) => ({ server, answer }))
const wish = (role: Wish['role'], more: Partial<Wish> = {}): Wish => ({ role, maxLagMs: 60_000, ...more })
const chosen = (answers: Readonly<Record<string, Answer>>, role: Wish['role'], more: Partial<Wish> = {}) =>
  choose(named(answers), wish(role, more))

describe('the choice of one of several hosts', () => {
  test('takes the first replica that is fit, and gives the reason for each host that it passes over', () => {
    const choice = chosen(
      {
        a: primary(),
        b: dead,
        c: refused,
        d: replica({ at: 90n, behindSeconds: 300 }),
        e: replica({ broken: 'its receiver has stopped' }),
        f: replica({ at: 90n, behindSeconds: 59.9 }),
        g: replica(),
      },
      'replica',
    )
    expect(choice).toEqual({
      kind: 'taken',
      server: 'f',
      role: 'replica',
      lagSeconds: 59.9,
      isSecondBest: false,
      passed: [
        { server: 'b', ...dead },
        { server: 'c', ...refused },
        { server: 'd', kind: 'unfit', because: 'it lags 5 m, more than the 1 m of max-lag' },
        { server: 'e', kind: 'unfit', because: 'its replication is broken: its receiver has stopped' },
      ],
    })
  })

  test('takes the primary where it is wanted, and says which hosts are dead, but not how replicas are', () => {
    const choice = chosen({ a: replica(), b: replica({ broken: 'x' }), c: primary(), d: dead }, 'primary')
    expect(choice).toMatchObject({ server: 'c', role: 'primary', isSecondBest: false, passed: [{ server: 'd' }] })
    expect(choice).not.toHaveProperty('lagSeconds')
    expect(choice.kind === 'taken' && choice.passed).toHaveLength(1)
  })

  test('falls back to the primary where no replica is fit, and says so', () => {
    const choice = chosen({ a: primary(), b: dead, c: replica({ at: 1n, behindSeconds: 61 }) }, 'replica')
    expect(choice).toMatchObject({ server: 'a', role: 'primary', isSecondBest: true })
    expect(choice.kind === 'taken' && choice.passed.map(({ server }) => server)).toEqual(['b', 'c'])
  })

  test('falls back to a fit replica where the primary is dead, and says so', () => {
    const choice = chosen({ a: dead, b: replica() }, 'primary')
    expect(choice).toMatchObject({ server: 'b', role: 'replica', lagSeconds: 3, isSecondBest: true })
  })

  test('has no second choice where the URL asks for one role alone', () => {
    expect(chosen({ a: primary() }, 'replica', { strict: true })).toEqual({
      kind: 'none',
      because: 'none of the hosts is a replica that can be dumped: a: it is a primary',
      hint: expect.stringContaining('Repair'),
    })
  })

  test('never takes an unknown lag for none', () => {
    const unknown: Answer = { kind: 'replica', ids, at: 99n, unknown: 'role x may not see it' }
    expect(chosen({ a: primary(), b: unknown }, 'replica')).toMatchObject({
      server: 'a',
      passed: [{ server: 'b', because: 'its lag is unknown: role x may not see it' }],
    })
    expect(chosen({ a: dead, b: unknown }, 'replica')).toMatchObject({ kind: 'none' })
  })

  test('a replica that has all that the primary had written does not lag, however long ago that was', () => {
    expect(chosen({ a: primary(), b: replica({ at: 100n, behindSeconds: 86_400 }) }, 'replica')).toMatchObject({
      server: 'b',
      lagSeconds: 0,
    })
    expect(chosen({ a: primary(), b: replica({ at: 99n, behindSeconds: 86_400 }) }, 'replica')).toMatchObject({
      server: 'a',
      isSecondBest: true,
    })
  })

  test('a broken replication is never taken, although its data is fresh', () => {
    expect(chosen({ a: dead, b: replica({ broken: 'x' }) }, 'replica')).toMatchObject({ kind: 'none' })
  })

  test('of two primaries, takes the one that the replicas follow', () => {
    const both = { a: primary(), b: primary({ history: 'timeline 2' } as Partial<Answer>) }
    expect(chosen({ ...both, c: replica() }, 'primary')).toMatchObject({ server: 'a', passed: [{ server: 'b' }] })
    expect(chosen({ ...both, c: replica({ follows: 'timeline 2' }) }, 'replica')).toMatchObject({
      server: 'c',
      passed: [{ server: 'a', because: expect.stringContaining('no other host follows it') }],
    })
  })

  test.each([
    ['no replica is there', {}],
    ['replicas follow both', { c: replica(), d: replica({ follows: 'timeline 2' }) }],
    ['the one that follows is broken', { c: replica({ broken: 'x' }) }],
  ])('refuses two primaries where %s', (_, more) => {
    const both = { a: primary(), b: primary({ history: 'timeline 2' } as Partial<Answer>) }
    for (const role of ['primary', 'replica'] as const)
      expect(chosen({ ...both, ...more }, role)).toMatchObject({
        kind: 'rivals',
        because: expect.stringContaining('a (timeline 1) and b (timeline 2) are all primaries'),
      })
  })

  test('passes over a replica that follows another history than the primary', () => {
    expect(chosen({ a: primary(), b: replica({ follows: 'timeline 0' }) }, 'replica')).toMatchObject({ server: 'a' })
  })

  test('refuses a stranger, whichever is wanted', () => {
    for (const role of ['primary', 'replica'] as const)
      for (const stranger of [primary({ ids: ['system 8'] }), replica({ ids: ['system 8'] })])
        expect(chosen({ a: primary(), b: replica(), c: stranger }, role)).toMatchObject({
          kind: 'strangers',
          because: 'a and c are not servers of one cluster',
        })
  })

  test('two hosts are of one cluster by way of a third', () => {
    const answers = { a: primary({ ids: ['x'] }), b: replica({ ids: ['z', 'y'] }), c: replica({ ids: ['x', 'z'] }) }
    expect(chosen(answers, 'replica')).toMatchObject({ kind: 'taken' })
  })

  test('names the reason for each host where none is left, with the hint of the one that refuses', () => {
    expect(chosen({ a: dead, b: refused }, 'primary')).toEqual({
      kind: 'none',
      because:
        'none of the hosts can be dumped: a: it cannot be reached: connection refused; b: it refuses the connection: wrong password',
      hint: 'Check it.',
    })
  })
})
