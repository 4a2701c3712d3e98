import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, unknownKind } from '../assertion.ts'
import type { Qdrant } from './server.ts'

/** `count-of: COLLECTION` (or an alias), `required: [COLLECTION, ALIAS]`. */
export async function checkQdrant(assertion: Assertion, server: Qdrant): Promise<Finding | undefined> {
  const aliases = (await server.aliases()).map(({ alias_name: name }) => name)
  const names = new Set([...(await server.collections()), ...aliases])
  if (assertion.kind === 'required') return judgeRequired(assertion, (name) => names.has(name), 'collection or alias')
  if (assertion.kind !== 'count-of') throw unknownKind(assertion)
  const { ask } = assertion
  if (!names.has(ask)) return failed(assertion, `there is no collection or alias ${ask}`)
  return judged(assertion, String(await server.count(ask)))
}
