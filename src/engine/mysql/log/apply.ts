import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isProblem, Problem } from '../../../problem.ts'
import { type Command, failureOf, feed, type Runtime } from '../../../runtime/runtime.ts'
import { clientCommand } from '../connection.ts'
import { type Asker, advised } from '../session.ts'

// Either program alone may fail: the one that reads the log, and the client that takes what it says.
const bothEnds = `set -u
dir=$(mktemp -d) || exit
trap 'trap "" HUP INT TERM; rm -rf -- "$dir"' EXIT
trap 'exit 143' HUP INT TERM
{
  "$BACKPROOF_BINLOG" --no-defaults $BACKPROOF_FLAGS --database="$BACKPROOF_DATABASE" -
  echo "$?" >"$dir/.code"
} | "$@" || exit
exit "$(cat "$dir/.code")"`

/**
 * Plays a log back on the server. `reader`: where the program is that reads the log, if not where the client is. Throws
 * `restore-failed` where a program fails.
 */
export async function applyLog(asker: Asker, log: AsyncIterable<Buffer>, reader?: Runtime): Promise<void> {
  const body = Readable.from(log, { objectMode: false })
  try {
    await (reader === undefined ? applyInside(asker, body) : applyFrom(reader, asker, body))
  } catch (failed) {
    const error = advised(failed)
    if (!isProblem(error, 'tool-failed') || failureOf(error) === undefined) throw error
    throw new Problem('restore-failed', `the log cannot be played back: ${error.message}`, {
      hint: error.hint,
      cause: error,
    })
  }
}

async function applyInside(asker: Asker, log: Readable): Promise<void> {
  const { connection, runtime, signal } = asker
  const { product, database } = connection
  const { program, args, env = {}, secrets = [] } = client(asker)
  const command = {
    name: `${product.binlog} and ${product.client}`,
    program: 'sh',
    args: ['-c', bothEnds, 'sh', program, ...args],
    env: {
      ...env,
      // Times in what it writes are those of the server's statements, wherever this runs.
      TZ: 'UTC',
      BACKPROOF_BINLOG: product.binlog,
      BACKPROOF_FLAGS: product.replayFlags.join(' '),
      BACKPROOF_DATABASE: database,
    },
    secrets,
  }
  await feed(runtime, command, log, signal)
}

async function applyFrom(reader: Runtime, asker: Asker, log: Readable): Promise<void> {
  const { connection, runtime, signal } = asker
  const { product, database } = connection
  const mine = new AbortController()
  const command: Command = {
    program: product.binlog,
    args: ['--no-defaults', ...product.replayFlags, `--database=${database}`, '-'],
    env: { TZ: 'UTC', LC_ALL: 'C' },
    stdin: 'open',
  }
  const child = reader.spawn(command, AbortSignal.any([signal, mine.signal]))
  child.ended.catch(() => undefined)
  const input = pipeline(log, child.stdin).catch((error: unknown) => {
    // A program that ended early says itself why; a log that cannot be read must not look as if it had ended.
    if (isProblem(error)) mine.abort(error)
  })
  try {
    await feed(runtime, client(asker), child.stdout, signal)
    await child.ended
  } finally {
    child.stdout.destroy()
    log.destroy()
    await input
    await child.ended.catch(() => undefined)
  }
}

const client = ({ connection, runtime }: Asker): Command =>
  clientCommand(
    connection.product.client,
    ['--batch', '--binary-mode', `--database=${connection.database}`],
    connection,
    runtime,
  )
