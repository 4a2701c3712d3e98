import { acquireLease, mapAtOnce, objectName } from '../../catalog/catalog.ts'
import { engineOf, type Finding, type OpenSource } from '../../engine/engine.ts'
import { baseFault } from '../../plan/plan.ts'
import { preferredRole, type Source } from '../../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../../problem.ts'
import { hostText } from '../../report/report.ts'
import { fingerprint } from '../../seal/seal.ts'
import { plural, sourceSize, withoutSource } from '../../words/words.ts'
import { isLogged, type Logged, noLog } from '../log/logged.ts'
import { costText, promiseText } from '../log/view.ts'
import { asWritten } from '../project/databases/open.ts'
import { openProject, type Project } from '../project/project.ts'
import { hasSecretKey } from '../project/secret.ts'
import { holderOf } from '../project/session.ts'
import { refuseOwnStores } from '../project/stores/own-store.ts'
import { lookUnclaimed } from '../project/unclaimed.ts'
import type { Run } from '../result.ts'
import { type Examined, examinedTable } from './examined.ts'
import { examineWorkflows } from './workflow.ts'
import { examineFit, fitOf } from './workflow-fit.ts'

/** Checks everything that a backup needs, without making one; gives the command or setting that repairs each fault. */
export const doctor: Run = async (world, options) => {
  if (options.workflow) return examineWorkflows(world, options.workflow, options.policy)
  const project = await openProject(world, options, { patience: 'short', databases: 'server' })
  const problems: unknown[] = []
  const found: Examined[] = [
    { what: `policy ${project.policy.path}`, outcome: 'good', says: plural(project.sources.length, 'source') },
  ]
  /** False if it is bad. */
  const examine = async (what: string, body: () => Promise<Omit<Examined, 'what'> | string>): Promise<boolean> => {
    using _ = world.log.progress({ what })
    try {
      const says = await body()
      found.push(typeof says === 'string' ? { what, outcome: 'good', says } : { what, ...says })
      return true
    } catch (error) {
      if (!isFailure(error)) throw error
      problems.push(error)
      found.push({
        what,
        outcome: 'bad',
        says: world.redact(withoutSource(error.message, what.replace(/^source /, ''))),
        ...(error.hint ? { hint: error.hint } : {}),
      })
      return false
    }
  }
  await examine('secret key', async () => secretKeys(project))
  await examine('signing key', async () => {
    const key = project.signingKey()
    if (!key) return { outcome: 'note', says: 'not given, but the policy names no signers' }
    return project.policy.encryption.signers.length > 0 ? `signs as ${key.signer}` : 'given'
  })
  const failing = new Set<string>()
  for (const { group, failure, members } of project.expansions)
    if (failure !== undefined) await examine(`databases of ${group.name}`, async () => Promise.reject(failure))
    else if (members.some((member) => project.sources.includes(member)))
      await examine(`databases of ${group.name}`, async () => plural(members.length, 'database'))
  const inspected = await inspectDatabases(project)
  const seen = new Set<string>()
  for (const source of project.sources) {
    const { member, databases } = source
    if (databases) continue
    await examine(`source ${source.name}`, () => (inspected.get(source.name) ?? (() => inspect(project, source)))())
    const fault = isLogged(source) ? baseFault(source) : undefined
    if (fault) found.push({ what: `point-in-time of ${source.name}`, outcome: 'note', ...fault })
    // What may be written for one database may be for all.
    if (member && seen.has(member.group)) continue
    if (member) seen.add(member.group)
    for (const store of source.stores) {
      // If nothing can be written, a refusal to delete adds no information.
      if (await examine(`${source.name} in ${store}`, () => write(project, source, store)))
        await examine(`${source.name} in ${store}: delete`, () => removal(project, source, store))
      else failing.add(store)
    }
  }
  for (const says of (await lookUnclaimed(project, options, failing)).warnings)
    found.push({ what: 'backups of no source', outcome: 'note', says })
  found.push(...examineFit(await fitOf(world, asWritten(project)), false))
  const text = () =>
    [examinedTable(found), ...found.flatMap(({ what, hint }) => (hint ? [`\n${what}: ${hint}`] : []))].join('\n')
  return { json: { version: 1, checks: found }, text, problems, told: problems }
}

async function secretKeys(project: Project): Promise<Omit<Examined, 'what'> | string> {
  if (!hasSecretKey(project.world))
    return { outcome: 'note', says: 'not set: fine for backups; verify and restore need BACKPROOF_SECRET_KEY' }
  const secrets = await project.secretKeys()
  const mine = new Set(secrets.map((secret) => secret.fingerprint))
  const fits = project.policy.encryption.recipients.filter((recipient) => mine.has(fingerprint(recipient)))
  if (fits.length > 0) return `opens backups sealed to ${fits.map(fingerprint).join(', ')}`
  throw new Problem('key-wrong', 'none of the given secret keys belongs to a recipient of the policy', {
    hint: `The policy seals to ${project.policy.encryption.recipients.map(fingerprint).join(', ')}; the keys given are ${[...mine].join(', ')}.`,
  })
}

const databasesAtOnce = 4

/** The databases of a server, which may be hundreds, several at once: what each has to say. */
async function inspectDatabases(project: Project): Promise<ReadonlyMap<string, () => ReturnType<typeof inspect>>> {
  const members = project.sources.filter(({ member }) => member !== undefined)
  const said = await mapAtOnce(
    members,
    async (source): Promise<readonly [string, () => ReturnType<typeof inspect>]> => {
      try {
        const says = await inspect(project, source)
        return [source.name, async () => says]
      } catch (error) {
        return [source.name, async () => Promise.reject(error)]
      }
    },
    databasesAtOnce,
  )
  return new Map(said)
}

async function inspect(project: Project, source: Source): Promise<Omit<Examined, 'what'> | string> {
  const { signal } = project.world
  await refuseOwnStores(project, source)
  const engine = await engineOf(source.engine)
  // A log is that of the server which is written to.
  const prefer = isLogged(source)
    ? 'primary'
    : preferredRole(source, source.schedule === undefined ? 'manual' : 'schedule')
  await using live = await engine.open(source, project.bench, signal, prefer)
  await live.rehearse()
  const fault = isLogged(source) ? await inspectLog(source, live) : undefined
  const ofLog = isLogged(source) ? `; ${promiseText(source)}; ${costText(source)}` : ''
  const version = live.server === undefined ? '' : ` ${live.server.version}`
  const says = `${source.engine}${version}, about ${sourceSize(live.sizeBytes)}, programs: ${live.where}${hostChoice(live)}${ofLog}`
  if (!fault) return says
  const { message, hint } = fault
  return { outcome: 'note', says: `${says}; every base is a full one: ${message}`, ...(hint ? { hint } : {}) }
}

/** Throws where its log cannot be collected, which is asked before anything is written. Gives why it has no incremental bases. */
async function inspectLog(source: Logged, { log }: OpenSource): Promise<Finding | undefined> {
  if (log === undefined) throw noLog(source)
  await log.rehearse()
  return source.pointInTime.increments && (await log.incrementFault?.())
}

function hostChoice({ host }: OpenSource): string {
  if (host === undefined) return ''
  return [`; of several hosts ${hostText(host)}`, ...host.findings.map(({ message }) => message)].join('; ')
}

/** Lists, writes, reads and replaces one small object: what a backup does, without leaving anything but a lease. */
async function write(project: Project, source: Source, name: string): Promise<string> {
  const { world } = project
  const { store } = await project.place(name)
  for await (const _ of store.list(objectName.folder(source.name, 'manifests'), world.signal)) break
  const { timezone } = project.policy
  const options = { holder: holderOf(project), now: world.now, signal: world.signal, timezone }
  await using _lease = await acquireLease(store, source.name, options)
  return `${store.where}: list, read and write work`
}

/** Removing a missing object shows whether removal is allowed. */
async function removal(project: Project, source: Source, name: string): Promise<Omit<Examined, 'what'> | string> {
  const { store } = await project.place(name)
  try {
    await store.remove(
      [objectName.data(source.name, `${source.name}-2000-01-01T00-00-00.000000Z`, 'none')],
      project.world.signal,
    )
    return 'allowed'
  } catch (error) {
    if (!isProblem(error, 'store-denied')) throw error
    return { outcome: 'note', says: 'denied: correct for a job that only backs up; prune needs it' }
  }
}
