import { isProblem, messageOf } from '../problem.ts'
import type { ProblemReport, Report, TextStyle } from '../report/report.ts'
import type { World } from '../world.ts'
import type { Options } from './option.ts'

/** What a command has to say; printed by the edges. */
export interface Result {
  /** One document of a documented shape (docs/operations.md). */
  readonly json: unknown
  readonly text: (style: TextStyle) => string
  /** For the job summary and the annotations, where the command makes one. */
  readonly report?: Report
  /** Failures that did not stop the others; any decides the exit code. */
  readonly problems: readonly unknown[]
  /** Those that text, report and Markdown show with their hints: they are not printed again. */
  readonly told?: readonly unknown[]
  /** Ids made, proven or restored: an output of the action. */
  readonly ids?: readonly string[]
  readonly deleted?: readonly string[]
  /** The job summary of a command without a report, as GitHub-flavoured Markdown. */
  readonly markdown?: string
  /** More outputs of the action: JSON texts. */
  readonly outputs?: { readonly gate?: string; readonly matrix?: string }
}

export type Run = (world: World, options: Options) => Promise<Result>

/** The problems that are still to be printed; a bug always is, for its stack. */
export function untold({ problems, told = [] }: Pick<Result, 'problems' | 'told'>): readonly unknown[] {
  return problems.filter((problem) => !isProblem(problem) || !told.includes(problem))
}

/** A failure as the JSON of reports has it. */
export function problemJson(error: unknown): Pick<ProblemReport, 'code' | 'message' | 'hint'> {
  if (isProblem(error)) return { code: error.code, message: error.message, ...(error.hint ? { hint: error.hint } : {}) }
  return { code: 'bug', message: messageOf(error) }
}

/** What stands for a result where a command failed before it had one. */
export function failureJson(error: unknown) {
  return { version: 1, status: 'failed', problems: [problemJson(error)] } as const
}
