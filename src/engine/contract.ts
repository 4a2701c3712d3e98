import type { Readable } from 'node:stream'
import type { Assertion, EngineName, Source } from '../policy/policy.ts'
import type { Finding } from '../problem.ts'
import type { Runtime, SandboxSpec, Service } from '../runtime/runtime.ts'

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
}

/** A dump under way. Leaving the iteration early, or firing the signal, ends every program and removes what is temporary. */
export interface Dump {
  readonly parts: AsyncIterable<Part>
  /** After the last part only: the facts of the dump's own snapshot. Throws `dump-incomplete` before. */
  facts(): Facts
  /** After the last part only: what a person should know (a file that changed while it was read ...). */
  findings(): readonly Finding[]
  /** Versions of the programs used: { pg_dump: "17.5" }. */
  versions(): Readonly<Record<string, string>>
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
  /** Those of the patterns of files asked for that nothing in it matches. */
  readonly missing: readonly string[]
}

/** Where a restore goes. */
export type Target =
  | { readonly kind: 'database'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'directory'; readonly path: string }

export interface RestoreOptions {
  readonly signal: AbortSignal
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
  /** Hears what a restore of only some has brought back, where an engine knows that only by doing it. */
  readonly taken?: (facts: Facts) => void
  /** A throw-away target: roles and owners are created there as the dump wants them. */
  readonly sandboxed?: boolean
}

/** One kind of thing that can be backed up. A const object per file, not a class. */
export interface Engine<S extends Source = Source> {
  readonly name: EngineName
  /** Cheap: server version and a size estimate, without reading the data. Proves that the source can be reached. */
  inspect(
    source: S,
    runtime: Runtime,
    signal: AbortSignal,
  ): Promise<{ server: ServerFacts | undefined; sizeBytes: number }>
  /** Throws what a dump would, for what may not be read, without reading the data; absent: `inspect` tells. */
  rehearse?(source: S, runtime: Runtime, signal: AbortSignal): Promise<void>
  /** What a restore needs and this image's programs and server lack (extensions); absent: nothing is needed. */
  lacking?(server: ServerFacts, image: Runtime, signal: AbortSignal): Promise<readonly string[]>
  /** Throws `tool-version` where a dump would, for programs of another version than the server's; absent: it has none. */
  fit?(server: ServerFacts, runtime: Runtime, signal: AbortSignal): Promise<void>
  /** A cut-off dump never looks whole: a part errors unless its program exited 0 and said that it was done. */
  dump(source: S, runtime: Runtime, signal: AbortSignal): Dump
  /**
   * Consumes the parts. The target must be empty and is checked to be (`target-refused`), unless overwrite is said.
   * Gives findings of kind env that did not stop it.
   */
  restore(dump: PlainBackup, into: Target, runtime: Runtime, options: RestoreOptions): Promise<readonly Finding[]>
  /** The facts of a restored target, in the same terms as the dump's. */
  facts(target: Target, like: Facts, runtime: Runtime, signal: AbortSignal, counted?: Counted): Promise<Facts>
  /** Reads a backup's own table of contents without restoring it; throws `object-damaged` if it cannot be read. */
  contents(dump: PlainBackup, runtime: Runtime, signal: AbortSignal, files?: readonly string[]): Promise<Contents>
  /** What an assertion may call a table, of what a backup holds: the same as in a restored database. Absent: there are none. */
  tables?(facts: Facts): readonly string[]
  /** Runs one assertion of the policy against a restored target. undefined: it holds. */
  check(assertion: Assertion, target: Target, runtime: Runtime, signal: AbortSignal): Promise<Finding | undefined>
  /** The throw-away server that this dump restores into, and its target inside; undefined where none is needed. */
  sandbox(server: ServerFacts | undefined, image: string | undefined): { spec: SandboxSpec; target: Target } | undefined
  /** True if a backup would take this file of the machine, were it there; absent: none but the source's own. */
  takes?(source: S, file: string): boolean
  /** True if restoring into the target would write into the source itself. Throws where its address is not known here. */
  isSource(source: S, target: Target): boolean
  /**
   * Where a restore into the target would put a second copy of the source, inside the source itself: nothing would be
   * replaced, and the next backup would take the copy along. Absent, undefined: it would not.
   */
  doubles?(source: S, target: Target): { readonly at: string; readonly original: string } | undefined
  /** What a restore of only these brings back, as far as it can be compared; absent: nothing is known of it. */
  chosen?(dump: PlainBackup, only: readonly string[]): Promise<Facts>
  /** The roles of a backup, as SQL; absent: it has none. Throws `object-missing` where this one has none. */
  roles?(dump: PlainBackup): Promise<string>
  /** The target by which a server is reached before its database is made; absent: none has to be. */
  before?(target: Target): Target
  /**
   * Of a target that is a database: its name, and where it is, for messages; absent: there are none. Throws `policy-invalid`
   * for a URL that cannot be parsed.
   */
  addressOf?(target: Target): { readonly name: string; readonly where: string }
  /** The image whose programs read and restore a dump of this server; undefined where it takes no program. */
  image(server: ServerFacts): string | undefined
}

export interface ChooseOptions {
  /** The job's service containers by name; may be empty. */
  readonly services: Readonly<Record<string, Service>>
  /** What every program gets: PATH, HOME, LANG, and what the docker client needs (DOCKER_HOST ...). */
  readonly baseEnv: Readonly<Record<string, string>>
  /** Value of the label `backproof` of every container, for sweeping. */
  readonly label: string
}
