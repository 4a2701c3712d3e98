import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind } from '../assertion.ts'
import { wholeBody } from '../http/answer.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { type Cluster, pathOf } from './protocol/cluster.ts'

const mostBytes = 1024 * 1024

/**
 * `count-of: INDEX`; `query: INDEX QUERY` counts what matches, in Lucene's language; `http: /PATH` is what the server answers;
 * `required: [INDEX]`. An alias is as good as an index.
 */
export async function checkSearch(assertion: Assertion, cluster: Cluster): Promise<Finding | undefined> {
  switch (assertion.kind) {
    case 'required': {
      const there = new Set<string>()
      for (const name of assertion.names) if (await isThere(cluster, name)) there.add(name)
      return judgeRequired(assertion, (name) => there.has(name), 'index')
    }
    case 'count-of': {
      const count = await cluster.count(assertion.ask)
      return count === undefined
        ? failed(assertion, `there is no index ${assertion.ask}`)
        : judged(assertion, `${count}`)
    }
    case 'query': {
      const [, index, query] = /^\s*(\S+)\s+(\S.*)$/s.exec(assertion.ask) ?? []
      if (index === undefined || query === undefined) return mistaken(assertion, 'its query is not INDEX QUERY')
      const count = await asked(() => cluster.count(index, query))
      if (count instanceof HttpRefusal) return mistaken(assertion, count.reason)
      return count === undefined ? failed(assertion, `there is no index ${index}`) : judged(assertion, `${count}`)
    }
    case 'http': {
      if (!/^\/[\x21-\x7e]*$/.test(assertion.ask))
        return mistaken(assertion, 'its path does not begin with a slash, or is not encoded')
      const answer = await asked(() => cluster.client.ask({ method: 'GET', path: assertion.ask }))
      if (answer instanceof HttpRefusal)
        return failed(assertion, `the server answers ${answer.status}: ${answer.reason}`)
      const body = await wholeBody(answer.body, mostBytes)
      if (body === undefined) return mistaken(assertion, 'the answer is longer than 1 MiB')
      return judged(assertion, body.toString('utf8').trim())
    }
    default:
      throw unknownKind(assertion)
  }
}

async function isThere({ client }: Cluster, name: string): Promise<boolean> {
  const { status, body } = await client.ask({ method: 'HEAD', path: pathOf(name), also: [404] })
  body.destroy()
  return status === 200
}

/** What the server refuses in a question is the question's fault. */
async function asked<T>(asking: () => Promise<T>): Promise<T | HttpRefusal> {
  try {
    return await asking()
  } catch (error) {
    if (error instanceof HttpRefusal && error.status >= 400 && error.status < 500 && ![401, 403].includes(error.status))
      return error
    throw error
  }
}
