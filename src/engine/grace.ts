import { setTimeout as pause } from 'node:timers/promises'

/** How work ended that a server does whether or not anybody waits for it. */
export type Ended<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** The run was cancelled. `value`: what came of it all the same; undefined: nothing, or it is not known. */
  | { readonly kind: 'cancelled'; readonly value: T | undefined }

const graceMs = 30_000

/** The end of the work; of a run that is cancelled, it is waited for a while, so that what was made can be removed. */
export async function endOf<T>(work: Promise<T>, signal: AbortSignal): Promise<Ended<T>> {
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>()
  const stop = () => resolve(undefined)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const done = work.then((value): Ended<T> => ({ kind: 'done', value }))
    const first = await Promise.race([done, aborted])
    if (first !== undefined && !signal.aborted) return first
    const late = await Promise.race([work.catch(() => undefined), pause(graceMs, undefined, { ref: false })])
    return { kind: 'cancelled', value: late }
  } catch (error) {
    if (!signal.aborted) throw error
    return { kind: 'cancelled', value: undefined }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
