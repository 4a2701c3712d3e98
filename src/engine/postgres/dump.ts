import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Finding, Problem, remedy } from '../../problem.ts'
import type { Child, Command, Runtime } from '../../runtime/runtime.ts'
import { namesSome } from '../../words/words.ts'
import { endsAsTar, endsWith, watchedBody } from '../body.ts'
import type { ChosenHost, Dump, Facts, Part } from '../contract.ts'
import { isEmpty } from '../facts.ts'
import { type ArchiveEntry, archiveReader } from './archive/archive.ts'
import { scopeOf, selectionFlags } from './archive/selection.ts'
import { archivedValues, sequenceValue } from './archive/sequence.ts'
import { tocInTar } from './archive/toc.ts'
import { databaseArgument } from './client.ts'
import { type Connection, clientCommand, placeOf } from './connection.ts'
import { databaseFacts, extensionTables, type Table, tableName } from './facts.ts'
import type { DumpedSource, Opening } from './opening.ts'
import { hiddenMappings } from './restore/prerequisites.ts'
import { advised, type Session, withAdvice } from './session.ts'
import { WaitingShell } from './waiting.ts'

/** The dump of one database: `dump.pgc` or `dump.tar`, then `globals.sql`; the facts are those of the same snapshot. */
export function dumpPostgres(opening: Opening): Dump {
  const { source, version } = opening
  const warnings = new Set<string>()
  let facts: Facts | undefined
  async function* parts(): AsyncGenerator<Part> {
    facts = yield* dumpParts(opening, warnings)
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (facts === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      const findings = [...warnings].map((message): Finding => ({ level: 'warning', blame: 'source', message }))
      return { facts, findings, versions: { pg_dump: version.client.text }, consistency: 'snapshot' }
    },
  }
}

async function* dumpParts(opening: Opening, warnings: Set<string>): AsyncGenerator<Part, Facts> {
  const { source, runtime, connection, server, waiting } = opening
  const { zstd } = opening.version
  const mine = waiting.controller
  const signal = AbortSignal.any([opening.signal, mine.signal])
  const fail = (error: unknown): void => mine.abort(error)
  await using running = new Running(mine, warnings)
  await using _ = waiting
  // The server keeps what a snapshot sees for as long as it is open: not longer than the dump takes.
  await using session = opening.session

  await session.lines('begin isolation level repeatable read, read only')
  const [snapshot = ''] = await session.lines('select pg_catalog.pg_export_snapshot()')
  const scope = await scopeOf(source, session)
  const inExtensions = await extensionTables(session)
  for (const hidden of await hiddenMappings(session, scope)) warnings.add(hidden)
  // Counts while pg_dump works: the session would only wait. What breaks one breaks the other.
  const counting = databaseFacts(session, scope, [])
  counting.catch(fail)
  session.broken.catch(fail)

  // Beside a large dump it would wait for hours.
  const isBrief = source.globals !== 'none' && opening.sizeBytes <= smallBytes && !waiting.isGone
  await using early = isBrief ? new WaitingShell('pg_dumpall', connection, runtime, signal) : undefined

  // Of the database, whatever its applications are to read it in.
  const encoding = `--encoding=${server.settings['encoding'] ?? 'UTF8'}`
  const flags = [encoding, ...dumpFlags(snapshot, zstd), ...selectionFlags(source, scope)]
  const archive = archiveReader()
  const compression = zstd ? 'none' : 'zstd'
  if (source.jobs > 1) {
    const child = waiting.begin(directoryDump(flags, source.jobs, connection, runtime))
    const seen = (child: Child) => tocInTar(watchedBody(child, endsAsTar('the directory of pg_dump')), archive)
    yield* part('dump.tar', compression, child, seen, running, connection)
  } else {
    const child = waiting.begin(clientCommand('pg_dump', ['--format=custom', ...flags], connection, runtime))
    yield* part('dump.pgc', compression, child, (child) => watchedBody(child, archive), running, connection)
  }

  const { facts: counted, tables, unread, unplanned, sequences } = await counting
  const facts = source.allowEmpty && isEmpty(counted) ? withoutAnything(counted) : counted
  const entries = archive.entries() ?? []
  mustHoldSomething(facts, connection)
  mustHoldAll(tables, entries, inExtensions)
  if (unread.length > 0) warnings.add(unreadable(unread))
  if (opening.host?.role === 'replica' && !(await isStandby(session))) warnings.add(promoted(opening.host))
  if (unplanned.length > 0) warnings.add(needsHelp(unplanned))
  if (source.globals !== 'none') {
    const command = globalsCommand(source, encoding, connection, runtime)
    const child = early?.begin(command) ?? runtime.spawn(command, signal)
    const said = (child: Child) =>
      watchedBody(child, endsWith('PostgreSQL database cluster dump complete', 'pg_dumpall'))
    yield* part('globals.sql', 'zstd', child, said, running, connection)
  }
  const values = archivedValues(entries, sequences)
  return values.length === 0 ? facts : { ...facts, objects: { ...facts.objects, [sequenceValue]: values } }
}

/** The size of a database whose dump takes seconds. */
const smallBytes = 256 * 1024 * 1024

const mostWarnings = 20

/** Each with what it names and advises, which come on lines of their own. */
function warningsIn(stderr: string): readonly string[] {
  const found: string[] = []
  let isOpen = false
  for (const line of stderr.split('\n').map((one) => one.trim())) {
    if (/^(?:pg_\w+: warning: |WARNING: +)\S/.test(line)) found.push(line)
    else if (isOpen && /^(?:pg_\w+: )?(?:detail|hint|DETAIL|HINT): +\S/.test(line)) {
      const more = line.replace(/^(?:pg_\w+: )?(?:detail|DETAIL|hint|HINT): +/, '')
      found.push(`${found.pop() ?? ''} ${more}`)
    } else {
      isOpen = false
      continue
    }
    isOpen = true
  }
  return found
}

/** The programs of a dump: leaving it early, for whatever reason, ends them. */
class Running implements AsyncDisposable {
  readonly #controller: AbortController
  readonly #ends: Promise<unknown>[] = []
  readonly #warnings: Set<string>

  constructor(controller: AbortController, warnings: Set<string>) {
    this.#controller = controller
    this.#warnings = warnings
  }

  /** What a program that succeeded has said nevertheless: that it left something out, or does not trust something. */
  heard(stderr: string): void {
    for (const warning of warningsIn(stderr)) if (this.#warnings.size < mostWarnings) this.#warnings.add(warning)
  }

  /** `end` settles when a program has ended. */
  add(end: Promise<unknown>): void {
    end.catch(() => undefined)
    this.#ends.push(end)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#controller.abort(new Problem('cancelled', 'the dump was abandoned before its end'))
    await Promise.allSettled(this.#ends)
  }
}

async function* part(
  name: string,
  compression: Part['compression'],
  child: Child,
  watched: (child: Child) => Readable,
  running: Running,
  { user }: Connection,
): AsyncGenerator<Part> {
  running.add(child.ended)
  // Before whoever passes the error on as it is.
  child.stdout.once('error', (error: unknown) => body.destroy(advised(error, user) as Error))
  const body = watched(child)
  yield { name, compression, body }
  running.heard(await child.ended.catch((error: unknown) => withAdvice(error, user)))
  await finished(body)
}

function dumpFlags(snapshot: string, zstd: boolean): readonly string[] {
  // Never pg_dump's default, gzip: it is five times slower than zstd on the same data.
  const compress = zstd ? '--compress=zstd:3' : '--compress=0'
  return [`--snapshot=${snapshot}`, compress, '--lock-wait-timeout=60000', '--no-password']
}

// The directory format cannot be streamed: it goes to a temporary directory where the program runs, removed whatever happens.
const viaDirectory = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
pg_dump "$@" --file="$directory/dump" >&2
tar -C "$directory/dump" -cf - .`

function directoryDump(flags: readonly string[], jobs: number, connection: Connection, runtime: Runtime): Command {
  const directory = `backproof-${randomUUID()}`
  const args = ['-c', viaDirectory, 'sh', directory, '--format=directory', `--jobs=${jobs}`, ...flags]
  return clientCommand('sh', args, connection, runtime)
}

function globalsCommand(source: DumpedSource, encoding: string, connection: Connection, runtime: Runtime): Command {
  // Managed servers deny pg_authid, which holds the passwords.
  const passwords = source.globals === 'with-passwords' ? [] : ['--no-role-passwords']
  const database = `--database=${databaseArgument(connection.database)}`
  const args = ['--globals-only', encoding, ...passwords, database, '--no-password']
  return clientCommand('pg_dumpall', args, connection, runtime)
}

async function isStandby(session: Session): Promise<boolean> {
  return (await session.lines('select pg_catalog.pg_is_in_recovery()'))[0] === 't'
}

function promoted({ name }: ChosenHost): string {
  return `${name} was promoted while it was dumped: the backup is of one moment before that, and has nothing that was written to it since`
}

function unreadable(tables: readonly Table[]): string {
  return `unlogged tables have no rows on a standby, so the backup has none either: ${namesSome(tables.map(tableName))}`
}

function needsHelp(tables: readonly Table[]): string {
  return `an index of ${namesSome(tables.map(tableName))} calls a function that relies on search_path: the rows are in the backup and were counted by copying them, but a restore cannot create that index until the function names its schemas`
}

/** The policy agrees to it, which whoever compares a restore with it must know. */
function withoutAnything(facts: Facts): Facts {
  const { server } = facts
  if (server === undefined) return facts
  return { ...facts, server: { ...server, settings: { ...server.settings, empty: 'allowed' } } }
}

/** A backup of nothing would be proven by a restore of nothing. */
function mustHoldSomething(facts: Facts, connection: Connection): void {
  if (!isEmpty(facts) || facts.server?.settings['empty'] === 'allowed') return
  throw new Problem('source-failed', `${placeOf(connection)} contains nothing to back up`, {
    hint: 'Check that url names the right database, and check what tables and schemas select. If it is meant to be empty, write allow-empty: true.',
  })
}

/** The archive must hold the data of exactly the tables that were counted. */
function mustHoldAll(tables: readonly Table[], entries: readonly ArchiveEntry[], inExtensions: readonly Table[]): void {
  // By oid: the archive's names are in the database's encoding, which need not be ours.
  const dumped = entries.filter((entry) => entry.kind === 'TABLE DATA')
  const held = new Set(dumped.map(({ oid }) => Number(oid)))
  const known = new Set([...tables, ...inExtensions].map(({ oid }) => oid))
  const missing = tables.filter(({ oid }) => !held.has(oid))
  const extra = dumped.filter(({ oid }) => !known.has(Number(oid)))
  const [first] = [...missing, ...extra]
  if (first === undefined) return
  const what =
    missing.length > 0 ? `lacks ${missing.length} tables` : `has ${extra.length} tables that were not counted`
  throw new Problem('dump-incomplete', `pg_dump's archive ${what}, the first ${first.schema}.${first.name}`, {
    hint: remedy.dump,
  })
}
