import type { z } from 'zod'
import type { Answer } from './answer.ts'
import { HttpProblem } from './answer.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One thing that can be asked, with all that the API's description says of it. */
export interface Route {
  readonly method: Method
  /** "/api/jobs/{id}": a part in braces stands for one part of a path. */
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Whether a request without a body means an empty object. */
  readonly bodyOptional?: true
  /** What comes back when it is done: by status, a schema of JSON or the type of a text. */
  readonly answers: Readonly<Record<number, { readonly says: string; readonly is: z.ZodType | Answer['type'] }>>
  /** Refusals beyond those that every route has. */
  readonly refusals: readonly number[]
  /** Neither a token nor a known host is asked for. */
  readonly open?: true
}

/** What a route is called with; each part has passed the route's own schema. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export type Handler = (call: Call) => Promise<Answer> | Answer

export type Endpoint = Route & { readonly handle: Handler }

export type Match<T extends Route> =
  | { readonly kind: 'found'; readonly route: T; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'none' }

/** Finds the route. HEAD is GET without its body. Pure. */
export function match<T extends Route>(routes: readonly T[], method: string, path: string): Match<T> {
  const fitting = routes.flatMap((route) => {
    const parameters = fit(route.path, path)
    return parameters ? [{ route, parameters }] : []
  })
  const wanted = method === 'HEAD' ? 'GET' : method
  const found = fitting.find(({ route }) => route.method === wanted)
  if (found) return { kind: 'found', ...found }
  if (fitting.length === 0) return { kind: 'none' }
  const methods = fitting.map(({ route }) => route.method)
  return { kind: 'method', allow: methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])) }
}

function fit(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== value) return undefined
    if (name !== undefined && value === '') return undefined
    if (name !== undefined) parameters[name] = value
  }
  return parameters
}

/** A query as an object: a name that its schema has as a list may be repeated, any other may not. @throws HttpProblem 400. */
export function queryOf(query: URLSearchParams, lists: readonly string[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = Object.create(null)
  for (const name of new Set(query.keys())) {
    const all = query.getAll(name)
    if (all.length > 1 && !lists.includes(name))
      throw new HttpProblem(400, 'query-refused', 'a parameter of the query is given twice')
    values[name] = lists.includes(name) ? all : all[0]
  }
  return { ...values }
}

/** What does not fit the schema, in one sentence. @throws HttpProblem 400. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : ''
  const detail = `the ${what} is not as the API describes it${at}: ${issue?.message ?? 'it does not fit'}`
  throw new HttpProblem(400, `${what}-refused`, detail.slice(0, 500), {
    hint: 'GET /api/openapi.json describes every request.',
  })
}
