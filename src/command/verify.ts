import { type Entry, type Level, levels, type SourceCatalog, standing } from '../catalog/catalog.ts'
import { engineOf, type Finding } from '../engine/engine.ts'
import { plan, usable } from '../plan/plan.ts'
import type { Source } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import { during } from '../progress.ts'
import { dockerRun, hostRuntime, type Runtime } from '../runtime/runtime.ts'
import { checkCopy, compareSize, openBackup, readBackup, takeKey, testRestore } from '../verify/verify.ts'
import { baseEnv } from '../world.ts'
import type { Run } from './all.ts'
import { findEntry, gapsOf, newestEntry, requireCopy, requireSource } from './entry.ts'
import { openProject, type Project, suggest } from './project.ts'
import { attempt, type Findings, finish, history, keepProof, newSession } from './session.ts'

/** Proves the newest backup of every source that is named, or the ones whose ids are given. */
export const verify: Run = async (world, options) => {
  if (options.due) return verifyDue(world, options)
  const level = parseLevel(options.level ?? 'read')
  const project = await openProject(world, options)
  const session = newSession(project, 'verify')
  const attempted = { work: level, trigger: 'manual', because: ['asked for'] } as const
  const wanted: { source: Source; id?: string }[] = options.id
    ? await Promise.all(
        options.id.map(async (id) => {
          const found = await findEntry(project, id)
          requireSource(found, options.source)
          return { source: sourceIn(project, found.shelved.name), id }
        }),
      )
    : project.sources.map((source) => ({ source }))
  for (const { source, id } of wanted) {
    await attempt(session, source, attempted, async () => {
      const catalog = await project.catalog(source)
      const entry = id ? (await findEntry(project, id)).entry : newestEntry(catalog, project.world.now())
      if (options.store !== undefined) requireCopy(entry, options.store)
      const found = await prove(project, source, catalog, entry, level, options.store)
      // The output of a step that failed: what it names is proven.
      if (found.proofs?.every(({ outcome }) => outcome === 'passed')) session.ids.push(entry.id)
      // The newest one may be damaged so that it does not even show.
      const damaged = id ? [] : catalog.damaged.map(({ message }) => new Problem('manifest-damaged', message))
      return { ...found, failures: [...damaged, ...(found.failures ?? [])], history: history(catalog, world.now()) }
    })
  }
  return finish(session)
}

/** The proofs that are due by the policy's schedules, and nothing else: what a workflow with the secret key calls at any tick. */
const verifyDue: Run = async (world, options) => {
  const said = (['level', 'id', 'store'] as const).find((name) => options[name] !== undefined)
  if (said)
    throw new Problem('usage', `--due and --${said} do not go together`, {
      hint: 'Leave one out: --due proves the newest backups, at the levels that the policy has schedules for.',
    })
  const project = await openProject(world, options)
  const session = newSession(project, 'verify')
  for (const source of project.sources) {
    // A restore reads every byte: after it, no read is due.
    for (const level of ['restore', 'read'] as const) {
      const catalog = await project.catalog(source)
      const tasks = plan(project.policy, new Map([[source.name, catalog]]), world.now(), [source.name])
      const task = tasks.find((one) => one.kind === level)
      if (!task?.due) continue
      await attempt(session, source, { work: level, trigger: 'schedule', because: task.because }, async () => {
        const entry = usable(catalog, world.now())[0]
        if (!entry) return { skipped: 'there is no backup to prove yet' }
        const found = await prove(project, source, catalog, entry, level)
        if (found.proofs?.every(({ outcome }) => outcome === 'passed')) session.ids.push(entry.id)
        return {
          ...found,
          failures: [...gapsOf(catalog), ...(found.failures ?? [])],
          history: history(catalog, world.now()),
        }
      })
    }
  }
  return finish(session)
}

function parseLevel(text: string): Level {
  const level = levels.find((one) => one === text)
  if (level) return level
  throw new Problem('usage', `${JSON.stringify(text)} is not a level`, { hint: suggest(text, levels) })
}

function sourceIn({ policy }: Project, name: string): Source {
  const source = policy.sources[name]
  if (source) return source
  throw new Problem('usage', `${name} is no longer a source of ${policy.path}`, {
    hint: 'Its backups can be restored; to prove one, put the source back into the policy with `schedule` left out.',
  })
}

interface Tried {
  readonly findings: readonly Finding[]
  readonly durations: Readonly<Record<string, number>>
  readonly compared: string
}

/** One proof of one backup: tried, judged, and stored beside the backup whatever its outcome. */
export async function prove(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  entry: Entry,
  level: Level,
  store?: string,
): Promise<Findings> {
  const { world } = project
  const startedAt = world.now()
  const began = world.monotonicMs()
  const name = store ?? requireCopy(entry)
  const tried =
    level === 'check'
      ? await tryCheck(project, source, catalog, entry, store ? [store] : entry.copies)
      : await tryOpen(project, source, entry, level, name)
  const findings = [...tried.findings, ...overRto(source, tried.durations)].map((finding) => ({
    ...finding,
    message: world.redact(finding.message),
  }))
  const failure = findings.find((finding) => finding.level === 'failure')
  const outcome = failure ? 'failed' : 'passed'
  const places = await Promise.all(entry.copies.map((copy) => project.place(copy)))
  const proof = {
    id: entry.id,
    level,
    outcome,
    startedAt,
    finishedAt: world.now(),
    store: name,
    findings,
    durations: tried.durations,
  } as const
  const unwritten = await keepProof(world, places, source.name, proof)
  const report = {
    id: entry.id,
    level,
    outcome,
    durationMs: Math.round(world.monotonicMs() - began),
    durations: tried.durations,
    findings,
    compared: tried.compared,
    ...(source.objectives.rtoMs === undefined ? {} : { rtoMs: source.objectives.rtoMs }),
  }
  const failed = failure ? [proofFailed(entry, level, name, failure, findings)] : []
  return { proofs: [report], failures: [...failed, ...unwritten] }
}

function proofFailed(entry: Entry, level: Level, store: string, first: Finding, all: readonly Finding[]): Problem {
  const failures = all.filter((finding) => finding.level === 'failure').length
  const more = failures > 1 ? ` (and ${failures - 1} more)` : ''
  const code = ({ env: 'sandbox-failed', source: 'restore-failed', data: 'proof-failed' } as const)[blamed(all)]
  return new Problem(code, `the ${level} proof of ${entry.id} in ${store} failed: ${first.message}${more}`, {
    hint: first.hint ?? 'Prove another copy with --store NAME, or an older backup with --id ID; take a new backup now.',
  })
}

/** Whose fault a failed proof is: the backup's, if that of any of it. */
function blamed(all: readonly Finding[]): Finding['blame'] {
  const blames = all.filter(({ level }) => level === 'failure').map(({ blame }) => blame)
  return (['data', 'source', 'env'] as const).find((one) => blames.includes(one)) ?? 'data'
}

async function tryCheck(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  entry: Entry,
  stores: readonly string[],
): Promise<Tried> {
  const findings: Finding[] = []
  for (const name of stores) {
    const place = await project.place(name)
    const checking = { what: `${entry.id}: checking the copy in ${name}` }
    findings.push(
      ...(await during(project.world.log, checking, () => checkCopy(place, entry.manifest, project.world.signal))),
    )
  }
  const now = project.world.now()
  const good = catalog.entries.filter((other) => standing(other, now) === 'good')
  const odd = compareSize(
    entry.bytes,
    good.filter((other) => other.startedAt < entry.startedAt).map((other) => other.bytes),
    source.verify.size,
  )
  if (odd) findings.push(odd)
  return { findings, durations: {}, compared: `${entry.manifest.parts.length} objects in ${stores.join(', ')}` }
}

async function tryOpen(
  project: Project,
  source: Source,
  entry: Entry,
  level: 'read' | 'restore',
  name: string,
): Promise<Tried> {
  const { world } = project
  const { signal } = world
  const place = await project.place(name)
  const engine = await engineOf(entry.manifest.engine)
  const secrets = await project.secretKeys()
  try {
    // A wrong key says nothing about the backup: its Problem passes, and no proof is recorded.
    const key = await takeKey(place, entry.manifest, secrets, signal)
    const opened = await openBackup(place, entry.manifest, key, signal)
    const { assertions, image } = source.verify
    // Where the policy wants no container, this machine's own programs read the archive.
    const own = image === undefined && source.tools.kind === 'host'
    const made = own ? undefined : opened.facts.server && engine.image(opened.facts.server)
    const runtime = toolRuntime(project, image ?? made)
    if (level === 'read') {
      const reading = { what: `${entry.id}: reading`, done: opened.readBytes, of: opened.sealedBytes }
      const findings = await during(world.log, reading, () => readBackup(opened, engine, runtime, assertions, signal))
      return { findings, durations: {}, compared: `${opened.whole.size} parts read whole` }
    }
    const { monotonicMs, temporaryDirectory, runId: label, log } = world
    const bench = {
      runtime,
      image,
      baseEnv: baseEnv(world),
      label,
      temporaryDirectory,
      monotonicMs,
      progress: log.progress,
      signal,
    }
    return await testRestore(opened, engine, assertions, bench)
  } catch (error) {
    if (!isProblem(error, 'object-damaged', 'object-missing')) throw error
    const { message, hint } = error
    return {
      findings: [{ level: 'failure', blame: 'data', message, ...(hint ? { hint } : {}) }],
      durations: {},
      compared: '',
    }
  }
}

/** Where a proof's client programs run: never in the source's own container, which need not be there. */
function toolRuntime(project: Project, image: string | undefined): Runtime {
  const { world } = project
  if (!image) return hostRuntime({ env: baseEnv(world) })
  // It reads an archive from its input: whatever that makes of it, it reaches nobody.
  return dockerRun({ image, network: 'none', baseEnv: baseEnv(world), label: world.runId })
}

function overRto(source: Source, durations: Readonly<Record<string, number>>): readonly Finding[] {
  const { rtoMs } = source.objectives
  const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  if (rtoMs === undefined || took <= rtoMs) return []
  const message = `the restore took ${Math.round(took / 1000)} s, the objective (rto) is ${Math.round(rtoMs / 1000)} s`
  return [{ level: 'warning', blame: 'env', message }]
}
