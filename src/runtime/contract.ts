import type { Readable, Writable } from 'node:stream'

/** A client program to run. Secrets travel in `env` or over stdin, never in `args`. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What messages call it; default: the program. */
  readonly name?: string
  /** Values that must not appear in a message made from the program's output. */
  readonly secrets?: readonly string[]
  /** Once it has ended, its output is waited for no longer than so: a process that it left may hold that open. Default: for ever. */
  readonly lingerMs?: number
  /** `open`: the caller writes to `child.stdin` and ends it. Default `none`: the program reads an empty input. */
  readonly stdin?: 'open' | 'none'
}

/**
 * A running program.
 * - `stdout` ends cleanly only after the program has exited 0; otherwise it errors with `tool-failed`, which names the
 *   program, the runtime, the exit code and the last lines of stderr. So a cut-off output never looks whole.
 * - `ended` resolves with the tail of stderr (warnings) after exit 0 and rejects with the same Problem otherwise.
 *   It settles only when no process of the command is left, and needs no reader of stdout who gave up.
 */
export interface Child {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly ended: Promise<string>
}

/** A server's address as written in a policy or a URL. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** How a server is reached: an address, and the server's own where that is another. */
export interface Reached extends Address {
  /** Its host is the name in the server's certificate. */
  readonly of?: Address
}

/** Where client programs run: host, docker exec (a service container), docker run (an image). */
export interface Runtime {
  /** "host", "docker exec postgres", "docker run postgres:17": part of every message. */
  readonly where: string
  /** Firing the signal leaves no process and no container behind. */
  spawn(command: Command, signal: AbortSignal): Child
  /** How a server at this address is reached from inside the runtime (a mapped port becomes the container's own, ...). */
  reach(server: Address): Reached
}

/** One of the job's service containers: a value of `toJSON(job.services)`. */
export interface Service {
  readonly id: string
  readonly network?: string
  /** Container port ("5432" or "5432/tcp") to the host's port. */
  readonly ports?: Readonly<Record<string, string>>
  /** It is no container: these ports of another machine are forwarded to this one's loopback. */
  readonly forwarded?: true
}

/** A throw-away server, described by an engine. */
export interface ServerSpec {
  readonly image: string
  readonly env: Readonly<Record<string, string>>
  /** Command line of the container after the image; empty = the image's own. */
  readonly args: readonly string[]
  /** Milliseconds until it must be ready. */
  readonly timeoutMs: number
  /** Of the image, by its name: who its first program runs as. Default: whom the image says. */
  readonly user?: string
}

/** One that programs inside its container talk to: it needs no network at all. */
export interface SandboxSpec extends ServerSpec {
  /** Exits 0 inside the container once the server takes connections for good. */
  readonly ready: Command
}

/** A started throw-away server: `await using` removes it, whatever happened. */
export interface Sandbox extends AsyncDisposable {
  /** docker exec into the container. */
  readonly runtime: Runtime
}

/** One that this program itself talks to: on a network of its own, from which nothing leads out. */
export interface ReachableSpec extends ServerSpec {
  /** Where it listens, in its container. */
  readonly port: number
  /** Resolves once the server takes connections for good; throws as long as it does not. */
  readonly ready: (at: Address, signal: AbortSignal) => Promise<void>
}

export interface ReachableSandbox extends AsyncDisposable {
  readonly address: Address
}

/** Where restored data is: a server on a network, whose address its user knows, or a folder of this machine. */
export type DataPlace = { readonly network: string } | { readonly folder: string }

/** An application of the user's, to be started on restored data. */
export interface ApplicationSpec {
  readonly image: string
  /** Command line of the container after the image; empty = the image's own. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Values that its log must not show. */
  readonly secrets: readonly string[]
  /** Where it listens, in its container. */
  readonly port: number
  readonly data: DataPlace
  /** Where it finds a folder, in its container. */
  readonly mount: string
}

export interface Application extends AsyncDisposable {
  readonly address: Address
  /** "exit code 1", "it ran out of memory"; undefined: it runs. */
  ended(): Promise<string | undefined>
  /** The last lines of its log. */
  log(): Promise<string>
}
