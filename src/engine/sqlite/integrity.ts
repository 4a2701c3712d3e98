import type { Finding } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import { type Answer, query } from './query.ts'

export interface Integrity {
  /** What says that the file itself is damaged, the first of it in full; empty for a sound database. */
  readonly damages: readonly string[]
  /** Rows that their own table forbids, and what could not be checked here, because an index needs what only its application has. */
  readonly findings: readonly Finding[]
}

/**
 * `PRAGMA integrity_check`. Where that cannot run, because an index is by a collation, function or tokenizer that an
 * application registers, `PRAGMA quick_check`; where that cannot either, both table by table, so that at least the others are checked.
 */
export async function checkIntegrity(path: string, signal: AbortSignal): Promise<Integrity> {
  const { damages, findings } = await complaintsOf(path, signal)
  const logical = damages.filter(isLogical)
  return {
    damages: damages.filter((line) => !isLogical(line)).slice(0, 10),
    findings: [...findings, ...forbidden(logical)],
  }
}

/**
 * The schema was changed over rows that were there, or a constraint was not enforced: every page is sound, every row can be
 * read, and the copy is as good as the original.
 */
const isLogical = (complaint: string) =>
  /^(NULL value in |CHECK constraint failed in |(non-)?(NUMERIC|TEXT|INTEGER|INT|REAL|BLOB|ANY) value in )/.test(
    complaint,
  )

function forbidden(complaints: readonly string[]): readonly Finding[] {
  if (complaints.length === 0) return []
  const counted = new Map<string, number>()
  for (const line of complaints) counted.set(line, (counted.get(line) ?? 0) + 1)
  const lines = [...counted].map(([line, times]) => (times === 1 ? line : `${line} (${times} rows)`))
  const cut = complaints.length >= most ? '; there may be more' : ''
  return [
    {
      level: 'warning',
      blame: 'source',
      message: `rows that violate the constraints of their table are backed up unchanged: ${namesSome(lines, 10)}${cut}`,
      hint: 'Correct the rows or the schema: the database itself is sound.',
    },
  ]
}

// SQLite stops after so many complaints: those about rows must not hide one about the file.
const most = 100_000

async function complaintsOf(path: string, signal: AbortSignal): Promise<Integrity> {
  const ask = (statements: readonly string[]) => query(path, statements, signal)
  const [whole] = await ask([`pragma integrity_check(${most})`])
  const lacking = lackingIn(whole)
  if (lacking === undefined) return { damages: complaintsIn(whole), findings: [] }
  const [quick] = await ask([`pragma quick_check(${most})`])
  if (lackingIn(quick) === undefined) {
    return { damages: complaintsIn(quick), findings: unchecked('the indexes', ['all tables'], lacking) }
  }
  const [tables] = await ask(["select name from sqlite_schema where type = 'table' order by name"])
  let left = valuesIn(tables)
  const damages: string[] = []
  const pass = async (statement: (table: string) => string) => {
    const answers = await ask(left.map(statement))
    damages.push(...answers.flatMap((answer) => (lackingIn(answer) === undefined ? complaintsIn(answer) : [])))
    left = left.filter((_, at) => lackingIn(answers[at]) !== undefined)
  }
  await pass((table) => `pragma integrity_check('${table.replaceAll("'", "''")}')`)
  await pass((table) => `pragma quick_check('${table.replaceAll("'", "''")}')`)
  const opened = left
  // All that can be done for these: every page of the rows is read.
  await pass((table) => `select 'ok' from (select count(*) from "${table.replaceAll('"', '""')}" not indexed)`)
  return {
    damages,
    findings: [
      ...unchecked(
        'the indexes',
        opened.filter((table) => !left.includes(table)),
        lacking,
      ),
      ...unchecked('the rows', left, lacking),
    ],
  }
}

// SQLITE_ERROR: the statement cannot run, whatever the file is like. Damage is SQLITE_CORRUPT, SQLITE_NOTADB or SQLITE_IOERR.
const cannotRun = 1

/** What SQLite lacks for a statement; undefined where that is not what is wrong. */
function lackingIn(answer: Answer | undefined): string | undefined {
  return answer && 'error' in answer && (answer.code & 0xff) === cannotRun ? answer.error : undefined
}

function complaintsIn(answer: Answer | undefined): readonly string[] {
  if (!answer || 'error' in answer) return [answer?.error ?? 'no answer']
  return valuesIn(answer).filter((line) => line !== 'ok')
}

function valuesIn(answer: Answer | undefined): readonly string[] {
  return answer && 'rows' in answer ? answer.rows.map((row) => String(Object.values(row)[0])) : []
}

function unchecked(what: string, tables: readonly string[], because: string): readonly Finding[] {
  if (tables.length === 0) return []
  return [
    {
      level: 'warning',
      blame: 'env',
      message: `${what} of ${namesSome(tables, 20)} were not checked: ${because}`,
      hint: 'Run "pragma integrity_check" on a connection of the application, where it is registered.',
    },
  ]
}
