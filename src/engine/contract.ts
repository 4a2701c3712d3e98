import type { Assertion, EngineName, Role, Source, SshLogin, Tools } from '../policy/policy.ts'
import type { Finding } from '../problem.ts'
import type { Address, DataPlace, Service } from '../runtime/runtime.ts'

import type { Chain, Dump, Facts, LogSource, PlainBackup, Position, ServerFacts, Since, Until } from './dumped.ts'

export type * from './dumped.ts'

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
  /**
   * At most once: nothing is asked of the server before its parts are. `since`: only what has changed after that backup; where
   * that cannot be told, everything, and a finding says why.
   */
  dump(since?: Since): Dump
  /** Absent where this engine, or this server as it is set up, has no log that can be collected. */
  readonly log?: LogSource
}

/** Hears how many more rows, or files, were counted just now. */
export type Counted = (more: number) => void

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
   * that cannot be. The backup is not read to its end for it.
   */
  admit(backup: PlainBackup, request: RestoreRequest): Promise<void>
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
  /** How a container gets to it. */
  readonly data: DataPlace
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
   * is fit to be dumped; default the primary. `knownBytes`: about how large it is, where that need not be measured. Throws
   * `tool-version` for programs that do not fit.
   */
  open(source: S, bench: Bench, signal: AbortSignal, prefer?: Role, knownBytes?: number): Promise<OpenSource>
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
  /** Absent: it has no log that is collected. */
  readonly replay?: Replay<S>
  /** Absent: it makes no increments. */
  readonly increments?: Increments
}

/** How an engine's increments are told, and read. */
export interface Increments {
  /** The part of a backup that the next increment needs. */
  readonly statePart: string
  /** A chain, the full backup first, as the full backup that would have been made in place of the last. */
  whole(levels: readonly PlainBackup[], signal: AbortSignal): PlainBackup
}

/** What of a source's log comes back. */
export interface Replay<S extends Source = Source> {
  /** Negative: `one` lies before `other`. undefined: they lie in different histories. Pure. */
  compare(one: Position, other: Position): number | undefined
  /** What is recovered can stay as a data directory. */
  readonly leavesData?: true
  /** The part of a base that the next increment of it needs. Absent: every base is a full one. */
  readonly statePart?: string
  /** What a server that lives on still has of a source that is given up, and what to type there. Absent: nothing. Pure. */
  readonly leftover?: (source: string) => string
  /** Those names that a pattern of `--only` may mean, of what facts name. Pure. */
  selectable(objects: Facts['objects']): readonly string[]
  /** Whether a pattern means one of them. Pure. */
  means(pattern: string, name: string): boolean
  /**
   * A throw-away server at exactly that moment: all that was committed until then, and nothing later. It reaches nothing and
   * nobody: no network, no subscription, no schedule of its own. Throws `restore-failed` where the log ends before that moment.
   */
  recover(
    chain: Chain,
    until: Until,
    by: Programs<S>,
    bench: Bench,
    signal: AbortSignal,
    hear?: (progress: ReplayProgress) => void,
  ): Promise<Recovered<S>>
}

/** How far a recovery is. */
export interface ReplayProgress {
  /** What is being done: a starting point is unpacked, the log is brought there, the log is played back. */
  readonly step: 'base' | 'log' | 'replay'
  /** Bytes of it until now. */
  readonly doneBytes: number
  /** Of so many; absent where that is not known. */
  readonly ofBytes?: number
}

/** A server that was played forward to a moment. */
export interface Recovered<S extends Source = Source> extends AsyncDisposable {
  /** For its facts and assertions; nothing is restored into it. */
  readonly target: Target<S>
  /** The last thing that was played back, as the server says it; undefined: nothing was. */
  readonly reached: Date | undefined
  /** What is there that a pattern of `--only` may mean, by kind, as facts name it. */
  objects(): Promise<Facts['objects']>
  /** A dump of it, as `OpenSource.dump` makes one of a living server: any server takes it. */
  dump(): Dump
  /**
   * Ends the server and leaves its data directory there, ready to be started by a server of its version; says how many bytes that
   * are. Absent: not offered.
   */
  readonly leaveIn?: (directory: string) => Promise<number>
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
