import type { Task } from '../../plan/plan.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { plural } from '../../words/words.ts'
import type { Session } from '../project/session.ts'

/**
 * Makes the report show the copies as they are after this task, not as planned before it: those that were made, and
 * those that the backup of this run lacks. `done`: nothing of it failed.
 */
export function noteCopies({ reports }: Session, { name }: SourceCommon, task: Task, done: boolean): void {
  const report = reports.get(name)
  const planned = report?.tasks.find(({ kind }) => kind === 'copy')
  if (!report || !planned) return
  const { backup } = report
  const failed = (backup?.copies ?? []).filter(({ outcome }) => outcome === 'failed')
  const lacks = failed.map(
    ({ store }) => `store ${store} lacks ${backup?.id}, which was just made: the next \`run\` copies it`,
  )
  const settled =
    task.kind === 'backup' && lacks.length > 0
      ? { ...planned, due: true, because: [...(planned.due ? planned.because : []), ...lacks] }
      : task.kind === 'copy' && done
        ? { ...planned, did: [...copied(task.copies), ...lacks].join('; ') }
        : planned
  reports.set(name, { ...report, tasks: report.tasks.map((one) => (one === planned ? settled : one)) })
}

/** "copied orders-... to s3", "healed 2 copies in s3" */
function copied(copies: Extract<Task, { kind: 'copy' }>['copies']): readonly string[] {
  const groups = Map.groupBy(copies, ({ to, damage }) => `${damage === undefined} ${to}`)
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const count = more.length + 1
    if (first.damage !== undefined)
      return [
        more.length > 0
          ? `healed the copies of ${plural(count, 'backup')} in ${first.to}`
          : `healed the copy of ${first.id} in ${first.to}`,
      ]
    return [`copied ${more.length > 0 ? plural(count, 'backup') : first.id} to ${first.to}`]
  })
}
