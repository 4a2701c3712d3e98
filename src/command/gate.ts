import { setTimeout } from 'node:timers/promises'
import { encodeRun, makeId, objectName, putRecord } from '../catalog/catalog.ts'
import { durationMs, parseDuration, type Source } from '../policy/policy.ts'
import { isProblem, Problem, stopIfAborted } from '../problem.ts'
import {
  type Conditions,
  formatTime,
  type GateReport,
  gateJson,
  gateStatus,
  gateText,
  judgeGate,
  type Override,
  plural,
  renderGate,
  type Shortfall,
  type Verdict,
  verdictJson,
} from '../report/report.ts'
import type { World } from '../world.ts'
import type { Result, Run } from './all.ts'
import { makeBackup } from './backup.ts'
import { parseAt } from './entry.ts'
import { mixtureOf, withoutOthers } from './mixture.ts'
import type { Options } from './option.ts'
import { defaultPaths } from './policy-file.ts'
import { openProject, type Project, suggest } from './project.ts'
import { scheduleWarnings } from './schedule.ts'
import { attempt, newSession } from './session.ts'
import { requireTags } from './tag.ts'

/** Whether every source has a backup that a deploy may rely on; each condition that is not met is one problem. */
export const gate: Run = async (world, options) => {
  const project = await openProject(world, options)
  const asked = new Map(project.sources.map((source) => [source.name, conditionsOf(source, options)]))
  const given = readOverride(project, options)
  const otherwise = readOtherwise(options)
  const failures: { readonly source: string; readonly error: unknown }[] = []
  const made: string[] = []
  // No prototype: a source may be called constructor.
  const warnings: Record<string, readonly string[]> = Object.create(null)
  const tried = new Set<string>()
  let verdicts: Verdict[] = []
  let waited = true
  // Once more after a backup: what was young enough before it may not be any more.
  while (waited) {
    verdicts = []
    waited = false
    for (const source of project.sources) {
      const conditions = asked.get(source.name) ?? conditionsOf(source, options)
      const verdict = await judge(project, source, conditions, warnings)
      verdicts.push(verdict)
      // No backup is in more stores than the policy has for it.
      const possible = conditions.copies <= source.stores.length && !tried.has(source.name)
      const helps = !verdict.met && otherwise && possible && verdict.unmet.some(({ kind }) => kind !== 'unproven')
      if (!helps) continue
      tried.add(source.name)
      waited = true
      const done = await backUp(project, source, verdict, options.tag ?? [])
      made.push(...done.ids)
      failures.push(...done.failures.map((error) => ({ source: source.name, error })))
    }
  }
  const unmet = verdicts.filter(({ met }) => !met)
  const override = unmet.length > 0 ? stillInForce(world, given) : undefined
  if (override) for (const verdict of unmet) await record(project, verdict, override)
  const blocking = override ? waive(world, failures, unmet, warnings) : failures.map(({ error }) => error)
  const { project: name } = project.policy
  const report: GateReport = {
    project: name,
    judgedAt: world.now(),
    verdicts,
    made,
    warnings,
    ...(override ? { override } : {}),
  }
  return resultOf(project, report, blocking)
}

function resultOf(project: Project, report: GateReport, failures: readonly unknown[]): Result {
  const { verdicts, made } = report
  const unmet = gateStatus(report) === 'unmet' ? verdicts.flatMap((verdict) => problemsOf(project, verdict)) : []
  return {
    json: gateJson(report),
    text: () => gateText(report),
    markdown: renderGate(report),
    problems: [...failures, ...unmet],
    ids: made,
    outputs: { gate: JSON.stringify(verdicts.map(verdictJson)) },
  }
}

/** The conditions of one source: as told, else its objectives. Throws `usage` where nothing says how old it may be. */
function conditionsOf({ name, objectives }: Source, options: Options): Conditions {
  const maxAgeMs = readDuration('max-age', options['max-age']) ?? objectives.rpoMs
  if (maxAgeMs === undefined) {
    throw new Problem('usage', `how old the newest backup of ${name} may be is not said`, {
      hint: `Set objectives: { rpo: 1h } of ${name} in the policy, or give --max-age.`,
    })
  }
  return {
    maxAgeMs,
    verifiedWithinMs: readDuration('verified-within', options['verified-within']) ?? objectives.verifiedWithinMs,
    copies: readCopies(options.copies) ?? objectives.copies ?? 1,
    tags: requireTags(options.tag ?? []),
  }
}

function readDuration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const duration = parseDuration(text)
  if (!('wrong' in duration)) return durationMs(duration)
  throw new Problem('usage', `--${option} ${JSON.stringify(text)} is not ${duration.wrong}`)
}

function readCopies(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text)
  throw new Problem('usage', `--copies ${JSON.stringify(text)} is not a number of stores`, { hint: 'Such as 2.' })
}

function readOtherwise({ otherwise }: Options): boolean {
  if (otherwise === undefined) return false
  if (otherwise === 'backup') return true
  throw new Problem('usage', `--otherwise ${JSON.stringify(otherwise)} is not known`, {
    hint: suggest(otherwise, ['backup']),
  })
}

const longestOverrideMs = 7 * 86_400_000

/** Ends by itself: one that stays in a workflow must not hold the gate open for good. */
function readOverride({ world, policy }: Project, options: Options): Override | undefined {
  const { override: because, 'override-until': until } = options
  if (because === undefined && until === undefined) return undefined
  if (!because?.trim() || until === undefined) {
    throw new Problem('usage', 'an override needs a reason and an end', {
      hint: 'Give both --override REASON and --override-until TIME, such as 2026-02-14T18:00:00Z.',
    })
  }
  const end = parseAt(until, policy)
  const now = world.now()
  if (end <= now) {
    throw new Problem('usage', `the override ended at ${formatTime(end)}`, {
      hint: 'Take it out, or give a new --override-until with a reason of today.',
    })
  }
  if (end.getTime() - now.getTime() > longestOverrideMs) {
    throw new Problem('usage', `the override until ${formatTime(end)} is longer than 7 days`, {
      hint: 'End it earlier; it can be given again.',
    })
  }
  return {
    because: world.redact(because.trim()),
    until: end,
    by: world.origin['actor'] ?? world.origin['host'] ?? 'unknown',
  }
}

/** To make a backup, or to wait for one, may have taken longer than the override holds. */
function stillInForce({ log, now }: World, override: Override | undefined): Override | undefined {
  if (!override || override.until > now()) return override
  log.warning(`the override ended at ${formatTime(override.until)}, before the gate was judged: it does not count`)
  return undefined
}

/** A backup that failed is no more in the way of an override than its being missing is; it is said. A bug is. */
function waive(
  world: World,
  failures: readonly { readonly source: string; readonly error: unknown }[],
  unmet: readonly Verdict[],
  warnings: Record<string, readonly string[]>,
): readonly unknown[] {
  return failures.flatMap(({ source, error }) => {
    if (!isProblem(error) || !unmet.some((verdict) => verdict.source === source)) return [error]
    const said = `the backup that was to be made first failed: ${world.redact(error.message)}`
    warnings[source] = [...(warnings[source] ?? []), said]
    return []
  })
}

async function judge(
  project: Project,
  source: Source,
  conditions: Conditions,
  warnings: Record<string, readonly string[]>,
): Promise<Verdict> {
  const catalog = await project.catalog(source)
  const now = project.world.now()
  const mixture = mixtureOf(project, catalog)
  const silence = scheduleWarnings(project, source, catalog, now)
  warnings[source.name] ??= mixture ? [`${mixture.message}. ${mixture.hint}`, ...silence] : silence
  const counting = mixture ? withoutOthers(project, catalog) : catalog
  const verdict = judgeGate(source, counting, conditions, now)
  // Before anything is made of them: in Markdown a secret no longer looks like itself.
  const { redact } = project.world
  const unmet = verdict.unmet.map(({ kind, message }) => ({ kind, message: redact(message) }))
  const restore = verdict.restore === undefined ? {} : { restore: verdict.restore + policyOption(project.policy.path) }
  return { ...verdict, ...restore, unmet, notes: verdict.notes.map(redact) }
}

/** What makes a command to paste find the same policy. */
function policyOption(path: string): string {
  if (defaultPaths.includes(path)) return ''
  return ` --policy ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`}`
}

/**
 * A backup for the gate, with the check that every backup ends with. Its proof is not made here: no key is in this job.
 * Where another run is at the source, that run's backup may be the one to wait for.
 */
async function backUp(project: Project, source: Source, verdict: Verdict, tags: readonly string[]) {
  const session = newSession(project, 'gate')
  const because = verdict.unmet.map(({ kind, message }) => `the gate is not met: ${kind}: ${message}`)
  const request = { trigger: 'gate', tags: [...new Set(['gate', ...tags])], retain: false } as const
  const until = project.world.monotonicMs() + longestWaitMs
  await attempt(session, source, { work: 'backup', trigger: 'gate', because }, async () => {
    for (;;) {
      try {
        const made = await makeBackup(project, source, await project.catalog(source), request)
        session.ids.push(made.id)
        return made.findings
      } catch (error) {
        if (!isProblem(error, 'lease-held') || project.world.monotonicMs() >= until) throw error
        await wait(project.world, `${source.name}: waiting, because ${error.message}`)
      }
      const now = await judge(project, source, verdict.conditions, {})
      if (now.met) return { skipped: 'another run has made a backup that meets the gate' }
    }
  })
  return { ids: session.ids, failures: session.problems.map(({ error }) => error) }
}

const longestWaitMs = 30 * 60_000
const pollMs = 2000

async function wait({ log, signal }: World, because: string): Promise<void> {
  log.info(because)
  await setTimeout(pollMs, undefined, { signal }).catch(() => stopIfAborted(signal))
}

/** An override that no store has written down is none. */
async function record(project: Project, verdict: Verdict, { because, until, by }: Override): Promise<void> {
  const { world, policy } = project
  const source = policy.sources[verdict.source]
  if (!source) return
  const startedAt = world.now()
  const run = {
    id: makeId(source.name, startedAt, 0),
    source: source.name,
    command: 'gate',
    trigger: 'override',
    startedAt,
    finishedAt: startedAt,
    outcome: 'succeeded',
    because: [
      `overridden by ${by} until ${until.toISOString()}: ${because}`,
      ...verdict.unmet.map(({ kind, message }) => `${kind}: ${message}`),
    ],
  } as const
  const { places } = await project.places(source)
  const key = objectName.run(source.name, startedAt, run.id, run.outcome)
  const refused = await putRecord(places, key, encodeRun(run, world.origin), world.signal)
  if (places.length > 0 && refused.length < places.length) return
  const first = refused[0]?.problem
  throw new Problem('gate-unmet', `the override of ${source.name} could not be recorded in any store`, {
    hint: isProblem(first) ? first.message : 'Look at the stores with `restorable doctor`.',
    cause: first,
  })
}

function problemsOf({ policy }: Project, { source, unmet, conditions }: Verdict): readonly Problem[] {
  const most = policy.sources[source]?.stores.length ?? 0
  return unmet.map(({ kind, message }) => {
    const tooMany = kind === 'degraded' && conditions.copies > most
    const hint = tooMany
      ? `The policy has ${plural(most, 'store')} for ${source}: add one, or ask for ${most}.`
      : hints[kind](source)
    return new Problem('gate-unmet', `${source}: ${kind}: ${message}`, { hint })
  })
}

const backUpNow = (source: string) =>
  `Type \`restorable backup --source ${source}\`, or give the gate --otherwise backup.`

const hints: Readonly<Record<Shortfall, (source: string) => string>> = {
  missing: backUpNow,
  stale: backUpNow,
  degraded: (source) => `\`restorable run --source ${source}\` copies it over, once the store works.`,
  untagged: (source) => `Type \`restorable backup --source ${source} --tag TAG\`, or give the gate --otherwise backup.`,
  unproven: (source) => `Type \`restorable verify --level restore --source ${source}\` where the secret key is.`,
  foreign: () => 'Find out who made it; back up with RESTORABLE_SIGNING_KEY of a signer of the policy.',
  'future-dated': (source) => `Set the clock of the machine that made it, then back up ${source} again.`,
  deleted: () => 'Bring it back with `restorable undelete --id ID`, or make a new one.',
  damaged: backUpNow,
}
