import type { Finding } from '../problem.ts'
import type { ProblemReport, Report, SourceReport } from './data.ts'

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

/** The same sources, and the problems of none, without the problems that several have; and those problems. */
export function setApart(report: Pick<Report, 'problems' | 'sources'>): {
  readonly sources: readonly SourceReport[]
  readonly problems: readonly ProblemReport[]
  readonly shared: readonly SharedProblem[]
} {
  const shared = problemsOnce(report).filter(({ sources }) => sources.length > 1)
  const keys = new Set(shared.map(keyOf))
  const sources = report.sources.map((source) => ({
    ...source,
    problems: source.problems.filter((problem) => !keys.has(keyOf(problem))),
  }))
  return { sources, problems: report.problems.filter((problem) => !keys.has(keyOf(problem))), shared }
}

/** Those that no problem of the source tells already: the problem of a failed proof is its first failure, with the same hint. */
export function newIn(findings: readonly Finding[], report: Pick<Report, 'problems' | 'sources'>, name: string) {
  const own = report.sources.flatMap(({ source, problems }) => (source === name ? problems : []))
  const problems = [...own, ...report.problems]
  return findings.filter(
    ({ level, message }) => level !== 'failure' || !problems.some((problem) => problem.message.includes(message)),
  )
}
