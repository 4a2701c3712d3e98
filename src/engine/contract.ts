import type { Readable } from 'node:stream'
import type { Assertion, EngineName, Role, Source, SshLogin, Tools } from '../policy/policy.ts'
import type { Finding } from '../problem.ts'
import type { Address, Service } from '../runtime/runtime.ts'

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
}

/**
 * What a dump promises that is taken while others write: one moment for all of it, one for each object (a file, a topic), or
 * none.
 */
export type Consistency = 'snapshot' | 'per-object' | 'none'

/** One of several servers of a cluster. */
export interface ChosenHost {
  /** "db-2.example:5432" where the policy file says so itself; else "host 2 of 3". */
  readonly name: string
  readonly role: Role
  /** Of a replica: it lagged at most so much when it was chosen. */
  readonly lagSeconds?: number
  /** Why it is not the one that was wished for, and why others were passed over. */
  readonly findings: readonly Finding[]
}

/** A source that answers: one of its servers is chosen, the programs that fit it are found, and it is connected to, once. */
export interface OpenSource extends AsyncDisposable {
  /** Where its programs run: "host", "docker exec postgres"; for messages. */
  readonly where: string
  /** undefined where there is no server (sqlite, files). */
  readonly server: ServerFacts | undefined
  /** Before compression; an estimate for databases. */
  readonly sizeBytes: number
  /** Of several servers, the one that is dumped; absent where there was nothing to choose. */
  readonly host?: ChosenHost
  /**
   * Throws what would stop a backup, or the proofs by restore that the policy asks for: what may not be read, what the
   * proofs' image lacks. Reads no data.
   */
  rehearse(): Promise<void>
  /** At most once: nothing is asked of the server before its parts are. */
  dump(): Dump
  /** Absent where this engine, or this server as it is set up, has no log that can be collected. */
  readonly log?: LogSource
}

/** A place in a source's log, opaque to all but its engine: an LSN, a binlog's file and offset, a timestamp of an oplog. */
export interface Position {
  readonly at: string
  /** Which log it is a place in (system and timeline, server's UUID, replica set): what follows is found in no other. */
  readonly history: string
}

/** A log that is collected a piece at a time, by whoever calls: nothing runs in between. */
export interface LogSource {
  /**
   * A starting point that the log can be played onto, where `OpenSource.dump` makes none; with `since`, what has changed after
   * that one. Absent where every dump is a starting point: it then has a `position`.
   */
  readonly base?: (since?: Base) => Dump
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
}

/** The earlier backup that an increment builds on. */
export interface Base {
  readonly id: string
  readonly facts: Facts
  /** What that dump left for the next one: an index of its files, a backup manifest. */
  readonly state: () => Promise<Readable>
}

/**
 * Everything that a restore to a moment needs, oldest first: each increment builds on the one before it, and the log
 * has no gap.
 */
export interface Chain {
  readonly full: PlainBackup
  readonly increments: readonly PlainBackup[]
  readonly log: readonly PlainBackup[]
  /** Where to stop in the log; absent: at the last backup's own moment. */
  readonly until?: { readonly time: Date } | { readonly position: Position }
}

/** Hears how many more rows, or files, were counted just now. */
export type Counted = (more: number) => void

/** An opened backup: plain parts, authenticated as they stream. */
export interface PlainBackup {
  readonly facts: Facts
  readonly parts: readonly string[]
  /** Throws `object-missing` for an unknown part. Damage errors the stream before any false byte. */
  open(part: string): Promise<Readable>
}

/** What an archive says of itself. */
export interface Contents {
  /** For people; of very many not all. */
  readonly names: readonly string[]
  /** Those of the required names, or patterns of files, that match nothing in it. */
  readonly missing: readonly string[]
}

/** What of a backup is restored, and over what. */
export interface RestoreRequest {
  /** The target may hold something already: replace it. */
  readonly overwrite: boolean
  /** Patterns of tables or files; empty = everything. */
  readonly only: readonly string[]
  /** Goes on after what cannot be restored, into an empty target: a finding of level failure names each. */
  readonly keepGoing?: boolean
  /** Makes the target's database, where that is not there. */
  readonly create?: boolean
  /** Makes the roles of the backup that the target's server lacks. */
  readonly roles?: boolean
}

export interface RestoreResult {
  /** What did not stop it; those of level failure only where it was to keep going. */
  readonly findings: readonly Finding[]
  /** What of the backup is there now: its own facts, or those of what was selected; undefined: nothing is known of that. */
  readonly expected: Facts | undefined
  /** What it wrote, where that is known; absent: all that the dump has. */
  readonly restoredBytes?: number
}

/** What a restore into a target would do to a source: nothing, replace it, or put a second copy of it inside itself. */
export type Overlap = 'none' | 'same' | { readonly copyAt: string; readonly original: string }

/** Somewhere to restore into: what a person named, or a throw-away place that is gone when its use ends. */
export interface Target<S extends Source = Source> extends AsyncDisposable {
  /** For messages: never with a password. */
  readonly where: string
  /** What `--overwrite` must repeat. */
  readonly name: string
  /** Where on this machine it writes to; undefined for a server. */
  readonly path: string | undefined
  readonly throwAway: boolean
  /** Where its servers are, as it was named: what `--via` forwards. Absent: it has none that are reached so. */
  readonly servers?: readonly Address[]
  /** For a source of the same engine. Throws if the source's address is not known here. */
  overlap(source: S): Overlap
  /**
   * Refuses at once what `restore` would refuse (`target-refused`), and changes nothing: an application is not stopped for a restore
   * that cannot be. Absent: only `restore` can tell.
   */
  admit?(request: RestoreRequest): Promise<void>
  /** The target must be empty and is checked to be (`target-refused`), unless overwrite is said. */
  restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult>
  /** Facts of the restored data, in the same terms as the dump's. */
  facts(like: Facts, counted?: Counted): Promise<Facts>
  /** Judges one assertion of the policy. undefined: it holds. */
  check(assertion: Assertion): Promise<Finding | undefined>
}

/** A throw-away place that programs of this machine may change: a migration is rehearsed there. */
export interface Rehearsal<S extends Source = Source> extends AsyncDisposable {
  readonly target: Target<S>
  /** How it is reached, once it is restored: DATABASE_URL, and the parts that programs of this engine know. */
  readonly env: Readonly<Record<string, string>>
  /** Those of its values that nobody may see. */
  readonly secrets: readonly string[]
  /**
   * What it is made of now: a line for each column, index, constraint ..., the same text as long as it is the same. Absent: this
   * engine cannot tell.
   */
  readonly schema?: () => Promise<readonly SchemaLine[]>
  /** Watches it from now on. Absent: this engine cannot tell. */
  readonly watch?: (signal: AbortSignal) => Promise<Watch>
}

/** One thing of a schema: "column public.orders.paid", and "boolean not null". */
export interface SchemaLine {
  readonly name: string
  readonly is: string
}

export interface Watch {
  /** Ends it, and says what was seen. */
  end(): Promise<Watched>
}

export interface Watched {
  /** Strong locks, the longest first; absent: nobody looked. */
  readonly locks?: readonly { readonly object: string; readonly mode: string; readonly heldMs: number }[]
  readonly failed?: readonly { readonly code: string; readonly message: string; readonly statement: string }[]
}

/** What a command may ask of an engine; what a policy may is in policy/source/. Beyond it is refused, never ignored. */
export interface Abilities {
  /** What the patterns of `--only` pick; undefined: it restores all or nothing. */
  readonly selects: 'table' | 'file' | 'ref' | 'key' | 'stream' | 'topic' | 'collection' | 'index' | undefined
  /** Options that its restores take beside those of every engine. */
  readonly restores: readonly ('create' | 'globals' | 'keep-going')[]
}

/** One kind of thing that can be backed up. A const object per engine, not a class. */
export interface Engine<S extends Source = Source> {
  readonly name: EngineName
  readonly can: Abilities
  /**
   * Proves that the source can be reached, without reading its data. `prefer`: which of several servers, if one of that role
   * is fit to be dumped; default the primary. Throws `tool-version` for programs that do not fit.
   */
  open(source: S, bench: Bench, signal: AbortSignal, prefer?: Role): Promise<OpenSource>
  /**
   * Names of all databases of the server of a source that has `databases`, without those that are the server's own. Throws where
   * the user may not see all of them: one that is not seen is not one that is gone. Absent: its sources have no `databases`.
   */
  readonly list?: (source: S, bench: Bench, signal: AbortSignal) => Promise<readonly string[]>
  /** Where its servers are, by its URL: what `via` forwards. Absent: it has no servers that are reached so. */
  readonly servers?: (source: S) => readonly Address[]
  /** True if a backup would take this file of the machine, were it there. */
  takes(source: S, file: string): boolean
  /**
   * Reads a backup's own table of contents, and all of its main part, without restoring it; throws `object-damaged` if it
   * cannot be read. `required`: names, or patterns of files, of what must be in it.
   */
  contents(
    backup: PlainBackup,
    by: Programs<S>,
    bench: Bench,
    signal: AbortSignal,
    required?: readonly string[],
  ): Promise<Contents>
  /** The roles of a backup, as SQL; absent: `can.restores` has no globals. Throws `object-missing` where this one has none. */
  readonly globals?: (backup: PlainBackup) => Promise<string>
  /** The part that has them. */
  readonly globalsPart?: string
  /** What a person typed: an address, a path. Throws `usage` for what is none; nothing is asked of the target yet. */
  target(text: string, by: TargetBy<S>, bench: Bench, signal: AbortSignal): Promise<Target<S>>
  /**
   * A new and empty place that the dump restores into: a server of its version (or of this image), a folder. `source`: as
   * `Programs` has it.
   */
  sandbox(dumped: Facts, image: string | undefined, bench: Bench, signal: AbortSignal, source?: S): Promise<Target<S>>
  /** The same, and programs of this machine reach it. Absent: nothing can be rehearsed on its backups. */
  readonly rehearsal?: (
    dumped: Facts,
    image: string | undefined,
    bench: Bench,
    signal: AbortSignal,
  ) => Promise<Rehearsal<S>>
}

/** Which programs read and restore a backup, as a policy says. */
export interface Programs<S extends Source = Source> {
  readonly tools: Tools
  /** Of the throw-away server; undefined: that of the dumped server's version. */
  readonly image: string | undefined
  /** The policy's own source of that name, where it has one of this engine: the only place that programs of a user come from. */
  readonly source?: S
}

/** How a target that a person named is reached. */
export interface TargetBy<S extends Source = Source> extends Omit<Programs<S>, 'image'> {
  /** Another machine forwards its ports: see `throughBastions`. */
  readonly via?: SshLogin
}

/** Everything of this machine that an engine may use. */
export interface Bench {
  /** The job's service containers by name; may be empty. */
  readonly services: Readonly<Record<string, Service>>
  /** What every program gets: PATH, HOME, LANG, and what the docker client needs (DOCKER_HOST ...). */
  readonly baseEnv: Readonly<Record<string, string>>
  /** Value of the label `backproof` of every container, for sweeping. */
  readonly label: string
  /** What the path of a target is relative to. */
  readonly cwd: string
  readonly temporaryDirectory: string
  readonly now: () => Date
}
