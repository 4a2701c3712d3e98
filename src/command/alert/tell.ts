import { mapAtOnce, objectName, type SourceCatalog } from '../../catalog/catalog.ts'
import type { News } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { type Bulletin, drillsOf, keysOf } from '../../report/report.ts'
import type { World } from '../../world.ts'
import { observeOverdue } from '../drill/look.ts'
import { observeKeyAges } from '../keys/age.ts'
import type { Project } from '../project/project.ts'
import { finish, type Session } from '../project/session.ts'
import type { Result } from '../result.ts'
import { type Delivery, deliver, findingOf } from './channel.ts'
import { lookAt, type Met } from './look.ts'
import { lookAtStore } from './look-store.ts'
import { type Asking, type Claim, claimNews, settleNews } from './state.ts'

export interface Told {
  readonly claims: readonly Claim[]
  readonly deliveries: readonly Delivery[]
  /** What a person should know of the telling itself: channels that failed, states that could not be kept. */
  readonly findings: readonly string[]
}

/** Judges these sources now, tells what is new, and remembers to whom it was told. `met`: what this run met with each. */
export async function tell(project: Project, sources: readonly Source[], met?: (source: Source) => Met): Promise<Told> {
  const { world, policy } = project
  const { notify } = policy
  if (!notify || notify.channels.length === 0) return { claims: [], deliveries: [], findings: [] }
  const channels = notify.channels.map(({ name }) => name)
  const asking = { world, channels, times: notify.times }
  const catalogs = new Map<string, SourceCatalog>()
  const ofSources = await mapAtOnce(sources, async (source) => {
    if (!source.alerts) return []
    const { places } = await project.places(source)
    const { observations, catalog } = await lookAt(project, source, met?.(source))
    if (catalog) catalogs.set(source.name, catalog)
    const subject = { name: source.name, key: objectName.alerts(source.name) }
    return [await claimNews({ ...asking, subject, places, observations })]
  })
  const shared = [
    await claimStores(project, asking, catalogs),
    await claimDrills(project, asking, catalogs),
    await claimKeys(project, asking),
  ]
  const claims = [...ofSources.flat(), ...shared.flat()]
  const news = claims.flatMap((claim) => claim.news)
  const deliveries = news.length === 0 ? [] : await deliver(world, policy, claims, bulletinOf(project, news))
  const settled = await mapAtOnce(
    claims.filter((claim) => claim.news.length > 0),
    (claim) => {
      const name = claim.subject.name
      const told = deliveries.flatMap((one) => one.told.filter(({ source }) => source === name))
      const issue = deliveries.map(({ issues }) => issues.get(name)).find((number) => number !== undefined)
      return settleNews(world, claim, told, issue)
    },
  )
  const findings = [
    ...deliveries.map(findingOf).filter((one) => one !== undefined),
    ...claims.flatMap(({ notes }) => notes),
    ...settled.flat(),
  ]
  return { claims, deliveries, findings: [...new Set(findings)].map(world.redact) }
}

/** Of stores only a look at all sources can tell whether there is room for one more backup of each. */
async function claimStores(
  project: Project,
  asking: Pick<Asking, 'world' | 'channels' | 'times'>,
  catalogs: ReadonlyMap<string, SourceCatalog>,
): Promise<readonly Claim[]> {
  const { policy } = project
  const limit = policy.notify?.storageLow
  const names = Object.keys(policy.stores)
  if (limit === undefined || Object.keys(policy.sources).some((name) => !catalogs.has(name))) return []
  const { places } = await project.places({ name: 'stores', stores: names })
  const claims = await mapAtOnce(names, async (name) => {
    const own = Object.values(policy.sources).flatMap((source) => {
      const catalog = source.stores.includes(name) ? catalogs.get(source.name) : undefined
      return catalog ? [catalog] : []
    })
    const seen = await lookAtStore(project, name, limit, own)
    const subject = { name: `store ${name}`, key: objectName.alertsOfStore(name) }
    return seen ? [await claimNews({ ...asking, subject, places, observations: [seen] })] : []
  })
  return claims.flat()
}

/** Of the drills of the project: a command that saw to some of its sources can only tell that none is overdue. */
async function claimDrills(
  project: Project,
  asking: Pick<Asking, 'world' | 'channels' | 'times'>,
  catalogs: ReadonlyMap<string, SourceCatalog>,
): Promise<readonly Claim[]> {
  const { policy } = project
  if (!policy.drills || !policy.notify?.drillOverdue) return []
  const whole = Object.keys(policy.sources).every((name) => catalogs.has(name))
  const seen = await observeOverdue(project, whole ? [...catalogs.values()] : undefined)
  const { places } = await project.places({ name: 'drills', stores: Object.keys(policy.stores) })
  const subject = { name: drillsOf(policy.project), key: objectName.alertsOfDrills(policy.project) }
  return [await claimNews({ ...asking, subject, places, observations: [seen] })]
}

/** Of the keys of the project, whatever its sources are. */
async function claimKeys(
  project: Project,
  asking: Pick<Asking, 'world' | 'channels' | 'times'>,
): Promise<readonly Claim[]> {
  const { policy } = project
  if (policy.encryption.rotateEveryMs === undefined || !policy.notify?.keyRotationDue) return []
  const seen = await observeKeyAges(project)
  const { places } = await project.places({ name: 'keys', stores: Object.keys(policy.stores) })
  const subject = { name: keysOf(policy.project), key: objectName.alertsOfKeys(policy.project) }
  return [await claimNews({ ...asking, subject, places, observations: [seen] })]
}

/** The end of a command that saw to sources: what is new is told, then it reports. A channel that fails is a finding of it. */
export async function finishAndTell(session: Session, warnings: readonly string[] = []): Promise<Result> {
  return finish(session, [...warnings, ...(await tellOf(session))])
}

/** What a command that saw to sources has learnt is told; gives what a person should know of the telling. */
export async function tellOf({ project, problems, reports }: Session): Promise<readonly string[]> {
  const seen = project.sources.filter(({ name }) => reports.has(name))
  const met = ({ name }: Source) => problems.filter(({ source }) => source === name).map(({ error }) => error)
  const { findings } = await tell(project, seen, met)
  for (const finding of findings) project.world.log.warning(finding)
  return findings
}

export function bulletinOf({ world, policy }: Project, news: readonly News[]): Bulletin {
  const run = runOf(world)
  const { project, timezone } = policy
  return { project, timezone, at: world.now(), news, ...(run ? { run } : {}) }
}

/** Address of the workflow's run. */
function runOf({ env, origin }: World): string | undefined {
  const { repository, run } = origin
  if (!repository || !run) return undefined
  return `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}/actions/runs/${run}`
}
