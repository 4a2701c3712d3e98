import { expect, test } from 'vitest'
import { comparePlaces, placeIn, positionAt } from '../../../../src/engine/mongodb/log/place.ts'

const at = (at: string, history = 'rs0') => ({ at, history })

test('a place says everything of itself again', () => {
  const place = {
    ...{ seconds: 1_700_000_000, number: 3, term: 7, print: '0123456789abcdef', time: 1_700_000_000_123 },
    dump: { database: 'ürgh;a=b', complete: { seconds: 1_700_000_009, number: 1 } },
  }
  const position = positionAt(place, 'rs0')
  expect(placeIn(position)).toEqual(place)
  expect(position.at).toMatch(/^1700000000\.3;/)
})

test.each(['', 'binlog.000001:4', '0/16B3748', '1700000000', '1.2.3', '1.2;x', '-1.2'])('%j is none', (text) => {
  expect(placeIn(at(text))).toBeUndefined()
  expect(comparePlaces(at(text), at('1.1'))).toBeUndefined()
})

test.each([
  ['1.2', '1.10', -1],
  ['2.1', '1.10', 1],
  ['1.1;term=1;print=aa', '1.1;term=1;print=aa;time=5', 0],
  ['1.1', '1.1;print=aa', 0],
  // One of them is not there any more.
  ['1.1;print=aa', '1.1;print=bb', undefined],
  ['1.1;term=3', '1.2;term=2', undefined],
  ['1.1;term=2', '1.2;term=3', -1],
])('%s lies before or behind %s', (one, other, order) => {
  const found = comparePlaces(at(one), at(other))
  expect(found === undefined ? undefined : Math.sign(found)).toBe(order)
  const reversed = comparePlaces(at(other), at(one))
  expect(reversed === undefined ? undefined : -Math.sign(reversed) + 0).toBe(
    order === undefined ? undefined : order + 0,
  )
})

test('places of two replica sets are not to be compared', () => {
  expect(comparePlaces(at('1.1'), at('1.1', 'rs1'))).toBeUndefined()
})
