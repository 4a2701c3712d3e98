import { setTimeout } from 'node:timers/promises'
import type { SourceCatalog } from '../../catalog/catalog.ts'
import {
  type Conditions,
  judgeAnomalies,
  judgeGate,
  type Shortfall,
  saysUnusual,
  type Verdict,
} from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, Problem, stopIfAborted } from '../../problem.ts'
import { type GateReport, gateJson, gateStatus, gateText, renderGate, verdictOutput } from '../../report/report.ts'
import { durationMs, parseDuration } from '../../time/time.ts'
import { plural, suggest } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { makeBackup } from '../backup/backup.ts'
import { isLogged } from '../log/logged.ts'
import { logEnd } from '../log/view.ts'
import type { Options } from '../option.ts'
import { doubtsOf } from '../project/databases/said.ts'
import { openProject, type Project } from '../project/project.ts'
import { policyOption } from '../project/said.ts'
import { scheduleWarnings } from '../project/schedule.ts'
import { attempt, newSession } from '../project/session.ts'
import { mixtureOf, withoutOthers } from '../project/shared-place.ts'
import { requireTags } from '../project/tag.ts'
import type { Result, Run } from '../result.ts'
import { type Failure, readOverride, recordOverride, stillInForce, waive } from './override.ts'

/** Whether every source has a backup that a deploy may rely on; each condition that is not met is one problem. */
export const gate: Run = async (world, options) => {
  // Who may make a backup can reach the server.
  const databases = readOtherwise(options) ? 'either' : 'stores'
  const project = await openProject(world, options, { databases })
  const asked = project.sources.map((source) => ({ source, conditions: conditionsOf(source, options) }))
  const given = readOverride(project, options)
  const backsUp = readOtherwise(options)
  const judged = await judgeAll(project, asked, backsUp, options.tag ?? [])
  const { made, failures, warnings } = judged
  const verdicts = [...unlistedOf(project, options), ...judged.verdicts]
  const unmet = verdicts.filter(({ met }) => !met)
  const override = unmet.length > 0 ? stillInForce(project, given) : undefined
  if (override) for (const verdict of unmet) await recordOverride(project, verdict, override)
  const blocking = override ? waive(world, failures, unmet, warnings) : failures.map(({ error }) => error)
  const { project: name, timezone } = project.policy
  const report = {
    project: name,
    timezone,
    judgedAt: world.now(),
    verdicts,
    made,
    warnings,
    ...(override ? { override } : {}),
  }
  return resultOf(report, blocking)
}

/** A database that nobody knows of has no verdict of its own: then the source that stands for all has one. */
function unlistedOf(project: Project, options: Options): readonly Verdict[] {
  return doubtsOf(project, options.source).map(({ group, message, hint }) => ({
    source: group.name,
    met: false,
    conditions: conditionsOf(group, options),
    unmet: [{ kind: 'unlisted', message, hint }],
    notes: [],
  }))
}

interface SourceConditions {
  readonly source: Source
  readonly conditions: Conditions
}

interface GateOutcome extends Pick<GateReport, 'verdicts' | 'made'> {
  readonly failures: readonly Failure[]
  readonly warnings: Record<string, readonly string[]>
}

/** Judges every source, and where that was asked for and helps makes a backup of it first. */
async function judgeAll(
  project: Project,
  asked: readonly SourceConditions[],
  backsUp: boolean,
  tags: readonly string[],
): Promise<GateOutcome> {
  const made: string[] = []
  const failures: Failure[] = []
  // No prototype: a source may be called constructor.
  const warnings: Record<string, readonly string[]> = Object.create(null)
  const tried = new Set<string>()
  for (;;) {
    const triedBefore = tried.size
    const verdicts: Verdict[] = []
    for (const { source, conditions } of asked) {
      const verdict = await judge(project, source, conditions, warnings)
      verdicts.push(verdict)
      if (!backsUp || tried.has(source.name) || !backupHelps(verdict, source)) continue
      tried.add(source.name)
      const done = await backUp(project, source, verdict, tags)
      made.push(...done.ids)
      failures.push(...done.failures.map((error) => ({ source: source.name, error })))
    }
    // Once more after a backup: what was young enough before it may not be any more.
    if (tried.size === triedBefore) return { verdicts, made, failures, warnings }
  }
}

function backupHelps({ met, unmet, conditions }: Verdict, { stores }: Source): boolean {
  // No backup is in more stores than the policy has for it.
  return !met && conditions.copies <= stores.length && unmet.some(({ kind }) => kind !== 'unproven')
}

function resultOf(report: GateReport, failures: readonly unknown[]): Result {
  const { verdicts, made } = report
  const unmet = gateStatus(report) === 'unmet' ? verdicts.flatMap(problemsOf) : []
  return {
    json: gateJson(report),
    text: () => gateText(report),
    markdown: renderGate(report),
    problems: [...failures, ...unmet],
    told: unmet,
    ids: made,
    outputs: { gate: JSON.stringify(verdicts.map(verdictOutput)) },
  }
}

/** The conditions of one source: as told, else its objectives. Throws `usage` where nothing says how old it may be. */
function conditionsOf(source: Source, options: Options): Conditions {
  const { name, objectives } = source
  const asked = readDuration('max-age', options['max-age'])
  const every = readDuration('at-least-every', options['at-least-every'])
  // Of a log, the RPO is met by its pieces: how old the backup is that they are played onto does not matter.
  const ofLog = isLogged(source) && asked === undefined ? (every ?? objectives.rpoMs) : every
  const maxAgeMs = asked ?? (ofLog === undefined ? objectives.rpoMs : Number.POSITIVE_INFINITY)
  if (maxAgeMs === undefined) {
    throw new Problem('usage', `no maximum age is set for the newest backup of ${name}`, {
      hint: `Set objectives: { rpo: 1h } for ${name} in the policy, or give --max-age.`,
    })
  }
  return {
    maxAgeMs,
    ...(ofLog === undefined ? {} : { atLeastEveryMs: ofLog }),
    verifiedWithinMs: readDuration('verified-within', options['verified-within']) ?? objectives.verifiedWithinMs,
    copies: readCopies(options.copies) ?? objectives.copies ?? 1,
    tags: requireTags(options.tag ?? []),
  }
}

function readDuration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const duration = parseDuration(text)
  if (!('wrong' in duration)) return durationMs(duration)
  throw new Problem('usage', `--${option} ${JSON.stringify(text)} is not ${duration.wrong}`, {
    hint: `Write --${option} 8d, or 12h.`,
  })
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

async function judge(
  project: Project,
  source: Source,
  conditions: Conditions,
  warnings: Record<string, readonly string[]>,
): Promise<Verdict> {
  const now = project.world.now()
  // Whatever may meet the gate is as young as this.
  const since = new Date(Math.max(now.getTime() - conditions.maxAgeMs, 0))
  const catalog = await project.catalog(source, { since })
  const mixture = mixtureOf(project, catalog)
  const silence = scheduleWarnings(project, source, catalog, now)
  warnings[source.name] ??= mixture ? [`${mixture.message}. ${mixture.hint}`, ...silence] : silence
  const counting = mixture ? withoutOthers(project, catalog) : catalog
  const asksLog = conditions.atLeastEveryMs !== undefined && !mixture
  const log = asksLog ? await logEnd(project, source, counting) : undefined
  const verdict = judgeGate(source, counting, conditions, { now, timezone: project.policy.timezone }, log)
  // Before anything is made of them: in Markdown a secret no longer looks like itself.
  const { redact } = project.world
  const unmet = verdict.unmet.map(({ kind, message, hint }) => {
    return { kind, message: redact(message), hint: hint ?? hintOf(kind, source, conditions) }
  })
  const restore = verdict.restore === undefined ? {} : { restore: verdict.restore + policyOption(project.policy.path) }
  return {
    ...verdict,
    ...restore,
    unmet,
    notes: [...verdict.notes, ...saysOdd(source, counting, now)].map((note) => ({
      ...note,
      message: redact(note.message),
    })),
  }
}

/** What is unusual does not fail a gate, but a person should know before they rely on it. */
function saysOdd(source: Source, catalog: SourceCatalog, now: Date): Verdict['notes'] {
  const { unusual } = judgeAnomalies(source, catalog, now)
  return unusual.slice(0, mostOdd).map(({ entry, anomalies }) => ({
    kind: 'unusual',
    message: `${entry.id} is unlike the backups before it: ${saysUnusual(anomalies)}`,
  }))
}

const mostOdd = 5

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
        if (!isProblem(error, 'lease-held', 'lease-abandoned') || project.world.monotonicMs() >= until) throw error
        await wait(project.world, `${source.name}: waiting, because ${error.message}`)
      }
      const now = await judge(project, source, verdict.conditions, {})
      if (now.met) return { skipped: 'another run made a backup that meets the gate' }
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

function problemsOf({ source, unmet }: Verdict): readonly Problem[] {
  return unmet.map(({ kind, message, hint }) => new Problem('gate-unmet', `${source}: ${kind}: ${message}`, { hint }))
}

function hintOf(kind: Shortfall, { name, stores }: Source, { copies }: Conditions): string {
  if (kind === 'degraded' && copies > stores.length)
    return `The policy has ${plural(stores.length, 'store')} for ${name}: add one, or ask for ${stores.length}.`
  return hints[kind](name)
}

const backUpNow = (source: string) =>
  `Run \`backproof backup --source ${source}\`, or give the gate --otherwise backup.`

const hints: Readonly<Record<Shortfall, (source: string) => string>> = {
  missing: backUpNow,
  stale: backUpNow,
  degraded: (source) => `\`backproof run --source ${source}\` copies it once the store works.`,
  untagged: (source) => `Run \`backproof backup --source ${source} --tag TAG\`, or give the gate --otherwise backup.`,
  unproven: (source) =>
    `Run \`backproof verify --level restore --source ${source}\` where the secret key is (\`gh workflow run prove.yml\`), then this job again.`,
  foreign: () => 'Find out who made it; back up with the BACKPROOF_SIGNING_KEY of a signer in the policy.',
  'future-dated': (source) => `Set the clock of the machine that made it, then back up ${source} again.`,
  deleted: () => 'Bring it back with `backproof undelete --id ID`, or make a new one.',
  orphaned: backUpNow,
  damaged: backUpNow,
  unlisted: (source) => `Run \`backproof run --source ${source}\`, which makes the list anew.`,
}
