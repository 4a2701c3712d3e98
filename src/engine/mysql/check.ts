import type { Assertion } from '../../policy/policy.ts'
import { type Finding, isProblem, Problem } from '../../problem.ts'
import { failureOf, lastLines } from '../../runtime/runtime.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind, type ValueAssertion } from '../assertion.ts'
import type { Facts } from '../contract.ts'
import { inventoryOf } from './inventory.ts'
import { type Asker, identifier, isOfServer, query } from './session.ts'

/** Runs one assertion, in a read-only transaction. undefined: it holds. */
export async function checkMysql(assertion: Assertion, asker: Asker): Promise<Finding | undefined> {
  switch (assertion.kind) {
    case 'sql':
      return await checkSql(assertion, assertion.ask, asker)
    case 'count-of':
    case 'required': {
      const { tables } = await inventoryOf(asker)
      const names = new Set(tables.map(({ name }) => name))
      if (assertion.kind === 'required') return judgeRequired(assertion, (name) => names.has(name), 'table')
      if (!names.has(assertion.ask)) return failed(assertion, `there is no table ${assertion.ask}`)
      return await checkSql(assertion, `select count(*) from ${identifier(assertion.ask)}`, asker)
    }
    default:
      throw unknownKind(assertion)
  }
}

/** Those of these table names that no table of a backup has. */
export function missingTables(facts: Facts, names: readonly string[]): readonly string[] {
  const there = new Set(facts.objects['table'])
  return names.filter((name) => !there.has(name))
}

// 1064 a mistake in a statement, 1054, 1146, 1305, 1630 and 1109 a name that is not there, 1792 a statement that writes.
const ofTheStatement = /ERROR (?:1064|1054|1146|1305|1630|1109|1792|1290|1295)\b/

async function checkSql(assertion: ValueAssertion, ask: string, asker: Asker): Promise<Finding | undefined> {
  const sql = ask.trim().replace(/;\s*$/, '')
  // The client takes a backslash in front for a command of its own, and DELIMITER for one too.
  if (/^\\|^delimiter\b/i.test(sql))
    throw new Problem('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' })
  let rows: readonly (readonly string[])[]
  try {
    rows = await query(asker, `set session transaction read only;\nstart transaction;\n${sql}`)
  } catch (error) {
    const failure = failureOf(error)
    if (!isProblem(error, 'tool-failed')) throw error
    if (failure === undefined && /wrote more than/.test(error.message)) return failed(assertion, error.message)
    // Anything but a statement that is refused says nothing about the backup: a connection that was lost.
    if (failure === undefined || !/ERROR \d+ \(\w+\) at line/.test(failure.stderr) || isOfServer(error)) throw error
    const said = `the server says ${lastLines(failure.stderr)}`
    return ofTheStatement.test(failure.stderr) ? mistaken(assertion, said) : failed(assertion, said)
  }
  const [row, ...moreRows] = rows
  if (row === undefined) return failed(assertion, 'it returned no row')
  if (moreRows.length > 0) return mistaken(assertion, `it returned ${moreRows.length + 1} rows, not one`)
  const [value = '', ...more] = row
  if (more.length > 0) return mistaken(assertion, `it returned ${more.length + 1} columns, not one`)
  return judged(assertion, value)
}
