import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, type Finding, removeTree, type Target } from '../engine/engine.ts'
import { type Assertion, kindOf } from '../policy/policy.ts'
import { isFailure, noteAlso, Problem, type ProblemCode } from '../problem.ts'
import type { Step } from '../progress.ts'
import { type Runtime, startSandbox } from '../runtime/runtime.ts'
import { reasonOf } from '../words/words.ts'
import { blamedOn, compare, describe } from './compare.ts'
import { startCount } from './count.ts'
import type { Opened } from './read.ts'

/** What a restore test needs from the outside. */
export interface TestBench {
  /** The backup's, for people who wait. */
  readonly id: string
  /** Where client programs run when no server is needed. */
  readonly runtime: Runtime
  /** Image of the policy; undefined = matches the dumped server. */
  readonly image: string | undefined
  readonly baseEnv: Readonly<Record<string, string>>
  readonly label: string
  readonly temporaryDirectory: string
  readonly monotonicMs: () => number
  readonly progress: (step: Step) => Disposable
  readonly signal: AbortSignal
}

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
  backup: Opened,
  engine: Engine,
  assertions: readonly Assertion[],
  bench: TestBench,
): Promise<TestResult> {
  const durations: Record<string, number> = {}
  const timed = async <T>(step: string, body: () => Promise<T>, more: Partial<Step> = {}): Promise<T> => {
    const startedAt = bench.monotonicMs()
    using _ = bench.progress({ what: `${bench.id}: ${phases[step] ?? step}`, ...more })
    try {
      return await body()
    } finally {
      durations[step] = Math.round(bench.monotonicMs() - startedAt)
    }
  }
  const findings: Finding[] = []
  let compared = ''
  let broke = false
  try {
    await using place = await timed('start', () => openPlace(backup, engine, bench))
    const { target, runtime } = place
    const options = { signal: bench.signal, overwrite: false, only: [], sandboxed: true }
    const far = { done: backup.readBytes, of: backup.sealedBytes, unit: 'sealed' as const }
    findings.push(...(await timed('restore', () => engine.restore(backup, target, runtime, options), far)))
    const { far: counting, counted } = startCount(backup.facts)
    const looking = () => engine.facts(target, backup.facts, runtime, bench.signal, counted)
    const restored = await timed('compare', looking, counting)
    const differences = blamedOn(findings, compare(backup.facts, restored))
    findings.push(...differences)
    compared =
      differences.length === 0
        ? describe(backup.facts)
        : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`
    await timed('assert', async () => {
      for (const assertion of assertions) {
        const finding = await engine.check(assertion, target, runtime, bench.signal)
        if (finding) findings.push(finding)
      }
    })
  } catch (thrown) {
    const error = firstOf(thrown)
    if (!isFailure(error) || error.code.startsWith('store-')) throw error
    broke = error.code === 'object-damaged' || error.code === 'object-missing'
    findings.push(blame(error))
  }
  return { findings: findings.map(({ about: _, ...finding }) => finding), durations, compared, broke }
}

/** The steps, as a person reads them. */
const phases: Readonly<Record<string, string>> = {
  start: 'starting a throw-away server',
  restore: 'restoring, as a proof',
  compare: 'comparing with the facts of the dump',
  assert: 'checking the assertions',
}

interface TestPlace extends AsyncDisposable {
  readonly target: Target
  readonly runtime: Runtime
}

async function openPlace(backup: Opened, engine: Engine, bench: TestBench): Promise<TestPlace> {
  const described = engine.sandbox(backup.facts.server, bench.image)
  if (described) {
    const { baseEnv, label, signal } = bench
    const sandbox = await startSandbox(described.spec, { baseEnv, label, signal })
    return {
      target: described.target,
      runtime: sandbox.runtime,
      [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
    }
  }
  const folder = await mkdtemp(join(bench.temporaryDirectory, 'restore-test-')).catch((cause: Error) => {
    throw new Problem('sandbox-failed', `nothing can be restored into the temporary directory: ${reasonOf(cause)}`, {
      hint: room,
      cause,
    })
  })
  const target: Target =
    kindOf(engine.name).target.kind === 'directory'
      ? { kind: 'directory', path: join(folder, 'restored') }
      : { kind: 'file', path: join(folder, 'restored') }
  return { target, runtime: bench.runtime, [Symbol.asyncDispose]: () => removeTree(folder) }
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
function isOfTheDisk({ message, cause }: Problem): boolean {
  const code = cause instanceof Error && (cause as NodeJS.ErrnoException).code
  return typeof code === 'string' && ofTheDisk.includes(code) && message.includes(code)
}

/** The failure of a step as a finding: whose fault it is decides what a person does next. */
function blame(problem: Problem): Finding {
  const { message, code } = problem
  const disk = isOfTheDisk(problem)
  // The target of a test is a place of this program's own, which nobody can name otherwise.
  const hint = disk && code === 'restore-failed' ? room : problem.hint
  const fault = disk || environmental.includes(code) ? 'env' : code === 'policy-invalid' ? 'policy' : 'data'
  return { level: 'failure', blame: fault, message, ...(hint ? { hint } : {}) }
}

const room = 'Set TMPDIR to a directory that may be written to, and has room.'
