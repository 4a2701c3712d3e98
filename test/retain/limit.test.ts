import { describe, expect, test } from 'vitest'
import { entry, rules } from './entry.ts'
import { lines, run } from './say.ts'

const all = { last: 9 }

describe('a limit', () => {
  test('never removes the newest of all, even if it is filled by older ones that must stay', () => {
    const entries = [
      entry('2026-02-14 02:00', { trigger: 'manual' }),
      entry('2026-02-13 02:00', { trigger: 'manual', held: true }),
      entry('2026-02-12 02:00'),
    ]
    const { decisions, findings } = run(entries, rules(all, { types: { manual: { max: 1 } } }))
    expect(decisions.map(({ keep }) => keep)).toEqual([true, true, true])
    expect(findings).toEqual(['max count 1 of manual cannot be met: 2 backups must stay'])
  })

  test('never removes the newest backup under the rules, even if a manual one is newer', () => {
    const entries = [
      entry('2026-02-14 02:00', { trigger: 'manual' }),
      entry('2026-02-13 02:00'),
      entry('2026-02-12 02:00'),
    ]
    expect(lines(entries, rules(all, { max: { bytes: 10 } }))).toEqual([
      'keep 02-14T02:00: manual: kept until deleted',
      'keep 02-13T02:00: last: 1 of 9',
      'delete 02-12T02:00: over max size: 200 of 10 sealed bytes, oldest first',
    ])
  })

  test('counts only what the previous limit has left', () => {
    const entries = [
      entry('2026-02-13 02:00', { tags: ['daily'] }),
      entry('2026-02-12 02:00', { tags: ['daily'] }),
      entry('2026-02-11 02:00'),
    ]
    const retention = rules(all, { types: { daily: { max: 1 } }, max: { count: 2 } })
    expect(run(entries, retention).decisions.map(({ keep }) => keep)).toEqual([true, false, true])
  })
})
