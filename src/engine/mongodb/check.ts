import { BSON } from 'mongodb'
import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind, type ValueAssertion } from '../assertion.ts'
import { countOf } from './facts.ts'
import { listingOf } from './listing.ts'
import type { Server } from './server.ts'

/**
 * `count-of: COLLECTION`, `required: [COLLECTION]`, and `query`, which is a command of MongoDB's that only reads:
 * `{ "count": COLLECTION, "query": FILTER }`, or `{ "aggregate": COLLECTION, "pipeline": [STAGES] }` that gives one value.
 */
export async function checkMongodb(assertion: Assertion, server: Server): Promise<Finding | undefined> {
  if (assertion.kind === 'query') return await checkQuery(assertion, server)
  if (assertion.kind !== 'count-of' && assertion.kind !== 'required') throw unknownKind(assertion)
  const names = new Set((await listingOf(server)).all.map(({ name }) => name))
  if (assertion.kind === 'required') return judgeRequired(assertion, (name) => names.has(name), 'collection')
  if (!names.has(assertion.ask)) return failed(assertion, `there is no collection ${assertion.ask}`)
  return judged(assertion, String(await countOf(server, assertion.ask)))
}

async function checkQuery(assertion: ValueAssertion, server: Server): Promise<Finding | undefined> {
  const asked = questionIn(assertion.ask)
  if (typeof asked === 'string') return mistaken(assertion, asked)
  const { collection } = asked
  const { all } = await listingOf(server)
  if (!all.some(({ name }) => name === collection)) return failed(assertion, `there is no collection ${collection}`)
  if (asked.kind === 'count') return judged(assertion, String(await countOf(server, collection, asked.filter)))
  const found = await server.ask(`aggregate ${collection}`, () =>
    server.db
      .collection(collection)
      .aggregate([...asked.pipeline, { $limit: 2 }], { promoteLongs: false })
      .toArray(),
  )
  const [document, another] = found
  if (another !== undefined) return mistaken(assertion, 'its pipeline gives more than one document')
  if (document === undefined) return judged(assertion, undefined)
  const fields = Object.entries(document).filter(([name]) => name !== '_id')
  const [field, ...others] = fields.length === 0 ? Object.entries(document) : fields
  if (field === undefined || others.length > 0)
    return mistaken(assertion, 'its pipeline gives a document that does not have exactly one field besides _id')
  return judged(assertion, textOf(field[1]))
}

type Asked =
  | { readonly kind: 'count'; readonly collection: string; readonly filter: BSON.Document }
  | { readonly kind: 'aggregate'; readonly collection: string; readonly pipeline: readonly BSON.Document[] }

/** What is asked, or why that cannot be told. */
function questionIn(text: string): Asked | string {
  let parsed: unknown
  try {
    parsed = BSON.EJSON.parse(text, { relaxed: true })
  } catch {
    return 'it is not JSON'
  }
  const { count, query = {}, aggregate, pipeline, ...rest } = isDocument(parsed) ? parsed : {}
  const isCount = typeof count === 'string' && isDocument(query) && aggregate === undefined && pipeline === undefined
  const isAggregate = typeof aggregate === 'string' && Array.isArray(pipeline) && pipeline.every(isDocument)
  if (Object.keys(rest).length > 0 || !(isCount || (isAggregate && count === undefined)))
    return 'it is neither { "count": COLLECTION, "query": FILTER } nor { "aggregate": COLLECTION, "pipeline": [STAGES] }'
  if (isCount) return { kind: 'count', collection: count, filter: query }
  const writes = pipeline.find((stage: BSON.Document) => '$out' in stage || '$merge' in stage)
  return writes === undefined ? { kind: 'aggregate', collection: aggregate, pipeline } : 'its pipeline writes'
}

const isDocument = (value: unknown): value is BSON.Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value)

/** A number or a text as it is, a time as ISO 8601, anything else as Extended JSON. */
function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (value instanceof Date) return value.toISOString()
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value)
  if (value instanceof BSON.Long || value instanceof BSON.Decimal128 || value instanceof BSON.ObjectId)
    return value.toString()
  return BSON.EJSON.stringify(value, { relaxed: true })
}
