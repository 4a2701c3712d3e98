import { writeFile } from 'node:fs/promises'
import { type Entry, isUsable } from '../../catalog/catalog.ts'
import { engineOf, type Rehearsal, type Watched } from '../../engine/engine.ts'
import { changesBetween, migrationLosses, type RehearsalReport, schemaDifference } from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import { rehearsalText, renderRehearsal } from '../../report/report.ts'
import { newestProven } from '../../retain/retain.ts'
import { checkAssertions } from '../../verify/verify.ts'
import { reasonOf } from '../../words/words.ts'
import { redactAll, type World } from '../../world.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Options } from '../option.ts'
import { findEntry, newestEntry, requireRestorable, requireSource } from '../project/entry.ts'
import { pathFrom } from '../project/policy-file.ts'
import { openProject, type Project } from '../project/project.ts'
import { limitMs, startLimit } from '../project/time-limit.ts'
import { requireIncrements } from '../project/whole.ts'
import { openCopy } from '../restore/globals.ts'
import type { Result, Run } from '../result.ts'
import { migrationEnvironment, policyTextOf } from './environment.ts'
import { migrate } from './migrate.ts'
import { refuseStrangers } from './stranger.ts'

/** Runs a migration on a backup that is restored into a throw-away server, and says what it did there. */
export const rehearse: Run = async (world, options) => {
  refuseStrangers(world)
  const words = wordsOf(options)
  const project = await openProject(world, options)
  const { source, entry, proven } = await chosen(project, options)
  requireRestorable(entry)
  const engine = await engineOf(entry.manifest.engine)
  if (!engine.rehearsal)
    throw new Problem('usage', `nothing can be rehearsed on a backup of ${engine.name}`, {
      hint: 'Rehearsals are for postgres, mysql, mariadb and sqlite.',
    })
  requireIncrements(engine, entry)
  using limit = startLimit(
    world.signal,
    limitMs(source),
    `the rehearsal on ${entry.id}`,
    'sandbox-failed',
    'Set verify: { timeout: 12h } of the source in the policy, if it may take that long.',
  )
  const report = await carryOut(project, { source, entry, proven, words, options, signal: limit.signal })
  return await told(world, redactAll(report, world.redact), options)
}

function wordsOf({ words = [], migration }: Options): readonly string[] {
  if (migration !== undefined && words.length === 0) return ['sh', '-c', migration]
  if (migration === undefined && words.length > 0) return words
  throw new Problem('usage', words.length === 0 ? 'no migration is named' : 'the migration is named twice', {
    hint: 'Write it after --: `backproof rehearse --source orders -- npx prisma migrate deploy`.',
  })
}

interface Chosen {
  readonly source: Source
  readonly entry: Entry
  readonly proven: boolean
}

/** The newest that passed a restore or a read; where none has, the newest. */
async function chosen(project: Project, options: Options): Promise<Chosen> {
  const now = project.world.now()
  const isProven = ({ proofs }: Entry) => proofs.some((one) => one.outcome === 'passed' && one.level !== 'check')
  const [id, ...more] = options.id ?? []
  if (id !== undefined && more.length === 0) {
    const found = await findEntry(project, id)
    requireSource(found, options.source)
    const source = project.sources.find(({ name }) => name === found.shelved.name)
    if (source) return { source, entry: found.entry, proven: isProven(found.entry) }
  }
  const [source, ...others] = project.sources
  if (id !== undefined || !source || others.length > 0)
    throw new Problem('usage', 'a rehearsal takes one backup', {
      hint: 'Name it with --source NAME, or with --id ID of a source in the policy.',
    })
  const catalog = await project.catalog(source)
  const usable = catalog.entries.filter((entry) => isUsable(entry, now))
  const best = newestProven(usable)
  const entry =
    best && best.proof.level !== 'check' ? best.entry : newestEntry(catalog, { now, timezone: project.policy.timezone })
  return { source, entry, proven: isProven(entry) }
}

interface Work extends Chosen {
  readonly words: readonly string[]
  readonly options: Options
  readonly signal: AbortSignal
}

async function carryOut(project: Project, work: Work): Promise<RehearsalReport> {
  const { source, entry, options, signal } = work
  const { world, policy, bench } = project
  const durations: Record<string, number> = {}
  const timed = async <T>(step: string, what: string, body: () => Promise<T>): Promise<T> => {
    const began = world.monotonicMs()
    try {
      return await during(world.log, { what: `${entry.id}: ${what}` }, body)
    } finally {
      durations[step] = Math.round(world.monotonicMs() - began)
    }
  }
  const image = options.image ?? source.verify.image
  const engine = await engineOf(entry.manifest.engine)
  await using stack = new AsyncDisposableStack()
  const { value } = await fromCopies(project, entry, options.store, async (place) => {
    const backup = await openCopy(project, entry, place, signal)
    await using mine = new AsyncDisposableStack()
    const start = () =>
      engine.rehearsal?.(backup.facts, image, bench, signal) ?? Promise.reject(new Error('no rehearsal'))
    const rehearsal = mine.use(await timed('start', 'starting a throw-away server', start))
    for (const secret of rehearsal.secrets) world.mask(secret)
    const whole = { overwrite: false, only: [] }
    const { findings } = await timed('restore', 'restoring', () => rehearsal.target.restore(backup, whole))
    stack.use(mine.move())
    return { backup, rehearsal, findings }
  })
  const { backup, rehearsal } = value
  const { target } = rehearsal
  const before = await target.facts(backup.facts)
  const madeOf = await rehearsal.schema?.()
  const env = migrationEnvironment(world, await policyTextOf(world, policy.path), rehearsal.env)
  world.log.info(`${entry.id} is restored; the migration runs now`)
  const { migration, watched } = await migrateWatched(world, work, rehearsal, env)
  durations['migrate'] = migration.durationMs
  const { after, schema } = await timed('compare', 'looking at what has changed', async () => {
    const now = await rehearsal.schema?.()
    return {
      after: await target.facts(backup.facts),
      schema: madeOf && now ? schemaDifference(madeOf, now, before.rows) : null,
    }
  })
  const failed = migration.exitCode !== 0
  const broken = failed
    ? []
    : await timed('assert', 'checking the assertions', () => checkAssertions(target, source.verify.assertions))
  const changes = changesBetween(before, after)
  const unmet = broken.some(({ level }) => level === 'failure')
  return {
    version: 1,
    command: 'rehearse',
    project: policy.project,
    source: source.name,
    id: entry.id,
    startedAt: entry.manifest.startedAt,
    proven: work.proven,
    ...(image === undefined ? {} : { image }),
    outcome: failed ? 'migration-failed' : unmet ? 'assertion-failed' : 'passed',
    migration,
    durations,
    locks: watched.locks ?? null,
    failed: watched.failed ?? null,
    changes,
    schema,
    findings: [
      ...[...value.findings, ...broken].map(({ level, message, hint }) => ({
        level,
        message,
        ...(hint ? { hint } : {}),
      })),
      ...migrationLosses(changes, schema).map((message) => ({ level: 'warning', message }) as const),
    ],
    assertions: failed ? 0 : source.verify.assertions.length,
  }
}

async function migrateWatched(
  world: World,
  { words, signal }: Work,
  { watch }: Rehearsal,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly migration: RehearsalReport['migration']; readonly watched: Watched }> {
  const watching = await watch?.(signal)
  const migration = await migrate(world, words, env, signal)
  try {
    return { migration, watched: (await watching?.end()) ?? {} }
  } catch (error) {
    // A migration may end every other session: what was seen of it until then is lost, and what it did is not.
    if (signal.aborted || !isProblem(error)) throw error
    world.log.warning(`what the migration locked is not known: ${error.message}`)
    return { migration, watched: {} }
  }
}

async function told(world: World, report: RehearsalReport, { save }: Options): Promise<Result> {
  const markdown = renderRehearsal(report)
  if (save !== undefined) {
    try {
      await writeFile(pathFrom(world.cwd, save), markdown)
    } catch (cause) {
      throw new Problem('usage', `the Markdown cannot be written: ${reasonOf(cause)}`, {
        hint: 'Give --save a file in a folder that exists and may be written to.',
        cause,
      })
    }
  }
  return { json: report, text: () => rehearsalText(report), markdown, problems: problemsOf(report), ids: [report.id] }
}

function problemsOf({ outcome, id, migration, findings }: RehearsalReport): readonly Problem[] {
  if (outcome === 'passed') return []
  if (outcome === 'migration-failed') {
    const { exitCode, killedBy } = migration
    const how = killedBy === undefined ? `exit code ${exitCode ?? 'unknown'}` : `ended by ${killedBy}`
    return [
      new Problem('migration-failed', `the migration failed on ${id} (${how})`, {
        hint: 'Its output is above; the statements that the server refused are in the report.',
      }),
    ]
  }
  const first = findings.find(({ level }) => level === 'failure')
  return [
    new Problem('migration-unfit', `after the migration of ${id}: ${first?.message ?? 'an assertion does not hold'}`, {
      hint: first?.hint ?? 'Mend the migration, or change the assertion in the policy if it is meant.',
    }),
  ]
}
