import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, unknownKind } from '../assertion.ts'
import type { Meilisearch } from './server.ts'

/** `count-of: INDEX`, `required: [INDEX]`. */
export async function checkMeilisearch(assertion: Assertion, server: Meilisearch): Promise<Finding | undefined> {
  const names = new Set((await server.indexes()).map(({ uid }) => uid))
  if (assertion.kind === 'required') return judgeRequired(assertion, (name) => names.has(name), 'index')
  if (assertion.kind !== 'count-of') throw unknownKind(assertion)
  const { ask } = assertion
  if (!names.has(ask)) return failed(assertion, `there is no index ${ask}`)
  return judged(assertion, String((await server.stats(ask)).numberOfDocuments))
}
