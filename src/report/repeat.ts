import type { ProblemReport, Report, SourceReport } from './report.ts'

/** A problem with every source that has it: one dead store is one problem, however many sources use it. */
export interface SharedProblem extends ProblemReport {
  readonly sources: readonly string[]
}

const keyOf = ({ code, message, hint }: ProblemReport) => JSON.stringify([code, message, hint])

/** Every problem once, in the order in which they came up. Pure. */
export function problemsOnce(report: Pick<Report, 'problems' | 'sources'>): readonly SharedProblem[] {
  const all = [
    ...report.problems.map((problem) => ({ problem, sources: problem.source ? [problem.source] : [] })),
    ...report.sources.flatMap(({ source, problems }) =>
      problems.map((problem) => ({ problem, sources: [problem.source ?? source] })),
    ),
  ]
  const found = new Map<string, SharedProblem>()
  for (const { problem, sources } of all) {
    const known = found.get(keyOf(problem))
    const names = [...new Set([...(known?.sources ?? []), ...sources])]
    found.set(keyOf(problem), { ...(known ?? problem), sources: names })
  }
  return [...found.values()]
}

/** The same sources without the problems that several of them have; and those problems. */
export function setApart(report: Pick<Report, 'problems' | 'sources'>): {
  readonly sources: readonly SourceReport[]
  readonly shared: readonly SharedProblem[]
} {
  const shared = problemsOnce(report).filter(({ sources }) => sources.length > 1)
  const keys = new Set(shared.map(keyOf))
  const sources = report.sources.map((source) => ({
    ...source,
    problems: source.problems.filter((problem) => !keys.has(keyOf(problem))),
  }))
  return { sources, shared }
}

/** "orders, app and 3 more" */
export function namesSome(names: readonly string[], most = 5): string {
  const rest = names.length - most
  if (rest > 0) return `${names.slice(0, most).join(', ')} and ${rest} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
