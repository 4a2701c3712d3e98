import type { ProblemCode } from '../../../problem.ts'

/** What goes back: headers that every answer has are added as it is sent. */
export interface Answer {
  readonly status: number
  readonly body: string | Buffer
  readonly type:
    | 'application/json'
    | 'application/problem+json'
    | 'text/html; charset=utf-8'
    | 'text/plain; charset=utf-8'
    | 'text/plain; version=0.0.4; charset=utf-8'
  readonly headers?: Readonly<Record<string, string>>
}

export function json(value: unknown, status = 200, headers: Answer['headers'] = {}): Answer {
  return { status, body: JSON.stringify(value), type: 'application/json', headers }
}

/** A refusal or a failure as RFC 9457 has it; thrown anywhere while a request is answered. */
export class HttpProblem extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly hint?: string | undefined; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.name = 'HttpProblem'
    this.status = status
    this.code = code
    this.hint = more.hint
    this.headers = more.headers ?? {}
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Unavailable',
}

export function problemAnswer({ status, code, message, hint, headers }: HttpProblem): Answer {
  const value = { title: titles[status] ?? 'Failed', status, code, detail: message, ...(hint ? { hint } : {}) }
  return { status, body: JSON.stringify(value), type: 'application/problem+json', headers }
}

/** What a failure of a command is over HTTP: the asker's, the server's, or that of what it depends on. */
export function statusOf(code: ProblemCode): number {
  switch (code) {
    case 'usage':
    case 'target-refused':
      return 400
    case 'unknown-id':
      return 404
    case 'lease-held':
      return 409
    case 'run-failed':
      return 429
    case 'store-unavailable':
    case 'cancelled':
    case 'policy-invalid':
    case 'secret-missing':
      return 503
    default:
      return 502
  }
}
