import { setTimeout as pause } from 'node:timers/promises'
import { messageOf, Problem } from '../../../problem.ts'
import { failureOf, lastLines, type Runtime, text } from '../../../runtime/runtime.ts'
import { formatDuration } from '../../../words/words.ts'
import { type Connection, clientCommand, placeOf } from '../connection.ts'

/** How long a server may say nothing. */
export interface Patience {
  /** Until it has let a user in. */
  readonly loginMs: number
  /** Before it is asked whether it still answers, and between one such question and the next. */
  readonly silenceMs: number
  /** For that answer. */
  readonly answerMs: number
  /** As many questions in a row as may stay without an answer. */
  readonly tries: number
}

// Meanwhile an image may be pulled, and on a busy machine a container may take a while to start.
export const usualPatience: Patience = { loginMs: 180_000, silenceMs: 60_000, answerMs: 60_000, tries: 3 }

interface Watched {
  readonly connection: Connection
  readonly runtime: Runtime
  readonly signal: AbortSignal
  readonly patience?: Patience
}

export interface Watch extends AsyncDisposable {
  /** Fires with a Problem once the server has gone silent. */
  readonly signal: AbortSignal
  /** The program has taken or given something: its server lives. */
  heard(): void
}

/**
 * Watches the server of a program that runs. The clients wait without end for one that hangs, and whoever waits for a statement
 * cannot tell that from one that takes an hour: a time limit of theirs, or of the session, would end both. So a server that is
 * silent is asked over a connection of its own. As long as it answers there, with an error of its own too, the program may
 * take its time. A host that has restarted resets the connection once the kernel probes it (SO_KEEPALIVE, which the clients set).
 */
export function watchServer(watched: Watched, program: string): Watch {
  const { patience = usualPatience, connection, runtime } = watched
  const stop = new AbortController()
  const silent = new AbortController()
  let lastHeard = performance.now()
  const look = async (): Promise<void> => {
    let unanswered = 0
    while (!stop.signal.aborted) {
      const before = lastHeard
      await pause(patience.silenceMs, undefined, { signal: stop.signal, ref: false })
      const why = before === lastHeard ? await whyNoAnswer(watched, patience, stop.signal) : undefined
      if (stop.signal.aborted) return
      unanswered = why === undefined || before !== lastHeard ? 0 : unanswered + 1
      if (unanswered < patience.tries) continue
      const since = formatDuration(performance.now() - lastHeard)
      const message = `${placeOf(connection)}: the server has said nothing to ${program} in ${runtime.where} for ${since}, and does not answer a new connection: ${why}`
      silent.abort(new Problem('source-failed', message, { hint: silenceHint(connection), ofMachine: true }))
      return
    }
  }
  const looking = look().catch((error: unknown) => {
    if (!stop.signal.aborted) silent.abort(error)
  })
  return {
    signal: silent.signal,
    heard: () => {
      lastHeard = performance.now()
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await looking
    },
  }
}

// Whatever else a server says, it says it itself: that it has too many connections, or that the password has changed.
const unanswered = /ERROR 20(?:0[2-6]|1[23]) \(/

/** undefined: it does answer. */
async function whyNoAnswer(
  { connection, runtime, signal }: Watched,
  { answerMs }: Patience,
  stop: AbortSignal,
): Promise<string | undefined> {
  const late = AbortSignal.timeout(answerMs)
  const args = ['--batch', '--connect-timeout=30', '--execute=select 1']
  const command = clientCommand(connection.product.client, args, connection, runtime)
  try {
    await text(runtime, command, AbortSignal.any([signal, stop, late]))
    return undefined
  } catch (error) {
    if (late.aborted) return `it does not let ${connection.user} in within ${formatDuration(answerMs)}`
    const said = failureOf(error)?.stderr ?? ''
    if (/ERROR \d+ \(/.test(said) && !unanswered.test(said)) return undefined
    return lastLines(said) || messageOf(error)
  }
}

/** What to do about a server that says nothing. */
export const silenceHint = ({ product, user }: Connection): string =>
  `Check that the server runs and is neither paused nor busy, and that no proxy in between holds the connection: ${product.client} -h HOST -P PORT -u ${word(user)} -p -e "select 1".`

/** As a shell takes it. */
const word = (name: string): string => (/^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`)
