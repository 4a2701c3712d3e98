import type { QuietHours } from '../../policy/policy.ts'
import { wallMs } from '../../time/time.ts'

/** Whether the clock on the wall is between both times; from 22:00 to 07:00 goes over midnight. The end is not quiet. */
export function isQuiet({ fromMinute, toMinute, timezone }: QuietHours, now: Date): boolean {
  const minute = Math.floor(wallMs(now, timezone) / 60_000) % 1440
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute
}
