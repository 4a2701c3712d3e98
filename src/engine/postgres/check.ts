import type { Assertion } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { isProblem, Problem } from '../../problem.ts'
import { failureOf, lastLines, type Runtime, text } from '../../runtime/runtime.ts'
import { failed, judged, judgeRequired, mistaken, unknownKind, type ValueAssertion } from '../assertion.ts'
import type { Facts } from '../contract.ts'
import { type Connection, clientCommand } from './connection.ts'
import { openSession, type Session } from './session.ts'

/** Runs one assertion, in a read-only transaction. undefined: it holds. */
export async function checkPostgres(
  assertion: Assertion,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  switch (assertion.kind) {
    case 'sql':
      return await checkSql(assertion, assertion.ask, connection, runtime, signal)
    case 'count-of':
    case 'required': {
      await using session = await openSession(connection, runtime, signal)
      const tables = await tablesThere(session)
      if (assertion.kind === 'required') return judgeRequired(assertion, (name) => tables.has(name), 'table')
      const counted = tables.get(assertion.ask)
      if (counted === undefined) return failed(assertion, `there is no table ${assertion.ask}`)
      return await checkSql(assertion, `select count(*) from ${counted}`, connection, runtime, signal)
    }
    default:
      throw unknownKind(assertion)
  }
}

// What no value is expected to have in it (the unit separator of ASCII).
const between = '\u001f'
const betweenRows = '\u001e'
/** In place of NULL, which is no empty text. */
const nothing = '\u001d'

// Classes of SQLSTATE: 42 is a mistake in a statement or a name, 25006 a statement that writes, 22P02 a constant that is none.
const ofTheStatement = /^(?:42(?!501)|25006|0A000|22P02)/

/** Those of these names, written with or without schema and quotes, that no table of a backup has. */
export function missingTables(facts: Facts, names: readonly string[]): readonly string[] {
  const there = new Set(tablesOf(facts))
  return names.filter((name) => !there.has(name) && !there.has(name.replaceAll('"', '')))
}

function tablesOf({ objects }: Facts): readonly string[] {
  const names = ['table', 'partitioned table', 'foreign table'].flatMap((kind) => objects[kind] ?? [])
  return names.flatMap((name) => {
    const parts = name.match(/"(?:[^"]|"")*"|[^".]+/g) ?? []
    const [schema = '', table = ''] = parts.map((part) => part.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'))
    return [table, `${schema}.${table}`]
  })
}

async function checkSql(
  assertion: ValueAssertion,
  ask: string,
  connection: Connection,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const sql = ask.trim()
  // psql takes a leading backslash for a command of its own, such as a shell; anywhere else in -c it goes to the server.
  if (sql.startsWith('\\')) {
    throw new Problem('policy-invalid', `assertion "${assertion.name}" is not SQL`, { hint: 'Write one SELECT.' })
  }
  const args = [
    '-X',
    '-q',
    '-A',
    '-t',
    '-w',
    '-F',
    between,
    '-R',
    betweenRows,
    '-P',
    `null=${nothing}`,
    '-v',
    'ON_ERROR_STOP=1',
    '-v',
    'VERBOSITY=verbose',
    '-c',
    sql,
  ]
  const command = clientCommand('psql', args, connection, runtime)
  // The database's own limit is for its applications.
  const options = `${connection.parameters['PGOPTIONS'] ?? ''} -c default_transaction_read_only=on -c statement_timeout=0`
  let output: string
  try {
    output = await text(
      runtime,
      { ...command, env: { ...command.env, PGOPTIONS: options, PGCLIENTENCODING: 'UTF8' } },
      signal,
    )
  } catch (error) {
    const failure = failureOf(error)
    if (!isProblem(error, 'tool-failed')) throw error
    if (failure === undefined && /wrote more than/.test(error.message)) return failed(assertion, error.message)
    // 1: the server refuses the statement. Anything else says nothing about the backup: 2 is a connection that was lost.
    if (failure?.exitCode !== 1) throw error
    const state = /(?:ERROR|FATAL): +([0-9A-Z]{5}): /.exec(failure.stderr)?.[1] ?? ''
    const lines = failure.stderr.split('\n').filter((line) => !line.startsWith('LOCATION: '))
    const said = `the server says ${lastLines(lines.join('\n')).replace(`${state}: `, '')}`
    return ofTheStatement.test(state) ? mistaken(assertion, said) : failed(assertion, said)
  }
  if (output === '') return failed(assertion, 'it returned no row')
  const [row = '', ...moreRows] = output.replace(/\n$/, '').split(betweenRows)
  const [value = '', ...more] = row.split(between)
  if (moreRows.length > 0) return mistaken(assertion, `it returned ${moreRows.length + 1} rows, not one`)
  if (more.length > 0) return mistaken(assertion, `it returned ${more.length + 1} columns, not one`)
  return judged(assertion, value === nothing ? undefined : value)
}

/** By each name that a person may write: with and without the schema, and without quotes. The value is the name in SQL. */
async function tablesThere(session: Session): Promise<ReadonlyMap<string, string>> {
  const found = await session.rows<{ schema: string; name: string; quoted: string }>(`
    select n.nspname as schema, c.relname as name, pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r','p','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by n.nspname = 'public', n.nspname desc`)
  const names = ({ schema, name, quoted }: (typeof found)[number]) => [name, `${schema}.${name}`, quoted]
  return new Map(found.flatMap((table) => names(table).map((name) => [name, table.quoted] as const)))
}
