import type { Service } from './runtime/runtime.ts'

/**
 * Every effect that the program has on the world, as one typed value. The edges (cli.ts, action.ts) build it, tests build
 * their own; nothing else reads the environment or the clock, or writes to a stream of the process.
 */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly now: () => Date
  /** Fires when the run is cancelled. */
  readonly signal: AbortSignal
  readonly log: Log
  /** Tells the log (and a runner) never to print this value; also as decoded and URL-encoded. */
  readonly mask: (secret: string) => void
  /** The text with every masked value replaced. */
  readonly redact: (text: string) => string
  /** A directory for derived data that may vanish at any time. */
  readonly cacheDirectory: string
  /** A directory for what a run leaves to its post phase and for temporary files. */
  readonly temporaryDirectory: string
  /** The job's service containers by name: `${{ toJSON(job.services) }}`. */
  readonly services: Readonly<Record<string, Service>>
  /** Names this run's containers, leases and temporary files; unique. */
  readonly runId: string
  /** Where the run comes from: repository, run, commit, actor, host. */
  readonly origin: Readonly<Record<string, string>>
}

/** Progress and notes for people (stderr, or the workflow log). */
export interface Log {
  info(message: string): void
  warning(message: string): void
  error(message: string): void
  /** A step with a name; nested output belongs to it (a group in a workflow log). */
  group<T>(name: string, body: () => Promise<T>): Promise<T>
  /** One line, replaced by the next (only on a terminal). */
  progress(line: string): void
}
