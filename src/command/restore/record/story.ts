import {
  type EndedRestore,
  type HookOutcome,
  listRestores,
  type RestoreStory,
  readRestores,
  type SeenRestore,
  type SourceCatalog,
} from '../../../catalog/catalog.ts'
import type { Project, SourceStores } from '../../project/project.ts'
import { isGone } from './process.ts'

/** `restore --status --json`. Times are ISO 8601 in UTC. */
export interface ShownRestore {
  readonly id: string
  readonly source: string
  readonly backup: string
  readonly state: 'in_progress' | 'completed' | 'failed'
  /** It was cut off: nothing of it runs any more. Absent = it was not. */
  readonly interrupted?: true
  readonly scope?: string
  readonly only?: readonly string[]
  /** ISO 8601: that the log was played back to. */
  readonly moment?: string
  readonly into?: string
  readonly origin: Readonly<Record<string, string>>
  readonly startedAt: string
  readonly completedAt?: string
  readonly store?: string
  readonly restoredBytes?: number
  readonly compared?: string
  readonly error?: EndedRestore['error']
  readonly hooks: Readonly<Record<string, HookOutcome | undefined>>
  /** The command that is left to run. Absent = none. */
  readonly finish?: string
  /** Stores that have an object of it. */
  readonly stores: readonly string[]
}

export interface Restores {
  readonly seen: readonly SeenRestore[]
  readonly unread: SourceCatalog['unread']
}

/** Which restores of a source its stores know of, newest first. */
export async function seenRestores(project: Project, source: SourceStores): Promise<Restores> {
  const { world } = project
  const { places, failed } = await project.places(source)
  const { restores, unread } = await listRestores(source.name, places, world.now(), world.signal)
  const unopened = failed.map(({ store, problem: { message, hint } }) => ({
    store,
    message,
    ...(hint ? { hint } : {}),
  }))
  return { seen: restores, unread: [...unopened, ...unread] }
}

export async function storiesOf(
  project: Project,
  source: SourceStores,
  seen: readonly SeenRestore[],
): Promise<readonly RestoreStory[]> {
  return readRestores(source.name, seen, isGone, project.world.signal)
}

/** What is told of one. Pure. */
export function shownRestore(
  source: string,
  { id, backup, at, state, found, started, ended }: RestoreStory,
): ShownRestore {
  const told = ended ?? started
  const open = ended
    ? ended.hooks['after-restore'] !== undefined && ended.hooks['after-restore'] !== 'ran'
    : state === 'interrupted'
  const begun = (started?.hooks ?? []).map((hook) => [hook, 'unknown'] as const)
  const hooks = ended?.hooks ?? Object.fromEntries(begun)
  const finish = open ? `backproof restore --finish ${id}` : undefined
  const error = ended?.error ?? (state === 'interrupted' ? cutOff(started?.hooks ?? [], id) : undefined)
  return {
    ...{ id, source, backup },
    state: state === 'interrupted' ? 'failed' : state,
    ...(state === 'interrupted' ? { interrupted: true as const } : {}),
    ...(told
      ? {
          scope: told.scope,
          ...(told.only ? { only: told.only } : {}),
          ...(told.moment ? { moment: told.moment } : {}),
          into: told.into,
          origin: told.origin,
        }
      : { origin: {} }),
    startedAt: at.toISOString(),
    ...(ended
      ? {
          completedAt: ended.completedAt,
          ...(ended.store === undefined ? {} : { store: ended.store }),
          ...(ended.restoredBytes === undefined ? {} : { restoredBytes: ended.restoredBytes }),
          ...(ended.compared === undefined ? {} : { compared: ended.compared }),
        }
      : {}),
    ...(error ? { error } : {}),
    hooks,
    ...(finish === undefined ? {} : { finish }),
    stores: [...new Set(found.map(({ place }) => place.name))].sort(),
  }
}

/** What is known of a restore whose process is gone without a word. */
export function cutOff(hooks: readonly string[], id: string): NonNullable<EndedRestore['error']> {
  const open = hooks.includes('after-restore') ? ', and its after-restore hook has not run' : ''
  return {
    code: 'run-failed',
    message: `interrupted: its process ended before the restore did${open}`,
    hint: `Run \`backproof restore --finish ${id}\`${open === '' ? ', which closes the record' : ', which runs the hook'}; then restore again.`,
  }
}
