import type { Readable } from 'node:stream'
import type { EngineName } from '../policy/policy.ts'
import type { Finding } from '../problem.ts'

/** What a restore is compared with; sealed as `facts.json`, because it names tables and files. */
export interface Facts {
  readonly version: 1
  readonly engine: EngineName
  /** undefined where there is no server (sqlite, files). */
  readonly server: ServerFacts | undefined
  /** The database's or the files' size before compression, bytes; an estimate for databases. */
  readonly sizeBytes: number
  /** Exact row counts by qualified table name; for files: by path, the number of regular files below it. */
  readonly rows: Readonly<Record<string, number>>
  /** Names by kind ("view", "routine", "sequence", "extension", "role", "file" ...), each sorted. */
  readonly objects: Readonly<Record<string, readonly string[]>>
}

export interface ServerFacts {
  /** "17.5" */
  readonly version: string
  readonly major: number
  /** Other facts that a sandbox needs: database name, owner, encoding, locale ... */
  readonly settings: Readonly<Record<string, string>>
}

/** One stream of a dump. */
export interface Part {
  /** "dump.pgc", "globals.sql", "database.sqlite", "files.tar". */
  readonly name: string
  /** `zstd`: compress it; `none`: the program compresses better itself. */
  readonly compression: 'zstd' | 'none'
  /** Errors unless everything that produced it succeeded. Read to its end (or destroyed) before the next part is asked for. */
  readonly body: Readable
  /** About how large it is; absent: what is known of the open source. */
  readonly expectedBytes?: number
  /** Told of buffers of the body that nobody looks at any more, so that they may be filled again; not of all. */
  readonly spent?: (chunk: Buffer) => void
}

/** A dump under way. Leaving the iteration early, or firing the signal, ends every program and removes what is temporary. */
export interface Dump {
  /** A cut-off dump never looks whole: a part errors unless its program exited 0 and said that it was done. */
  readonly parts: AsyncIterable<Part>
  /** After the last part only. Throws `dump-incomplete` before. */
  result(): DumpResult
}

export interface DumpResult {
  /** Those of the dump's own snapshot. */
  readonly facts: Facts
  /** What a person should know (a file that changed while it was read ...). */
  readonly findings: readonly Finding[]
  /** Versions of the programs used: { pg_dump: "17.5" }. */
  readonly versions: Readonly<Record<string, string>>
  readonly consistency: Consistency
  /** Where its moment lies in the source's log; absent where there is none. */
  readonly position?: Position
  /** By the server's clock, and not before that position: what is restored to an earlier time begins at an older backup. */
  readonly moment?: Date
  /** Of an increment, the id of the backup that it holds the changes since; absent: it holds everything. */
  readonly base?: string
}

/** The earlier backup that an increment is to build on. */
export interface Since {
  readonly id: string
  /** What each backup of its chain left for the next one, the full backup's first. */
  readonly states: readonly State[]
}

/** What one backup left for the next one. */
export interface State {
  readonly id: string
  /** `take` reads it to its end; it is called again, from the beginning, where one copy of it proves damaged. */
  read(take: (body: Readable) => Promise<void>): Promise<void>
}

/**
 * What a dump promises that is taken while others write: one moment for all of it, one for each object (a file, a topic), or
 * none.
 */
export type Consistency = 'snapshot' | 'per-object' | 'none'

/** A place in a source's log, opaque to all but its engine: an LSN, a binlog's file and offset, a timestamp of an oplog. */
export interface Position {
  readonly at: string
  /** Which log it is a place in (system and timeline, server's UUID, replica set): what follows is found in no other. */
  readonly history: string
}

/** A log that is collected a piece at a time, by whoever calls: nothing runs in between. */
export interface LogSource {
  /**
   * Throws what would stop it (a right, a setting, a provider that has no such log), and what to type. Writes nothing, and is asked
   * before anything is written.
   */
  rehearse(): Promise<void>
  /**
   * A starting point that the log can be played onto, where `OpenSource.dump` makes none; with `since`, what has changed after
   * that one, as `OpenSource.dump` promises it. Absent where every dump is a starting point: it then has a `position`.
   */
  readonly base?: (since?: Since) => Dump
  /** What keeps it from making a base of what has changed alone, and what to type; undefined: nothing does. Absent: it makes none. */
  readonly incrementFault?: () => Promise<Finding | undefined>
  /** Where the log ends now. */
  end(): Promise<Position>
  /**
   * All of the log from there to where it ends now; `from` is where the last stored piece ended, or the position of what it is
   * to be played onto. Takes nothing from the server: until it is released, the same can be collected again. Its parts throw
   * `log-gap` where the server does not have all of that any more, or has another history.
   */
  collect(from: Position): LogPiece
  /**
   * The server may forget what lies before. For where a piece ended that is stored and read back, and for nothing later; a second
   * time does no harm.
   */
  release(until: Position): Promise<void>
  /** Takes away what was made on the server so that it keeps the log, once nobody collects it any more. A second time does no harm. */
  teardown(): Promise<void>
}

export interface LogPiece {
  /** None where nothing was logged since. */
  readonly parts: AsyncIterable<Part>
  /** After the last part only. Throws `dump-incomplete` before. */
  result(): PieceResult
}

/** What a piece of log holds. One piece begins where the one before ended, to the byte. */
export interface PieceResult {
  readonly from: Position
  readonly to: Position
  /** By the server's clock; `until` was read before the end of the log was, so that all up to then is in it. */
  readonly covers: { readonly from: Date; readonly until: Date }
  /** What a person should know: the server is about to lose log ... */
  readonly findings: readonly Finding[]
}

/** An opened backup: plain parts, authenticated as they stream. */
export interface PlainBackup {
  readonly facts: Facts
  readonly parts: readonly string[]
  /** Throws `object-missing` for an unknown part. Damage errors the stream before any false byte. */
  open(part: string): Promise<Readable>
}

/** Everything that a restore to a moment needs, oldest first: each increment builds on the one before it, and the log has no gap. */
export interface Chain {
  readonly full: PlainBackup
  readonly increments: readonly PlainBackup[]
  /** Where in the log the last backup above lies, as its manifest says: nothing before that is played back. */
  readonly position: Position
  /** The first holds that position; each begins where the one before ended. */
  readonly log: readonly PlainPiece[]
}

/** A stored piece of log. */
export interface PlainPiece {
  readonly from: Position
  readonly to: Position
  /** None where nothing was logged. */
  readonly parts: readonly string[]
  /** As a backup's. */
  open(part: string): Promise<Readable>
}

/** Where a log is played back to: a time of the server's clock, or the end of the last piece. */
export type Until = { readonly time: Date } | 'end'
