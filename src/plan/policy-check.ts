import { widestGap } from './compare.ts'
import { cronFault } from './cron/cron-fault.ts'

/** What a policy asks of its schedules. At a fixed moment: a policy that is right is so at any time of the year. */
export const scheduleChecks = {
  cron: cronFault,
  widestGap: (line: string): number | undefined => widestGap(line, 'UTC', new Date(0)),
}
