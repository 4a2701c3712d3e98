import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { during, type Look, Progress } from '../src/progress.ts'
import { progressLine } from '../src/report/report.ts'

const mib = 1024 * 1024

describe('a long step', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  const watch = (everyMs: number) => {
    const lines: string[] = []
    let hidden = 0
    const progress = new Progress(
      (look) => lines.push(progressLine(look)),
      everyMs,
      () => {
        hidden += 1
      },
    )
    return { lines, progress, hidden: () => hidden }
  }

  test('shows bytes, percentage, rate and time left at every pace', () => {
    const { lines, progress } = watch(1000)
    let bytes = 0
    using _ = progress.begin({ what: 'orders: dump.pgc', done: () => bytes, of: 100 * mib })
    for (let second = 1; second <= 3; second++) {
      bytes = second * 10 * mib
      vi.advanceTimersByTime(1000)
    }
    expect(lines).toEqual([
      'orders: dump.pgc  10.0 MiB of 100 MiB plain, 10 %, 10.0 MiB/s, 9 s left',
      'orders: dump.pgc  20.0 MiB of 100 MiB plain, 20 %, 10.0 MiB/s, 8 s left',
      'orders: dump.pgc  30.0 MiB of 100 MiB plain, 30 %, 10.0 MiB/s, 7 s left',
    ])
  })

  test('shows that it stalls, as its rate is that of the last ten seconds', () => {
    const { lines, progress } = watch(1000)
    using _ = progress.begin({ what: 'x', done: () => 5 * mib, of: 10 * mib })
    vi.advanceTimersByTime(30_000)
    expect(lines.at(-1)).toBe('x  5.0 MiB of 10.0 MiB plain, 50 %')
  })

  test('shows neither percentage nor time left if its size is unknown, or was estimated too low', () => {
    const { lines, progress } = watch(1000)
    using _ = progress.begin({ what: 'x', done: () => 12 * mib, of: 10 * mib })
    vi.advanceTimersByTime(1000)
    expect(lines).toEqual(['x  12.0 MiB plain, 12.0 MiB/s, 1.0 s'])
  })

  test('shows nothing, and hides the line, if it ends within one interval', async () => {
    const { lines, progress, hidden } = watch(30_000)
    const log = { progress: progress.begin.bind(progress) }
    await during(log, { what: 'quick' }, async () => vi.advanceTimersByTime(29_000))
    vi.advanceTimersByTime(120_000)
    expect(lines).toEqual([])
    expect(hidden()).toBe(1)
  })

  test('is shown instead of the step around it, which is shown again afterwards', () => {
    const { lines, progress } = watch(1000)
    using _outer = progress.begin({ what: 'outer' })
    {
      using _inner = progress.begin({ what: 'inner' })
      vi.advanceTimersByTime(1000)
    }
    vi.advanceTimersByTime(1000)
    expect(lines).toEqual(['inner  1.0 s', 'outer  2.0 s'])
  })
})

test.each<[Look, string]>([
  [
    { step: { what: 'counting', unit: 'rows' }, elapsedMs: 12_345, done: 1_234_567, perSecond: 100_000 },
    'counting  1,234,567 rows, 100,000 rows/s, 12.0 s',
  ],
  [{ step: { what: 'starting a server' }, elapsedMs: 61_000 }, 'starting a server  1 m 1 s'],
])('a line of progress %#', (look, line) => expect(progressLine(look)).toBe(line))

describe('on a terminal of 80 columns', () => {
  const gib = 1024 * mib
  const far = { elapsedMs: 12_000, done: 1023.9 * mib, perSecond: 123.4 * mib }
  const id = 'orders-2026-02-14T09-15-30.123456Z'

  test.each<[string, number, string]>([
    [`${id}: dump.pgc`, 4 * gib, 'orders-…23456Z: dump.pgc  1024 MiB of 4.0 GiB plain, 24 %, 123 MiB/s, 25 s left'],
    ['orders: dump.pgc', 4 * gib, 'orders: dump.pgc  1024 MiB of 4.0 GiB plain, 24 %, 123 MiB/s, 25 s left'],
    [`a-${id}: restoring`, 0, `a-orders-…23456Z: restoring  1024 MiB plain, 123 MiB/s, 12.0 s`],
  ])('%s shows how far it is, and how long it takes', (what, of, line) => {
    const shown = progressLine({ step: { what, of }, ...far }, 79)
    expect(shown).toBe(line)
    expect(shown.length).toBeLessThan(80)
  })

  test('a name of any length leaves room for the changing part', () => {
    for (const what of [
      `${'n'.repeat(63)}-2026-02-14T09-15-30.123456Z: checking the copy in primary`,
      'é'.repeat(300),
    ]) {
      for (const width of [20, 40, 79, 200]) {
        const shown = progressLine({ step: { what, of: 4 * gib }, ...far }, width)
        expect(shown).toMatch(/1024 MiB of 4\.0 GiB plain, 24 %, 123 MiB\/s, 25 s left$/)
        if (width > 60) expect(shown.length).toBeLessThanOrEqual(width)
      }
    }
  })
})

test('a step of one source names the other sources in progress if there is room', () => {
  const looks: Look[] = []
  const progress = new Progress(
    (look) => looks.push(look),
    60_000,
    () => {},
    () => 0,
  )
  using _ = progress.begin({ what: 'orders: reading', source: 'orders' })
  using __ = progress.begin({ what: 'app: reading', source: 'app' })
  progress.tick()
  const [look] = looks
  if (!look) throw new Error('nothing was shown')
  expect(progressLine(look)).toBe('app: reading  0 ms; also orders')
  expect(progressLine(look, 20)).toBe('app: reading  0 ms')
})
