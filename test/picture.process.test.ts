import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digestIn, withDigest } from '../script/picture/png.ts'
import { dashboard, scenes, wording } from '../script/picture/scene.ts'

const names = ['summary', 'comment'] as const
const source = (name: string) => readFileSync(`docs/picture/${name}.md`, 'utf8')
const again = 'node script/picture.ts makes docs/picture/ anew (it needs Chromium)'

test('the pictures of README.md show what the program prints today', async () => {
  const written = await scenes()
  for (const name of names) expect(wording(source(name)), again).toBe(wording(written[name]))
})

test('the pictures of the dashboard show what its first screen says today', { timeout: 180_000 }, async () => {
  expect(wording(source('dashboard')), again).toBe(wording((await dashboard()).text))
})

test.each([
  ['summary', 'summary'],
  ['comment', 'comment'],
  ['dashboard-light', 'dashboard'],
  ['dashboard-dark', 'dashboard'],
])('the picture %s was made from the text beside it', (name, text) => {
  const digest = createHash('sha256').update(source(text)).digest('hex')
  const png = readFileSync(`docs/picture/${name}.png`)
  expect(digestIn(png), again).toBe(digest)
  expect(png.length).toBeLessThan(250_000)
  expect(digestIn(withDigest(png, 'x'))).toBe('x')
})

test('the wording of a summary is the same with other figures, and differs with other words', () => {
  const row = '2.8 s · 1 table, 12,000 rows, 28.3 KiB (+4 %) ▁▁▃█ orders-2026-03-09T02-10-11.993464Z'
  const other = '1 m 12 s · 2 table, 9 rows, 1.0 MiB (-12 %) ▂█ orders-2026-04-01T02-10-00.000000Z'
  expect(wording(row)).toBe(wording(other))
  expect(wording(row)).not.toBe(wording(other.replace('rows', 'tables')))
})
