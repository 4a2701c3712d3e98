import type { Finding } from '../../problem.ts'
import { oneLine } from '../../words/words.ts'
import type { ProblemReport, Report, SourceReport } from '../data.ts'
import { advice, failedProof } from '../phrase.ts'
import { newIn } from '../repeat.ts'

/** One note that GitHub shows on the run, and on the line of a file in a pull request. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  readonly title: string
  readonly message: string
}

const levels = { failure: 'error', warning: 'warning', note: 'notice' } as const
const order = ['error', 'warning', 'notice']

/** What is worth a note, the worst first; each once. Where GitHub shows only some, it shows the first. */
export function annotations(report: Report): readonly Annotation[] {
  const all = [
    ...report.problems.map((problem) => ofProblem(report, problem)),
    ...report.sources.flatMap((source) => ofSource(report, source)),
  ]
  const seen = new Set<string>()
  return all
    .filter(({ title, message }) => {
      const text = `${title}\n${message}`
      return !seen.has(text) && seen.add(text)
    })
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
}

function ofProblem(report: Report, { code, message, hint, source, line }: ProblemReport): Annotation {
  const place = line === undefined ? {} : { file: report.policy, line }
  return {
    level: 'error',
    ...place,
    title: source ? `${source}: ${code}` : code,
    message: oneLine(advice({ message, hint })),
  }
}

function ofSource(report: Report, made: SourceReport): readonly Annotation[] {
  const { source, backup, proofs, retention, problems, warnings = [] } = made
  const ofFinding = (what: string, { level, message, hint }: Finding): Annotation => ({
    level: levels[level],
    title: `${source}: ${what}`,
    message: oneLine(advice({ message, hint })),
  })
  const problemOf = (problem: ProblemReport) => ofProblem(report, { ...problem, source: problem.source ?? source })
  const proven = proofs.flatMap((proof): Annotation[] => {
    const found = newIn(proof.findings, report, source).map((finding) =>
      ofFinding(`${proof.level} of ${proof.id}`, finding),
    )
    if (!failedProof(proof) || proof.findings.some(({ level }) => level === 'failure')) return found
    return [
      { level: 'error', title: `${source}: ${proof.level} failed`, message: `${proof.level} of ${proof.id} failed` },
      ...found,
    ]
  })
  return [
    ...problems.map(problemOf),
    ...proven,
    ...warnings.map((message) => ofFinding('schedule', { level: 'warning', blame: 'env', message })),
    ...newIn(backup?.findings ?? [], report, source).map((finding) => ofFinding('backup', finding)),
    ...(retention?.findings ?? []).map((message) =>
      ofFinding('retention', { level: 'warning', blame: 'data', message }),
    ),
  ]
}
