import { Problem } from '../../../problem.ts'
import type { OwnProgram } from '../../../runtime/runtime.ts'
import type { Clock } from '../clock.ts'
import type { ServeLog } from '../log.ts'
import type { Job, JobDetail, Work } from './job.ts'
import { JobRecord } from './record.ts'

/** Starts the program with these arguments. Rejects where it may not be started now. */
export type Spawn = (work: Work, hear: (line: string) => void) => Promise<OwnProgram>

export interface JobsOptions {
  readonly spawn: Spawn
  readonly clock: Clock
  readonly log: ServeLog
  readonly redact: (text: string) => string
  /** Processes at once. */
  readonly atOnce: number
  /** Called as each job ends. */
  readonly onEnd?: (job: Job) => void
}

const mostWaiting = 100
const mostKept = 200
const mostWhole = 20
/** How long a process that was told to end may take, before it is ended. */
const graceOfCancelMs = 60_000

/** The jobs of this server, in the order in which they were asked for. */
export class Jobs {
  readonly #options: JobsOptions
  readonly #all = new Map<string, JobRecord>()
  readonly #running = new Map<JobRecord, { readonly program: Promise<OwnProgram>; readonly done: Promise<void> }>()
  #waiting: JobRecord[] = []
  #closed = false
  #count = 0

  constructor(options: JobsOptions) {
    this.#options = options
  }

  /** Queues the work. Throws `run-failed` where too much waits already, or the server stops. */
  add(work: Work): Job {
    const { clock, log, redact } = this.#options
    if (this.#closed) throw stopping()
    if (this.#waiting.length >= mostWaiting)
      throw new Problem('run-failed', `${mostWaiting} jobs are waiting already`, {
        hint: 'Wait until some have ended, or cancel some.',
      })
    this.#count += 1
    const id = `${clock.now().toISOString().replaceAll(/[-:.]/g, '')}-${this.#count}`
    const record = new JobRecord(id, work, clock.now(), redact)
    this.#all.set(id, record)
    this.#waiting.push(record)
    log.info('job-queued', { job: id, command: work.command, sources: work.sources, asked: work.asked })
    this.#advance()
    return record.show()
  }

  /** Newest first. */
  list(): readonly Job[] {
    return [...this.#all.values()].reverse().map((record) => record.show())
  }

  get(id: string): JobDetail | undefined {
    return this.#all.get(id)?.detail()
  }

  /** True while a job that waits or runs has this lock. */
  isBusy(lock: string): boolean {
    return [...this.#waiting, ...this.#running.keys()].some(({ work }) => work.locks.includes(lock))
  }

  get counts(): { readonly waiting: number; readonly running: number } {
    return { waiting: this.#waiting.length, running: this.#running.size }
  }

  /** Takes a job that waits out of the queue, and tells one that runs to end. undefined: there is none. */
  cancel(id: string): Job | undefined {
    const record = this.#all.get(id)
    if (!record) return undefined
    const { clock, log } = this.#options
    const runs = this.#running.get(record)
    if (runs) {
      log.info('job-cancelled', { job: id })
      void runs.program.then((program) => this.#end(record, program, runs.done, graceOfCancelMs), ignore)
    } else if (!record.isOver) {
      this.#waiting = this.#waiting.filter((one) => one !== record)
      record.cancel(clock.now())
      this.#over(record)
      this.#advance()
    }
    return record.show()
  }

  async #end(record: JobRecord, program: OwnProgram, done: Promise<void>, graceMs: number): Promise<void> {
    record.tell()
    program.stop()
    const over = new AbortController()
    const late = this.#options.clock.sleep(graceMs, over.signal).then(() => {
      if (!over.signal.aborted) program.kill()
    })
    await Promise.race([done, late])
    over.abort()
  }

  /** Nothing starts any more; what runs is told to end, and ended after the grace period, or at once as `hurry` fires. */
  async close(graceMs: number, hurry: AbortSignal): Promise<void> {
    this.#closed = true
    for (const record of this.#waiting.splice(0)) {
      record.cancel(this.#options.clock.now())
      this.#over(record)
    }
    const ending = [...this.#running].map(async ([record, { program, done }]) => {
      const started = await program.catch(ignore)
      if (!started) return
      const kill = () => started.kill()
      if (hurry.aborted) kill()
      hurry.addEventListener('abort', kill)
      await this.#end(record, started, done, graceMs)
      await done
      hurry.removeEventListener('abort', kill)
    })
    await Promise.all(ending)
  }

  /** Starts what may start now. One that must wait lets others pass that have nothing to do with it. */
  #advance(): void {
    if (this.#closed) return
    const taken = new Set([...this.#running.keys()].flatMap(({ work }) => work.locks))
    const left: JobRecord[] = []
    for (const record of this.#waiting) {
      const { locks } = record.work
      const mayStart = this.#hasRoom(record) && !locks.some((lock) => taken.has(lock))
      // Who waits keeps its place: a later one may not take its locks for ever.
      for (const lock of locks) taken.add(lock)
      if (mayStart) this.#start(record)
      else left.push(record)
    }
    this.#waiting = left
  }

  /** Restores have room of their own: on the day that one is needed, no backup that hangs is in its way. */
  #hasRoom({ work }: JobRecord): boolean {
    const isRestore = ({ work }: Pick<JobRecord, 'work'>) => work.command === 'restore'
    const alike = [...this.#running.keys()].filter((one) => isRestore(one) === isRestore({ work }))
    return alike.length < this.#options.atOnce
  }

  #start(record: JobRecord): void {
    const { spawn, clock, log } = this.#options
    record.start(clock.now())
    log.info('job-started', { job: record.id, command: record.work.command, sources: record.work.sources })
    const program = spawn(record.work, (line) => record.hear(line))
    const done = program
      .then(({ ended }) => ended)
      .catch((error: unknown) => {
        const because = error instanceof Error ? error.message : String(error)
        return { kind: 'unstarted', because } as const
      })
      .then((end) => {
        record.end(end, clock.now())
        this.#running.delete(record)
        this.#over(record)
        this.#advance()
      })
    this.#running.set(record, { program, done })
  }

  #over(record: JobRecord): void {
    const { log, onEnd } = this.#options
    const job = record.show()
    const { id, command, sources, state, exitCode, problems } = job
    const said = { job: id, command, sources, state, exitCode, problem: problems[0]?.message }
    if (state === 'failed') log.error('job-ended', said)
    else log.info('job-ended', said)
    this.#forget()
    onEnd?.(job)
  }

  #forget(): void {
    const over = [...this.#all.values()].filter((record) => record.isOver)
    for (const record of over.slice(0, Math.max(0, over.length - mostKept))) this.#all.delete(record.id)
    for (const record of over.slice(0, Math.max(0, over.length - mostWhole))) record.shrink()
  }
}

export const stopping = (): Problem =>
  new Problem('cancelled', 'the server is stopping', { hint: 'Ask again once it has been started.' })

const ignore = (): undefined => undefined
