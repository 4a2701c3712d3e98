import { z } from 'zod'
import type { OwnEnd } from '../../../runtime/runtime.ts'
import { redactAll } from '../../../world.ts'
import { isOver, type Job, type JobDetail, type JobProblem, type JobState, type Work } from './job.ts'

const mostLines = 200
const mostLineText = 1000
const mostResult = 256 * 1024

const problem = z.object({ code: z.string(), message: z.string(), hint: z.string().optional() })
/** A report has those of a source beside it. */
const told = z.object({
  problems: z.array(problem).default([]),
  sources: z.array(z.object({ problems: z.array(problem).default([]) })).default([]),
})
const mostProblems = 50

/** What is remembered of one job while the server runs; the stores have the records that last. */
export class JobRecord {
  readonly id: string
  readonly work: Work
  readonly #redact: (text: string) => string
  readonly #createdAt: Date
  #state: JobState = 'queued'
  #startedAt: Date | undefined
  #endedAt: Date | undefined
  #exitCode: number | undefined
  #problems: readonly JobProblem[] = []
  #log: string[] = []
  #dropped = 0
  #result: unknown
  #told = false

  constructor(id: string, work: Work, createdAt: Date, redact: (text: string) => string) {
    this.id = id
    this.work = work
    this.#createdAt = createdAt
    this.#redact = redact
  }

  get state(): JobState {
    return this.#state
  }

  get isOver(): boolean {
    return isOver({ state: this.#state })
  }

  start(at: Date): void {
    this.#state = 'running'
    this.#startedAt = at
  }

  hear(line: string): void {
    this.#log.push(this.#redact(line).slice(0, mostLineText))
    if (this.#log.length <= mostLines) return
    this.#log.shift()
    this.#dropped += 1
  }

  /** It was told to end: however it does, nobody has to look for a reason. */
  tell(): void {
    this.#told = true
  }

  /** It was never started. */
  cancel(at: Date): void {
    this.#state = 'cancelled'
    this.#endedAt = at
  }

  end(end: OwnEnd, at: Date): void {
    this.#endedAt = at
    if (end.kind === 'unstarted') this.#fail('the process could not be started', end.because)
    else if (end.kind === 'killed' && this.#told) this.#state = 'cancelled'
    else if (end.kind === 'killed') this.#fail('the process was killed', end.by)
    else this.#exit(end)
  }

  #exit(end: Extract<OwnEnd, { kind: 'exit' }>): void {
    this.#exitCode = end.code
    this.#state = end.code === 0 ? 'succeeded' : end.code === 130 ? 'cancelled' : 'failed'
    this.#read(end.stdout)
    if (this.#state === 'failed' && this.#problems.length === 0)
      this.#fail('the process failed and left no result', `exit ${end.code}`)
  }

  #fail(what: string, because: string): void {
    this.#state = 'failed'
    const hint = 'Its log says more; a `run` at the next tick does what is still due.'
    this.#problems = [{ code: 'job-crashed', message: this.#redact(`${what}: ${because}`), hint }]
  }

  /** Its own output, but from another process: whatever does not parse is left out. */
  #read(stdout: string | undefined): void {
    if (!stdout) return
    try {
      const result: unknown = redactAll(JSON.parse(stdout), this.#redact)
      if (stdout.length <= mostResult) this.#result = result
      const read = told.safeParse(result)
      const all = read.success ? [...read.data.problems, ...read.data.sources.flatMap((one) => one.problems)] : []
      this.#problems = all.slice(0, mostProblems).map(plain)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      this.hear('the result that the process printed is not JSON')
    }
  }

  show(): Job {
    const { id, work } = this
    const last = this.#log.at(-1)
    return {
      id,
      command: work.command,
      sources: work.sources,
      asked: work.asked,
      ...(work.into === undefined ? {} : { into: work.into }),
      state: this.#state,
      createdAt: this.#createdAt.toISOString(),
      ...(this.#startedAt ? { startedAt: this.#startedAt.toISOString() } : {}),
      ...(this.#endedAt ? { endedAt: this.#endedAt.toISOString() } : {}),
      ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
      ...(last === undefined ? {} : { progress: last }),
      problems: this.#problems,
    }
  }

  detail(): JobDetail {
    const result = this.#result === undefined ? {} : { result: this.#result }
    return { ...this.show(), log: [...this.#log], logDropped: this.#dropped, ...result }
  }

  /** A long history keeps what happened, not all that was printed. */
  shrink(): void {
    this.#result = undefined
    this.#dropped += Math.max(0, this.#log.length - 20)
    this.#log = this.#log.slice(-20)
  }
}

const plain = ({ code, message, hint }: { code: string; message: string; hint?: string | undefined }): JobProblem => ({
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
})
