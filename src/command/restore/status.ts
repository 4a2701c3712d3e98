import { type RestoreStory, readLogName, restoredSource } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'
import { formatDuration, formatMoment, formatTime, oneLine, plainSize, suggest, table } from '../../words/words.ts'
import type { World } from '../../world.ts'
import { basesNamed } from '../log/read-log.ts'
import type { Options } from '../option.ts'
import { openProject, type Project, type SourceStores } from '../project/project.ts'
import type { Result } from '../result.ts'
import { type Restores, type ShownRestore, seenRestores, shownRestore, storiesOf } from './record/story.ts'

/** Newer ones than these are not read: a person looks at the last few, --source and an id find the others. */
const most = 50

/** Shows the restores that the stores know of, or one of them. */
export async function restoreStatus(world: World, options: Options): Promise<Result> {
  const [id, ...more] = options.id ?? []
  if (more.length > 0)
    throw new Problem('usage', 'restore --status takes one id', {
      hint: 'Leave the ids out, and it lists all restores.',
    })
  const project = await openProject(world, options, { patience: 'short', gone: 'too' })
  return id === undefined ? await listed(project) : await one(project, id)
}

/** One restore, by its id, or the newest of a backup by the backup's. Throws `unknown-id`. */
export async function findRestore(
  project: Project,
  id: string,
): Promise<{ readonly source: SourceStores; readonly restores: Restores; readonly story: RestoreStory }> {
  const source = sourceOfRestore(project, id)
  const restores = await seenRestores(project, source)
  const seen = restores.seen.find((one) => one.id === id)
  const [story] = seen ? await storiesOf(project, source, [seen]) : []
  if (story) return { source, restores, story }
  const [gap] = restores.unread
  if (gap)
    throw new Problem(
      'store-failed',
      `there may be a restore ${id}, but ${gap.store} could not be read: ${gap.message}`,
      { hint: gap.hint ?? 'Try again.' },
    )
  throw new Problem('unknown-id', `no store knows of a restore ${id}`, {
    hint:
      restores.seen.length > 0
        ? suggest(
            id,
            restores.seen.map((one) => one.id),
          )
        : 'Run `backproof restore --status`, which lists them.',
  })
}

/** Where the records of a restore are, by its id: also of a source that has left the policy. */
export function sourceOfRestore({ policy }: Project, id: string): SourceStores {
  const name = restoredSource(id)
  if (name === undefined)
    throw new Problem('unknown-id', `${JSON.stringify(id)} is not the id of a restore`, {
      hint: 'Run `backproof restore --status`, which lists them; the id of a backup is for `backproof show`.',
    })
  const owner = policy.sources[readLogName(name)?.source ?? name]
  return { name, stores: owner?.stores ?? Object.keys(policy.stores) }
}

async function listed(project: Project): Promise<Result> {
  const { timezone } = project.policy
  // What a log was played onto has records of its own, where it is no dump.
  const bases = project.sources.filter(({ pointInTime }) => pointInTime?.base !== undefined).map(basesNamed)
  const shelves: readonly SourceStores[] = [...project.sources, ...bases]
  const all = await Promise.all(shelves.map(async (source) => ({ source, ...(await seenRestores(project, source)) })))
  const newest = all
    .flatMap(({ source, seen }) => seen.map((one) => ({ source, one })))
    .sort((a, b) => b.one.at.getTime() - a.one.at.getTime())
  const told = await Promise.all(
    newest.slice(0, most).map(async ({ source, one }) => {
      const [story] = await storiesOf(project, source, [one])
      return story ? [shownRestore(source.name, story)] : []
    }),
  )
  const restores = told.flat()
  const unread = all.flatMap(({ source, unread }) => unread.map((gap) => ({ source: source.name, ...gap })))
  const problems = unread.map(
    ({ source, store, message, hint }) =>
      new Problem('store-failed', `${source}: ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Restores that only this store knows of are not shown.',
      }),
  )
  const rest = newest.length - restores.length
  const text = () =>
    restores.length === 0
      ? `No restore of ${project.sources.map(({ name }) => name).join(', ')} is known.`
      : [
          table([['ID', 'STATE', 'STARTED', 'TOOK', 'INTO'], ...restores.map((one) => row(one, timezone))]),
          ...restores.flatMap((one) => (one.finish ? [`${one.id} is not finished: run \`${one.finish}\``] : [])),
          ...(rest > 0 ? [`and ${rest} earlier ones; --source NAME shows those of one source`] : []),
        ].join('\n')
  return {
    json: { version: 1, project: project.policy.project, restores, ...(rest > 0 ? { earlier: rest } : {}), unread },
    text,
    problems,
  }
}

async function one(project: Project, id: string): Promise<Result> {
  const { source, restores, story } = await findRestore(project, id)
  const shown = shownRestore(source.name, story)
  const problems =
    shown.error === undefined
      ? []
      : [
          new Problem('restore-failed', `${id}: ${oneLine(shown.error.message, 2000)}`, {
            hint: oneLine(shown.error.hint ?? 'Restore again.', 2000),
          }),
        ]
  return {
    json: { version: 1, ...shown, unread: restores.unread },
    text: () => detail(shown, project.policy.timezone),
    problems,
    told: [],
  }
}

const stateText = ({ state, interrupted }: ShownRestore) => (interrupted ? 'interrupted' : state.replace('_', ' '))

function tookText({ startedAt, completedAt }: ShownRestore): string {
  return completedAt === undefined ? '-' : formatDuration(Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)))
}

function row(shown: ShownRestore, timezone: string): readonly string[] {
  return [
    shown.id,
    stateText(shown),
    formatTime(shown.startedAt, timezone),
    tookText(shown),
    oneLine(shown.into ?? '-', 120),
  ]
}

function detail(shown: ShownRestore, timezone: string): string {
  const at = (time: string) => formatTime(time, timezone)
  const what = shown.only ? `only ${shown.only.join(', ')}` : (shown.scope ?? '-')
  const asked = Object.entries(shown.origin).map(([name, word]) => `${name} ${word}`)
  const hooks = Object.entries(shown.hooks).map(([name, outcome]) => `${name} ${outcome}`)
  const facts: (readonly string[])[] = [
    ['state', stateText(shown)],
    ['backup', shown.backup],
    ['what', what],
    ...(shown.moment === undefined ? [] : [['as of', formatMoment(new Date(shown.moment))]]),
    ['into', shown.into ?? '-'],
    ['started', at(shown.startedAt)],
    ...(shown.completedAt === undefined ? [] : [['ended', `${at(shown.completedAt)}, after ${tookText(shown)}`]]),
    ...(shown.store === undefined ? [] : [['read from', shown.store]]),
    ...(shown.restoredBytes === undefined ? [] : [['size', plainSize(shown.restoredBytes)]]),
    ...(shown.compared === undefined ? [] : [['compared', shown.compared]]),
    ['asked by', asked.join(', ') || '-'],
    ...(hooks.length > 0 ? [['hooks', hooks.join(', ')]] : []),
    ['recorded in', shown.stores.join(', ')],
  ]
  const cells = facts.map((fact) => fact.map((cell) => oneLine(cell, 500)))
  return [shown.id, table(cells), ...(shown.finish ? [`Run \`${shown.finish}\`.`] : [])].join('\n')
}
