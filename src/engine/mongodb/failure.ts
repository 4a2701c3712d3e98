import { MongoParseError, MongoServerError, MongoServerSelectionError } from 'mongodb'
import { isProblem, messageOf, Problem, type ProblemCode } from '../../problem.ts'
import { isOfMachine } from '../../runtime/runtime.ts'
import { reasonOf } from '../../words/words.ts'
import { type Connection, urlRules } from './connection.ts'

const certificate = /certificate|self.signed|altname|CERT_|ERR_TLS|ERR_OSSL|SSL|unable to verify/i

/** What a user needs who may not do something. */
export interface Needed {
  /** On `admin`. */
  readonly role: string
  /** What of the policy asks for it: "users: true". */
  readonly or: string
}

/** What the server, or the way to it, did not do, as a sentence. `doing`: "to list the collections". */
export function problemOf(error: unknown, connection: Connection, doing?: string, needs?: Needed): Problem {
  if (isProblem(error)) return error
  const { place, where, user } = connection
  const problem = (message: string, hint: string, code: ProblemCode = 'source-failed', ofMachine = false) =>
    new Problem(code, `${place}: ${message}`, { hint, cause: plain(error, connection), ofMachine })
  if (/maximum wire version/.test(messageOf(error)))
    return problem(
      `the server at ${where} is too old: ${said(error, connection)}`,
      'MongoDB 4.4 is the oldest that this program talks to; use mongodump by engine: command.',
      'tool-version',
    )
  if (error instanceof MongoParseError || nameOf(error) === 'MongoMissingDependencyError')
    return problem(
      `the URL cannot be used: ${said(error, connection)}`,
      `Write it as ${urlRules.example}.`,
      'policy-invalid',
    )
  if (error instanceof MongoServerError) return ofServer(error, problem, connection, doing, needs)
  // The driver, and not the server, gives up what it waits for: nothing is known of rights.
  if (/PoolCleared/.test(nameOf(error)))
    return problem(
      `${where} answers no more${doing === undefined ? '' : `, asked to ${doing}`}: ${said(error, connection)}`,
      'Look at whether the server runs, at its load and its log, and at what lies in between; then run it again.',
    )
  if (error instanceof MongoServerSelectionError || /^MongoNetwork/.test(nameOf(error)) || isOfNames(error)) {
    const because = said(innermost(error), connection)
    if (certificate.test(because))
      return problem(
        `the connection to ${where} cannot be encrypted: ${because}`,
        'Set tlsCAFile in the URL to the file of the authority that signed the certificate, or tls=true where the server wants it.',
      )
    return problem(
      `${where} cannot be reached: ${because}`,
      'Check host and port of the URL, and that the server runs and accepts connections from here; a replica set must be reachable by the names that its members have for each other, or set directConnection=true.',
    )
  }
  return problem(
    `${doing === undefined ? '' : `${doing} failed: `}${said(error, connection)}`,
    `Check that ${user ?? 'everybody'} may do it at ${where}, and look at the log of the server.`,
  )
}

/** What a server says of a document, or of a command, that it did not take. */
interface Refusal {
  readonly code?: unknown
  readonly errmsg?: string
}

/** A duplicate, and a document that a validator refuses: their words are those of a document. */
const ofContents: readonly unknown[] = [11_000, 11_001, 12_582, 121]
/** OutOfDiskSpace. */
const diskFull = 14_031

/** True where the machine under the server failed it. No contents of a backup bring that about. */
export const isOfItsMachine = ({ code, errmsg = '' }: Refusal): boolean =>
  code === diskFull || (!ofContents.includes(code) && isOfMachine(errmsg))

export const roomThere =
  'The disk of the server is full, or its machine has failed it: make room there. A throw-away server uses the disk of Docker.'

function ofServer(
  error: MongoServerError,
  problem: (message: string, hint: string, code?: ProblemCode, ofMachine?: boolean) => Problem,
  connection: Connection,
  doing: string | undefined,
  needs: Needed | undefined,
): Problem {
  const { where, user, database } = connection
  if (isOfItsMachine(error))
    return problem(
      `${where} refuses${doing === undefined ? '' : ` to ${doing}`}: ${said(error, connection)}`,
      roomThere,
      'source-failed',
      true,
    )
  const who = user ?? 'a connection without a user'
  switch (error.code) {
    case 18:
    case 8000:
      return problem(
        `${where} refuses the login of ${who}`,
        'Check user and password in the URL, and authSource: the database that the user was made in, mostly admin.',
      )
    case 13:
      return problem(`${who} may not ${doing ?? 'do this'} at ${where}`, grantFor(user ?? 'USER', database, needs))
    case 239:
    case 246:
      return problem(
        `the server no longer has the moment of the snapshot: ${said(error, connection)}`,
        'Raise minSnapshotHistoryWindowInSeconds on the server (300 s by default) above what the dump takes, or set snapshot: false to take each collection by itself.',
      )
    default:
      return problem(
        `${where} refuses${doing === undefined ? '' : ` to ${doing}`}: ${said(error, connection)}`,
        'Its message says why; look at the log of the server.',
      )
  }
}

function grantFor(user: string, database: string, needs: Needed | undefined): string {
  const grant = (role: string, db: string) =>
    `Run db.getSiblingDB("admin").grantRolesToUser("${user}", [{ role: "${role}", db: "${db}" }])`
  if (needs !== undefined) return `${grant(needs.role, 'admin')}, or take ${needs.or} out of the policy.`
  return database === 'admin'
    ? `${grant('readAnyDatabase', 'admin')}: one that is not seen could not be told from one that is gone.`
    : `${grant('read', database)} to back up, with the role readWrite and dbAdmin to restore.`
}

/** Of a service record, which mongodb+srv:// asks for. */
const isOfNames = (error: unknown): boolean => /^query/.test((error as NodeJS.ErrnoException).syscall ?? '')

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

function innermost(error: unknown): unknown {
  let at = error
  for (let depth = 0; depth < 10 && at instanceof Error && at.cause instanceof Error; depth++) at = at.cause
  return at
}

/** Without what is secret, and without what a document holds: an error that names a duplicate shows its values. */
function said(error: unknown, { secrets }: Connection): string {
  let text = error instanceof Error && !(error instanceof MongoServerError) ? reasonOf(error) : messageOf(error)
  for (const secret of secrets)
    for (const form of [secret, encodeURIComponent(secret)]) text = text.replaceAll(form, '***')
  return text.replace(/\s*dup key:.*$/s, '').trim()
}

/** A cause that holds neither a connection's options nor what the server answered. */
function plain(error: unknown, connection: Connection): Error {
  const cause = new Error(said(error, connection))
  cause.name = nameOf(error)
  return cause
}
