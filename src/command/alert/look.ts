import type { SourceCatalog } from '../../catalog/catalog.ts'
import { judgeHealth, type Look, type Observation, observe } from '../../judge/judge.ts'
import { ruleNames, type Source } from '../../policy/policy.ts'
import { isFailure, isProblem, messageOf } from '../../problem.ts'
import { restoreTimes } from '../health/times.ts'
import { logEnd } from '../log/view.ts'
import type { Project } from '../project/project.ts'

/** What this run met with a source: an error each. */
export type Met = readonly unknown[]

export interface Seen {
  readonly observations: readonly Observation[]
  /** undefined: it could not be read at all. */
  readonly catalog: SourceCatalog | undefined
}

/** What the stores and this run say of a source now. A catalog that cannot be read says so itself. `met`: absent, this is no run. */
export async function lookAt(project: Project, source: Source, met: Met | undefined): Promise<Seen> {
  const { world, policy } = project
  const moment = { now: world.now(), timezone: policy.timezone }
  const problems = met?.filter((error) => !isProblem(error, 'lease-held', 'cancelled')).map(described)
  let catalog: SourceCatalog
  try {
    catalog = await project.catalog(source)
  } catch (error) {
    if (!isFailure(error)) throw error
    const failed = source.alerts?.failed ? [{ rule: 'failed', kind: 'holds', ...described(error) } as const] : []
    const rest = ruleNames.filter((rule) => rule !== 'failed')
    const seen = [...failed, ...rest.map((rule) => ({ rule, kind: 'unknown' }) as const)]
    return { observations: seen.map((one) => hidden(project, one)), catalog: undefined }
  }
  const look = {
    ...(source.alerts?.rtoMissed ? await timesOf(project, source, catalog) : {}),
    ...(await logOf(project, source, catalog)),
  }
  const health = judgeHealth(policy, source, catalog, moment.now, look)
  const seen = observe({
    source,
    catalog,
    health,
    moment,
    logUnread: look.logUnread !== undefined,
    ...(problems ? { problems } : {}),
  })
  return { observations: seen.map((one) => hidden(project, one)), catalog }
}

function described(error: unknown): { readonly message: string; readonly hint?: string } {
  return { message: messageOf(error), ...(isProblem(error) && error.hint ? { hint: error.hint } : {}) }
}

/** Before anything is made of it: cut, or as Markdown, a secret no longer looks like itself. */
function hidden({ world }: Project, seen: Observation): Observation {
  if (seen.kind !== 'holds') return seen
  return { ...seen, message: world.redact(seen.message), ...(seen.hint ? { hint: world.redact(seen.hint) } : {}) }
}

/** What could not be read of it leaves what it decides as it was. */
async function logOf(project: Project, source: Source, catalog: SourceCatalog): Promise<Look> {
  try {
    const log = await logEnd(project, source, catalog)
    return log ? { log } : {}
  } catch (error) {
    if (!isFailure(error)) throw error
    return { logUnread: error.message }
  }
}

/** What could not be read of them leaves the rule as it was: whether the objective is met is not known. */
async function timesOf(project: Project, source: Source, catalog: SourceCatalog): Promise<Look> {
  try {
    return { times: await restoreTimes(project, source.name, catalog) }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { timesUnread: error.message }
  }
}
