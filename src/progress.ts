/** A long step, for whoever waits for it. Its functions are asked a few times a second. */
export interface Step {
  /** "orders-2026-02-14T09-15-30.123456Z: dump.pgc" */
  readonly what: string
  /** Whose step it is, where several sources are worked on at once. */
  readonly source?: string
  /** How far it is, in its unit. */
  readonly done?: () => number
  /** How much there is in all; of a dump an estimate. 0 or absent: not known. */
  readonly of?: number
  /** Bytes, `plain` (the default) or `sealed`; or the noun of what is counted: "rows". */
  readonly unit?: string
}

/** One look at a step. */
export interface Look {
  readonly step: Step
  readonly elapsedMs: number
  /** Other sources that are being worked on. */
  readonly others?: readonly string[]
  readonly done?: number
  /** Of the last ten seconds. */
  readonly perSecond?: number
}

interface Running {
  readonly step: Step
  readonly startedMs: number
  readonly samples: { readonly atMs: number; readonly done: number }[]
}

const rateMs = 10_000

/** Where lines stay (a workflow log, the mail of cron), one of them this often. */
export const heartbeatMs = 30_000

/**
 * Shows the newest of the steps under way at a steady pace, so that a person sees that it goes on, and how far it is.
 * Nothing is shown of a step that ends within one pace.
 */
export class Progress {
  readonly #running: Running[] = []
  readonly #show: (look: Look) => void
  readonly #hide: () => void
  readonly #everyMs: number
  readonly #nowMs: () => number
  #timer: NodeJS.Timeout | undefined

  /** `hide`: nothing is under way any more. */
  constructor(
    show: (look: Look) => void,
    everyMs: number,
    hide: () => void = () => {},
    nowMs: () => number = () => performance.now(),
  ) {
    this.#show = show
    this.#hide = hide
    this.#everyMs = everyMs
    this.#nowMs = nowMs
  }

  /** The step is over when what this gives is disposed of. */
  begin(step: Step): Disposable {
    const running = { step, startedMs: this.#nowMs(), samples: [] }
    this.#running.push(running)
    this.#timer ??= setInterval(() => this.tick(), this.#everyMs).unref()
    return {
      [Symbol.dispose]: () => {
        const at = this.#running.indexOf(running)
        if (at >= 0) this.#running.splice(at, 1)
        if (this.#running.length > 0) return
        clearInterval(this.#timer)
        this.#timer = undefined
        this.#hide()
      },
    }
  }

  /** Shows the newest step, now. */
  tick(): void {
    const newest = this.#running.at(-1)
    if (newest) this.#show(this.#look(newest))
  }

  #look({ step, startedMs, samples }: Running): Look {
    const atMs = this.#nowMs()
    const elapsedMs = atMs - startedMs
    const sources = this.#running.flatMap(({ step: { source } }) => source ?? [])
    const names = [...new Set(sources)].filter((source) => source !== step.source)
    const others = names.length > 0 ? { others: names } : {}
    if (!step.done) return { step, ...others, elapsedMs }
    const done = step.done()
    samples.push({ atMs, done })
    while (samples.length > 2 && atMs - (samples[1]?.atMs ?? atMs) >= rateMs) samples.shift()
    const [first = { atMs: startedMs, done: 0 }] = samples.length > 1 ? samples : []
    const passedMs = atMs - first.atMs
    return {
      step,
      ...others,
      elapsedMs,
      done,
      ...(passedMs > 0 ? { perSecond: ((done - first.done) / passedMs) * 1000 } : {}),
    }
  }
}

/** What is done meanwhile is one step. */
export async function during<T>(
  { progress }: { readonly progress: (step: Step) => Disposable },
  step: Step,
  body: () => Promise<T>,
): Promise<T> {
  using _ = progress(step)
  return await body()
}
