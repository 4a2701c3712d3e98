import { z } from 'zod'
import { version } from '../../../world.ts'
import type { Route } from '../http/router.ts'
import { tell } from './shape.ts'

const problemType = 'application/problem+json'

const refusals: Readonly<Record<number, string>> = {
  400: 'The request is not as this document describes it.',
  401: 'The request has no valid token.',
  403: 'A page of another origin sent it.',
  404: 'There is no such thing.',
  409: 'It cannot be done as things are.',
  413: 'The body is longer than 64 KiB.',
  415: 'The body is not JSON.',
  421: 'The server is not known by the name in the Host header.',
  429: 'Too much waits already.',
  502: 'A store, or what the policy names, failed.',
  503: 'A store is not reachable, or the server stops.',
}

/** The OpenAPI document of these routes: the one table is what is served and what is described. Pure. */
export function describeApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const methods = paths[route.path] ?? {}
    paths[route.path] = { ...methods, [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Backproof',
      version,
      description: 'Backups as policy, restores as proof: the API of `backproof serve`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(tell.problem, 'output') },
    },
  }
}

function operation(route: Route): object {
  const { name, summary, description, parameters, query, body, bodyOptional, answers, open } = route
  const refused = open ? [400] : [400, 401, 403, 421, ...route.refusals]
  const responses: Record<string, object> = {}
  for (const [status, { says, is }] of Object.entries(answers)) {
    const [type, schema] =
      typeof is === 'string'
        ? [is.split(';')[0] ?? is, { type: 'string' }]
        : ['application/json', schemaOf(is, 'output')]
    responses[status] = { description: says, content: { [type]: { schema } } }
  }
  for (const status of refused)
    responses[status] = {
      description: refusals[status] ?? 'It failed.',
      content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  const given = [...parametersOf(parameters, 'path'), ...parametersOf(query, 'query')]
  return {
    operationId: name,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(open ? { security: [] } : {}),
    ...(given.length > 0 ? { parameters: given } : {}),
    ...(body
      ? {
          requestBody: {
            required: !bodyOptional,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses,
  }
}

function parametersOf(shape: z.ZodObject | undefined, where: 'path' | 'query'): readonly object[] {
  if (!shape) return []
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Readonly<Record<string, { readonly description?: string }>>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, reused: 'inline' })
  return made
}
