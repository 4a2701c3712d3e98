import { spawn } from 'node:child_process'

/** What is started if this process ends before `dismiss`: also by SIGKILL, of which nobody is told. */
export interface Watchdog {
  /** From now on the program is told this word, in `variable`; before, an empty one. */
  tell(word: string): void
  /** It will not be started. */
  dismiss(): void
}

/**
 * A shell in a session of its own, which a signal to this process's group or terminal does not reach, waits at the end of a pipe.
 * When the pipe ends without its last word, it becomes the program; what that prints goes to this process's stderr.
 */
export function startWatchdog(
  [file, ...args]: readonly [string, ...string[]],
  {
    env,
    cwd,
    variable,
  }: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string; readonly variable: string },
): Watchdog {
  const script = `export ${variable}=; while read -r word; do [ "$word" = done ] && exit 0; ${variable}=$word; done; exec "$@" </dev/null >&2`
  const shell = spawn('/bin/sh', ['-c', script, 'sh', file, ...args], {
    cwd,
    env: { ...env },
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  // Where there is no such shell, there is no watchdog: the record of the restore still shows that it was cut off.
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return {
    tell: (word) => void shell.stdin.write(`${word}\n`),
    dismiss: () => void shell.stdin.end('done\n'),
  }
}
