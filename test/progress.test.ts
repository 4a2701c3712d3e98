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

  test('shows bytes, percent, rate and the time left at every pace', () => {
    const { lines, progress } = watch(1000)
    let bytes = 0
    using _ = progress.begin({ what: 'orders: dump.pgc', done: () => bytes, of: 100 * mib })
    for (let second = 1; second <= 3; second++) {
      bytes = second * 10 * mib
      vi.advanceTimersByTime(1000)
    }
    expect(lines).toEqual([
      'orders: dump.pgc  10.0 MiB of 100 MiB, 10 %, 10.0 MiB/s, 9.0 s left',
      'orders: dump.pgc  20.0 MiB of 100 MiB, 20 %, 10.0 MiB/s, 8.0 s left',
      'orders: dump.pgc  30.0 MiB of 100 MiB, 30 %, 10.0 MiB/s, 7.0 s left',
    ])
  })

  test('that stalls says so: its rate is of the last ten seconds', () => {
    const { lines, progress } = watch(1000)
    using _ = progress.begin({ what: 'x', done: () => 5 * mib, of: 10 * mib })
    vi.advanceTimersByTime(30_000)
    expect(lines.at(-1)).toBe('x  5.0 MiB of 10.0 MiB, 50 %')
  })

  test('of a size that is not known, or was estimated too low, shows neither percent nor time left', () => {
    const { lines, progress } = watch(1000)
    using _ = progress.begin({ what: 'x', done: () => 12 * mib, of: 10 * mib })
    vi.advanceTimersByTime(1000)
    expect(lines).toEqual(['x  12.0 MiB, 12.0 MiB/s, 1.0 s'])
  })

  test('that ends within one pace shows nothing, and hides the line', async () => {
    const { lines, progress, hidden } = watch(30_000)
    const log = { progress: progress.begin.bind(progress) }
    await during(log, { what: 'quick' }, async () => vi.advanceTimersByTime(29_000))
    vi.advanceTimersByTime(120_000)
    expect(lines).toEqual([])
    expect(hidden()).toBe(1)
  })

  test('inside another is shown instead of it, and the outer one again afterwards', () => {
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
