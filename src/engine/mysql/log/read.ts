import type { Command } from '../../../runtime/runtime.ts'
import { clientCommand } from '../connection.ts'
import { watchServer } from '../server/silence.ts'
import { type Asker, advised } from '../session.ts'

/**
 * The program writes each file of the log into one of that name. These are links to its output, so that nothing comes to lie on a
 * disk; a socket cannot be opened by such a name, and a pipe can.
 */
const throughLinks = `set -u
umask 077
dir=$(mktemp -d) || exit
trap 'trap "" HUP INT TERM; rm -rf -- "$dir"' EXIT
trap 'exit 143' HUP INT TERM
for file in $BACKPROOF_FILES; do ln -s /dev/fd/1 "$dir/$file" || exit; done
{
  "$@" --result-file="$dir/" $BACKPROOF_FILES
  echo "$?" >"$dir/.code"
} | cat || exit
exit "$(cat "$dir/.code")"`

/** These files as the server has them, the first from `start` on: each begins with its magic and its format. */
export async function* readFiles(asker: Asker, files: readonly string[], start: number): AsyncGenerator<Buffer> {
  const { connection, runtime, signal } = asker
  const { binlog } = connection.product
  const args = ['--read-from-remote-server', '--raw', `--start-position=${start}`]
  const { program, args: flags, env = {}, secrets = [] } = clientCommand(binlog, args, connection, runtime)
  const command: Command = {
    name: binlog,
    program: 'sh',
    args: ['-c', throughLinks, 'sh', program, ...flags],
    env: { ...env, TZ: 'UTC', BACKPROOF_FILES: files.join(' ') },
    secrets,
  }
  const mine = new AbortController()
  await using watch = watchServer(asker, binlog)
  const child = runtime.spawn(command, AbortSignal.any([signal, mine.signal, watch.signal]))
  child.ended.catch(() => undefined)
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      watch.heard()
      yield chunk
    }
    await child.ended
  } catch (error) {
    throw advised(error)
  } finally {
    child.stdout.destroy()
    await child.ended.catch(() => undefined)
  }
}
