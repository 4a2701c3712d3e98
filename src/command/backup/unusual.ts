import type { Entry, Manifest, SourceCatalog } from '../../catalog/catalog.ts'
import type { Facts } from '../../engine/engine.ts'
import { anomalyFindings, judgeAnomalies } from '../../judge/judge.ts'
import { defaultAnomalies, kindOf, type Source } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { countsOf } from '../../verify/verify.ts'

/** Totals alone: the names that they belong to are sealed. A policy that does not compare them does not publish them. */
export function totalsOf(facts: Facts, { anomalies = defaultAnomalies }: Source): Pick<Manifest, 'counts'> {
  if (anomalies.effect === 'none' || anomalies.ignore.includes('counts')) return {}
  const { noun, of } = kindOf(facts.engine).counts
  const totals = countsOf(facts).filter((one) => one.noun === noun || one.noun === of)
  return totals.length > 0 ? { counts: Object.fromEntries(totals.map(({ noun, count }) => [noun, count])) } : {}
}

/** Said at once, and not only once retention stops. */
export function unusualIn(
  source: Source,
  catalog: SourceCatalog,
  { manifest, stored, now }: { readonly manifest: Manifest; readonly stored: readonly string[]; readonly now: Date },
): readonly Finding[] {
  const made = newEntry(manifest, stored)
  const { unusual } = judgeAnomalies(source, { ...catalog, entries: [made, ...catalog.entries] }, now)
  return anomalyFindings({ unusual: unusual.filter(({ entry }) => entry.id === manifest.id) }).map(
    ({ message, hint }) => ({ level: 'warning', blame: 'source', message, ...(hint ? { hint } : {}) }),
  )
}

/** As the catalog will have it. */
function newEntry(manifest: Manifest, copies: readonly string[]): Entry {
  const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0)
  const startedAt = new Date(manifest.startedAt)
  const unmarked = { held: false, trashed: undefined, marked: [], proofs: [], foreign: undefined }
  return { id: manifest.id, manifest, startedAt, bytes, copies, missing: [], ...unmarked }
}
