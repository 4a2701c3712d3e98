import { describe, expect, test } from 'vitest'
import { judgeChange } from '../../src/judge/judge.ts'
import { renderComment } from '../../src/report/report.ts'
import { proof } from '../retain/entry.ts'
import { compare, held, now, orders, policyText, twoStores } from './pair.ts'

const policy = (retention: string, head = '') => policyText(`${head}${twoStores}${orders(retention)}`)
const long = policy('{ keep: { last: 9 } }')

describe('a comparison', () => {
  test('reports deletions even if a failed proof freezes deletion for now', async () => {
    const [newest, ...older] = held({ ages: [1, 2, 3, 4] })
    if (!newest) throw new Error('no backup')
    const entries = [{ ...newest, proofs: [proof('read', now.toISOString().slice(0, 19), 'data')] }, ...older]
    const compared = await compare(long, policy('{ keep: { last: 1 }, min-keep: 1 }'), entries)
    const [source] = compared.sources
    expect(source?.changes.map(({ id, change }) => [id, change])).toEqual([
      [older[1]?.id, 'newly-deleted'],
      [older[2]?.id, 'newly-deleted'],
    ])
    expect(source?.advice.join()).toMatch(/deletion is frozen until a read of this backup or a newer one passes/)
    expect(judgeChange(compared, { maxDeletions: 1 })).toHaveLength(1)
  })
})

test('a comparison reports a new name of the project and what that takes away', async () => {
  const { notes } = await compare(long, long.replace('project: shop', 'project: store'), held({ ages: [1] }))
  expect(notes).toEqual([expect.stringMatching(/^The project shop is called store from now on: .*`backproof backup`/)])
  expect((await compare(long, long, held({ ages: [1] }))).notes).toEqual([])
})

test('a comparison reports a source that backs up something else under the same name', async () => {
  const quiet = (text: string) => text.replace('schedule: "0 * * * *"', 'schedule: never')
  const after = quiet(long).replace('./orders.sqlite', './carts.sqlite')
  const compared = await compare(quiet(long), after, held({ ages: [1] }))
  expect(compared.sources).toMatchObject([{ status: 'kept', contentMoved: true }])
  expect(renderComment({ ...compared, failing: [] })).toContain('> orders is now read from another place')
})

describe('the description of the rules', () => {
  const said = async (before: string, after: string) => {
    const text = renderComment({ ...(await compare(before, after, held({ ages: [1] }))), failing: [] })
    return text.split('\n').filter((line) => line.startsWith('- kep') || line.startsWith('- keeps'))
  }

  test('names the minimum that stays and the grace period', async () => {
    const before = policy('{ keep: { last: 9 }, min-keep: 5, grace: 30d }')
    expect(await said(before, policy('{ keep: { last: 9 }, min-keep: 1, grace: 1d }'))).toEqual([
      '- kept until now: last 9, never below 5 backups, undelete within 30d',
      '- keeps from now on: last 9, never below 1 backup, undelete within 1d',
    ])
  })

  test('mentions another time zone only if there is one', async () => {
    expect(await said(long, policy('{ keep: { last: 9 }, manual: keep }'))).toEqual([
      '- keeps by rules that read the same',
    ])
    expect(await said(long, policy('{ keep: { last: 9 } }', 'timezone: Asia/Tokyo\n'))).toEqual([
      '- keeps by the same rules, which count in another time zone',
    ])
  })
})
