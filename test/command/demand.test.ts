import { expect, test } from 'vitest'
import { demandOf } from '../../src/command/admit/demand.ts'

test('a restore, and the end of one that was cut off, act: they run hooks of the policy; to ask how it ended only reads', () => {
  expect(demandOf('restore', {}, {})).toBe('act')
  expect(demandOf('restore', { what: 'everything' }, {})).toBe('act')
  expect(demandOf('restore', { finish: true, id: ['x'] }, {})).toBe('act')
  expect(demandOf('restore', { status: true }, {})).toBe('read')
})
