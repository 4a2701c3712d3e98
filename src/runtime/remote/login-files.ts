import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf, Problem } from '../../problem.ts'
import { guarded } from './guard.ts'

/** How the client is started with what it reads, known_hosts and the key, and how that is taken away again. */
export interface LoginFiles {
  readonly args: readonly string[]
  readonly files: readonly number[]
  readonly remove: () => void
}

/**
 * Files that never had a name while they held anything: however this process ends, no directory has them. The client closes what it
 * inherits, so it opens them anew by the shell that started it. A system without `/proc` gets a directory of its own, which the
 * shell removes.
 */
export function loginFiles(
  knownHosts: string,
  key: string | undefined,
  args: readonly string[],
  proc = '/proc',
): LoginFiles {
  try {
    return existsSync(`${proc}/self/fd`) ? withoutNames(knownHosts, key, args) : withNames(knownHosts, key, args)
  } catch (cause) {
    throw new Problem('tool-failed', `nothing can be written to the temporary directory: ${messageOf(cause)}`, {
      hint: 'Set TMPDIR to a writable directory with free space.',
      cause,
    })
  }
}

// The guard's shell has them from descriptor 4 on; what it starts is its child.
const script = `at=/proc/$PPID/fd login=$1
shift
[ "$login" = agent ] || set -- -o "IdentityFile=$at/5" "$@"
exec ssh -o "UserKnownHostsFile=$at/4" "$@"`

function withoutNames(knownHosts: string, key: string | undefined, args: readonly string[]): LoginFiles {
  const files: number[] = []
  const remove = () => {
    for (const file of files.splice(0)) {
      // The shell has it open as long as the client runs.
      ftruncateSync(file)
      closeSync(file)
    }
  }
  try {
    for (const text of key === undefined ? [knownHosts] : [knownHosts, key]) files.push(unnamed(text))
  } catch (error) {
    remove()
    throw error
  }
  const inner = ['-c', script, 'sh', key === undefined ? 'agent' : 'key', ...args]
  return { args: guarded('', 'sh', inner), files: [...files], remove }
}

function unnamed(text: string): number {
  const directory = mkdtempSync(join(tmpdir(), 'backproof-ssh-'))
  const path = join(directory, 'empty')
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  rmdirSync(directory)
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  return file
}

function withNames(knownHosts: string, key: string | undefined, args: readonly string[]): LoginFiles {
  const directory = mkdtempSync(join(tmpdir(), 'backproof-ssh-'))
  writeFileSync(join(directory, 'known_hosts'), knownHosts, { mode: 0o600 })
  if (key !== undefined) writeFileSync(join(directory, 'key'), key, { mode: 0o600 })
  const named = ['-o', 'UserKnownHostsFile=known_hosts', ...(key === undefined ? [] : ['-o', 'IdentityFile=key'])]
  return {
    args: guarded(directory, 'ssh', [...named, ...args]),
    files: [],
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
