import { z } from 'zod'

/** What `plan` says of one source of the policy, as far as the scheduler needs it. */
export interface SourcePlan {
  readonly source: string
  /** Kinds of work that are due now; retention is no reason to start. */
  readonly due: readonly string[]
  /** The next moment at which something becomes due by a schedule, in milliseconds; absent: there is none. */
  readonly nextMs?: number
}

const shape = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      tasks: z.array(z.object({ kind: z.string(), due: z.boolean(), next: z.iso.datetime().optional() })),
    }),
  ),
})

/** Reads the JSON of `plan`: one entry for each source as the policy names it, however many databases it stands for. Pure. */
export function readPlan(json: unknown): readonly SourcePlan[] {
  const { sources } = shape.parse(json)
  return [...Map.groupBy(sources, ({ source }) => source.replace(/\/.*$/s, ''))].map(([source, parts]) => {
    const tasks = parts.flatMap((part) => part.tasks)
    const due = [...new Set(tasks.filter((task) => task.due && task.kind !== 'prune').map(({ kind }) => kind))]
    const next = tasks.flatMap((task) => (task.next === undefined ? [] : [Date.parse(task.next)]))
    return { source, due, ...(next.length > 0 ? { nextMs: Math.min(...next) } : {}) }
  })
}
