import { pipeline } from 'node:stream/promises'
import { type Finding, isProblem, noteAlso, Problem } from '../../problem.ts'
import { failureOf, feed } from '../../runtime/runtime.ts'
import { namesSome } from '../../words/words.ts'
import type { Facts, PlainBackup, RestoreRequest, RestoreResult } from '../contract.ts'
import { clientCommand, placeOf } from './connection.ts'
import { asDamage, mustBeWhole, openDump } from './contents.ts'
import { askServer, type Inventory, inventoryOf, namesOf } from './inventory.ts'
import { isOlder, mustBe, versionOf } from './product.ts'
import { picked } from './selection.ts'
import { watchServer } from './server/silence.ts'
import { type Asker, advised, identifier, isOfServer, query } from './session.ts'
import { kept } from './stream/kept.ts'
import { DumpReader, type Verdict } from './stream/reader.ts'
import type { Subject } from './stream/statement.ts'
import { DumpTally } from './stream/tally.ts'
import { usersIn, usersPart } from './users.ts'

export interface RestoreOptions extends RestoreRequest {
  /** A throw-away server, where everything may be made. */
  readonly sandboxed: boolean
}

/** Restores `dump.sql` by one client, which stops at the first error. A target gets all of it or nothing. */
export async function restoreMysql(backup: PlainBackup, asker: Asker, options: RestoreOptions): Promise<RestoreResult> {
  const { connection } = asker
  const { overwrite } = options
  const { tables, users, isNew } = await admitMysql(backup, asker, options)
  if (isNew)
    await query(asker, `create database ${identifier(connection.database)}${encodingOf(backup.facts)}`, {
      anywhere: true,
    })
  try {
    if (overwrite && tables === undefined) await empty(asker)
    const content = await restoreDump(backup, asker, tables)
    const findings = users === undefined ? [] : await applyUsers(users, asker)
    return { findings, expected: expectedOf(backup.facts, tables && content, users !== undefined) }
  } catch (error) {
    if (!options.sandboxed) await undo(error, asker, { isNew, isMixed: overwrite && tables !== undefined })
    throw isProblem(error, 'tool-failed') && failureOf(error)
      ? new Problem('restore-failed', `the restore into ${placeOf(connection)} failed: ${error.message}`, {
          hint: error.hint,
          cause: error,
          ofMachine: isOfServer(error),
        })
      : error
  }
}

interface Admitted {
  /** Those that were chosen; undefined: all. */
  readonly tables: ReadonlySet<string> | undefined
  /** Statements that make the users; undefined: none are made. */
  readonly users: string | undefined
  /** The database is not there yet. */
  readonly isNew: boolean
}

/** Refuses what cannot be restored, and changes nothing: nothing that fails may follow a restore that is done. */
export async function admitMysql(backup: PlainBackup, asker: Asker, options: RestoreOptions): Promise<Admitted> {
  const { only, sandboxed, roles } = options
  await mustTake(backup.facts, asker)
  const tables = only.length > 0 ? picked(backup.facts.objects['table'] ?? [], only) : undefined
  const users = sandboxed || roles === true ? await usersFor(backup, options) : undefined
  return { tables, users, ...(await mustBeReady(asker, options)) }
}

/** The same product, and not an older server: it does not know what the newer one writes, and finds out half-way. */
async function mustTake({ server }: Facts, asker: Asker): Promise<void> {
  const { connection } = asker
  const { told } = await askServer(asker, { anywhere: true })
  mustBe(connection.product, told, placeOf(connection), 'target-refused')
  if (server === undefined || !isOlder(told.version, versionOf(server))) return
  const { noun } = connection.product
  throw new Problem(
    'target-refused',
    `${placeOf(connection)} is ${noun} ${told.version.text}, older than the dump's ${server.version}`,
    {
      hint: `Restore into ${noun} ${server.version} or newer.`,
    },
  )
}

async function mustBeReady(asker: Asker, options: RestoreOptions): Promise<{ readonly isNew: boolean }> {
  const { connection } = asker
  const inventory = await inventoryUnlessAbsent(asker)
  if (inventory === undefined) {
    if (!options.sandboxed && options.create !== true)
      throw new Problem('target-refused', `there is no database ${placeOf(connection)}`, {
        hint: `Add --create, or create it first: CREATE DATABASE ${identifier(connection.database)};`,
      })
    return { isNew: true }
  }
  const held = Object.values(namesOf(inventory)).flat()
  if (held.length > 0 && !options.overwrite)
    throw new Problem('target-refused', `${placeOf(connection)} is not empty: it has ${namesSome(held, 3)}`, {
      hint: 'Restore into a new database, or add --overwrite with the name of this one to replace its contents.',
    })
  return { isNew: false }
}

async function inventoryUnlessAbsent(asker: Asker): Promise<Inventory | undefined> {
  try {
    return await inventoryOf(asker)
  } catch (error) {
    if (/\b1049\b/.test(failureOf(error)?.stderr ?? '')) return undefined
    throw error
  }
}

/** The names are those of the facts, which anybody may have sealed. */
function encodingOf({ server }: Facts): string {
  const { charset = '', collation = '' } = server?.settings ?? {}
  return /^\w+$/.test(charset) && /^\w+$/.test(collation) ? ` character set ${charset} collate ${collation}` : ''
}

/** Gives what was restored, counted as it passed. */
async function restoreDump(
  backup: PlainBackup,
  asker: Asker,
  tables: ReadonlySet<string> | undefined,
): Promise<Pick<Facts, 'rows' | 'objects'>> {
  const { connection, runtime, signal } = asker
  await using watch = watchServer(asker, connection.product.client)
  const tally = new DumpTally((subject, head) => verdictOn(subject, head, connection.database, tables))
  const reader = new DumpReader(tally)
  const rows = Object.entries(backup.facts.rows).filter(([name]) => tables?.has(name) !== false)
  const atEnd = () => mustBeWhole(tally, Object.fromEntries(rows))
  const filter = kept(reader, { heard: watch.heard, atEnd, explain: asDamage })
  const args = ['--batch', '--binary-mode', `--database=${connection.database}`]
  const command = clientCommand(connection.product.client, args, connection, runtime)
  // The error of the body becomes that of the filter.
  pipeline(await openDump(backup), filter).catch(() => undefined)
  await feed(runtime, command, filter, AbortSignal.any([signal, watch.signal]), watch.heard).catch((error: unknown) => {
    throw advised(error)
  })
  return tally.content()
}

/** Of a statement that names the dump's database: it is restored into another one. */
function verdictOn(subject: Subject, head: string, database: string, tables: ReadonlySet<string> | undefined): Verdict {
  if (subject.of === 'session') return 'keep'
  if (subject.of === 'database') return { replace: head.replace(/`(?:[^`]|``)*`/, () => identifier(database)) }
  if (tables === undefined) return 'keep'
  if (subject.of === 'table') return tables.has(subject.name) ? 'keep' : 'drop'
  return subject.of === 'trigger' && subject.on !== undefined && tables.has(subject.on) ? 'keep' : 'drop'
}

function expectedOf(facts: Facts, content: Pick<Facts, 'rows' | 'objects'> | undefined, hasUsers: boolean): Facts {
  if (content !== undefined) return { ...facts, ...content }
  const { user, ...others } = facts.objects
  return user === undefined || hasUsers ? facts : { ...facts, objects: others }
}

async function usersFor(backup: PlainBackup, { sandboxed, only }: RestoreOptions): Promise<string | undefined> {
  if (only.length > 0 || (sandboxed && !backup.parts.includes(usersPart))) return undefined
  return await usersIn(backup)
}

/** After the data, because rights are to tables that must be there. What a right is to may be in another database. */
async function applyUsers(sql: string, asker: Asker): Promise<readonly Finding[]> {
  const said: string[] = []
  await query(asker, sql, {
    keepGoing: (stderr) => said.push(...stderr.split('\n').filter((line) => /^ERROR /.test(line))),
  })
  if (said.length === 0) return []
  const message = `${said.length} statements of ${usersPart} were refused, the first: ${said[0]}`
  return [{ level: 'note', blame: 'env', message, hint: 'Run `backproof restore --globals print` to see them all.' }]
}

/** Everything in a database, whatever refers to what. */
async function empty(asker: Asker): Promise<void> {
  const { tables, others } = await inventoryOf(asker)
  const drop = (kind: string, names: readonly string[] = []) =>
    names.map((name) => `drop ${kind} if exists ${identifier(name)}`)
  const routines = (others.get('routine') ?? []).map((routine) => {
    const [, type = '', name = ''] = /^(function|procedure|package body|package) (.*)$/s.exec(routine) ?? []
    return `drop ${type} if exists ${identifier(name)}`
  })
  const statements = [
    'set foreign_key_checks = 0',
    ...drop('view', others.get('view')),
    ...drop(
      'table',
      tables.map(({ name }) => name),
    ),
    ...drop('sequence', others.get('sequence')),
    ...drop('event', others.get('event')),
    // The body of a package goes with it.
    ...routines.filter((statement) => !statement.startsWith('drop package body')),
  ]
  await query(asker, statements.join(';\n'))
}

async function undo(
  error: unknown,
  asker: Asker,
  { isNew, isMixed }: { readonly isNew: boolean; readonly isMixed: boolean },
): Promise<void> {
  // Beside what was restored there is what the target held before: that is not ours to remove.
  if (isMixed) return
  const late = { ...asker, signal: AbortSignal.timeout(120_000) }
  const { database } = asker.connection
  const undone = isNew ? query(late, `drop database ${identifier(database)}`, { anywhere: true }) : empty(late)
  await undone.catch((also: unknown) => noteAlso(error, also))
}
