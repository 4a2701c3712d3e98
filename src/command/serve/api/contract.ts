import type { World } from '../../../world.ts'
import type { Jobs } from '../job/jobs.ts'
import type { KeptPolicy } from '../kept-policy.ts'
import type { Read, Reading, ReadingCache } from '../reads.ts'
import type { Scheduler } from '../schedule/scheduler.ts'

/** Health and page are of one reading of the stores. */
export interface HealthReading extends Reading {
  readonly page: string
  /** The JSON with its problems, as text. */
  readonly text: string
}

/** What the endpoints work with. */
export interface Server {
  readonly world: Pick<World, 'now' | 'monotonicMs'>
  readonly policy: KeptPolicy
  readonly jobs: Jobs
  readonly scheduler: Pick<Scheduler, 'state'>
  readonly read: Read
  readonly lists: ReadingCache<Reading>
  readonly health: () => Promise<HealthReading>
  readonly startedAt: Date
}
