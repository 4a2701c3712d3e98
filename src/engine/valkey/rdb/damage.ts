import { Problem, remedy } from '../../../problem.ts'

/** What the RDB of a backup is in: the name of the part, and of the file that a server would load. */
export const partName = 'dump.rdb'

export const damaged = (why: string): Problem =>
  new Problem('object-damaged', `the part ${partName} ${why}`, { hint: remedy.damaged })
