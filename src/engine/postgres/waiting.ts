import { randomUUID } from 'node:crypto'
import { isProblem, Problem } from '../../problem.ts'
import type { Child, Command, Runtime } from '../../runtime/runtime.ts'
import { type ClientVersion, canZstd, clientVersion, parseVersion, refusesZstd } from './client.ts'
import { type Connection, clientCommand } from './connection.ts'

/* In a container a program takes longer to start than a small database to dump: so a shell is started before it is known what
   it is to run, and waits for that on its input. Words of a shell, in single quotes: nothing in them is a command. */

// Read by the shell itself: a child of it would be one more to end.
const run = `words=
while IFS= read -r line; do words="$words$line
"; done
words="$words$line"
[ -n "$words" ] || exit 0
eval "$words"`

// A compression that it lacks is refused before it connects; port 9 of this host is nobody's database, and gets no password.
const ask = `pg_dump --version || exit
(unset PGPASSWORD; PGHOST=127.0.0.1 PGPORT=9 pg_dump --format=custom --compress=zstd:3 --file=/dev/null --no-password 2>&1)
echo "$1"
`

/** A shell beside the server that waits for one program to run, with the connection in its environment. */
export class WaitingShell implements AsyncDisposable {
  protected readonly child: Child
  protected readonly signal: AbortSignal
  readonly #runtime: Runtime
  readonly #env: Readonly<Record<string, string>>
  #state: 'waiting' | 'begun' | 'gone' = 'waiting'

  constructor(name: string, connection: Connection, runtime: Runtime, signal: AbortSignal, args = ['-c', run]) {
    const command = clientCommand('sh', args, connection, runtime)
    this.#runtime = runtime
    this.#env = command.env ?? {}
    this.signal = signal
    this.child = runtime.spawn({ ...command, name, stdin: 'open' }, signal)
  }

  /** There is none, or it has ended: what is begun is started then. */
  get isGone(): boolean {
    return this.#state === 'gone'
  }

  /** Runs the command in the place of the shell. At most once. */
  begin(command: Command): Child {
    if (this.#state === 'gone') return this.#runtime.spawn(command, this.signal)
    this.#state = 'begun'
    // With several servers, the one that was reached meanwhile. A secret never changes, so it is never written here.
    const changed = Object.entries(command.env ?? {}).filter(([name, value]) => this.#env[name] !== value)
    const exports = changed.map(([name, value]) => `export ${name}=${quoted(value)}; `)
    const words = [command.program, ...command.args].map(quoted)
    this.child.stdin.end(`${exports.join('')}exec ${words.join(' ')}`)
    return this.child
  }

  /** Lets the shell end by itself, unless it has begun. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'begun') return
    this.#state = 'gone'
    this.child.stdin.end()
    this.child.stdout.resume()
    await this.child.ended.catch(() => undefined)
  }
}

/** What is known of the pg_dump of a runtime. */
export interface DumpVersion {
  readonly client: ClientVersion
  /** It was built with zstd. */
  readonly zstd: boolean
}

/** A waiting shell that first says what its pg_dump is. */
export class WaitingDump extends WaitingShell {
  readonly runtime: Runtime
  /** Ends what was begun. */
  readonly controller: AbortController
  readonly #mark: string
  #version: Promise<DumpVersion> | undefined

  constructor(connection: Connection, runtime: Runtime, outer: AbortSignal) {
    const controller = new AbortController()
    const mark = randomUUID()
    const args = ['-c', `${ask}${run}`, 'sh', mark]
    super('pg_dump', connection, runtime, AbortSignal.any([outer, controller.signal]), args)
    this.runtime = runtime
    this.controller = controller
    this.#mark = mark
  }

  /** @throws Problem as `clientVersion`. */
  version(): Promise<DumpVersion> {
    this.#version ??= this.#ask()
    return this.#version
  }

  async #ask(): Promise<DumpVersion> {
    const [first = '', ...more] = (await this.#head()).split('\n')
    const client = parseVersion(first)
    if (client !== undefined) return { client, zstd: client.major >= 16 && !refusesZstd(more.join('\n')) }
    if (this.isGone) throw new Problem('cancelled', 'the source was left before its programs had answered')
    // One after the other, so that the failure is told as what it is.
    await this[Symbol.asyncDispose]()
    const asked = await clientVersion('pg_dump', this.runtime, this.signal)
    return { client: asked, zstd: await canZstd(asked, this.runtime, this.signal) }
  }

  /** What it says before it waits; nothing where it does not come to that. */
  async #head(): Promise<string> {
    let head = ''
    try {
      for await (const chunk of this.child.stdout.iterator({ destroyOnReturn: false })) {
        head += chunk
        if (head.endsWith(`${this.#mark}\n`)) return head
      }
    } catch (error) {
      if (!isProblem(error, 'tool-failed', 'tool-missing')) throw error
    }
    return ''
  }
}

/** A word of a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}
