import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, Problem } from '../problem.ts'
import { channelLimitMs, type SendOptions } from './contract.ts'

export interface Request {
  readonly url: string
  readonly body: string
  readonly contentType: string
  /** Plain http is meant. */
  readonly insecure?: boolean
}

const mostTries = 3
const mostRedirects = 3

/**
 * Posts a text, and again where the receiver is busy or fails, within one time limit. Redirects are followed on the same host
 * alone. Throws `channel-failed`, which never has the address: whoever knows it can post there.
 */
export async function post(request: Request, { where, signal, limitMs = channelLimitMs }: SendOptions): Promise<void> {
  const url = addressOf(request, where)
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const endMs = performance.now() + limitMs
  let failure: Failure = { why: 'was not tried' }
  for (let tried = 1; tried <= mostTries; tried++) {
    const answer = await attempt(url, request, limit)
    if (answer === undefined) return
    failure = answer
    if (signal.aborted) throw cancelled(signal)
    if (failure.afterMs === undefined || tried === mostTries) break
    const waitMs = Math.max(failure.afterMs, 250 * 2 ** tried)
    if (limit.aborted || performance.now() + waitMs >= endMs) break
    await pause(waitMs, undefined, { signal: limit }).catch(() => {})
  }
  const late = limit.aborted && failure.afterMs !== undefined
  throw failed(where, late ? `did not answer within ${limitMs / 1000} s` : failure.why, failure.hint)
}

interface Failure {
  readonly why: string
  /** Worth another try, after so long; absent: it will not be otherwise. */
  readonly afterMs?: number
  readonly hint?: string
}

/** undefined: it was taken. */
async function attempt(first: URL, { body, contentType }: Request, signal: AbortSignal): Promise<Failure | undefined> {
  let url = first
  for (let followed = 0; followed <= mostRedirects; followed++) {
    let response: Response
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': contentType, 'user-agent': 'backproof' },
        body,
        redirect: 'manual',
        signal,
      })
      // The answer is nobody's business, and may be endless.
      await response.body?.cancel()
    } catch (error) {
      return { why: `could not be reached: ${reasonOf(error)}`, afterMs: 0 }
    }
    const { status, headers } = response
    if (response.ok) return undefined
    const location = headers.get('location')
    if (status < 300 || status >= 400 || location === null) return refusal(status, headers)
    const next = URL.parse(location, url.href)
    if (next?.protocol !== url.protocol || next.host !== url.host)
      return {
        why: `answered ${status}, a redirect to another host, which is not followed`,
        hint: 'Set its variable to the address that it has now.',
      }
    url = next
  }
  return { why: `answered with more than ${mostRedirects} redirects` }
}

function refusal(status: number, headers: Headers): Failure {
  const why = `answered ${status}`
  if (status < 500 && status !== 429 && status !== 408) {
    const known: Readonly<Record<number, string>> = {
      401: 'Set its variable again: the receiver does not accept the address any more.',
      403: 'Set its variable again: the receiver does not accept the address any more.',
      404: 'Set its variable again: the receiver does not know the address any more.',
      410: 'Set its variable again: the receiver does not know the address any more.',
    }
    return { why, hint: known[status] ?? 'See whether its style in the policy is what the receiver reads.' }
  }
  const seconds = Number(headers.get('retry-after'))
  return { why, afterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0 }
}

function addressOf({ url: text, insecure = false }: Request, where: string): URL {
  const url = URL.parse(text.trim())
  if (!url || !/^https?:$/.test(url.protocol))
    throw failed(where, 'has no address that begins with https://', 'Set its variable to the whole address.')
  if (url.protocol === 'http:' && !insecure && !isLoopback(url.hostname))
    throw failed(
      where,
      'would send over plain http',
      'Set its variable to an address with https://, or write insecure: true where nobody listens on the way.',
    )
  return url
}

export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host)
}

/** What is behind the "fetch failed" of undici; never its message, which may have the address. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as Error
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  // All that undici says of an answer that is none.
  return code ?? (name === 'TypeError' ? 'what it answers is not HTTP' : name)
}

export function failed(where: string, why: string, hint?: string): Problem {
  return new Problem('channel-failed', `${where} ${why}`, {
    hint: hint ?? 'Run `backproof alert test` to try every channel; what was not told is told by the next run.',
  })
}
