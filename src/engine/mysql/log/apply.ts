import { Readable } from 'node:stream'
import { isProblem, Problem } from '../../../problem.ts'
import { failureOf, feed } from '../../../runtime/runtime.ts'
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

/** Plays a log back on the server. Throws `restore-failed` where a program fails. */
export async function applyLog(asker: Asker, log: AsyncIterable<Buffer>): Promise<void> {
  const { connection, runtime, signal } = asker
  const { product, database } = connection
  const args = ['--batch', '--binary-mode', `--database=${database}`]
  const { program, args: flags, env = {}, secrets = [] } = clientCommand(product.client, args, connection, runtime)
  const command = {
    name: `${product.binlog} and ${product.client}`,
    program: 'sh',
    args: ['-c', bothEnds, 'sh', program, ...flags],
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
  try {
    await feed(runtime, command, Readable.from(log, { objectMode: false }), signal)
  } catch (failed) {
    const error = advised(failed)
    if (!isProblem(error, 'tool-failed') || failureOf(error) === undefined) throw error
    throw new Problem('restore-failed', `the log cannot be played back: ${error.message}`, {
      hint: error.hint,
      cause: error,
    })
  }
}
