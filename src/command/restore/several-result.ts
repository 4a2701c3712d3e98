import { isProblem, Problem } from '../../problem.ts'
import { type RestoreRow, renderRestores } from '../../report/report.ts'
import { oneLine, table } from '../../words/words.ts'
import { problemJson, type Result } from '../result.ts'

/** What became of one of several sources. */
export interface Outcome {
  readonly source: string
  readonly backup: string
  readonly into: string
  readonly state: 'completed' | 'failed' | 'not begun'
  /** Of one that was not begun. */
  readonly because?: string
  readonly result?: Result
  readonly error?: Problem
}

/** What to say of them all: each has a line, whatever became of it. */
export function severalResult(what: string, outcomes: readonly Outcome[]): Result {
  const problems = outcomes.flatMap(({ source, state, because, result, error }) => [
    ...(result?.problems ?? []),
    ...(error ? [error] : []),
    ...(state === 'not begun'
      ? [
          new Problem('restore-failed', `${source} was not restored: ${because}`, {
            hint: `Run \`backproof restore --source ${source}\` once that is there.`,
          }),
        ]
      : []),
  ])
  const rows = outcomes.map(rowOf)
  const status = problems.length === 0 ? 'succeeded' : 'failed'
  const restored = outcomes.filter(({ state }) => state === 'completed').length
  const title = `${restored} of ${outcomes.length} restored`
  return {
    json: {
      version: 1,
      what,
      status,
      sources: outcomes.map(({ result, error, ...rest }) => ({
        ...rest,
        ...(result ? { ...(result.json as object), version: undefined, id: undefined } : {}),
        problems: [...(result?.problems ?? []), ...(error ? [error] : [])].map(problemJson),
      })),
    },
    text: () =>
      [
        `${what}: ${title}`,
        table([
          ['SOURCE', 'STATE', 'BACKUP', 'INTO', 'SAYS'],
          ...rows.map(({ source, state, backup, into, says }) => [
            source,
            state,
            backup,
            oneLine(into, 100),
            oneLine(says, 200),
          ]),
        ]),
      ].join('\n'),
    markdown: renderRestores({ title: `${what}: ${title}`, failed: status === 'failed', rows }),
    problems,
    ids: outcomes.filter(({ state }) => state === 'completed').map(({ backup }) => backup),
  }
}

function rowOf({ source, state, backup, into, because, result, error }: Outcome): RestoreRow {
  const { compared } = (result?.json ?? {}) as { readonly compared?: string }
  const [problem] = result?.problems ?? []
  const why = error?.message ?? (isProblem(problem) ? problem.message : undefined)
  return { source, state, backup, into, says: because ?? why ?? compared ?? '-' }
}
