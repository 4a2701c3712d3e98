import { z } from 'zod'

/** What is around the documents of a page. */
const envelope = z.object({
  _scroll_id: z.string(),
  timed_out: z.boolean(),
  _shards: z.object({
    total: z.number(),
    successful: z.number(),
    failed: z.number(),
    failures: z.array(z.object({ reason: z.object({ reason: z.string().nullish() }).nullish() })).optional(),
  }),
  hits: z.object({ total: z.object({ value: z.number(), relation: z.string() }) }),
})

/** Whose documents these are. */
const head = z.object({ _id: z.string(), _routing: z.string().optional() })

export interface PageEnd {
  readonly scroll: string
  /** How many documents the whole scroll has. */
  readonly total: number
  /** Why the page is not to be trusted; undefined: it is. */
  readonly fault: string | undefined
}

/** What the scroll is called, where the beginning of an answer tells it. */
export const scrollIn = (opening: string): string | undefined => /"_scroll_id"\s*:\s*"([^"\\]+)"/.exec(opening)?.[1]

/** @throws Error for what is no answer to a search. */
export function readEnvelope(json: unknown): PageEnd {
  const parsed = envelope.safeParse(json)
  if (!parsed.success) throw new Error('it is not the answer to a search')
  const { _scroll_id: scroll, timed_out, _shards: shards, hits } = parsed.data
  const failure = shards.failures?.find(({ reason }) => reason?.reason)?.reason?.reason
  const missing = shards.total - shards.successful
  const fault = timed_out
    ? 'the search ran out of time'
    : shards.failed > 0 || missing > 0
      ? `${Math.max(shards.failed, missing)} of ${shards.total} shards failed${failure ? `: ${failure}` : ''}`
      : hits.total.relation === 'eq'
        ? undefined
        : 'the server did not count all documents'
  return { scroll, total: hits.total.value, fault }
}

export interface Head {
  readonly id: string
  readonly routing: string | undefined
}

/** @throws Error for what is no document of a search. */
export function readHead(json: Buffer): Head {
  const parsed = head.safeParse(JSON.parse(json.toString('utf8')))
  if (!parsed.success) throw new Error('a document has no _id')
  return { id: parsed.data._id, routing: parsed.data._routing }
}
