import { z } from 'zod'
import type { Problem } from '../../../problem.ts'
import type { HttpClient } from '../../http/client.ts'
import { type Common, type CommonKind, commonKinds } from '../part/description.ts'
import { byName, object } from '../part/named.ts'

export const mostBytes = 256 * 1024 * 1024

interface Asked {
  readonly client: HttpClient
  /** Of an answer that no such server gives. */
  strange(path: string): Problem
}

type Bodies = Record<string, Record<string, unknown>>

interface CommonPlace {
  readonly path: string
  /** What it has by name; undefined: it is no answer of such a server. */
  readonly read: (json: unknown) => Bodies | undefined
  /** A server that has none of it says that there is nothing. */
  readonly missing?: true
}

/** As `{ "LIST": [{ "name": ..., "BODY": ... }] }`. */
const listed = (list: string, body: string) => {
  const shape = z.object({ [list]: z.array(z.object({ name: z.string(), [body]: object })) })
  return (json: unknown): Bodies | undefined => {
    if (!shape.safeParse(json).success) return undefined
    const all = (json as Record<string, readonly Record<string, unknown>[]>)[list] ?? []
    return Object.fromEntries(all.map((one) => [one['name'] as string, one[body] as Record<string, unknown>]))
  }
}

/** By its name, with what each of them must have: an error looks like one otherwise. */
const mapped = (must: string) => {
  const shape = byName(z.looseObject({ [must]: z.array(z.unknown()) }))
  return (json: unknown): Bodies | undefined => shape.safeParse(json).data
}

/** Where each kind is read and written. */
export const commonPaths: Readonly<Record<CommonKind, CommonPlace>> = {
  'component template': { path: '/_component_template', read: listed('component_templates', 'component_template') },
  'index template': { path: '/_index_template', read: listed('index_templates', 'index_template') },
  'legacy template': { path: '/_template', read: mapped('index_patterns') },
  'ingest pipeline': { path: '/_ingest/pipeline', read: mapped('processors'), missing: true },
}

export async function commonOf(cluster: Asked): Promise<Common> {
  const found = {} as Record<CommonKind, Bodies>
  for (const kind of commonKinds) found[kind] = await ofKind(cluster, kind)
  return found
}

async function ofKind(cluster: Asked, kind: CommonKind): Promise<Bodies> {
  const { path, read, missing } = commonPaths[kind]
  const also = missing ? [404] : []
  const { status, json } = await cluster.client.json({ method: 'GET', path, also, mostBytes })
  const all = read(json)
  if (all === undefined || (status === 404 && Object.keys(all).length > 0)) throw cluster.strange(path)
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name, body]) => !name.startsWith('.') && !isManaged(body))
      .map(([name, body]) => [name, own(body)]),
  )
}

/** The server made it for itself, and makes it again. */
const isManaged = ({ _meta, managed }: Record<string, unknown>) =>
  managed === true || (_meta as { readonly managed?: unknown } | undefined)?.managed === true

/** When it was written is the server's to say: no server takes it. */
const own = (body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !/^(created|modified)_date/.test(key)))
