import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { type Finding, Problem, remedy } from '../../problem.ts'
import type { Child } from '../../runtime/runtime.ts'
import { namesSome } from '../../words/words.ts'
import { watchedBody } from '../body.ts'
import type { Dump, DumpResult, Facts, Part, Position } from '../contract.ts'
import { isEmpty } from '../facts.ts'
import { mustHoldAll } from './completeness.ts'
import { clientCommand, placeOf } from './connection.ts'
import { inventoryOf } from './inventory.ts'
import { LogLook } from './log/begun.ts'
import type { Opening } from './opening.ts'
import { isTransactional, type Product } from './product.ts'
import { selected } from './selection.ts'
import { dateOf, microseconds } from './server/clock.ts'
import type { Place } from './server/place.ts'
import { includes } from './server/position.ts'
import { isPromoted, promoted } from './server/replica.ts'
import { type Watch, watchServer } from './server/silence.ts'
import { advised, identifier, query } from './session.ts'
import { kept } from './stream/kept.ts'
import { DumpReader, malformed } from './stream/reader.ts'
import { DumpTally } from './stream/tally.ts'
import { usersOf, usersPart } from './users.ts'

export const dumpPart = 'dump.sql'

/** The dump of one database in one transaction: `dump.sql`, whose rows are counted as they pass, and `users.sql` on request. */
export function dumpMysql(opening: Opening): Dump {
  const { source, client, connection } = opening
  let done: Omit<DumpResult, 'versions'> | undefined
  async function* parts(): AsyncGenerator<Part> {
    done = yield* dumpParts(opening)
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (done === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { ...done, versions: { [connection.product.dump]: client.text } }
    },
  }
}

async function* dumpParts(opening: Opening): AsyncGenerator<Part, Omit<DumpResult, 'versions'>> {
  const { source, connection, runtime, before, server, place } = opening
  const { product } = connection
  const mine = new AbortController()
  const tables = selected(
    before.tables.map(({ name }) => name),
    source.tables,
    source.name,
  )
  const command = clientCommand(product.dump, dumpFlags(opening, tables), connection, runtime)
  // Only of a log that is collected is it asked where this dump lies in it.
  const look = place.kind === 'own' && source.pointInTime ? await LogLook.take(opening) : undefined
  await using watch = watchServer(opening, product.dump)
  const child = runtime.spawn(command, AbortSignal.any([opening.signal, mine.signal, watch.signal]))
  child.ended.catch(() => undefined)
  try {
    const tally = new DumpTally((_, head) => (place.kind === 'source' && setsGtids.test(head) ? 'drop' : 'keep'))
    const clock = clockOf(opening, tally)
    const body = bodyOf(child, opening, tally, watch, clock.look)
    child.stdout.once('error', (error: unknown) => body.destroy(advised(error) as Error))
    yield { name: dumpPart, compression: 'zstd', body }
    const stderr = await child.ended.catch((error: unknown) => {
      throw advised(error)
    })
    await finished(body)
    const findings = [...opening.findings, ...heard(stderr, product, connection.database)]
    const after = await inventoryOf(opening)
    const objects = mustHoldAll(tally, before, after, { tables, isNamed: source.tables.include.length > 0 })
    const { rows } = tally.content()
    const settings = { ...server.facts.settings, scope: isPart(opening) ? 'part' : 'whole' }
    let facts: Facts = {
      version: 1,
      engine: product.name,
      server: { ...server.facts, settings },
      sizeBytes: server.sizeBytes,
      rows,
      objects,
    }
    if (isEmpty(facts)) {
      if (!source.allowEmpty) throw nothing(opening)
      facts = { ...facts, server: { ...server.facts, settings: { ...settings, empty: 'allowed' } } }
    }
    if (source.users) {
      const users = await usersOf(opening)
      facts = { ...facts, objects: { ...objects, user: users.names } }
      yield { name: usersPart, compression: 'zstd', body: Readable.from([Buffer.from(users.sql)]) }
    }
    if (opening.host?.role === 'replica' && (await isPromoted(opening))) findings.push(promoted(opening.host))
    const outside = before.tables.filter(({ name, engine }) => tables.includes(name) && !isTransactional(engine))
    if (outside.length > 0) findings.push(notOfOneMoment(outside.map(({ name }) => name)))
    const floats = tables.flatMap((table) => (before.floats.get(table) ?? []).map((column) => `${table}.${column}`))
    if (floats.length > 0 && !source.roundedFloats) findings.push(roundedFloats(floats, product))
    const consistency = outside.length > 0 ? 'per-object' : 'snapshot'
    const time = await clock.time()
    const dumpedIn = tally.position === undefined ? undefined : await look?.file(tally.position)
    findings.push(...(dumpedIn?.findings ?? []))
    const position = dumpedIn?.isReset ? 'reset' : positionIn(tally, place, time, dumpedIn?.begun)
    if (position === 'unclear') findings.push(unclearPosition)
    if (position === 'reset') findings.push(resetMeanwhile)
    return {
      facts,
      findings,
      consistency,
      ...(typeof position === 'object' ? { position } : {}),
      ...(time === undefined ? {} : { moment: dateOf(time + 999n) }),
    }
  } finally {
    mine.abort(new Problem('cancelled', 'the dump was abandoned before its end'))
    await child.ended.catch(() => undefined)
  }
}

// What sets the GTIDs of a server that restores it, and keeps from its log what is restored: that is not for a dump to say.
const setsGtids = /^SET @(?:@GLOBAL\.GTID_PURGED|@SESSION\.SQL_LOG_BIN|MYSQLDUMP_TEMP_LOG_BIN)\b/i

/** Ends cleanly only after the program has exited 0, and the dump is complete. */
function bodyOf(child: Child, { place }: Opening, tally: DumpTally, { heard }: Watch, look: () => void): Readable {
  const reader = new DumpReader(tally)
  // Elsewhere the dump is just what the program wrote.
  if (place.kind !== 'source') {
    const push = (chunk: Uint8Array) => {
      heard()
      reader.push(chunk)
      look()
    }
    const end = () => {
      reader.end()
      tally.mustBeComplete()
    }
    return watchedBody(child, { push, end })
  }
  const hear = () => {
    heard()
    look()
  }
  const body = kept(reader, { heard: hear, atEnd: () => tally.mustBeComplete() })
  // The body itself carries the error.
  pipeline(child.stdout, body).catch(() => undefined)
  return body
}

/**
 * The server's clock, asked as soon as the dump has said where its snapshot lies: so that it is not before that, and hardly after
 * it, however long the dump takes.
 */
function clockOf(opening: Opening, tally: DumpTally) {
  let asked: Promise<bigint> | undefined
  const ask = async (): Promise<bigint> => {
    const [[time = ''] = []] = await query(opening, 'select utc_timestamp(6)', { anywhere: true })
    return microseconds(time)
  }
  const look = () => {
    if (asked !== undefined || (tally.position ?? tally.gtids) === undefined) return
    asked = ask()
    asked.catch(() => undefined)
  }
  return { look, time: async () => await asked }
}

// As many characters as a manifest takes.
const longestPosition = 1000

function positionIn(
  { position, gtids }: DumpTally,
  place: Place,
  time: bigint | undefined,
  begun: number | undefined,
): Position | 'none' | 'unclear' {
  switch (place.kind) {
    case 'none':
      return 'none'
    case 'own':
      if (position === undefined) throw malformed('it does not say where in the binary log it lies')
      return {
        at: `${position}${begun === undefined ? '' : `;begun=${begun}`}${time === undefined ? '' : `;time=${time}`}`,
        history: place.history,
      }
    case 'source': {
      const at = `gtid:${gtids ?? ''}`
      if (!gtids || at.length > longestPosition || !includes(gtids, place.least)) return 'unclear'
      return { at, history: place.history }
    }
  }
}

const unclearPosition: Finding = {
  level: 'note',
  blame: 'source',
  message:
    'the dump does not say where in the binary log it lies: the GTIDs of this replica are too many, or not all in its log',
  hint: 'Name the primary in its url for a dump with a position.',
}

const resetMeanwhile: Finding = {
  level: 'warning',
  blame: 'source',
  message: 'the dump does not say where in the binary log it lies: the log was reset while it was made',
  hint: 'Run it again: nothing is collected onto this dump.',
}

const isPart = ({ source: { tables } }: Opening): boolean => tables.include.length > 0 || tables.exclude.length > 0

function dumpFlags({ source, connection, place, before }: Opening, tables: readonly string[]): readonly string[] {
  const { product, database } = connection
  const isNamed = source.tables.include.length > 0
  // Routines and events belong to the database, and not to tables that were named.
  const besides = isNamed ? ['--skip-routines', '--skip-events'] : ['--routines', '--events']
  const left = isNamed ? [] : before.tables.filter(({ name }) => !tables.includes(name))
  return [
    ...['--single-transaction', '--quick', '--triggers', '--hex-blob', '--no-tablespaces', ...besides],
    ...product.dumpFlags,
    ...product.positionFlags[place.kind],
    ...left.map(({ name }) => `--ignore-table=${database}.${name}`),
    ...['--', database, ...(isNamed ? tables : [])],
  ]
}

/** What a program that ended with exit code 0 said: that something is not in the dump is a failure, whatever the code. */
export function heard(stderr: string, product: Product, database: string): readonly Finding[] {
  const lines = stderr.split('\n').map((line) => line.trim())
  const said = lines.filter((line) => line !== '' && !product.harmless.test(line))
  const error = said.find((line) => /\berror\b/i.test(line))
  if (error !== undefined)
    throw new Problem(
      'dump-incomplete',
      `${product.dump} left something of ${database} out, and ended as if it had not: ${error}`,
      {
        hint: 'Grant the user of its url the rights that docs/engines.md lists.',
      },
    )
  return said.slice(0, mostWarnings).map((message) => ({ level: 'warning', blame: 'source', message }))
}

const mostWarnings = 20

const notOfOneMoment = (names: readonly string[]): Finding => ({
  level: 'warning',
  blame: 'source',
  message: `${namesSome(names)} ${names.length === 1 ? 'is' : 'are'} not in the dump's transaction: what is written meanwhile may be in the backup in part`,
  hint: `Run ALTER TABLE ${identifier(names[0] ?? '')} ENGINE=InnoDB;${names.length > 1 ? ' and so on,' : ''} or back up while nothing writes.`,
})

// The server writes a FLOAT as text with six digits, and no option of the programs changes that. One with a number of
// decimals, FLOAT(M,D), is written with all of them, and DOUBLE with as many as it takes.
const roundedFloats = (columns: readonly string[], { dump }: Product): Finding => ({
  level: 'warning',
  blame: 'source',
  message: `${dump} rounds FLOAT values to six digits: ${namesSome(columns)} may not come back as ${columns.length === 1 ? 'it was' : 'they were'}`,
  hint: 'Make them DOUBLE, which comes back exactly: ALTER TABLE ... MODIFY ... DOUBLE; or write rounded-floats: true in the policy where six digits are enough.',
})

/** A backup of nothing would be proven by a restore of nothing. */
function nothing({ connection }: Opening): Problem {
  return new Problem('source-failed', `${placeOf(connection)} contains nothing to back up`, {
    hint: 'Check that url names the right database, or write allow-empty: true where it may be empty.',
  })
}
