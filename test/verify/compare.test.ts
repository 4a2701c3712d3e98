import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/engine/engine.ts'
import { blamedOn, compare, describe as describeFacts } from '../../src/verify/verify.ts'

const facts = (rows: Facts['rows'], objects: Facts['objects'] = {}, engine: Facts['engine'] = 'postgres'): Facts => {
  return { version: 1, engine, server: undefined, sizeBytes: 1, rows, objects }
}
const said = (...[expected, restored, more]: Parameters<typeof compare>) =>
  compare(expected, restored, more).map(({ level, message }) => `${level}: ${message}`)

test('a dump of programs without facts was given to a restore, and nothing is called equal', () => {
  const given = describeFacts(facts({ 'dump (bytes)': 4 }, {}, 'command'))
  expect(given).toBe('4 bytes given to restore, contents not compared')
  expect(describeFacts(facts({ orders: 4 }, {}, 'command'))).toBe('4 rows equal')
})

describe('a restore', () => {
  test('is compared by rows and by names, in both directions', () => {
    const dumped = facts({ 'public.a': 1, 'public.b': 2, 'public.c': 0 }, { view: ['public.v', 'public.w'] })
    expect(said(dumped, dumped)).toEqual([])
    expect(said(dumped, facts({ 'public.a': 1, 'public.b': 3, 'public.d': 0 }, { view: ['public.w'] }))).toEqual([
      'failure: public.b has 3 rows, the dump had 2',
      'failure: public.c is missing',
      'failure: public.d is there, but not in the dump',
      'failure: view public.v is missing',
    ])
  })

  test('is compared by names that every JavaScript object has, too', () => {
    expect(said(facts({ constructor: 1 }, {}, 'sqlite'), facts({}, {}, 'sqlite'))).toEqual([
      'failure: constructor is missing',
    ])
    const [extra] = said(facts({ a: 1 }, {}, 'sqlite'), facts({ a: 1, toString: 2 }, {}, 'sqlite'))
    expect(extra).toBe('failure: toString is there, but not in the dump')
  })

  test('proves nothing if there is nothing to compare', () => {
    const bare = { schema: ['public'], extension: ['plpgsql'], role: ['me'] }
    for (const dumped of [facts({}), facts({}, bare)]) {
      expect(said(dumped, dumped)).toEqual([
        'failure: the facts of the dump name nothing that a restore could be compared with',
      ])
    }
    const routines = facts({}, { ...bare, routine: ['public.f()'] })
    expect(said(routines, routines)).toEqual([])
  })

  test('into a target with existing data may have additional objects, but no missing ones', () => {
    const dumped = facts({ a: 1, b: 2 })
    expect(said(dumped, facts({ a: 1, b: 2, mine: 3 }), 'kept')).toEqual(['note: mine is there, but not in the dump'])
    expect(said(dumped, facts({ a: 2 }), 'kept')).toEqual([
      'failure: a has 2 rows, the dump had 1',
      'failure: b is missing',
    ])
    const tree = (files: number, digest: string) =>
      facts({ '/srv': files }, { root: ['/srv'], digest: [digest] }, 'files')
    expect(said(tree(2, 'x'), tree(3, 'y'), 'kept')).toEqual(['note: /srv holds 3, the dump had 2'])
    expect(said(tree(2, 'x'), tree(2, 'y'), 'kept')).toEqual(['failure: digest x is missing'])
    expect(said(tree(2, 'x'), tree(1, 'y'), 'kept')).toHaveLength(2)
    expect(said(tree(2, 'x'), tree(3, 'y'))).toHaveLength(2)
  })
})

test('a comparison does not count large objects as a table', () => {
  const counted = facts({ 'public.a': 2, 'large objects': 1 })
  expect(describeFacts(counted)).toBe('1 table, 2 rows, 1 large object equal')
})

test('a difference that follows from a failed restore of an object has the same blame, and no other has', () => {
  const dumped = facts({ 'app.post': 5, 'app.other': 1 }, { index: ['post_title on app.post', 'other_i on app.other'] })
  const differences = compare(dumped, facts({ 'app.post': 0, 'app.other': 0 }, { index: [] }))
  const cause = { level: 'failure', blame: 'source', message: 'x', about: ['post'] } as const
  expect(
    blamedOn([cause], differences).map(({ message, blame }) => [message.split(' ').slice(0, 2).join(' '), blame]),
  ).toEqual([
    ['app.post has', 'source'],
    ['app.other has', 'data'],
    ['index post_title', 'source'],
    ['index other_i', 'data'],
  ])
  expect(blamedOn([{ ...cause, level: 'warning' }], differences)).toEqual(differences)
})
