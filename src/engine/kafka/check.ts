import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, unknownKind } from '../assertion.ts'
import type { Cluster } from './protocol/cluster.ts'
import { offsetsOf } from './protocol/offsets.ts'

/** `count-of: TOPIC`, of all its partitions, and `required: [TOPIC]`. What was restored has an offset for each record. */
export async function checkKafka(assertion: Assertion, cluster: Cluster): Promise<Finding | undefined> {
  if (assertion.kind === 'required')
    return judgeRequired(assertion, (name) => cluster.topic(name) !== undefined, 'topic')
  if (assertion.kind !== 'count-of') throw unknownKind(assertion)
  const topic = cluster.topic(assertion.ask)
  if (topic === undefined) return failed(assertion, `there is no topic ${assertion.ask}`)
  const [first, end] = [await offsetsOf(cluster, [topic], 'first'), await offsetsOf(cluster, [topic], 'stable')]
  const count = [...end].reduce((sum, [key, offset]) => sum + offset - (first.get(key) ?? 0), 0)
  return judged(assertion, String(count))
}
