import { expect, test } from 'vitest'
import { comparePlaces, nextFile, placeIn, positionAt } from '../../../../src/engine/mysql/log/place.ts'
import { microseconds } from '../../../../src/engine/mysql/server/clock.ts'

const at = (text: string, history = 'one') => ({ at: text, history })

test('a place is written and read back as it was', () => {
  const place = {
    file: 'a-b.000009',
    offset: 6_000_000_000,
    begun: 1_760_000_000,
    last: { size: 31, print: 'ab12' },
    time: 5n,
  }
  expect(placeIn(positionAt(place, 'h'))).toEqual(place)
  expect(placeIn(at('binlog.000002:158'))).toEqual({ file: 'binlog.000002', offset: 158 })
  expect(placeIn(at('gtid:0-1-17'))).toBeUndefined()
})

test.each([
  ['binlog.000002:158', 'binlog.000002:158;time=5', 0],
  ['binlog.000002:158', 'binlog.000002:159', -1],
  ['binlog.000010:4', 'binlog.000009:900', 1],
  ['binlog.999999:4', 'binlog.1000000:4', -1],
  ['binlog.000002:158', 'other.000002:158', undefined],
  ['binlog.000002:158', 'gtid:0-1-17', undefined],
  // The log was reset in between: its first file has the same name again.
  ['binlog.000002:158;begun=7', 'binlog.000002:200;begun=8', undefined],
  // Within the same minute, in which its time says nothing.
  ['binlog.000001:158;begun=20;time=21000000', 'binlog.000004:200;begun=8;time=19000000', undefined],
  ['binlog.000004:200;begun=8;time=19000000', 'binlog.000001:158;begun=20;time=21000000', undefined],
  ['binlog.000003:158;begun=8', 'binlog.000004:200;begun=8', -1],
  ['binlog.000001:158;time=900000000', 'binlog.000004:4;time=5', undefined],
  ['binlog.000001:158;time=6', 'binlog.000004:4;time=5', -3],
])('%s is compared with %s: %s', (one, other, order) => {
  const found = comparePlaces(at(one), at(other))
  expect(found === undefined ? undefined : Math.sign(found)).toBe(order === undefined ? undefined : Math.sign(order))
  expect(comparePlaces(at(one), at(other, 'two'))).toBeUndefined()
})

test('the next file has the next number, in as many digits', () => {
  expect(nextFile('binlog.000099')).toBe('binlog.000100')
  expect(nextFile('a.b.999999')).toBe('a.b.1000000')
})

test("a server's time is read to the microsecond", () => {
  expect(microseconds('2026-03-02 12:00:00.000123')).toBe(1_772_452_800_000_123n)
  expect(microseconds('2026-03-02 12:00:00')).toBe(1_772_452_800_000_000n)
  expect(() => microseconds('02.03.2026')).toThrow()
})
