import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { cancelled, Problem, remedy, stopIfAborted } from '../../problem.ts'

export type Row = Readonly<Record<string, unknown>>
/** Rows in order, integers as bigint; or what SQLite says against the statement, with its result code, and whether it
 * could be run at all. */
export type Answer =
  | { readonly rows: readonly Row[] }
  | { readonly error: string; readonly code: number; readonly compiled: boolean }

// In a thread: checking a large database takes minutes, in which leases are to be renewed. Text, because a bundle has
// no file that a thread could start from.
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { DatabaseSync } = require('node:sqlite')
  const database = new DatabaseSync(new URL(workerData.url), { readOnly: true, timeout: 5000 })
  const answerOf = (sql) => {
    let compiled = false
    try {
      const statement = database.prepare(sql)
      if (workerData.alone) {
        // Node compiles the first statement, and says nothing of what follows it.
        const rest = sql.slice(statement.sourceSQL.length).replace(/--.*|\\/\\*[^]*?(\\*\\/|$)|;/g, '').trim()
        if (rest !== '') return { error: 'it has more than one statement', code: 0, compiled }
        if (statement.columns().length === 0) return { error: 'it returns no column', code: 0, compiled }
      }
      compiled = true
      statement.setReadBigInts(true)
      const rows = []
      for (const row of statement.iterate()) if (rows.push({ ...row }) >= workerData.limit) break
      return { rows }
    } catch (error) {
      return { error: error.message, code: error.errcode ?? 0, compiled }
    }
  }
  for (const sql of workerData.statements) parentPort.postMessage(answerOf(sql))
  database.close()
`

interface QueryOptions {
  /** Rows of each answer at most. */
  readonly limit?: number
  /** Each must be one statement that returns something. */
  readonly alone?: boolean
  /** Hears each answer as it comes. */
  readonly hear?: (answer: Answer) => void
}

/**
 * Runs statements on a database that nobody writes to, which stays as it is.
 * A statement that fails has its answer; throws `object-damaged` where the file does not open. Firing the signal ends
 * the wait at once, the thread when its statement does: until then it keeps the process, which ends as `endByItself` says.
 */
export function query(
  path: string,
  statements: readonly string[],
  signal: AbortSignal,
  { limit = Number.MAX_SAFE_INTEGER, alone = false, hear = () => {} }: QueryOptions = {},
): Promise<readonly Answer[]> {
  stopIfAborted(signal)
  if (statements.length === 0) return Promise.resolve([])
  const answers: Answer[] = []
  const worker = new Worker(program, {
    eval: true,
    execArgv: [],
    workerData: { url: readOnlyUrl(path), statements, limit, alone },
  })
  return new Promise<readonly Answer[]>((resolve, reject) => {
    const stop = () => reject(cancelled(signal))
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (answer: Answer) => {
      hear(answer)
      if (answers.push(answer) === statements.length) resolve(answers)
    })
    worker.once('error', (error) =>
      reject(
        new Problem('object-damaged', `${path} cannot be opened: ${error.message}`, {
          hint: remedy.damaged,
          cause: error,
        }),
      ),
    )
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(
        new Problem('restore-failed', `the thread that reads ${path} ended without an answer`, {
          hint: 'Its process may have run out of memory: free some memory, then run the command again.',
        }),
      )
    })
  }).finally(() => void worker.terminate())
}

/** Without a write-ahead log there is nothing but the file, and SQLite need not put its own beside it. */
function readOnlyUrl(path: string): string {
  const url = pathToFileURL(path)
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  if (!log || log.size === 0) url.searchParams.set('immutable', '1')
  return url.href
}
