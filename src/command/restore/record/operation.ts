import { randomBytes } from 'node:crypto'
import { type HookOutcome, restoreIdOf, type StartedRestore } from '../../../catalog/catalog.ts'
import type { Hook, Recovery } from '../../../policy/policy.ts'
import { isProblem, messageOf, noteAlso, Problem } from '../../../problem.ts'
import { startWatchdog } from '../../../runtime/runtime.ts'
import type { Options } from '../../option.ts'
import type { Project, SourceStores } from '../../project/project.ts'
import type { Result } from '../../result.ts'
import { type HookNews, runHook } from './hook.ts'
import { errorOf, RestoreRecord } from './keep.ts'
import { ownProcess } from './process.ts'

/** What is restored into where: what the record says. */
export interface Subject {
  readonly backup: string
  readonly shelved: SourceStores
  readonly scope: StartedRestore['scope']
  readonly only: readonly string[]
  /** That the log is played back to; absent: the backup's own. */
  readonly moment?: Date
  /** As messages name it: never with a password. */
  readonly into: string
  /** Of the policy's own source; undefined: no hook is run. */
  readonly recovery: Recovery | undefined
  /** Refuses what cannot be, before anything is done for it: no application is stopped for a wrong key or a wrong target. */
  readonly admit: () => Promise<void>
}

/** What a restore brought about, for its record. */
export interface Restored {
  readonly result: Result
  readonly store: string
  readonly restoredBytes: number
  readonly compared: string
}

/** Several restores at once: they wait for each other. */
export interface Together {
  /** What this one brings is there, or is not: those that wait for it may go on. */
  restored(whole: boolean): void
  /** Once no restore is under way that ends with the same hook: none switches on what another still needs off. */
  turn(hook: Hook): Promise<void>
}

/**
 * Carries a restore out: leaves a record of its beginning and its end, and runs the hooks of its source. None where it is refused; else
 * the one after it runs however it ended, also where the run was cancelled; where this process is killed, a watchdog runs it.
 */
export async function asOperation(
  project: Project,
  options: Options,
  subject: Subject,
  body: () => Promise<Restored>,
  together?: Together,
): Promise<Result> {
  const { world } = project
  const { backup, shelved, scope, only, moment, into, recovery, admit } = subject
  const at = world.now()
  const token = randomBytes(4).toString('hex')
  const id = restoreIdOf(shelved.name, at, token)
  const { places } = await project.places(shelved)
  const record = new RestoreRecord(world, shelved.name, { backup, at, token }, places)
  const process = ownProcess()
  const common = {
    version: 1,
    ...{ id, backup, source: shelved.name, scope, into },
    ...(only.length > 0 ? { only: [...only] } : {}),
    ...(moment === undefined ? {} : { moment: moment.toISOString() }),
    origin: { ...world.origin },
    startedAt: at.toISOString(),
  } as const
  const watchdog = recovery?.finally ? watch(project, options, id) : undefined
  await record.begin({
    ...common,
    state: 'in_progress',
    ...(process === undefined ? {} : { process }),
    hooks: [
      ...(recovery?.before ? (['before-restore'] as const) : []),
      ...(recovery?.finally ? (['after-restore'] as const) : []),
    ],
  })
  world.log.info(`this restore is ${id}; \`backproof restore --status ${id}\` shows how it gets on`)
  const news = (hook: HookNews['hook'], state: HookNews['state']) =>
    ({ hook, restore: id, source: shelved.name, backup, state }) as const

  const hooks: { 'before-restore'?: HookOutcome; 'after-restore'?: HookOutcome } = {}
  let done: Restored | undefined
  let error: unknown
  let admitted = false
  try {
    await admit()
    admitted = true
    watchdog?.tell(backup)
    if (recovery?.before) {
      hooks['before-restore'] = 'failed'
      await before(project, recovery.before, news('before-restore', 'in_progress'))
      hooks['before-restore'] = 'ran'
    }
    done = await body()
    error = done.result.problems[0]
  } catch (thrown) {
    error = thrown
  }
  together?.restored(error === undefined)
  let left: unknown
  if (recovery?.finally && admitted) {
    await together?.turn(recovery.finally)
    hooks['after-restore'] = 'failed'
    try {
      // Not by the run's own signal: a cancelled restore leaves its application as it leaves it after any other.
      await runHook(
        world,
        recovery.finally,
        news('after-restore', error === undefined ? 'completed' : 'failed'),
        new AbortController().signal,
      )
      hooks['after-restore'] = 'ran'
    } catch (thrown) {
      left = unfinished(thrown, id)
    }
  }
  const failure = error ?? left
  await record.end({
    ...common,
    state: failure === undefined ? 'completed' : 'failed',
    completedAt: world.now().toISOString(),
    ...(error === undefined ? { restored: true } : {}),
    ...(done ? { store: done.store, restoredBytes: done.restoredBytes, compared: done.compared } : {}),
    ...(failure === undefined ? {} : { error: errorOf(failure) }),
    hooks,
  })
  watchdog?.dismiss()
  if (!done) {
    if (left !== undefined) {
      world.log.error(messageOf(left))
      noteAlso(error, left)
    }
    throw error
  }
  const { result } = done
  const json =
    typeof result.json === 'object' ? { ...result.json, restore: id, ...(recovery ? { hooks } : {}) } : result.json
  return { ...result, json, problems: left === undefined ? result.problems : [...result.problems, left] }
}

async function before(project: Project, hook: Hook, news: HookNews): Promise<void> {
  try {
    await runHook(project.world, hook, news, project.world.signal)
  } catch (error) {
    if (!isProblem(error) || error.code === 'cancelled') throw error
    throw new Problem(error.code, `nothing was restored: ${error.message}`, { hint: error.hint, cause: error })
  }
}

function unfinished(error: unknown, id: string): unknown {
  if (!isProblem(error)) return error
  return new Problem(error.code, `the restore has ended, but ${error.message}`, {
    hint: `${error.hint ?? ''} Then run \`backproof restore --finish ${id}\`, which runs it again.`.trim(),
    cause: error,
  })
}

/** What the watchdog's process is told: the backup, once anything may have been done that the hook undoes; empty: nothing was. */
export const watched = 'BACKPROOF_WATCHED_RESTORE'

/** Ends what is open of this restore, in a process of its own, should this one be killed. */
function watch({ world }: Project, { policy }: Options, id: string) {
  if (world.watchRestore) return world.watchRestore(id)
  const [file, ...args] = world.program ?? []
  if (file === undefined) return undefined
  const named = policy === undefined ? [] : ['--policy', policy]
  return startWatchdog([file, ...args, 'restore', '--finish', id, ...named], {
    ...{ env: world.env, cwd: world.cwd, variable: watched },
  })
}
