import { isProblem, Problem } from '../../problem.ts'

/** One mistake in a policy file, at its place. Never contains the value of a secret. */
export interface Finding {
  /** Lower case, names the key: "sources.orders.retenton is not a key of a postgres source; did you mean retention?" */
  readonly message: string
  /** A sentence that says what to write instead. */
  readonly hint?: string
  /** 1-based; columns count UTF-16 units. */
  readonly line: number
  readonly column: number
  /** On the same line, one past the last character. */
  readonly endColumn?: number
  /** Where in the policy: "sources.orders.url"; "" is the file itself. */
  readonly path: string
}

/** The Problem of a policy with mistakes: "3 errors in backup-policy.yml". Its findings come back from {@link policyFindings}. */
export function policyInvalid(file: string, findings: readonly Finding[]): Problem {
  const sorted = [...findings].sort((a, b) => a.line - b.line || a.column - b.column)
  const first = sorted[0]
  return new Problem(
    'policy-invalid',
    `${countIn(file, sorted)}${first ? `: line ${first.line}: ${first.message}` : ''}`,
    {
      hint: first?.hint ?? 'Correct the policy file; docs/policy.md describes every key.',
      cause: sorted,
    },
  )
}

/** "3 errors in backup-policy.yml": all that is left to say where each is shown at its place already. */
export function countIn(file: string, findings: readonly Finding[]): string {
  return `${findings.length === 1 ? '1 error' : `${findings.length} errors`} in ${file}`
}

/** Every mistake of a policy-invalid Problem, in the order of the file; empty for any other error. */
export function policyFindings(error: unknown): readonly Finding[] {
  return isProblem(error, 'policy-invalid') && Array.isArray(error.cause) ? (error.cause as readonly Finding[]) : []
}
