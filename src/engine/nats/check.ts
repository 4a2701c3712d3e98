import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind } from '../assertion.ts'
import { isName, type JetStream } from './protocol/jetstream.ts'

/** `count-of: STREAM`, `key: BUCKET/KEY` of a KV bucket, `required: [STREAM]`. */
export async function checkNats(assertion: Assertion, jetstream: JetStream): Promise<Finding | undefined> {
  if (assertion.kind === 'required') {
    const names = new Set((await jetstream.streams()).map(({ config }) => config.name))
    return judgeRequired(assertion, (name) => names.has(name), 'stream')
  }
  if (assertion.kind === 'count-of') {
    const stream = await jetstream.stream(assertion.ask)
    if (stream === undefined) return failed(assertion, `there is no stream ${assertion.ask}`)
    return judged(assertion, String(stream.state.messages))
  }
  if (assertion.kind !== 'key') throw unknownKind(assertion)
  const [, bucket, key] = /^([^/]+)\/(.+)$/.exec(assertion.ask) ?? []
  if (bucket === undefined || key === undefined) return mistaken(assertion, 'its key is not BUCKET/KEY')
  const missing = failed(assertion, `there is no key ${key} in the bucket ${bucket}`)
  if (!isName(bucket) || !/^[^\s*>]+$/.test(key)) return missing
  const found = await jetstream.newest(`KV_${bucket}`, `$KV.${bucket}.${key}`)
  // What was deleted leaves a message that says so.
  const headers = Buffer.from(found?.hdrs ?? '', 'base64').toString('latin1')
  if (found === undefined || /^KV-Operation: *(DEL|PURGE)\r?$/im.test(headers)) return missing
  return judged(assertion, Buffer.from(found.data ?? '', 'base64').toString('utf8'))
}
