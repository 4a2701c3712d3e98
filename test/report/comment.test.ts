import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BackupChange, type Comparison, judgeChange } from '../../src/judge/judge.ts'
import { commentMarker, renderComment } from '../../src/report/report.ts'
import { compare, held, orders, policyText, recipients, twoStores, usualAges } from '../command/pair.ts'

const long = '{ keep: { hourly: 24, daily: 30, monthly: 12 }, grace: 1d }'
const short = '{ keep: { hourly: 24, daily: 7 }, grace: 1d }'
const prices = 'prices: { currency: EUR, per-gib-month: { primary: 0.023, offsite: 0.006 } }\n'
const before = policyText(`${twoStores}${prices}${orders(long)}`)
const usual = held({ ages: usualAges, proven: [1, 24, 60] })

/** What is shown must stay what a person has looked at; UPDATE_GOLDEN=1 writes it anew. */
async function expectGolden(name: string, comparison: Comparison): Promise<string> {
  const text = renderComment(comparison)
  const path = join(import.meta.dirname, 'golden', `comment-${name}.md`)
  if (process.env['UPDATE_GOLDEN']) await writeFile(path, `${text}\n`)
  expect(`${text}\n`).toBe(await readFile(path, 'utf8'))
  return text
}

const judged = (compared: Omit<Comparison, 'failing'>, maxDeletions = 10): Comparison => ({
  ...compared,
  failing: judgeChange(compared, { maxDeletions }),
})

test('the comment on a shorter retention counts newly deleted backups, and names the limit', async () => {
  const after = policyText(`${twoStores}${prices}${orders(short)}`)
  const text = await expectGolden('shortened', judged(await compare(before, after, usual)))
  expect(text).toContain('newly deletes **33 backups**')
  expect(text).toContain('plan.max-deletions allows 10')
})

test('the comment on another schedule says where the RPO is not met', async () => {
  const hourly = before
    .replace('0 * * * *', '15 */2 * * *')
    .replace('version: 1', 'version: 1\ntimezone: Europe/Stockholm')
  const text = await expectGolden('schedule', judged(await compare(before, hourly, usual)))
  expect(text).toContain('**not met**')
})

test('the comment on a removed source says what would be left behind', async () => {
  const after = policyText(
    `${twoStores}sources: { app: { engine: files, paths: [./app], stores: [primary], schedule: never } }\n`,
  )
  const removed = judged(await compare(before, after, held({ ages: [1, 2, 30], proven: [2] })))
  expect(await expectGolden('removed', removed)).toContain('schedule: never')
  expect(removed.failing).toEqual([
    'app: ./app is backed up, which was not before',
    'orders: 3 backups would be left without store, schedule and rules',
  ])
})

test('the comment on a renamed source gives both names', async () => {
  const text = await expectGolden(
    'renamed',
    judged(await compare(before, before.replace('  orders:', '  shop-orders:'), held({ ages: [1, 2] }))),
  )
  expect(text).toContain('shop-orders (was orders)')
})

test('the comment on a dropped store names the backups that only that store has', async () => {
  const entries = [...held({ ages: [1, 2] }), ...held({ ages: [40, 60], copies: ['offsite'], proven: [0] })]
  const after = before.replace('[primary, offsite]', '[primary]')
  const dropped = judged(await compare(before, after, entries))
  expect(await expectGolden('dropped-store', dropped)).toContain('only in offsite')
  expect(dropped.failing).toEqual([expect.stringContaining('would be left behind, the last backup that is proven')])
})

test('the comment on other recipients says which backups are left without a key', async () => {
  const after = before.replace(recipients[0], recipients[1])
  const text = await expectGolden('recipients', judged(await compare(before, after, held({ ages: [1, 2] }))))
  expect(text).toContain('left without a key')
})

test('the comment on a failing change names the label that approves it', async () => {
  const compared = await compare(before, policyText(`${twoStores}${orders(short)}`), usual)
  const approved = {
    ...judged(compared),
    override: { label: 'backup-plan-approved', commit: 'c'.repeat(40), at: '2026-03-02T11:00:00.000Z', by: 'ann' },
  }
  expect(await expectGolden('approved', approved)).toContain('<code>backup-plan-approved</code>')
})

test('the comment on a pull request from a fork claims nothing about backups', async () => {
  const notes = [
    'This pull request comes from a fork, which gets no secrets: no store was read, and no comment can be written.',
  ]
  const compared = await compare(before, policyText(`${twoStores}${prices}${orders(short)}`), [], { basis: 'offline' })
  const text = await expectGolden('offline', judged({ ...compared, notes }))
  expect(text).toContain('1.0 GiB sealed each is assumed')
  expect(text).not.toContain('newly deletes')
})

test('the comment names the sources that are unknown because a store could not be read', async () => {
  const compared = judged(
    await compare(before, policyText(`${twoStores}${orders(short)}`), usual, { unread: ['offsite'] }),
  )
  const text = await expectGolden('unread', compared)
  expect(text).toContain('Of **1 source** it is not known')
  expect(compared.sources[0]?.changes).toEqual([])
})

const change = (id: string, over: Partial<BackupChange> = {}): BackupChange => ({
  id,
  change: 'newly-deleted',
  ageMs: 86_400_000,
  bytes: 1000,
  stores: ['primary'],
  because: ['no rule keeps it'],
  lastProven: false,
  ...over,
})

const many = (count: number, over: Partial<BackupChange> = {}) =>
  Array.from({ length: count }, (_, i) => change(`orders-2026-02-14T02-00-05.${String(i).padStart(6, '0')}Z`, over))

async function withChanges(sources: number, changes: readonly BackupChange[]): Promise<Comparison> {
  const compared = await compare(before, policyText(`${twoStores}${orders(short)}`), [])
  const [source] = compared.sources
  if (!source) throw new Error('no source')
  const all = Array.from({ length: sources }, (_, i) => ({ ...source, source: `source-${i}`, changes }))
  return judged({ ...compared, sources: all })
}

test('a comment on thousands of deletions fits, with their number and the last proven backup', async () => {
  const last = change('orders-2020-01-01T00-00-00.000000Z', { lastProven: true })
  const text = renderComment(await withChanges(1, [...many(9000), last]), 65_536)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toContain('9,001 backups')
  expect(text).toContain('**the last proven backup**')
  expect(text).toMatch(/- and 8,\d\d\d more/)
})

test('a comment on hundreds of sources says where it was cut', async () => {
  const text = renderComment(await withChanges(400, many(100)), 65_536)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toContain('newly deletes **40,000 backups**')
  expect(text).toContain('The rest does not fit')
  // Whole sections only: an open element would swallow what GitHub puts after it.
  expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length)
})

test('a comment states ages in seconds, and those of backups dated in the future', async () => {
  const text = renderComment(await withChanges(1, [change('a', { ageMs: 9_400 }), change('b', { ageMs: -7_200_000 })]))
  expect(text).toContain('<code>a</code><br>9.0 s old, ')
  expect(text).toContain('<code>b</code><br>dated 2 h ahead of now, ')
})

test('a comment shows hostile names as names, never as markup', async () => {
  const hostile =
    '</details> <img src=x> @octo/team #1 gh-2 [a](https://evil.example) `x` **b** | $x$ \n\n# h\n- [ ] www.evil.example'
  const [source] = (await withChanges(1, [change(hostile, { because: [hostile], stores: [hostile], copyIn: hostile })]))
    .sources
  if (!source) throw new Error('no source')
  const text = renderComment({
    ...(await withChanges(1, [])),
    project: hostile,
    policy: hostile,
    notes: [hostile],
    failing: [hostile],
    override: { label: hostile, commit: hostile, at: '2026-03-02T11:00:00.000Z', by: hostile },
    recipients: { added: [hostile], removed: [hostile], unopenable: [hostile] },
    sources: [
      {
        ...source,
        source: hostile,
        status: 'renamed',
        renamedFrom: hostile,
        advice: [hostile],
        unread: [hostile],
        rules: { before: [hostile], after: [`${hostile}.`] },
        storesAdded: [hostile],
        storesDropped: [hostile],
        storesMoved: [hostile],
      },
    ],
  })
  expect(text).not.toMatch(/<img|@octo|(?<!&)#1|\]\(|`x`|\*\*b|www\.|https:\/\/|^# /m)
  expect(text.match(/<\/details>/g)?.length).toBe(text.match(/<details/g)?.length)
  // As GitHub looks for people and issues: not in code, and in what references to characters stand for.
  const read = text
    .replaceAll(/<code>.*?<\/code>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  expect(read).toContain('@<!-- -->octo/team #<!-- -->1')
  expect(read).not.toMatch(/@\w|#\d|gh-\d/i)
})

test('a comment is never longer than requested', async () => {
  const comparison = await withChanges(3, many(30))
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 40_000 }), (limit) => {
      expect(renderComment(comparison, limit).length).toBeLessThanOrEqual(limit)
    }),
    { numRuns: 30 },
  )
})

test('the marker of a comment is one line of harmless characters', () => {
  expect(commentMarker('shop')).toBe('<!-- backproof plan of shop -->')
  expect(commentMarker('--><script>')).toBe('<!-- backproof plan of --script -->')
})
