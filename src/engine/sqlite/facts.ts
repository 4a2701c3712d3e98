import { statSync } from 'node:fs'
import type { Finding } from '../../problem.ts'
import { Problem, remedy } from '../../problem.ts'
import type { Counted, Facts } from '../contract.ts'
import { type Answer, query, type Row } from './query.ts'

const pragmas = ['application_id', 'encoding', 'user_version'] as const
const kinds = ['index', 'table', 'trigger', 'view'] as const

/** What is in a database that nobody writes to. `findings`: tables that could not be counted. */
export async function databaseFacts(
  path: string,
  signal: AbortSignal,
  counted: Counted = () => {},
): Promise<{ facts: Facts; findings: readonly Finding[] }> {
  const schema = "select type, name from sqlite_schema where name not like 'sqlite\\_%' escape '\\' order by name"
  const [objectsAnswer, ...settings] = await query(path, [schema, ...pragmas.map((name) => `pragma ${name}`)], signal)
  const objects = requireRows(objectsAnswer, path).map((row) => ({
    type: String(row['type']),
    name: String(row['name']),
  }))
  const named = (kind: string) =>
    objects
      .filter(({ type }) => type === kind)
      .map(({ name }) => name)
      .toSorted()
  const tables = named('table')
  const counts = await query(
    path,
    tables.map((name) => `select count(*) as n from ${quoted(name)}`),
    signal,
    { hear: (answer) => counted('rows' in answer ? Number(answer.rows[0]?.['n']) : 0) },
  )
  // An index that would be quicker may be by a collation that only its application has.
  const failed = tables.filter((_, index) => 'error' in (counts[index] ?? {}))
  const again = await query(
    path,
    failed.map((name) => `select count(*) as n from ${quoted(name)} not indexed`),
    signal,
  )
  const findings: Finding[] = []
  // Without a prototype: a name may be __proto__.
  const rows: Record<string, number> = Object.create(null)
  for (const [index, name] of tables.entries()) {
    const answer = again[failed.indexOf(name)] ?? counts[index]
    if (answer && 'rows' in answer) rows[name] = Number(answer.rows[0]?.['n'])
    // A virtual table of an extension that is not here.
    else
      findings.push({
        level: 'warning',
        blame: 'env',
        message: `the rows of ${name} were not counted: ${answer?.error}`,
      })
  }
  const setting = pragmas.map(
    (name, index) => `${name}=${String(Object.values(requireRows(settings[index], path)[0] ?? {})[0])}`,
  )
  const facts: Facts = {
    version: 1,
    engine: 'sqlite',
    server: undefined,
    sizeBytes: statSync(path).size,
    rows,
    objects: { ...Object.fromEntries(kinds.map((kind) => [kind, named(kind)])), setting },
  }
  return { facts, findings }
}

/** @throws Problem `object-damaged` for an answer that is an error. */
export function requireRows(answer: Answer | undefined, path: string): readonly Row[] {
  if (answer && 'rows' in answer) return answer.rows
  throw new Problem('object-damaged', `${path} cannot be read: ${answer?.error}`, { hint: remedy.damaged })
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
