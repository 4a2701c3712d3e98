import type { LogTask } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { describeTask, type Session } from '../project/session.ts'

/** What is due of the log stands in the report beside what else is. */
export function note({ reports }: Session, source: Source, tasks: readonly LogTask[]): void {
  const known = reports.get(source.name)
  if (!known) return
  reports.set(source.name, { ...known, tasks: [...known.tasks, ...tasks.map(describeTask)] })
}

export function did({ reports }: Session, source: Source, kind: LogTask['kind'], what: string): void {
  const known = reports.get(source.name)
  if (!known) return
  const tasks = known.tasks.map((task) => (task.kind === kind ? { ...task, did: what } : task))
  reports.set(source.name, { ...known, tasks })
}
