import { isProblem, Problem } from '../problem.ts'
import { type Failure, failureOf } from './failure.ts'
import { hostRuntime } from './host.ts'
import { text } from './text.ts'

export type Environment = Readonly<Record<string, string>>

/** Runs the docker client and gives its stdout. */
export function docker(
  args: readonly string[],
  env: Environment,
  signal: AbortSignal,
  more: Environment = {},
): Promise<string> {
  return text(hostRuntime({ env }), { program: 'docker', args, env: more, secrets: secretsIn(more) }, signal)
}

/** `-e NAME` for each: the value goes from the client's environment, so that no argument list shows it. */
export function environmentFlags(env: Environment): readonly string[] {
  return Object.keys(env).flatMap((name) => ['-e', name])
}

/** The values that a message must not show. */
export function secretsIn(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => (/pass|secret|key|token/i.test(name) ? [value] : []))
}

/** A signal for cleaning up, which must happen although the run's own signal has fired. */
export function cleanupSignal(): AbortSignal {
  return AbortSignal.timeout(60_000)
}

/** Removes a container with its anonymous volumes. False if there was none, which is what was wanted. */
export async function removeContainer(name: string, env: Environment): Promise<boolean> {
  const signal = cleanupSignal()
  for (;;) {
    try {
      // It says the name of what it removed, and nothing of what does not exist.
      return (await docker(['rm', '-f', '-v', name], env, signal)).trim() !== ''
    } catch (error) {
      if (isGone(error)) return false
      // Docker is removing it by itself (--rm): wait until it has.
      if (!/already in progress/.test(failureOf(error)?.stderr ?? '')) throw error
      await pause(100)
    }
  }
}

/**
 * Tries to end what a docker client has asked for, until something was there to end or the client has gone. A client
 * that is stopped while the daemon starts its container would leave it behind: it is given some seconds.
 */
export async function whileStarting(attempt: () => Promise<boolean>, isAlive: () => boolean): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    if (await attempt()) return
    if (!isAlive()) break
    await pause(100)
  }
  // The daemon may yet do what a client asked for that has gone.
  await pause(300)
  await attempt()
}

export function isGone(error: unknown): boolean {
  return /no such container|is not running/i.test(failureOf(error)?.stderr ?? '')
}

/** False for a container that has ended or does not exist. */
export async function isRunning(name: string, env: Environment, signal: AbortSignal): Promise<boolean> {
  try {
    return (await docker(['inspect', '-f', '{{.State.Running}}', name], env, signal)).trim() === 'true'
  } catch (error) {
    if (/no such (object|container)/i.test(failureOf(error)?.stderr ?? '')) return false
    throw error
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export const dockerMissing = new Problem('tool-missing', 'docker is not installed on the host', {
  hint: 'Install Docker, or set tools: host.',
})

// In docker's own lines only: a program may say the like of something else, and what it restores may have it in a text.
const unanswered =
  /^(?:docker: )?(?:Cannot connect to the Docker daemon|error during connect|failed to connect to the docker API)/im
const goneForExec = /^Error(?: response from daemon)?: (?:No such container|[Cc]ontainer \S+ is not running)/m

/** What docker's own failures mean, for a command that ran in a container. */
export function explainDocker(where: string, name: string): (failure: Failure) => Problem | undefined {
  return (failure) => {
    const { stderr, program } = failure
    if (unanswered.test(stderr)) {
      return new Problem('tool-missing', `docker does not answer, for ${where}`, {
        hint: 'Start Docker, or set tools: host.',
        cause: failure,
      })
    }
    if (goneForExec.test(stderr) && failure.exitCode === 1) {
      return new Problem('tool-missing', `there is no running container ${name}`, {
        hint: 'Name a service container of the job, or set tools: { image: ... }.',
        cause: failure,
      })
    }
    if (
      failure.exitCode === 125 &&
      /unable to find image|pull access denied|manifest unknown|not found/i.test(stderr)
    ) {
      return new Problem('tool-missing', `image ${name} cannot be pulled: ${lastLine(stderr)}`, {
        hint: 'Check the name of the image, or log in to its registry first.',
        cause: failure,
      })
    }
    if ((failure.exitCode === 126 || failure.exitCode === 127) && /no such file|not found/i.test(stderr)) {
      const [, missing = program] = /([\w./-]+): (?:command )?not found\s*$/.exec(stderr) ?? []
      return new Problem('tool-missing', `${missing} does not exist in ${where}`, {
        hint: `Use an image that has ${missing}${/^(pg_|psql)/.test(missing) ? ', such as postgres:<major>' : ''}.`,
        cause: failure,
      })
    }
    return undefined
  }
}

function lastLine(stderr: string): string {
  const lines = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^See 'docker/.test(line) && !/--help/.test(line))
  return lines.at(-1)?.trim() ?? 'no reason given'
}

/** True if this machine has docker and its daemon answers. */
export async function hasDocker(env: Environment, signal: AbortSignal): Promise<boolean> {
  try {
    await docker(['version', '--format', '{{.Server.Version}}'], env, signal)
    return true
  } catch (error) {
    if (isProblem(error, 'tool-missing', 'tool-failed')) return false
    throw error
  }
}
