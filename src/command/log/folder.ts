import type { SourceCatalog } from '../../catalog/catalog.ts'
import { plan, type Task } from '../../plan/plan.ts'
import { keepsEverything, type Source } from '../../policy/policy.ts'
import { makeCopies } from '../copy/make-copy.ts'
import type { Project } from '../project/project.ts'
import { attempt, type Findings, type Session } from '../project/session.ts'
import { checkSeated } from '../verify/turn.ts'
import type { Logged } from './logged.ts'

/**
 * Where pieces or bases are kept, as a source of its own: its copies are checked, healed and pruned as those of any backup. What is
 * older than `from` goes, the last that is there only where that need not be kept.
 */
export function folderSource(
  source: Logged,
  name: string,
  { from, keepsLast }: { readonly from: Date | undefined; readonly keepsLast: boolean } = {
    from: undefined,
    keepsLast: true,
  },
): Source {
  const { schedule: _schedule, verify, pointInTime: _log, objectives: _objectives, ...rest } = source
  const { read: _read, restore: _restore, pointInTime: _moment, ...checks } = verify
  return {
    ...rest,
    name,
    objectives: {},
    verify: { ...checks, size: {}, assertions: [] },
    anomalies: { effect: 'none', history: 30, ignore: [] },
    retention: {
      ...keepsEverything(source.retention.grace, keepsLast ? 1 : 0),
      ...(keepsLast ? {} : { mayEmpty: true }),
      ...(from === undefined ? {} : { before: from }),
    },
  } as Source
}

/** A project that knows such a folder as a source. */
export function knowing(project: Project, folder: Source): Project {
  const { policy } = project
  return project.expanded({ ...policy, sources: { ...policy.sources, [folder.name]: folder } }, project.expansions)
}

/** Makes the copies of a folder that are missing, heals those that are damaged, and checks those whose turn it is. */
export async function keepWhole(
  session: Session,
  source: Logged,
  folder: Source,
  catalog: SourceCatalog,
): Promise<void> {
  const project = knowing(session.project, folder)
  const tasks = plan(project.policy, new Map([[folder.name, catalog]]), project.world.now(), [folder.name])
  for (const task of tasks.filter(({ due }) => due)) {
    const { kind, because } = task
    if (kind !== 'copy' && kind !== 'check') continue
    const trying = { work: kind, trigger: 'schedule', because, recorded: 'failures' } as const
    await attempt(session, source, trying, () => carryOut(project, folder, catalog, task))
  }
}

async function carryOut(project: Project, folder: Source, catalog: SourceCatalog, task: Task): Promise<Findings> {
  if (task.kind === 'copy') {
    const { failures = [] } = await makeCopies(project, folder, catalog, [...new Set(task.copies.map(({ id }) => id))])
    return { failures }
  }
  if (task.kind !== 'check') return {}
  const { failures = [] } = await checkSeated(project, folder, catalog, task.ids)
  return { failures }
}
