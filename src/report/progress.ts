import type { Look } from '../progress.ts'
import { formatBytes, formatCount, formatDuration } from './format.ts'

/** "orders: dump.pgc  1.2 GiB of 4.0 GiB, 30 %, 120 MiB/s, 24.0 s left": one line, for people. */
export function progressLine({ step, elapsedMs, done, perSecond }: Look): string {
  const { what, of = 0, unit = 'bytes' } = step
  const time = formatDuration(Math.round(elapsedMs / 1000) * 1000)
  if (done === undefined) return `${what}  ${time}`
  const amount = (count: number) => (unit === 'bytes' ? formatBytes(count) : formatCount(Math.round(count)))
  const suffix = unit === 'bytes' ? '' : ` ${unit}`
  const rate = perSecond !== undefined && perSecond > 0 ? [`${amount(perSecond)}${suffix}/s`] : []
  // An estimate that was too low says nothing any more.
  if (of <= 0 || done > of) return `${what}  ${[`${amount(done)}${suffix}`, ...rate, time].join(', ')}`
  const left = perSecond !== undefined && perSecond > 0 ? [`${remaining(((of - done) / perSecond) * 1000)} left`] : []
  const percent = `${Math.floor((done / of) * 100)} %`
  return `${what}  ${[`${amount(done)} of ${amount(of)}${suffix}`, percent, ...rate, ...left].join(', ')}`
}

const remaining = (ms: number) => formatDuration(Math.max(1000, Math.round(ms / 1000) * 1000))
