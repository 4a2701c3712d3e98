import { randomUUID } from 'node:crypto'
import { isProblem, Problem } from '../../problem.ts'
import { launch } from '../child.ts'
import type { Child, Command, Runtime } from '../contract.ts'
import { cleanupSignal, pause } from '../docker.ts'
import { type Failure, lastLines } from '../failure.ts'
import { packageHint } from '../host.ts'
import { endMarked } from '../marked.ts'
import { text } from '../text.ts'
import { Marks } from './marks.ts'
import { shellInput, shellWords } from './shell.ts'
import { addressOf, connectionProblem, ofClient, type SshOptions, sshClient } from './ssh-client.ts'

/**
 * Runs programs on another machine by OpenSSH's client: one connection each. What ends the connection ends the program,
 * within seconds, also where this process is killed.
 */
export function sshRuntime(options: SshOptions): Runtime {
  const where = `ssh ${addressOf(options.server)}`
  const link: Link = { state: 'sound' }
  return {
    where,
    spawn: (command, signal) => spawn(options, where, link, command, signal),
    // An address means there what it means there.
    reach: (server) => server,
  }
}

/** What all connections to one machine have seen: a dead one must not be waited for once for each program. */
interface Link {
  /** `lost`: a connection has ended with its program; `silent`: nobody logs in any more. */
  state: 'sound' | 'lost' | 'silent'
}

function spawn(options: SshOptions, where: string, link: Link, command: Command, signal: AbortSignal): Child {
  const mark = `backproof-${randomUUID()}`
  const marks = new Marks(mark)
  const client = sshClient(
    options,
    {
      ...{ ClearAllForwardings: 'yes', PermitLocalCommand: 'no' },
      ...(options.connectSeconds === undefined ? {} : { ConnectTimeout: String(options.connectSeconds) }),
    },
    ['-a', '-x'],
    [shellWords(mark)],
  )
  let gone = false
  const child = launch(
    command,
    {
      ...ofClient(client),
      where,
      header: shellInput(command, mark, 'parent'),
      sieve: {
        stdout: (chunk) => marks.stdout(chunk),
        stderr: (chunk) => {
          const own = marks.stderr(chunk)
          // It is logged in.
          if (marks.progress.kind !== 'silent') client.remove()
          return own
        },
        rest: () => marks.rest(),
      },
      halt: async () => {
        // What has not begun never does: half of what the shell is told is not run.
        if (gone || link.state === 'silent' || marks.progress.kind !== 'started') return
        gone = await endThere(options, mark, link)
        if (!gone) link.state = 'silent'
      },
      explain: (failure) => {
        if (marks.progress.kind === 'started') link.state = 'lost'
        return explain(options, where, marks, failure)
      },
      doubt: () =>
        marks.progress.kind === 'ended' && marks.progress.exitCode === 0 ? undefined : notRun(options, marks),
    },
    signal,
  )
  child.ended.then(client.remove, client.remove)
  return child
}

/**
 * By another connection. False where there is none: then the program's own shell has noticed. A server with many logins at once
 * drops some (MaxStartups of sshd_config(5)): that is tried again, silence is not.
 */
async function endThere(options: SshOptions, mark: string, { state }: Link): Promise<boolean> {
  const connectSeconds = state === 'sound' ? options.connectSeconds : 5
  const began = performance.now()
  for (let left = 3; left > 0; left--) {
    try {
      const said = await text(
        sshRuntime({ ...options, ...(connectSeconds ? { connectSeconds } : {}) }),
        { program: 'sh', args: ['-c', endMarked, 'sh', mark] },
        cleanupSignal(),
      )
      return said.trim() !== 'left'
    } catch (error) {
      if (!isProblem(error, 'tool-failed')) throw error
      if (state !== 'sound' || performance.now() - began > quickMs) return false
      await pause(500)
    }
  }
  return false
}

const quickMs = 5000

function explain({ server }: SshOptions, where: string, marks: Marks, failure: Failure): Problem | undefined {
  const { progress, noise } = marks
  switch (progress.kind) {
    case 'missing':
      return new Problem('tool-missing', `${failure.program} does not exist in ${where}`, {
        hint: packageHint(failure.program).replace(', or', ' there, or'),
        cause: failure,
      })
    case 'ended':
      return progress.exitCode === failure.exitCode ? undefined : lost(where, failure)
    case 'started':
      return lost(where, failure)
    case 'silent':
      return failure.exitCode === 255 || failure.exitCode === 127
        ? connectionProblem(server, noise, unclear(noise))
        : notRun({ server }, marks)
  }
}

function lost(where: string, failure: Failure): Problem {
  const said = lastLines(failure.stderr)
  return new Problem(
    'tool-failed',
    `the connection of ${where} was lost while ${failure.program} ran there${said === '' ? '' : `: ${said}`}`,
    { hint: 'Run it again. If it is lost again, look into the log of sshd there (journalctl -u ssh).', cause: failure },
  )
}

const unclear = (noise: string): readonly [string, string] => {
  const said = lastLines(noise)
  return [
    `it does not let a program run${said === '' ? '' : `: ${said}`}`,
    'Try it by hand: ssh USER@HOST true. The log of sshd there says more.',
  ]
}

function notRun({ server }: Pick<SshOptions, 'server'>, { noise }: Marks): Problem {
  const said = lastLines(noise)
  return new Problem(
    'tool-failed',
    `ssh ${addressOf(server)}: what answers there did not run the program${said === '' ? '' : `: ${said}`}`,
    {
      hint: 'Give that user a shell there (chsh -s /bin/sh); a forced command in authorized_keys must run what it is asked for, in SSH_ORIGINAL_COMMAND.',
    },
  )
}
