import type { CommandName } from '../../name.ts'

/** What a job is to do: one command, in a process of its own. */
export interface Work {
  readonly command: CommandName
  readonly args: readonly string[]
  /** What it works on, by the names in the policy. */
  readonly sources: readonly string[]
  /** No two jobs at once have one of these. */
  readonly locks: readonly string[]
  readonly asked: 'schedule' | 'request'
  /** Name of the restore's target in the policy. */
  readonly into?: string
}

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface JobProblem {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** A job as it stands. Everything in it is redacted. */
export interface Job {
  readonly id: string
  readonly command: CommandName
  readonly sources: readonly string[]
  readonly asked: Work['asked']
  readonly into?: string
  readonly state: JobState
  readonly createdAt: string
  readonly startedAt?: string
  readonly endedAt?: string
  readonly exitCode?: number
  /** The last line that it wrote. */
  readonly progress?: string
  readonly problems: readonly JobProblem[]
}

/** One job in full. */
export interface JobDetail extends Job {
  /** The last lines that it wrote, oldest first. */
  readonly log: readonly string[]
  /** Lines that are no longer kept. */
  readonly logDropped: number
  /** What the command printed with `--json`; absent where it printed none, or more than is kept. */
  readonly result?: unknown
}

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state !== 'queued' && state !== 'running'

/** A source may be worked on once at a time, and a target restored into once. */
export const sourceLock = (name: string): string => `source ${name.replace(/\/.*$/s, '')}`
export const targetLock = (name: string): string => `target ${name}`
