import type { getOctokit } from '@actions/github'
import { isProblem, Problem } from '../problem.ts'

export type Api = ReturnType<typeof getOctokit>['rest']

export interface ApiOptions {
  readonly signal: AbortSignal
  /** For one request. */
  readonly timeoutMs?: number
}

/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
export async function openApi(token: string, url: string, { signal, timeoutMs = 30_000 }: ApiOptions): Promise<Api> {
  // As it is loaded it reads the event's file, and throws what no person can read where that is not JSON.
  const { getOctokit } = await import('@actions/github')
  const octokit = getOctokit(token, { baseUrl: url })
  // An option `request` would take the place of the library's own, with which it goes through a proxy.
  octokit.hook.before('request', ({ request }) => {
    if (request) request.signal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  })
  return octokit.rest
}

/** One call; a failure becomes a Problem that names the call and the permission that it needs. */
export async function call<T>(what: string, permission: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    const { cause } = error as ApiError
    if (isProblem(error)) throw error
    if (isProblem(cause)) throw cause
    throw new Problem('github-failed', `GitHub refused to ${what}: ${wordsOf(error)}`, {
      hint: hintOf(error, permission),
      cause: error,
    })
  }
}

interface ApiError {
  readonly status?: number
  readonly message?: string
  readonly cause?: unknown
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> }
}

export function statusOf(error: unknown): number | undefined {
  return (error as ApiError).status
}

function wordsOf(error: unknown): string {
  const { status, message = String(error), response } = error as ApiError
  // Where nothing was answered, the status is the library's own.
  return status && response ? `${status} ${message}` : message
}

function hintOf(error: unknown, permission: string): string {
  const { status, response } = error as ApiError
  const headers = response?.headers ?? {}
  if (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] || status === 429) {
    const reset = new Date(Number(headers['x-ratelimit-reset']) * 1000)
    const when = Number.isNaN(reset.getTime())
      ? ' later'
      : ` after ${reset.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    return `The rate limit is used up: run the job again${when}.`
  }
  if (status === 401) return 'Give the action a valid token: github-token: ${{ github.token }}.'
  if (status === 403 || status === 404) return `Give the job permissions: { ${permission} }.`
  return 'Run the job again.'
}
