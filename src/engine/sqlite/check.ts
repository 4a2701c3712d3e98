import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { Problem } from '../../problem.ts'
import { failed, mistaken, type SqlAssertion, unmet } from '../assertion.ts'
import type { Facts } from '../contract.ts'
import { databaseFacts } from './facts.ts'
import { type Answer, query } from './query.ts'

/** Runs one assertion on a database that it cannot change. undefined: it holds. */
export async function checkSqlite(
  assertion: Assertion,
  path: string,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  switch (assertion.kind) {
    case 'sql':
      return checkSql(assertion, path, signal)
    case 'tables': {
      const there = new Set(tablesOf((await databaseFacts(path, signal)).facts))
      const missing = assertion.tables.filter((table) => !there.has(table))
      return missing.length === 0 ? undefined : failed(assertion, `there is no table ${missing.join(', ')}`)
    }
    case 'files':
      throw new Problem(
        'policy-invalid',
        `assertion "${assertion.name}" asks for files, but the source is a database`,
        {
          hint: 'Use tables: [...] or sql: "...".',
        },
      )
  }
}

/** A view passes for a table. */
export function tablesOf({ objects }: Facts): readonly string[] {
  return ['table', 'view'].flatMap((kind) => objects[kind] ?? [])
}

async function checkSql(assertion: SqlAssertion, path: string, signal: AbortSignal): Promise<Finding | undefined> {
  const { sql, expect } = assertion
  const [answer] = await query(path, [sql], signal, { limit: 2 })
  if (!answer || 'error' in answer) {
    const said = `SQLite says ${answer?.error}`
    // Of the result codes, in their lowest byte: what the file holds has others (corrupt, not a database, an I/O error).
    const isMistake = answer !== undefined && (ofTheStatement(answer) || (answer.code & 0xff) === readonly)
    return isMistake ? mistaken(assertion, said) : failed(assertion, said)
  }
  const [row, second] = answer.rows
  if (!row) return failed(assertion, 'it returned no row')
  if (second) return mistaken(assertion, 'it returned more than one row')
  const [value, ...more] = Object.values(row)
  if (more.length > 0) return mistaken(assertion, `it returned ${more.length + 1} columns, not one`)
  const because = unmet(value === null || value === undefined ? '' : String(value), expect)
  return because === undefined ? undefined : failed(assertion, because)
}

const [noCode, generic, readonly] = [0, 1, 8]

/** SQLite refused to compile it, or Node refused it (one without a statement): it would never run, on whatever data. */
const ofTheStatement = ({ code, compiled }: Extract<Answer, { error: string }>) =>
  !compiled && ((code & 0xff) === generic || code === noCode)
