import { Readable } from 'node:stream'
import { isProblem, Problem, remedy } from '../../problem.ts'
import { failureOf, feed, isOfMachine, type Runtime } from '../../runtime/runtime.ts'
import { type Connection, clientCommand, placeOf } from './connection.ts'
import { type Patience, silenceHint, usualPatience, watchServer } from './server/silence.ts'

/** How and by whom a server is asked. */
export interface Asker {
  readonly connection: Connection
  readonly runtime: Runtime
  readonly signal: AbortSignal
  /** Default: the usual one. */
  readonly patience?: Patience
}

export interface QueryOptions {
  /** Without a database, where that may not be there. */
  readonly anywhere?: boolean
  /** The first row is the names of the columns. */
  readonly named?: boolean
  readonly hear?: (row: readonly string[]) => void
  /** Goes on after a statement that fails; what was said of those is given to it. */
  readonly keepGoing?: (stderr: string) => void
}

/**
 * The rows of some statements, by the client program: NULL is the text NULL. Names in a list that is told apart by line and
 * tab come back as they are.
 * @throws Problem `tool-failed` with the client's words and a hint.
 */
export async function query(
  asker: Asker,
  sql: string,
  { anywhere = false, named = false, hear, keepGoing }: QueryOptions = {},
): Promise<readonly (readonly string[])[]> {
  const { connection, runtime, signal, patience: { loginMs } = usualPatience } = asker
  const { product, database } = connection
  const force = keepGoing === undefined ? [] : ['--force']
  const names = named ? [] : ['--skip-column-names']
  const args = ['--batch', '--binary-mode', ...names, '--unbuffered', '--connect-timeout=30', ...force]
  const command = clientCommand(
    product.client,
    anywhere ? args : [...args, `--database=${database}`],
    connection,
    runtime,
  )
  const rows: (readonly string[])[] = []
  const login = new AbortController()
  // The clients wait without end for a server that greets and then says nothing.
  const late = setTimeout(() => login.abort(notIn(connection, runtime, loginMs)), loginMs)
  await using watch = watchServer(asker, product.client)
  // What the first statement gives: the server has let the user in.
  let greeting = named ? 2 : 1
  const decoder = new TextDecoder()
  let rest = ''
  const take = (chunk: Buffer): void => {
    watch.heard()
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (greeting > 0) {
        clearTimeout(late)
        greeting--
        continue
      }
      const row = line.split('\t').map(plain)
      if (hear === undefined) rows.push(row)
      else hear(row)
    }
  }
  try {
    // On one line, so that the numbers of lines in the client's messages are those of `sql`.
    const body = Readable.from([Buffer.from(`select 1; ${sql}\n;\n`)])
    const stderr = await feed(runtime, command, body, AbortSignal.any([signal, login.signal, watch.signal]), take)
    keepGoing?.(stderr)
  } catch (error) {
    throw advised(error)
  } finally {
    clearTimeout(late)
  }
  if (rest !== '')
    throw new Problem('tool-failed', `${product.client} in ${runtime.where} ended in the middle of a line`, {
      hint: remedy.program,
    })
  return rows
}

const notIn = (connection: Connection, { where }: Runtime, loginMs: number) =>
  new Problem(
    'source-failed',
    `${placeOf(connection)}: the server has not let ${connection.user} in within ${loginMs / 1000} s (${connection.product.client} in ${where})`,
    { hint: silenceHint(connection), ofMachine: true },
  )

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0' }

/** What the client wrote in --batch. */
export const plain = (text: string): string => text.replaceAll(/\\(.)/gs, (_, char: string) => escapes[char] ?? char)

/** An SQL identifier, always quoted. */
export const identifier = (name: string): string => `\`${name.replaceAll('`', '``')}\``

/** What to do about the words with which a client or the server gives up. */
const advice: readonly (readonly [RegExp, string])[] = [
  [
    /ERROR (?:3|20|1021|1026|1114) |No space left|Errcode: 28/,
    'The disk of the server is full: make room there. A throw-away server uses the disk of Docker.',
  ],
  [
    /ERROR 1045|\(1045\)|error: 1045|Access denied for user .* using password/,
    'Check user and password in the variable that its url names.',
  ],
  [
    /ERROR 2002|ERROR 2003|ERROR 2005|error: 200[235]|Can't connect|Unknown (?:MySQL )?server host/,
    'Check host and port of its url. In a job that runs in a container, the host of a service is its label; otherwise it is 127.0.0.1 with a mapped port. tools: { service: NAME } works in both.',
  ],
  [
    /ERROR 2013|\(2013\)|error: 2013|timed out|system error: 11\b/,
    'The server greets, and then says nothing or breaks off: check that it runs, is neither paused nor busy, and that no proxy in between holds the connection.',
  ],
  [
    /ERROR 1049|\(1049\)|error: 1049/,
    'Check the name of the database, which comes last in its url; restore --create creates the one of its target.',
  ],
  [
    /ERROR 1044|\(1044\)|error: 1044/,
    'Grant the user of its url the rights that docs/engines.md lists, or check the name of the database.',
  ],
  [
    /ERROR 2026|error: 2026|SSL|TLS/,
    'Write ssl-mode=verify-identity with ssl-ca=FILE of the authority that signed the certificate, ssl-mode=required to encrypt without checking it, or ssl-mode=disabled.',
  ],
  [
    /\b(?:1227|1419|1449)\b/,
    'Restore as a user that may create what belongs to other users: grant SET_ANY_DEFINER (MySQL) or SET USER (MariaDB), and with a binary log set log_bin_trust_function_creators.',
  ],
  [/\b1142\b|\b1143\b|\b1370\b/, 'Grant the user of its url the rights that docs/engines.md lists.'],
  [/\b1412\b|definition has changed/, 'A table was changed while it was dumped: run the backup again.'],
  [/\b1040\b|Too many connections/, 'A backup needs one connection: raise max_connections, or run it at another time.'],
  [
    /Unknown command|unknown collation|\b1273\b/i,
    'The target is older than the server of the dump, or another product: restore into the same version or a newer one.',
  ],
]

// 1021 and 3, 20, 1026: a full disk; 1114 a full table, which InnoDB says of a full disk; 1030 with the errno; 1037, 1038, 1041, 5: no
// memory; 1053, 1927, 2002 to 2006, 2013, 2026: the server has ended, or the connection.
const ofServer = /ERROR (?:3|5|20|1021|1026|1037|1038|1041|1053|1114|1927|200[2-6]|2013|2026)\b/

/** True where a client failed by what has become of the server or its disk, and not by a statement that the server refused. */
export function isOfServer(error: unknown): boolean {
  // The statement is shown as well, and in a row there may be any words.
  const said = failureOf(error)
    ?.stderr.split('\n')
    .findLast((line) => /^ERROR \d+ \(/.test(line))
  return said === undefined || ofServer.test(said) || isOfMachine(said) || /Temp file write failure/.test(said)
}

/** The same error with a hint, where its words call for one. */
export function advised(error: unknown): unknown {
  if (!isProblem(error, 'tool-failed') || error.hint !== remedy.program) return error
  const hint = advice.find(([words]) => words.test(failureOf(error)?.stderr ?? error.message))?.[1]
  return hint === undefined ? error : new Problem(error.code, error.message, { hint, cause: error.cause })
}
