import { randomUUID } from 'node:crypto'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Finding } from '../../../problem.ts'
import { noteAlso } from '../../../problem.ts'
import { type Command, feed, type Runtime } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import type { PlainBackup } from '../../contract.ts'
import { archiveReader } from '../archive/archive.ts'
import { entriesOf } from '../archive/only.ts'
import { readingInShell } from '../archive/reading.ts'
import { tocInTar } from '../archive/toc.ts'
import { databaseArgument } from '../client.ts'
import { type Connection, clientCommand } from '../connection.ts'
import { onOneServer, openSession, type Session } from '../session.ts'
import { mustFit, mustMake, mustTake } from './admit.ts'
import { createDatabase } from './create.ts'
import { dropping } from './drop.ts'
import type { RestoreOptions } from './option.ts'
import { type Began, named, traceOf, withOutcome } from './outcome.ts'
import { dumpPart, mustHaveGlobals } from './part.ts'
import { missingTablespaces, parseSurrounding, restoreParameters } from './prerequisites.ts'
import { explainRestore, restoreFindings, wantsOrder } from './restore-error.ts'
import { applyGlobals, createRoles, createSchemas, keepAccess, restoreGlobals } from './role.ts'
import { type ArchiveExtract, taken } from './take.ts'
import { openTarget } from './target.ts'

/** Restores `dump.pgc` or `dump.tar`. A target outside a sandbox gets all of it or nothing. */
export async function restorePostgres(
  dump: PlainBackup,
  into: Connection,
  runtime: Runtime,
  options: RestoreOptions,
): Promise<readonly Finding[]> {
  mustFit(dump, options)
  let began: Began = { connection: into, trace: undefined, made: 'not' }
  const note = (more: Partial<Began>): void => {
    began = { ...began, ...more }
  }
  try {
    const made = options.create === true ? await created(dump, began.connection, runtime, options, note) : []
    return [...made, ...(await restoreInto(dump, began.connection, runtime, options, note))]
  } catch (error) {
    throw await withOutcome(error, began, runtime, options)
  }
}

/** Makes the database, if it is not there and a restore into it would not be refused. */
async function created(
  dump: PlainBackup,
  connection: Connection,
  runtime: Runtime,
  options: RestoreOptions,
  note: (more: Partial<Began>) => void,
): Promise<readonly Finding[]> {
  const { locks } = await taken(dump, dumpPart(dump), undefined, options)
  const refuse = async (session: Session): Promise<void> => {
    await mustMake(session, locks, connection, options)
    note({ made: 'perhaps' })
  }
  const made = await createDatabase(connection, dump.facts.server, refuse, runtime, options.signal)
  if (made.length > 0) note({ made: 'made' })
  return made
}

async function restoreInto(
  dump: PlainBackup,
  wanted: Connection,
  runtime: Runtime,
  options: RestoreOptions,
  note: (more: Partial<Began>) => void,
): Promise<readonly Finding[]> {
  const { signal } = options
  const findings: Finding[] = []
  const roles: string[] = []
  let user: string | undefined
  const tablespaces: string[] = []
  let connection = wanted
  let schemas: readonly string[]
  let what: ArchiveExtract
  {
    await using session = await openTarget(connection, runtime, signal)
    connection = named(await onOneServer(session, connection, runtime))
    what = await mustTake(session, dump, connection, options)
    findings.push(...what.findings)
    note({ connection, trace: await traceOf(session) })
    if (options.sandboxed === true) {
      if (dump.parts.includes('globals.sql')) {
        findings.push(...(await restoreGlobals(await dump.open('globals.sql'), connection, runtime, signal)))
      }
      await keepAccess(session, connection)
      findings.push(...(await createRoles(session, dump.facts, dump.parts.includes('globals.sql'))))
    } else {
      if (options.roles === true)
        findings.push(...(await applyGlobals(await openGlobals(dump), session, connection, runtime, signal)))
      const found = await missingRoles(session, dump)
      roles.push(...found.roles)
      user = found.user
    }
    tablespaces.push(...(await missingTablespaces(session, dump.facts)))
    schemas = await createSchemas(session, dump.facts)
  }
  if (roles.length > 0) {
    findings.push(ownersLeftOut(roles, user))
  }
  if (tablespaces.length > 0 && options.sandboxed !== true) {
    const message = `everything is in the target's default tablespace: it lacks ${namesSome(tablespaces)}`
    findings.push({ level: 'note', blame: 'env', message, hint: 'Create the tablespaces first to use them.' })
  }
  const flags = [
    ...(options.sandboxed === true || roles.length === 0 ? [] : ['--no-owner', '--no-privileges']),
    ...(options.sandboxed === true || tablespaces.length > 0 ? ['--no-tablespaces'] : []),
  ]
  try {
    findings.push(...(await restoreData(dump, connection, runtime, options, what, flags)))
  } catch (error) {
    await dropSchemas(schemas, connection, runtime).catch((also: unknown) => noteAlso(error, also))
    throw error
  }
  if (options.only.length > 0) return findings
  return [...findings, ...(await restoreParameters(dump.facts, connection, runtime, signal))]
}

/** The part that has the roles. Throws `object-missing` where the backup was made without. */
export async function openGlobals(dump: PlainBackup): Promise<Readable> {
  mustHaveGlobals(dump)
  return await dump.open('globals.sql')
}

/** Takes away what was made for a restore that failed: a target that holds a schema would be refused next time. */
async function dropSchemas(schemas: readonly string[], connection: Connection, runtime: Runtime): Promise<void> {
  if (schemas.length === 0) return
  await using session = await openSession(connection, runtime, AbortSignal.timeout(30_000))
  for (const schema of schemas) await session.lines(`drop schema ${schema}`)
}

/** The dump's roles that the target lacks; or those besides the user, where it is one that may not give objects to others. */
async function missingRoles(
  session: Session,
  dump: PlainBackup,
): Promise<{ readonly roles: readonly string[]; readonly user?: string }> {
  // Also those of large objects, servers and the like, which are no facts.
  const named = dump.facts.server?.settings['selected'] === 'false' ? parseSurrounding(dump.facts).roles : []
  const wanted = new Set([...(dump.facts.objects['role'] ?? []), ...named])
  const owner = dump.facts.server?.settings['superuser']
  const known = await session.rows<{ name: string; me: boolean; super: boolean }>(`
    select rolname as name, rolname = current_user as me, (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as super
    from pg_catalog.pg_roles`)
  const all = [...wanted, ...(owner === undefined ? [] : [owner])]
  const lacking = (there: typeof known) => all.filter((role) => !there.some(({ name }) => name === role))
  const self = known.find(({ me }) => me)
  if (self === undefined || self.super || lacking(known).length > 0)
    return { roles: lacking(known.filter((role) => role.super || role.me)) }
  return { roles: lacking([self]), user: self.name }
}

/** `user`: the target has the roles, and this user may not give objects to them. */
function ownersLeftOut(roles: readonly string[], user: string | undefined): Finding {
  const because =
    user === undefined
      ? `the target lacks the roles ${namesSome(roles)}`
      : `${user}, who restores, is no superuser and may not give objects to ${namesSome(roles)}`
  const hint =
    user === undefined
      ? 'To restore owners and privileges too, create the roles first: --globals apply does that, and --globals print shows them.'
      : 'To restore owners and privileges too, restore as a superuser, into a new database.'
  return { level: 'note', blame: 'env', message: `owners and privileges were left out: ${because}`, hint }
}

async function restoreData(
  dump: PlainBackup,
  connection: Connection,
  runtime: Runtime,
  options: RestoreOptions,
  what: ArchiveExtract,
  more: readonly string[],
): Promise<readonly Finding[]> {
  const flags = [
    '--no-password',
    `--dbname=${databaseArgument(connection.database)}`,
    ...more,
    ...(what.dropped === undefined ? [] : ['--clean', '--if-exists']),
  ]
  // All or nothing, except where going on finds every error at once.
  const whole = options.sandboxed === true || options.keepGoing === true ? [] : ['--single-transaction']
  const part = dumpPart(dump)
  const list = Buffer.from(what.ids?.map((id) => `${id};\n`).join('') ?? '')
  const command = restoreCommand(part, [...flags, ...whole], list.length, connection, runtime)
  try {
    const opened = await dump.open(part)
    const whole = part === 'dump.tar' ? tocInTar(opened, archiveReader()) : opened
    const body = what.dropped === undefined ? whole : dropping(part, whole, what.dropped)
    const stderr = await feed(runtime, command, preceded(list, body), options.signal)
    return restoreFindings(stderr)
  } catch (error) {
    const selected = dump.facts.server?.settings['selected'] === 'true'
    const entries = wantsOrder(error) ? await entriesOf(dump, part) : []
    const order = entries.flatMap(({ kind, name }) => (kind === 'TABLE DATA' ? [name] : []))
    return explainRestore(error, connection, options, selected, order)
  }
}

function restoreCommand(
  part: 'dump.pgc' | 'dump.tar',
  flags: readonly string[],
  listBytes: number,
  connection: Connection,
  runtime: Runtime,
): Command {
  if (part === 'dump.tar') return fromDirectory(flags, listBytes, connection, runtime)
  if (listBytes > 0) return viaShell(withList, ['--format=custom', ...flags], listBytes, connection, runtime)
  return clientCommand('pg_restore', ['--format=custom', ...flags], connection, runtime)
}

/** The list of what to restore comes before the archive, on the same stdin. */
function preceded(list: Buffer, body: Readable): Readable {
  if (list.length === 0) return body
  const both = new PassThrough()
  both.write(list)
  // The error of the body becomes that of both.
  pipeline(body, both).catch(() => undefined)
  return both
}

// dd, because it is bound to read no byte more than it is told: the archive follows.
const prepare = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"
bytes=$2
shift 2
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
if [ "$bytes" -gt 0 ]; then
  dd bs=1 count="$bytes" of="$directory/list" 2>/dev/null
  set -- "--use-list=$directory/list" "$@"
fi`
const withList = `${prepare}
pg_restore "$@"`
const withDirectory = (program: string) => `${prepare}
mkdir -- "$directory/dump"
tar -C "$directory/dump" -xf -
${program} "$@" "$directory/dump"`

function viaShell(
  script: string,
  flags: readonly string[],
  listBytes: number,
  connection: Connection | undefined,
  runtime: Runtime,
): Command {
  const args = ['-c', script, 'sh', `backproof-${randomUUID()}`, String(listBytes), ...flags]
  return connection === undefined ? { program: 'sh', args } : clientCommand('sh', args, connection, runtime)
}

/** pg_restore of an archive in the directory format, whose tar comes on stdin, after a list where there is one. */
function fromDirectory(flags: readonly string[], listBytes: number, connection: Connection, runtime: Runtime): Command {
  return viaShell(withDirectory('pg_restore'), ['--format=directory', ...flags], listBytes, connection, runtime)
}

/** Reads the archive on stdin, and writes what a `reader` listens to. */
export function readingCommand(part: 'dump.pgc' | 'dump.tar', runtime: Runtime): Command {
  if (part === 'dump.pgc')
    return { program: 'sh', args: ['-c', `${readingInShell}reading "$@"`, 'sh', '--format=custom'] }
  return viaShell(readingInShell + withDirectory('reading'), ['--format=directory'], 0, undefined, runtime)
}
