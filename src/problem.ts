/** What can go wrong, by name. The command line maps each to an exit code (the one table is in cli.ts). */
export type ProblemCode =
  // what was asked or declared is wrong
  | 'policy-invalid'
  | 'usage'
  | 'unknown-id'
  | 'secret-missing'
  | 'key-missing'
  | 'key-invalid'
  | 'key-wrong'
  | 'target-refused'
  | 'untrusted'
  // an operation failed
  | 'tool-missing'
  | 'tool-version'
  | 'tool-failed'
  | 'dump-incomplete'
  | 'log-gap'
  | 'source-failed'
  | 'restore-failed'
  | 'sandbox-failed'
  | 'store-missing'
  | 'store-denied'
  | 'role-refused'
  | 'store-exists'
  | 'store-changed'
  | 'store-full'
  | 'store-unavailable'
  | 'store-failed'
  | 'object-missing'
  | 'object-archived'
  | 'lease-held'
  | 'lease-abandoned'
  | 'retention-refused'
  | 'run-failed'
  | 'proof-overdue'
  | 'github-failed'
  | 'channel-failed'
  // a gate is not met
  | 'gate-unmet'
  | 'migration-failed'
  | 'migration-unfit'
  // a backup or its proof is damaged
  | 'object-damaged'
  | 'manifest-damaged'
  | 'manifest-foreign'
  | 'proof-failed'
  // a signal or a person stopped it
  | 'cancelled'

/** One thing about a backup, or about its proof, that is worth telling a person. */
export interface Finding {
  readonly level: 'note' | 'warning' | 'failure'
  /**
   * Whose fault it is: the backup's, whichever copy of it is read; that of the one copy that was read; the environment's
   * (image, extension, role); the source's; or the policy's, which asks what cannot be answered.
   */
  readonly blame: 'data' | 'copy' | 'env' | 'source' | 'policy'
  readonly message: string
  readonly hint?: string
  /** Which object of a copy is wrong: a part's name, `keys.json`, `manifest.json` or `manifest.sig`. A check names each. */
  readonly object?: string
  /** Names of what could not be restored: what is missing by one of them only follows from this. "*": anything may. */
  readonly about?: readonly string[]
}

export interface ProblemOptions {
  /** A sentence that says what to type or to change. */
  readonly hint?: string | undefined
  readonly cause?: unknown
  /** The machine failed it (a full disk, no memory): where it was a proof, that says nothing of the backup. */
  readonly ofMachine?: boolean
}

/**
 * An expected failure. The message is lower case, without a full stop, and names the place; the hint says what to do.
 * Anything else that escapes is a bug of this program.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly hint: string | undefined
  readonly ofMachine: boolean

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.hint = options.hint
    this.ofMachine = options.ofMachine ?? false
  }
}

/** The hints of what many places notice alike. */
export const remedy = {
  /** Bytes that are not what was backed up. */
  damaged:
    'Take another copy with --store NAME, or an earlier backup with --id ID: `backproof list` shows both. The next `run` heals a copy from one that is whole.',
  /** A dump that did not come to its end. */
  dump: 'Run `backproof backup` again. If it ends so again, `backproof doctor` tries all that it needs.',
  /** A program that failed, of which nothing better is known. */
  program: 'Its message says why; `backproof doctor` tries the programs, the addresses and the rights.',
  /** A folder or file that cannot be restored into. */
  target: 'Give --into a place that this user may write to, on a disk with room.',
} as const

/** True for a Problem, of one of the codes where some are given. */
export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code))
}

/**
 * True for an expected failure of one thing, without which the others go on. A bug is none, and nor is being cancelled:
 * those end everything.
 */
export function isFailure(error: unknown): error is Problem {
  return isProblem(error) && error.code !== 'cancelled'
}

/** What any error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Notes what else went wrong on the way out of a failure, at the end of its causes: what was thrown first stays what is
 * thrown.
 */
export function noteAlso(error: unknown, also: unknown): void {
  let last = error
  while (last instanceof Error && last.cause instanceof Error) last = last.cause
  if (last instanceof Error && last.cause === undefined) last.cause = also
}

/** Throws `cancelled` if the signal has fired: called between steps, so that a cancelled run ends as cancelled. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal)
}

/** The Problem of a fired signal: its reason if that is one already. */
export function cancelled(signal: AbortSignal): Problem {
  return isProblem(signal.reason) ? signal.reason : new Problem('cancelled', 'cancelled', { cause: signal.reason })
}
