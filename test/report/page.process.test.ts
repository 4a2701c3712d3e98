import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHistory } from '../../bench/history.ts'
import { type Browser, openBrowser } from '../../script/picture/browser.ts'
import { perform } from '../../src/command/admit/admit.ts'
import type { Health } from '../../src/judge/judge.ts'
import { healthPage } from '../../src/report/report.ts'
import { expectValid } from '../judge/health/valid.ts'
import { makeTestWorld } from '../world.ts'
import { columnsOf, lowContrast, tooWide } from './looked-at.ts'
import { troubled } from './troubled.ts'

const missing = existsSync('/usr/bin/chromium') ? undefined : 'without chromium'
const widths = [360, 768, 1280]
const themes = ['light', 'dark'] as const

describe.skipIf(missing)(`the page in a browser ${missing ?? ''}`, () => {
  let browser: Browser
  let home: string
  let health: Health
  /** By name: a page, and where it lies. */
  const address = (name: string) => `file://${join(home, `${name}.html`)}`
  const write = (name: string, of: Health) => writeFile(join(home, `${name}.html`), healthPage(of))

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'backproof-page-test-'))
    browser = await openBrowser()
    const until = new Date()
    const made = makeHistory(join(home, 'made'), { sources: 3, stores: 2, days: 40, until })
    await using world = await makeTestWorld({ cwd: made.folder, now: () => until })
    const { json } = await perform(world, 'report', {})
    expectValid(json)
    health = json
    await write('good', health)
    await write('troubled', troubled(health))
    await write('hostile', hostile(health))
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await rm(home, { recursive: true, force: true })
  })

  const all = ['good', 'troubled', 'hostile'].flatMap((name) =>
    widths.flatMap((width) => themes.map((theme) => ({ name, width, theme }))),
  )
  test.each(all)(
    '$name at $width pixels, $theme: fits, is readable, and asks for nothing',
    async ({ name, width, theme }) => {
      await using page = await browser.open(address(name), { width, theme })
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
      const { low, looked } = await page.evaluate<{ low: unknown[]; looked: number }>(lowContrast)
      expect(low).toEqual([])
      expect(looked).toBeGreaterThan(300)
      expect(await page.evaluate(tooWide)).toEqual({ page: width, wide: [] })
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      expect(background).toBe(theme === 'light' ? 'rgb(244, 245, 247)' : 'rgb(14, 17, 21)')
      expect(page.requests).toEqual([address(name)])
      expect(page.complaints).toEqual([])
    },
  )

  test('what cannot be read or does not fit would be found', async () => {
    await using page = await browser.open(address('good'), { width: 360 })
    await page.evaluate('document.querySelector("h1").style.color = "light-dark(#999, #666)"')
    await page.evaluate('document.querySelector("header").style.width = "400px"')
    expect(await page.evaluate(lowContrast)).toMatchObject({
      low: [['H1', 'rgb(153, 153, 153)', expect.any(String), expect.any(String)]],
    })
    expect((await page.evaluate<{ wide: string[] }>(tooWide)).wide).toHaveLength(1)
    await page.evaluate('fetch("https://example.invalid/x").catch(() => {})')
    expect(page.complaints.join()).toContain('Content Security Policy')
  })

  test('the tables have the numbers of the health data', async () => {
    await using page = await browser.open(address('good'), { width: 1280 })
    const sources = await page.evaluate<Record<string, string>[]>(columnsOf('sources'))
    const numbers = sources.map((row) => [
      row['Source'],
      ...['Newest backup', 'Trial restore', 'Restore time', '30 days', 'Backups', 'Size'].map((head) =>
        Number(row[head]),
      ),
    ])
    expect(new Set(numbers)).toEqual(
      new Set(
        health.sources.map(({ source, objectives: { rpo, verified, rto }, triggers, backups }) => [
          ...[source, rpo.ageMs, verified.ageMs, rto.measuredMs],
          ...[triggers.success.days30.rate, backups.count, backups.newest?.bytes],
        ]),
      ),
    )
    const stores = await page.evaluate<Record<string, string>[]>(columnsOf('stores'))
    expect(
      stores.map((row) => [row['Store'], Number(row['Backups']), Number(row['Sealed']), Number(row['A month'])]),
    ).toEqual(health.stores.map(({ store, backups, cost }) => [store, backups?.count, backups?.bytes, cost?.perMonth]))
    const ledger = await page.evaluate<Record<string, string>[]>(columnsOf('ledger'))
    const restores = health.sources.flatMap(({ history }) => history.proofs.filter(({ level }) => level === 'restore'))
    expect(ledger.map((row) => row['When'])).toEqual(
      restores
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    const tiles = await page.evaluate(
      'Object.fromEntries([...document.querySelectorAll("[data-tile]")].map((one) => [one.dataset.tile, Number(one.dataset.v)]))',
    )
    expect(tiles).toMatchObject({
      stored: health.totals.storedBytes,
      restorable: health.sources.length,
      age: Math.max(...health.sources.map(({ objectives }) => objectives.rpo.ageMs ?? 0)),
    })
    // A row for each backup, newest first, and a column for each day.
    const backups = await page.evaluate<string[][]>(columnsOf('backups'))
    expect(backups).toHaveLength(health.sources[0]?.history.backups.length ?? 0)
    const gaps = await page.evaluate<string[][]>(columnsOf('rpo'))
    expect(gaps).toHaveLength(health.sources[0]?.objectives.rpo.days.length ?? 0)
  })

  test('tables are sorted by the keyboard, by the values and not by their words', async () => {
    await using page = await browser.open(address('good'), { width: 1280 })
    const press = `(() => {
      const head = [...document.querySelectorAll('table[data-table=sources] thead th')].find((one) => one.textContent === 'Size');
      head.querySelector('button').focus();
      document.activeElement.click();
      return head.getAttribute('aria-sort');
    })()`
    const sizes = async () =>
      (await page.evaluate<Record<string, string>[]>(columnsOf('sources'))).map((row) => Number(row['Size']))
    expect(await page.evaluate(press)).toBe('ascending')
    const up = await sizes()
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    expect(await page.evaluate(press)).toBe('descending')
    expect(await sizes()).toEqual(up.toReversed())
    expect(await page.evaluate('document.querySelectorAll("table[data-table=sources] [aria-sort]").length')).toBe(1)
  })

  test('headings, tables, pictures and links are there for who does not see the page', async () => {
    await using page = await browser.open(address('good'), { width: 1280 })
    const levels = await page.evaluate<number[]>(
      '[...document.querySelectorAll("h1, h2, h3")].map((one) => Number(one.tagName[1]))',
    )
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.every((level, i) => i === 0 || level <= (levels[i - 1] ?? 0) + 1)).toBe(true)
    expect(
      await page.evaluate(
        '[...document.querySelectorAll("table")].filter((one) => !one.caption?.textContent.trim() || !one.tHead).length',
      ),
    ).toBe(0)
    const unnamed = `[...document.querySelectorAll('svg')].filter((one) => one.getAttribute('aria-hidden') !== 'true' && !one.getAttribute('aria-label') && !(one.querySelector('title')?.textContent && one.querySelector('desc')?.textContent)).length`
    expect(await page.evaluate(unnamed)).toBe(0)
    const ids = await page.evaluate<string[]>('[...document.querySelectorAll("[id]")].map((one) => one.id)')
    expect(new Set(ids).size).toBe(ids.length)
    const targets = await page.evaluate<string[]>(
      '[...document.querySelectorAll("[href^=\\"#\\"]")].map((one) => one.hash.slice(1))',
    )
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    // A link to a source opens what is folded, and goes there.
    const jump = `(() => { const link = document.querySelector('a[href="#s2"]'); link.click(); return [document.activeElement.id, document.getElementById('s2').closest('details').open] })()`
    expect(await page.evaluate(jump)).toEqual(['s2', true])
  })

  test('an old page says that it is old, and a new one does not', async () => {
    await using fresh = await browser.open(address('good'), { width: 1280 })
    expect(await fresh.evaluate('document.getElementById("stale").hidden')).toBe(true)
    await write('old', { ...health, at: new Date(Date.parse(health.at) - 50 * 3_600_000).toISOString() })
    await using old = await browser.open(address('old'), { width: 1280 })
    expect(await old.evaluate('document.getElementById("stale").checkVisibility()')).toBe(true)
    expect(await old.evaluate('document.getElementById("stale").textContent')).toContain('50 hours ago')
  })

  test('names that are markup, 100 kB long or turned around do no harm anywhere', async () => {
    await using page = await browser.open(address('hostile'), { width: 1280 })
    expect(
      await page.evaluate(
        'document.querySelectorAll("img, iframe, object, embed, form, base, body script ~ script").length',
      ),
    ).toBe(0)
    expect(await page.evaluate('globalThis.harmed')).toBeUndefined()
    // The same elements as of names that are letters.
    const shape = '[...document.querySelectorAll("*")].map((one) => one.tagName).join(" ")'
    await write(
      'tame',
      hostile(health, (text) => text.replace(/.+/s, 'a')),
    )
    await using tame = await browser.open(address('tame'), { width: 1280 })
    expect(await page.evaluate(shape)).toBe(await tame.evaluate(shape))
    expect(
      await page.evaluate('/[\\u0000-\\u0008\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)'),
    ).toBe(false)
    expect(Buffer.byteLength(healthPage(hostile(health)))).toBeLessThan(1_500_000)
  })
})

const evil = `"><img src=x onerror="globalThis.harmed=1"></script></style><script>globalThis.harmed=2</script>\u202e\u0000\u001b[31m\u2066'\`<base href=//x>${'long'.repeat(25_000)}`

/** Every free text of the health data is hostile; what is parsed as a time or is one of few words stays. */
function hostile(health: Health, over: (text: string) => string = (text) => text): Health {
  // Words of a list; moments and days are told by their form.
  const kept = new Set([
    'timezone',
    'version',
    'command',
    'state',
    'level',
    'outcome',
    'standing',
    'kind',
    'code',
    'newest',
    'consistency',
    'trigger',
    'currency',
  ])
  const isTime = (text: string) => /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text)
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return kept.has(key) || isTime(value) ? value : over(`${evil}${key}`)
    if (Array.isArray(value)) return value.map((one) => walk(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]))
  }
  return walk(troubled(health), '') as Health
}
