import { type EndedRestore, type HookOutcome, type RestoreStory, restoredSource } from '../../catalog/catalog.ts'
import { isProblem, Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { sourceNamed } from '../project/databases/open.ts'
import { openProject, type Project, type SourceStores } from '../project/project.ts'
import type { Result } from '../result.ts'
import { runHook } from './record/hook.ts'
import { errorOf, RestoreRecord } from './record/keep.ts'
import { watched } from './record/operation.ts'
import { cutOff } from './record/story.ts'
import { endStrays, mustBeAlone } from './record/stray.ts'
import { findRestore, sourceOfRestore } from './status.ts'

/**
 * Ends what a restore has left open: runs its after-restore hook, which is told whether the restore itself had completed. The record
 * stays failed: it tells what became of the run.
 */
export async function finishRestore(world: World, options: Options): Promise<Result> {
  const [id, ...more] = options.id ?? []
  if (id === undefined || more.length > 0)
    throw new Problem('usage', 'restore --finish takes the id of one restore', {
      hint: '`backproof restore --status` shows those that are not finished.',
    })
  const project = await openProject(world, options, { gone: 'too' })
  const shelved = sourceOfRestore(project, id)
  const told = world.env[watched]
  const story = await storyOf(project, id, told !== undefined)
  if (story === undefined && told === '') return finished(id, `${id} had not begun`, {})
  const last = story?.ended?.hooks['after-restore']
  if (story?.ended && (last === undefined || last === 'ran'))
    return finished(id, `${id} is finished: nothing is left to do`, story.ended.hooks)
  if (story?.state === 'in_progress')
    throw new Problem('run-failed', `${id} is still running`, {
      hint: 'Wait for it, or stop it. Once it has said nothing for five minutes, it counts as interrupted.',
    })
  mustBeAlone(id)
  const strays = await endStrays(id)
  if (strays.length > 0) world.log.warning(`${id}: ended what its hooks had left running: ${namesSome(strays, 5)}`)
  const hook = sourceNamed(project, shelved.name)?.recovery?.finally
  let outcome: HookOutcome | undefined
  let error: unknown
  if (hook) {
    const news = {
      hook: 'after-restore',
      restore: id,
      source: shelved.name,
      backup: story?.backup ?? told ?? '',
      state: story?.ended?.restored ? 'completed' : 'failed',
    } as const
    try {
      await runHook(world, hook, news, world.signal)
      outcome = 'ran'
    } catch (thrown) {
      error = thrown
      outcome = 'failed'
    }
  }
  const hooks = { ...knownHooks(story), ...(outcome === undefined ? {} : { 'after-restore': outcome }) }
  if (story) await close(project, shelved, story, hooks, error)
  if (error !== undefined) throw error
  return finished(id, outcome === 'ran' ? `${id}: after-restore has run` : `${id}: its record is closed`, hooks)
}

/** Of those that it began with, what became of them; nobody has noted it where its process was killed. */
function knownHooks(story: RestoreStory | undefined): EndedRestore['hooks'] {
  if (story?.ended) return story.ended.hooks
  return story?.started?.hooks.includes('before-restore') ? { 'before-restore': 'unknown' } : {}
}

/** undefined: no store could be read, or took its record. The hook is what matters then. */
async function storyOf(project: Project, id: string, known: boolean): Promise<RestoreStory | undefined> {
  try {
    return (await findRestore(project, id)).story
  } catch (error) {
    if (known && isProblem(error, 'unknown-id')) return undefined
    if (!isProblem(error, 'store-failed') || restoredSource(id) === undefined) throw error
    project.world.log.warning(`${error.message}; the hook is run all the same`)
    return undefined
  }
}

/** What nobody can read of its beginning, nobody can say at its end. */
async function close(
  project: Project,
  shelved: SourceStores,
  { backup, at, token, started, ended }: RestoreStory,
  hooks: EndedRestore['hooks'],
  error: unknown,
): Promise<void> {
  const { world } = project
  const told = ended ?? started
  if (told === undefined) return
  const { version, id, source, scope, only, moment, into, origin, startedAt } = told
  const { restored, store, restoredBytes, compared } = ended ?? {}
  const { places } = await project.places(shelved)
  const record = new RestoreRecord(world, shelved.name, { backup, at, token }, places)
  await record.end({
    ...{ version, id, backup, source, scope, into, origin, startedAt },
    ...(only === undefined ? {} : { only }),
    ...(moment === undefined ? {} : { moment }),
    ...(restored === undefined ? {} : { restored }),
    ...(store === undefined ? {} : { store }),
    ...(restoredBytes === undefined ? {} : { restoredBytes }),
    ...(compared === undefined ? {} : { compared }),
    state: 'failed',
    completedAt: ended?.completedAt ?? world.now().toISOString(),
    error: error === undefined ? (ended?.error ?? cutOff([], id)) : errorOf(error),
    hooks,
  })
}

function finished(id: string, said: string, hooks: EndedRestore['hooks']): Result {
  return { json: { version: 1, restore: id, hooks }, text: () => said, problems: [], ids: [] }
}
