import { getOctokit } from '@actions/github'
import { isProblem, Problem } from '../problem.ts'

export type Api = ReturnType<typeof getOctokit>['rest']

/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
export function openApi(token: string, url: string): Api {
  return getOctokit(token, { baseUrl: url, request: { timeout: 30_000 } }).rest
}

/** One call; a failure becomes a Problem that names the call and the permission that it needs. */
export async function call<T>(what: string, permission: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (isProblem(error)) throw error
    throw new Problem('github-failed', `GitHub refused to ${what}: ${wordsOf(error)}`, {
      hint: hintOf(error, permission),
      cause: error,
    })
  }
}

interface ApiError {
  readonly status?: number
  readonly message?: string
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> }
}

export function statusOf(error: unknown): number | undefined {
  return (error as ApiError).status
}

function wordsOf(error: unknown): string {
  const { status, message = String(error) } = error as ApiError
  return status ? `${status} ${message}` : message
}

function hintOf(error: unknown, permission: string): string {
  const { status, response } = error as ApiError
  const headers = response?.headers ?? {}
  if (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] || status === 429) {
    const reset = Number(headers['x-ratelimit-reset'])
    const when = Number.isFinite(reset) ? ` after ${new Date(reset * 1000).toISOString()}` : ' later'
    return `The rate limit is used up: run the job again${when}.`
  }
  if (status === 401) return 'Give the action a valid token: github-token: ${{ github.token }}.'
  if (status === 403 || status === 404) return `Give the job permissions: { ${permission} }.`
  return 'Run the job again.'
}
