import type { Assertion } from '../../policy/policy.ts'
import { type Finding, Problem } from '../../problem.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind, type ValueAssertion } from '../assertion.ts'
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
      return await checkSql(assertion, assertion.ask, path, signal)
    case 'count-of':
    case 'required': {
      const there = new Set(tablesOf((await databaseFacts(path, signal)).facts))
      if (assertion.kind === 'required') return judgeRequired(assertion, (name) => there.has(name), 'table')
      if (!there.has(assertion.ask)) return failed(assertion, `there is no table ${assertion.ask}`)
      const counted = `"${assertion.ask.replaceAll('"', '""')}"`
      return await checkSql(assertion, `select count(*) from ${counted}`, path, signal)
    }
    default:
      throw unknownKind(assertion)
  }
}

/** Those of these names that no table of a backup has. */
export function missingTables(facts: Facts, names: readonly string[]): readonly string[] {
  const there = new Set(tablesOf(facts))
  return names.filter((name) => !there.has(name))
}

/** A view passes for a table. */
function tablesOf({ objects }: Facts): readonly string[] {
  return ['table', 'view'].flatMap((kind) => objects[kind] ?? [])
}

/** Out of memory, and a full disk: of result codes, in their lowest byte. */
const roomless = new Set([7, 13])

async function checkSql(
  assertion: ValueAssertion,
  sql: string,
  path: string,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const [answer] = await query(path, [sql], signal, { limit: 2, alone: true })
  if (!answer || 'error' in answer) {
    const said = `SQLite says ${answer?.error}`
    if (answer !== undefined && roomless.has(answer.code & 0xff))
      throw new Problem('sandbox-failed', `assertion "${assertion.name}" cannot be asked: ${said}`, {
        hint: 'Set TMPDIR to a writable directory with free space, or free some memory: SQLite sorts there.',
      })
    // Of the result codes, in their lowest byte: what the file holds has others (corrupt, not a database, an I/O error).
    const isMistake = answer !== undefined && (ofTheStatement(answer) || (answer.code & 0xff) === readonly)
    return isMistake ? mistaken(assertion, said) : failed(assertion, said)
  }
  const [row, second] = answer.rows
  if (!row) return failed(assertion, 'it returned no row')
  if (second) return mistaken(assertion, 'it returned more than one row')
  const [value, ...more] = Object.values(row)
  if (more.length > 0) return mistaken(assertion, `it returned ${more.length + 1} columns, not one`)
  return judged(assertion, value === null || value === undefined ? undefined : String(value))
}

const [noCode, generic, readonly] = [0, 1, 8]

/** SQLite refused to compile it, or Node refused it (one without a statement): it would never run, on whatever data. */
const ofTheStatement = ({ code, compiled }: Extract<Answer, { error: string }>) =>
  !compiled && ((code & 0xff) === generic || code === noCode)
