import { isProblem, Problem } from '../../problem.ts'
import { failureOf, type Runtime, text } from '../../runtime/runtime.ts'

/** A client program's version: "17.5", and its major 17. */
export interface ClientVersion {
  readonly text: string
  readonly major: number
  readonly minor: number
}

/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of PostgreSQL's. */
export async function clientVersion(program: string, runtime: Runtime, signal: AbortSignal): Promise<ClientVersion> {
  const said = await text(runtime, { program, args: ['--version'] }, signal)
  const version = parseVersion(said)
  if (version === undefined)
    throw new Problem('tool-version', `${program} in ${runtime.where} prints no version: ${said.trim()}`, {
      hint: "Put PostgreSQL's own programs there, or set tools: { image: postgres:17 } in the policy.",
    })
  return version
}

/** Parses the output of a program's `--version`. */
export function parseVersion(said: string): ClientVersion | undefined {
  const [, version = '', major, minor = '0'] = /\(PostgreSQL\) ((\d+)(?:\.(\d+))?)/.exec(said) ?? []
  return major === undefined ? undefined : { text: version, major: Number(major), minor: Number(minor) }
}

/** Equal majors are the rule: an older client cannot read the server, a newer one writes what the server cannot read back. */
export function mustMatch(program: string, client: ClientVersion, serverMajor: number, runtime: Runtime): void {
  if (client.major === serverMajor) return
  const message = `the server is PostgreSQL ${serverMajor}, but ${program} in ${runtime.where} is ${client.text}`
  throw new Problem('tool-version', message, {
    hint: `Set tools: { image: postgres:${serverMajor} }, or install that version.`,
  })
}

/** True if this pg_dump was built with zstd. */
export async function canZstd(client: ClientVersion, runtime: Runtime, signal: AbortSignal): Promise<boolean> {
  if (client.major < 16) return false
  // It refuses a compression that it lacks before it connects; port 9 of this host is nobody's database.
  const env = { PGHOST: '127.0.0.1', PGPORT: '9', LC_MESSAGES: 'C' }
  const args = ['--format=custom', '--compress=zstd:3', '--file=/dev/null', '--no-password']
  try {
    await text(runtime, { program: 'pg_dump', args, env }, signal)
    return true
  } catch (error) {
    if (!isProblem(error, 'tool-failed')) throw error
    return !refusesZstd(failureOf(error)?.stderr ?? '')
  }
}

/** Whether this output of pg_dump, run with zstd but without a server, refuses zstd. */
export function refusesZstd(said: string): boolean {
  return /compression|zstd/i.test(said)
}

/** A connection string of only the database, for programs that must be told it in an argument. */
export function databaseArgument(database: string): string {
  return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
