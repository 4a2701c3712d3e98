import { type Period, wallMs } from '../time/time.ts'
import { periodName } from './calendar.ts'

/** What a clock on the wall showed at an instant, and the names of the periods that it is in. */
export interface Moment {
  readonly wall: number
  name(period: Period): string
}

/**
 * By the instant of one backup, which goes through every decision of a simulation: to ask a zone's clock once makes a year of
 * decisions a matter of seconds.
 */
const known = new WeakMap<Date, { readonly zone: string; readonly moment: Moment }>()

export function momentOf(at: Date, zone: string): Moment {
  const found = known.get(at)
  if (found?.zone === zone) return found.moment
  const wall = wallMs(at, zone)
  const names: Partial<Record<Period, string>> = {}
  const moment: Moment = {
    wall,
    name(period) {
      const name = names[period] ?? periodName[period](wall)
      names[period] = name
      return name
    },
  }
  known.set(at, { zone, moment })
  return moment
}
