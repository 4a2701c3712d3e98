import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { SshServer } from '../../src/runtime/runtime.ts'
import { until } from './contract.ts'

const program = '/usr/sbin/sshd'

/** Tests that want it are skipped where it is not installed: script/services installs it. */
export const hasSshd = existsSync(program)

export interface Sshd extends AsyncDisposable {
  readonly server: SshServer
  readonly log: () => string
  /** Its processes, those of sessions included, by what ps shows. */
  readonly kill: (which: 'sessions' | 'all') => void
  /** As a machine that is suspended: it takes connections, and says nothing. */
  readonly suspend: () => void
}

export interface SshdOptions {
  /** More lines of sshd_config. */
  readonly config?: readonly string[]
  /** What stands before the key in authorized_keys. */
  readonly restrictions?: string
  /** The directory's name; with a space in it by default. */
  readonly host?: string
}

export function makeKey(path: string, comment = 'backproof-test'): { readonly secret: string; readonly open: string } {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', path])
  const open = readFileSync(`${path}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ')
  return { secret: readFileSync(path, 'utf8'), open }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** An sshd of this test's own, on a high port of the loopback, with its own keys and configuration. */
export async function startSshd({ config = [], restrictions = '' }: SshdOptions = {}): Promise<Sshd> {
  const directory = mkdtempSync(join(tmpdir(), 'backproof sshd '))
  const host = makeKey(join(directory, 'host'))
  const user = makeKey(join(directory, 'user'))
  const authorized = join(directory, 'authorized_keys')
  writeFileSync(authorized, `${restrictions}${restrictions === '' ? '' : ' '}${user.open}\n`, { mode: 0o600 })
  const port = await freePort()
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey "${join(directory, 'host')}"`,
    `AuthorizedKeysFile "${authorized}"`,
    'StrictModes no',
    'PidFile none',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 100',
    'PrintMotd yes',
    'LogLevel VERBOSE',
    ...config,
  ]
  writeFileSync(join(directory, 'config'), `${lines.join('\n')}\n`)
  // Where root starts it, it wants its directory.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const child = spawn(program, ['-D', '-e', '-f', join(directory, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`sshd has ended: ${log}`)
    return await answers(port)
  })
  return {
    server: { user: userInfo().username, host: '127.0.0.1', port, hostKeys: [host.open], key: user.secret },
    log: () => log,
    kill: (which) => {
      for (const pid of sessionsOf(child)) process.kill(pid, 'SIGKILL')
      if (which === 'all') child.kill('SIGKILL')
    },
    suspend: () => {
      for (const pid of sessionsOf(child)) process.kill(pid, 'SIGSTOP')
      child.kill('SIGSTOP')
    },
    async [Symbol.asyncDispose]() {
      for (const pid of sessionsOf(child)) goOn(pid)
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      await until(() => child.exitCode !== null || child.signalCode !== null)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A session may have ended since it was seen. */
function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** sshd's own processes below the one that listens: those that carry connections, not what runs over them. */
function sessionsOf(listener: ChildProcess): readonly number[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), parent: Number(match[2]), args: match[3] ?? '' }] : []))
  const below = (parent: number): readonly number[] =>
    all.filter((one) => one.parent === parent && /sshd/.test(one.args)).flatMap(({ pid }) => [pid, ...below(pid)])
  return below(listener.pid ?? -1)
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
