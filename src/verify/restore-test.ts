import type { Bench, Engine, Finding, Rehearsal, Target } from '../engine/engine.ts'
import type { Assertion, Source } from '../policy/policy.ts'
import { isFailure, noteAlso, type Problem, type ProblemCode, remedy } from '../problem.ts'
import type { Step } from '../progress.ts'
import { blamedOn, compare, describe } from './compare.ts'
import { startCount } from './count.ts'
import type { OpenedBackup } from './read.ts'

/** What a restore test needs from the outside. */
export interface TestBench {
  /** The backup's, for people who wait. */
  readonly id: string
  /** Image of the policy; undefined = matches the dumped server. */
  readonly image: string | undefined
  /** The policy's, of the backup's engine. */
  readonly source?: Source
  readonly bench: Bench
  readonly monotonicMs: () => number
  readonly progress: (step: Step) => Disposable
  readonly signal: AbortSignal
  readonly witness?: TestWitness
}

/** Looks on, where somebody wants to know more than whether it passed. */
export interface TestWitness {
  /** The data is there. */
  restored(): void
  assertionsWere(asked: number, failed: number): void
  /** Of data that holds what was backed up, and of which every assertion holds. What it finds is no finding of the proof. */
  readonly ask?: (restored: Restored, signal: AbortSignal) => Promise<void>
}

/** Restored data that a program can be given: how it gets there; undefined: none can. */
export type Restored = Pick<Rehearsal, 'env' | 'secrets'> & { readonly data: Rehearsal['data'] | undefined }

export interface TestResult {
  readonly findings: readonly Finding[]
  /** Milliseconds: start (of the throw-away server), restore, compare, assert. */
  readonly durations: Readonly<Record<string, number>>
  /** "12 tables, 123,456 rows equal" */
  readonly compared: string
  /** The bytes that the store gave were not the backup's: another answer, or another copy, may be right. */
  readonly broke: boolean
}

/**
 * Restores a backup into a throw-away server or folder, compares it with the facts of its own snapshot, runs the
 * assertions, and removes everything, whatever happened. Throws where the store failed: that says nothing of the backup.
 */
export async function testRestore(
  backup: OpenedBackup,
  engine: Engine,
  assertions: readonly Assertion[],
  { id, image, source, bench, monotonicMs, progress, signal, witness }: TestBench,
): Promise<TestResult> {
  const durations: Record<string, number> = {}
  const timed = async <T>(step: string, body: () => Promise<T>, more: Partial<Step> = {}): Promise<T> => {
    const startedAt = monotonicMs()
    using _ = progress({ what: `${id}: ${phases[step] ?? step}`, ...more })
    try {
      return await body()
    } finally {
      durations[step] = Math.round(monotonicMs() - startedAt)
    }
  }
  const findings: Finding[] = []
  let compared = ''
  let broke = false
  try {
    const ask = witness?.ask?.bind(witness)
    await using place = await timed('start', async () => {
      const rehearsal = ask && (await engine.rehearsal?.(backup.facts, image, bench, signal))
      return rehearsal ?? onItsOwn(await engine.sandbox(backup.facts, image, bench, signal, source))
    })
    const { target } = place
    const far = { done: backup.readBytes, of: backup.sealedBytes, unit: 'sealed' as const }
    const whole = { overwrite: false, only: [] }
    findings.push(...(await timed('restore', () => target.restore(backup, whole), far)).findings)
    witness?.restored()
    const { far: counting, counted } = startCount(backup.facts)
    const restored = await timed('compare', () => target.facts(backup.facts, counted), counting)
    const differences = blamedOn(findings, compare(backup.facts, restored))
    findings.push(...differences)
    compared =
      differences.length === 0
        ? describe(backup.facts)
        : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`
    await timed('assert', async () => {
      const unmet = await checkAssertions(target, assertions)
      findings.push(...unmet)
      witness?.assertionsWere(assertions.length, unmet.filter(({ level }) => level === 'failure').length)
    })
    if (ask && findings.every(({ level }) => level !== 'failure')) await timed('application', () => ask(place, signal))
  } catch (thrown) {
    const error = firstOf(thrown)
    if (!isFailure(error) || error.code.startsWith('store-')) throw error
    broke = error.code === 'object-damaged' || error.code === 'object-missing'
    findings.push(blame(error))
  }
  return { findings: findings.map(({ about: _, ...finding }) => finding), durations, compared, broke }
}

/** A place that was not made to be reached: its folder, if it is one, can be looked into. */
function onItsOwn(target: Target): Restored & { readonly target: Target } & AsyncDisposable {
  const { path } = target
  return {
    target,
    env: {},
    secrets: [],
    data: path === undefined ? undefined : { folder: path },
    [Symbol.asyncDispose]: () => target[Symbol.asyncDispose](),
  }
}

/** The steps, as a person reads them. */
const phases: Readonly<Record<string, string>> = {
  start: 'starting a throw-away server',
  restore: 'restoring, as a proof',
  compare: 'comparing with the facts of the dump',
  assert: 'checking the assertions',
  application: 'asking the application',
}

/** Of an error on the way out, what was thrown first: the server that is gone, not that it cannot be removed. */
function firstOf(thrown: unknown): unknown {
  if (!(thrown instanceof SuppressedError)) return thrown
  const first = firstOf(thrown.suppressed)
  noteAlso(first, thrown.error)
  return first
}

// An engine says of a program that refused the backup itself that the restore failed. One that just failed was killed, lost
// its server, or could not be started.
const environmental: readonly ProblemCode[] = ['sandbox-failed', 'tool-failed', 'tool-missing', 'tool-version']

// errno(3) of a disk that has no room, takes nothing, or fails; no archive brings these about.
const ofTheDisk = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM']

/** True for what the machine refused. Its word is in the message: what only went wrong on the way out is not. */
function isOfTheDisk({ message, cause, ofMachine }: Problem): boolean {
  if (ofMachine) return true
  const code = cause instanceof Error && (cause as NodeJS.ErrnoException).code
  return typeof code === 'string' && ofTheDisk.includes(code) && message.includes(code)
}

/** What of these does not hold in restored data, in their order. */
export async function checkAssertions(
  target: Pick<Target, 'check'>,
  assertions: readonly Assertion[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const assertion of assertions) {
    const finding = await target.check(assertion)
    if (finding) findings.push(finding)
  }
  return findings
}

/** The failure of a step as a finding: whose fault it is decides what a person does next. */
export function blame(problem: Problem): Finding {
  const { message, code } = problem
  const disk = isOfTheDisk(problem)
  // The target of a test is a place of this program's own, which nobody can name otherwise.
  const isElsewhere = problem.ofMachine && problem.hint !== remedy.target
  const hint = disk && code === 'restore-failed' && !isElsewhere ? room : problem.hint
  const fault = disk || environmental.includes(code) ? 'env' : code === 'policy-invalid' ? 'policy' : 'data'
  return { level: 'failure', blame: fault, message, ...(hint ? { hint } : {}) }
}

const room = 'Set TMPDIR to a writable directory with free space.'
