import type { Look } from '../../progress.ts'
import { formatBytes, formatCount, formatDuration, namesSome } from '../../words/words.ts'

/**
 * "orders: dump.pgc  1.2 GiB of 4.0 GiB plain, 30 %, 120 MiB/s, 24 s left": one line, for people. `width`: of the terminal; where
 * not all fits, the name of the step is shortened, and never what changes.
 */
export function progressLine(look: Look, width = Number.POSITIVE_INFINITY): string {
  const amounts = amountsOf(look)
  const others = look.others ? `; also ${namesSome(look.others, 3)}` : ''
  const room = width - amounts.length - 2
  // Where there is room for both: what is shown in full is the newest step.
  const also = look.step.what.length + others.length <= room ? others : ''
  return `${shorten(look.step.what, room)}  ${amounts}${also}`
}

function amountsOf({ step, elapsedMs, done, perSecond }: Look): string {
  const { of = 0, unit = 'plain' } = step
  const inBytes = unit === 'plain' || unit === 'sealed'
  const time = formatDuration(Math.round(elapsedMs / 1000) * 1000)
  if (done === undefined) return time
  const amount = (count: number) => (inBytes ? formatBytes(count) : formatCount(Math.round(count)))
  const rate = perSecond !== undefined && perSecond > 0 ? [`${amount(perSecond)}${inBytes ? '' : ` ${unit}`}/s`] : []
  // An estimate that was too low says nothing any more.
  if (of <= 0 || done > of) return [`${amount(done)} ${unit}`, ...rate, time].join(', ')
  const left = perSecond !== undefined && perSecond > 0 ? [`${remaining(((of - done) / perSecond) * 1000)} left`] : []
  const percent = `${Math.floor((done / of) * 100)} %`
  return [`${amount(done)} of ${amount(of)} ${unit}`, percent, ...rate, ...left].join(', ')
}

/** Whole seconds: their tenths are not known. */
const remaining = (ms: number) => formatDuration(Math.max(1000, Math.round(ms / 1000) * 1000)).replace('.0 s', ' s')

/** A name that is too long keeps its end ("…: restoring"): the activity matters more than the time of the backup. */
function shorten(what: string, room: number): string {
  if (what.length <= room) return what
  const id = /-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{6}Z/.exec(what)
  // "orders-2026-02-14T09-15-30.123456Z" as "orders-…23456Z": those digits tell one backup of a day from the next.
  const brief =
    id === null ? what : `${what.slice(0, id.index)}-…${id[0].slice(-6)}${what.slice(id.index + id[0].length)}`
  if (brief.length <= room) return brief
  return room < 2 ? '' : `…${brief.slice(brief.length - room + 1)}`
}
