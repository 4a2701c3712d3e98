import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { z } from 'zod'
import { countIn, type PolicyFinding, policyFindings } from './policy/policy.ts'
import { Problem } from './problem.ts'
import type { Step } from './progress.ts'
import { isLong, longestFirst, type Service, type Watchdog, withoutForms } from './runtime/runtime.ts'
import type { Store, StoreOptions } from './store/store.ts'
import type { Footing } from './trust/trust.ts'

/** Of this program; the same as in package.json. */
export const version = '0.1.0'

/**
 * Every effect that the program has on the world, as one typed value. The edges (cli.ts, action.ts) build it, tests build
 * their own; nothing else reads the environment or the clock, or writes to a stream of the process.
 */
export interface World {
  readonly env: Environment
  /** The program's own arguments, which other users of the machine can read; empty in a workflow. */
  readonly arguments: readonly string[]
  readonly cwd: string
  /** What to type in place of `backproof` where no PATH leads to it: the interpreter and the file. Absent: not known. */
  readonly program?: readonly string[]
  /** Sees to what a restore leaves open, should this process be killed. Absent: a shell that waits beside it does. */
  readonly watchRestore?: (id: string) => Watchdog
  readonly now: () => Date
  /** Fires when the run is cancelled. */
  readonly signal: AbortSignal
  /** Fires when it is cancelled a second time: what is still waited for is ended at once. Absent: nobody can. */
  readonly hurry?: AbortSignal
  readonly log: Log
  /** Tells the log (and a runner) never to print this value; also as decoded and URL-encoded. */
  readonly mask: (secret: string) => void
  /** The text with every masked value replaced. */
  readonly redact: (text: string) => string
  /** A directory for derived data that may vanish at any time. */
  readonly cacheDirectory: string
  /** A directory of this machine alone, which outlives the run; absent: it has none, as a hosted runner. */
  readonly stateDirectory?: string
  readonly temporaryDirectory: string
  /** The job's service containers by name: `${{ toJSON(job.services) }}`. */
  readonly services: Readonly<Record<string, Service>>
  /** Names this run's containers, leases and temporary files; unique. */
  readonly runId: string
  /** Versions of this program and what it runs on: { backproof, node }. */
  readonly versions: Readonly<Record<string, string>>
  /** Milliseconds since some moment, for durations: a clock that is set back does not disturb it. */
  readonly monotonicMs: () => number
  /** Where the run comes from: repository, run, commit, actor, host. */
  readonly origin: Readonly<Record<string, string>>
  /** What this run may do, and by which policy: judged before its command (command/admit.ts). */
  readonly footing: Footing
  /** Asks the person at the terminal and gives what was typed; absent: nobody is there. */
  readonly ask?: (question: string) => Promise<string>
  /** Opens the store of this name in the policy; absent: by its kind. */
  readonly openStore?: (name: string, options: StoreOptions) => Promise<Store>
}

/** Variables that client programs need; never a secret of this program. */
export function baseEnv({ env }: Pick<World, 'env'>): Readonly<Record<string, string>> {
  const names = [
    'PATH',
    'HOME',
    'LANG',
    'LC_ALL',
    'TMPDIR',
    'SSH_AUTH_SOCK',
    'KUBECONFIG',
    'KUBERNETES_SERVICE_HOST',
    'KUBERNETES_SERVICE_PORT',
    'DOCKER_HOST',
    'DOCKER_CONFIG',
    'DOCKER_CONTEXT',
    'DOCKER_CERT_PATH',
    'DOCKER_TLS_VERIFY',
  ]
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Progress and notes for people (stderr, or the workflow log). */
export interface Log {
  info(message: string): void
  warning(message: string): void
  error(message: string): void
  /** A step with a name; nested output belongs to it (a group in a workflow log). */
  group<T>(name: string, body: () => Promise<T>): Promise<T>
  /**
   * A long step begins; it ends when what this gives is disposed of. On a terminal one line that changes, elsewhere a line
   * every half minute.
   */
  progress(step: Step): Disposable
  /** A mistake at a place of a file: a code frame on a terminal, an annotation in a workflow. */
  fault(fault: Fault): void
}

export interface Fault {
  readonly file: string
  /** The file's text, for a frame. */
  readonly text: string
  readonly finding: PolicyFinding
}

/** What was shown at its place of a file, so that the failure that all of it makes does not show it a second time. */
export class ShownFaults {
  readonly #files = new WeakMap<PolicyFinding, string>()

  add({ file, finding }: Fault): void {
    this.#files.set(finding, file)
  }

  /** "3 errors in backup-policy.yml" for the failure of a policy that was shown mistake by mistake; else undefined. */
  countOf(error: unknown): string | undefined {
    const findings = policyFindings(error)
    const [file, ...others] = new Set(findings.map((finding) => this.#files.get(finding)))
    return file === undefined || others.length > 0 ? undefined : countIn(file, findings)
  }
}

/** Variables of the environment that are secrets, whether the policy names them or not. */
export const secretVariables = [
  'BACKPROOF_SECRET_KEY',
  'BACKPROOF_SIGNING_KEY',
  'BACKPROOF_INDEX_KEY',
  'BACKPROOF_GITHUB_TOKEN',
  'BACKPROOF_SERVE_TOKEN',
  'GITHUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const

/**
 * Remembers secrets, and takes them out of texts: raw, decoded and URL-encoded. `tell` hears each form once, but for short ones:
 * whoever is told takes them out of every word.
 */
export function makeMask(tell: (form: string) => void): Pick<World, 'mask' | 'redact'> {
  const forms = new Set<string>()
  let longest: readonly string[] = []
  const add = (form: string) => {
    if (form === '' || forms.has(form)) return
    forms.add(form)
    longest = longestFirst(forms)
    if (isLong(form)) tell(form)
  }
  return {
    mask(secret) {
      for (const line of linesOf(secret).flatMap((line) => [line, ...linesOf(decode(line))])) {
        for (const form of [line, line.trim(), encodeURIComponent(line), encodeURI(line)]) add(form)
      }
    },
    redact: (text) => withoutForms(text, longest),
  }
}

/** The text itself, and its lines. */
const linesOf = (text: string): readonly string[] => [text, ...text.split(/[\r\n]+/)]

/**
 * Text from anywhere (a server's answer, the name of a file, what was written into a bucket) as a terminal shows it and
 * a runner logs it, and neither obeys it: of all control characters only line ends, tabs and our own colours are left.
 */
export function inert(text: string, onRunner: boolean): string {
  const shown = text.replaceAll('\r\n', '\n').replace(obeyed, (_, colour: string | undefined) => colour ?? '\ufffd')
  if (!onRunner) return shown
  // A command begins a line; the older form begins anywhere. A runner passes over white space and what has no width.
  return shown.replace(command, '$1: ').replace(/(#\p{Cf}*#\p{Cf}*)\[/gu, '$1 [')
}

const obeyed =
  /(\u001b\[(?:[0-2]|3[1-39]|90)m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
const command = /^((?:\u001b\[\d+m|[^\p{L}\p{N}\p{P}\p{S}\n])*):(?=[^\p{L}\p{N}\p{P}\p{S}\n]*:)/gmu

/** JSON data with every text in it redacted: once it is written as JSON or Markdown, a secret may not look like itself. */
export function redactAll<T>(value: T, redact: (text: string) => string): T {
  const hide = (_: string, part: unknown) => (typeof part === 'string' ? redact(part) : part)
  return JSON.parse(JSON.stringify(value, hide)) as T
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // not URL-encoded
  }
}

const service = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/),
  network: z.string().optional(),
  ports: z.record(z.string(), z.string()).optional(),
})

/** Reads `${{ toJSON(job.services) }}`; empty or `null` (a job without services) is none. Throws `usage`. */
export function parseServices(text: string | undefined): Readonly<Record<string, Service>> {
  if (!text?.trim() || text.trim() === 'null') return {}
  const hint = 'Write services: $' + '{{ toJSON(job.services) }} in the workflow.'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Problem('usage', 'services is not JSON', { hint, cause })
  }
  const parsed = z.record(z.string(), service).safeParse(value)
  if (!parsed.success) throw new Problem('usage', 'services is not a map of service containers', { hint })
  return parsed.data as Readonly<Record<string, Service>>
}

/** Where a run comes from, if the environment says so. Public: manifests contain it. */
export function originOf(env: Environment, host: string, user?: string): Readonly<Record<string, string>> {
  const named: Readonly<Record<string, string | undefined>> = {
    repository: env['GITHUB_REPOSITORY'],
    workflow: env['GITHUB_WORKFLOW'],
    run: env['GITHUB_RUN_ID'],
    attempt: env['GITHUB_RUN_ATTEMPT'],
    commit: env['GITHUB_SHA'],
    // Whoever runs it again has asked for it, whoever began it.
    actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || user || env['USER'],
    event: env['GITHUB_EVENT_NAME'],
    host,
  }
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value ? [[name, value.slice(0, 500)]] : [])),
  )
}

/** Who does it, for what is kept with a hold, a deletion or an override: the actor on a runner, else the user. */
export function whoIs(origin: World['origin']): string {
  return origin['actor'] ?? `a user on ${origin['host'] ?? 'an unknown host'}`
}

/** A name for this run that no other has. */
export function makeRunId(): string {
  return randomBytes(6).toString('hex')
}

/**
 * Tunes this process to what it does most: streaming. The heap stays small and what is thrown away are large buffers;
 * marking the heap in many small steps beside the work took a sixth of a backup's time, in one go it takes none to speak of.
 */
export function tuneProcess(env: NodeJS.ProcessEnv): void {
  setFlagsFromString('--no-incremental-marking')
  // Read when the first thread starts. Four is all of them, and a network file system that hangs keeps each that asks it.
  env['UV_THREADPOOL_SIZE'] ??= '16'
}

/**
 * Lets the process end by itself, as soon as nothing is left to do. Told to exit, Node waits for the threads that compile,
 * and one of those may wait for a garbage collection that never comes: the process would hang with all its work done.
 * `exit` is for a connection that is still open, or a program that does not die: two seconds later they are not waited for.
 */
export function endByItself(signals: readonly NodeJS.Signals[], exit: () => void): void {
  for (const name of signals) process.removeAllListeners(name)
  const end = () => {
    becomeExit()
    exit()
  }
  setTimeout(end, 2000).unref()
}

/**
 * Where a call to a file system hangs, or a thread is in the middle of a statement of SQLite, Node's exit waits for that
 * thread, forever. Becoming another program does not: one that ends at once, with `process.exitCode`.
 */
export function becomeExit(): void {
  if (process.platform !== 'linux' || typeof process.execve !== 'function') return
  if (!process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'MessagePort')) return
  process.execve('/bin/sh', ['sh', '-c', `exit ${Number(process.exitCode ?? 0)}`], {})
}
