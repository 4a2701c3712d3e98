import { resolve } from 'node:path'
import type {
  Bench,
  Counted,
  Dump,
  Engine,
  Facts,
  Finding,
  OpenSource,
  Overlap,
  PlainBackup,
  RestoreRequest,
  Target,
} from '../../src/engine/engine.ts'
import { files as realFiles } from '../../src/engine/files/files.ts'
import { FilesTarget } from '../../src/engine/files/target.ts'
import { postgresContents } from '../../src/engine/postgres/archive/contents.ts'
import { postgres as realPostgres } from '../../src/engine/postgres/postgres.ts'
import { targetConnection } from '../../src/engine/postgres/restore/target.ts'
import { openPostgres } from '../../src/engine/postgres/source.ts'
import { PostgresTarget } from '../../src/engine/postgres/target.ts'
import { offline } from '../../src/engine/programs.ts'
import { sqlite as realSqlite } from '../../src/engine/sqlite/sqlite.ts'
import { SqliteTarget } from '../../src/engine/sqlite/target.ts'
import type { Assertion, FilesSource, PostgresSource, Source, SqliteSource } from '../../src/policy/policy.ts'
import { Problem } from '../../src/problem.ts'
import type { Runtime } from '../../src/runtime/runtime.ts'

/* One step of an engine at a time, each opened and closed for itself, by programs of the test's own choice. */

/** Where a test restores into. */
export type Place =
  | { readonly kind: 'database'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string }

export interface RestoreOptions extends RestoreRequest {
  readonly signal: AbortSignal
}

export interface Steps<S extends Source> {
  inspect(source: S, runtime: Runtime, signal: AbortSignal): Promise<Pick<OpenSource, 'server' | 'sizeBytes'>>
  rehearse(source: S, runtime: Runtime, signal: AbortSignal): Promise<void>
  dump(source: S, runtime: Runtime, signal: AbortSignal): Dump
  restore(backup: PlainBackup, into: Place, runtime: Runtime, options: RestoreOptions): Promise<readonly Finding[]>
  facts(of: Place, like: Facts, runtime: Runtime, signal: AbortSignal, counted?: Counted): Promise<Facts>
  check(assertion: Assertion, of: Place, runtime: Runtime, signal: AbortSignal): Promise<Finding | undefined>
  overlap(source: S, into: Place): Overlap
}

function stepsOf<S extends Source>(
  open: (source: S, runtime: Runtime, signal: AbortSignal) => Promise<OpenSource>,
  target: (place: Place, runtime: Runtime, signal: AbortSignal) => Target<S>,
): Steps<S> {
  return {
    async inspect(source, runtime, signal) {
      await using live = await open(source, runtime, signal)
      return { server: live.server, sizeBytes: live.sizeBytes }
    },
    async rehearse(source, runtime, signal) {
      await using live = await open(source, runtime, signal)
      await live.rehearse()
    },
    dump(source, runtime, signal) {
      let dump: Dump | undefined
      async function* parts() {
        await using live = await open(source, runtime, signal)
        dump = live.dump()
        yield* dump.parts
      }
      const result = () => {
        if (dump) return dump.result()
        throw new Problem('dump-incomplete', 'the dump is not complete: it has not begun')
      }
      return { parts: { [Symbol.asyncIterator]: parts }, result }
    },
    restore: async (backup, into, runtime, { signal, ...request }) =>
      (await target(into, runtime, signal).restore(backup, request)).findings,
    facts: (of, like, runtime, signal, counted) => target(of, runtime, signal).facts(like, counted),
    check: (assertion, of, runtime, signal) => target(of, runtime, signal).check(assertion),
    overlap: (source, into) => target(into, noPrograms, new AbortController().signal).overlap(source),
  }
}

const noPrograms: Runtime = {
  where: 'nowhere',
  spawn: () => {
    throw new Error('no program is run')
  },
  reach: (server) => server,
}

export const bench: Bench = {
  services: {},
  baseEnv: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' },
  label: 'test',
  cwd: process.cwd(),
  temporaryDirectory: '/tmp',
  now: () => new Date(),
}

const pathOf = (place: Place): string => {
  if (place.kind === 'database') throw new Error('it is no path')
  return resolve(place.path)
}

/** The target that is a database, by these programs. */
export const databaseTarget = (url: string, runtime: Runtime, signal: AbortSignal): PostgresTarget =>
  new PostgresTarget({ connection: targetConnection(url), find: async () => runtime, signal })

/** The throw-away server that a proof restores into. */
export const throwAway = (dumped: Facts, label: string, image?: string): Promise<Target<PostgresSource>> =>
  realPostgres.sandbox(dumped, image, { ...bench, label }, new AbortController().signal)

export const postgres = {
  ...stepsOf<PostgresSource>(
    (source, runtime, signal) => openPostgres(source, { runtime }, signal, (image) => offline(image, bench), 'primary'),
    (place, runtime, signal) => databaseTarget(place.kind === 'database' ? place.url : place.path, runtime, signal),
  ),
  contents: postgresContents,
  globals: async (backup: PlainBackup) => (await realPostgres.globals?.(backup)) ?? '',
}

const reading = { tools: { kind: 'auto' }, image: undefined } as const

const contentsOf =
  (engine: Pick<Engine, 'contents'>) =>
  (backup: PlainBackup, _runtime: Runtime, signal: AbortSignal, patterns?: readonly string[]) =>
    engine.contents(backup, reading, bench, signal, patterns)

export const sqlite = {
  ...stepsOf<SqliteSource>(
    (source, _runtime, signal) => realSqlite.open(source, bench, signal),
    (place, _runtime, signal) => new SqliteTarget(pathOf(place), signal),
  ),
  contents: contentsOf(realSqlite),
}

export const files = {
  ...stepsOf<FilesSource>(
    (source, _runtime, signal) => realFiles.open(source, bench, signal),
    (place, _runtime, signal) => new FilesTarget(pathOf(place), signal),
  ),
  takes: realFiles.takes,
  contents: contentsOf(realFiles),
}
