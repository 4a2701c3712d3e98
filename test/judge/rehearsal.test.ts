import { describe, expect, test } from 'vitest'
import { migrationLosses, schemaDifference } from '../../src/judge/judge.ts'

const line = (name: string, is: string) => ({ name, is })

describe('the difference of two schemas', () => {
  test('names what came, what went and what is another, in the order of the names', () => {
    const before = [
      line('index b', 'old'),
      line('column t.a', 'int'),
      line('view v', 'same'),
      line('column t.x', 'text'),
    ]
    const after = [
      line('view v', 'same'),
      line('index b', 'new'),
      line('column t.c', 'bool'),
      line('column t.x', 'text'),
    ]
    expect(schemaDifference(before, after)).toEqual({
      changes: [
        { name: 'column t.a', before: 'int' },
        { name: 'column t.c', after: 'bool' },
        { name: 'index b', before: 'old', after: 'new' },
      ],
      more: 0,
    })
  })

  test('says of a column that is gone how many rows had it, and not of one whose table has a longer name', () => {
    const rows = { t: 5, 't.x': 7 }
    expect(schemaDifference([line('column t.a', 'int')], [], rows).changes).toEqual([
      { name: 'column t.a', before: 'int', rows: 5 },
    ])
    expect(schemaDifference([line('column t.x.a', 'int')], [], rows).changes).toMatchObject([{ rows: 7 }])
    expect(schemaDifference([line('column tt.a', 'int')], [], rows).changes[0]).not.toHaveProperty('rows')
  })

  test('of several lines of one name all count, in whatever order they come', () => {
    const two = [line('constraint few', 'a'), line('constraint few', 'b')]
    expect(schemaDifference(two, two.toReversed()).changes).toEqual([])
    expect(schemaDifference(two, two.slice(1)).changes).toEqual([
      { name: 'constraint few', before: 'a; b', after: 'b' },
    ])
  })

  test('names a thousand, and how many more there are', () => {
    const many = Array.from({ length: 1200 }, (_, index) => line(`column t.c${index}`, 'int'))
    const { changes, more } = schemaDifference([], many)
    expect([changes.length, more]).toEqual([1000, 200])
  })
})

test('what a migration loses is told once: a table with its rows, or a column of one that stays', () => {
  const gone = { kind: 'rows', name: 't', change: 'rows', before: 5 } as const
  const emptied = { kind: 'rows', name: 'u', change: 'rows', before: 7, after: 0 } as const
  const column = (name: string, rows: number) => ({ name, before: 'int', rows })
  const changes = [column('column t.a', 5), column('column u.a', 7), column('column v.a', 0)]
  expect(migrationLosses([gone, emptied], { changes, more: 0 })).toEqual([
    'table t is gone with 5 rows, unless it was renamed: only a restore brings that back',
    'column u.a is gone with its values in 7 rows, unless it was renamed: only a restore brings that back',
  ])
})
