import type { Policy } from '../../../policy/policy.ts'
import { nearest } from '../../../words/words.ts'
import { HttpProblem } from '../http/answer.ts'

/**
 * The sources of the policy that these names mean; none: all. A database of a server is known by its server's source.
 * @throws HttpProblem 404 for one that the policy does not have.
 */
export function requireSources(policy: Policy, names: readonly string[] | undefined): readonly string[] {
  const all = Object.keys(policy.sources)
  if (names === undefined) return all
  for (const name of names) {
    const [group = '', database] = name.split('/')
    const source = policy.sources[group]
    if (source && (database === undefined || source.databases !== undefined)) continue
    const near = nearest(group, all)
    throw new HttpProblem(404, 'unknown-source', `the policy has no source ${name}`, {
      hint: near === undefined || near === name ? 'GET /api/health lists the sources.' : `Did you mean ${near}?`,
    })
  }
  return [...new Set(names)]
}

/** @throws HttpProblem 404 for a store that the policy does not have. */
export function requireStoreName(policy: Policy, name: string | undefined): void {
  if (name === undefined || policy.stores[name]) return
  throw new HttpProblem(404, 'unknown-store', `the policy has no store ${name}`)
}
