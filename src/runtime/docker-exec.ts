import { randomUUID } from 'node:crypto'
import { Problem } from '../problem.ts'
import { launch } from './child.ts'
import type { Address, Runtime, Service } from './contract.ts'
import {
  cleanupSignal,
  docker,
  dockerMissing,
  type Environment,
  environmentFlags,
  explainDocker,
  isGone,
  isRunning,
  whileStarting,
} from './docker.ts'
import { endMarked } from './marked.ts'

export interface DockerExecOptions {
  /** The name for people: that of the service, "postgres". */
  readonly name: string
  readonly service: Service
  /** The docker client's own environment: PATH, HOME, DOCKER_HOST. */
  readonly baseEnv: Environment
  /** "999:999"; default: the container's own. */
  readonly user?: string
}

/**
 * Runs programs in a running container. Their environment carries a mark by which they, and all that they started, are
 * found again: ending the docker client does not end what it started.
 */
export function dockerExec(options: DockerExecOptions): Runtime {
  const { name, service, baseEnv, user } = options
  const asUser = user === undefined ? [] : ['--user', user]
  const where = `docker exec ${name}`
  return {
    where,
    spawn: (command, signal) => {
      const mark = randomUUID()
      const env = { ...command.env, BACKPROOF_MARK: mark }
      const input = command.stdin === 'open' ? ['-i'] : []
      return launch(
        command,
        {
          where,
          file: 'docker',
          // By a shell, because docker itself writes to stdout that it cannot find a program.
          args: [
            'exec',
            ...input,
            ...asUser,
            ...environmentFlags(env),
            service.id,
            ...viaShell,
            command.program,
            ...command.args,
          ],
          env: { ...baseEnv, ...env },
          halt: (isAlive) => whileStarting(() => halt([...asUser, service.id], mark, where, baseEnv), isAlive),
          explain: explainDocker(where, name),
          missing: dockerMissing,
        },
        signal,
      )
    },
    reach: (server) => reachFromInside(server, name, service),
  }
}

const viaShell = ['sh', '-c', 'exec "$@"', 'sh']

/** This machine's own address. Inside a container it is the container's. */
export function isLocal(host: string): boolean {
  return ['localhost', '::1', '[::1]', '0.0.0.0'].includes(host.toLowerCase()) || /^127(\.\d+){3}$/.test(host)
}

function reachFromInside(server: Address, name: string, service: Service): Address {
  if (server.host === name) return { host: '127.0.0.1', port: server.port }
  if (!isLocal(server.host)) return server
  const mapped = containerPort(service, server.port)
  return mapped === undefined ? server : { host: '127.0.0.1', port: mapped }
}

/** The container's own port behind a port of the host; undefined where none is mapped to it. */
export function containerPort(service: Service, hostPort: number): number | undefined {
  const entry = Object.entries(service.ports ?? {}).find(([, port]) => Number(port) === hostPort)
  return entry === undefined ? undefined : Number.parseInt(entry[0], 10)
}

/** Ends every process with the mark. False if there was none. */
async function halt(at: readonly string[], mark: string, where: string, env: Environment): Promise<boolean> {
  const signal = cleanupSignal()
  try {
    const said = (await docker(['exec', ...at, 'sh', '-c', endMarked, 'sh', mark], env, signal)).trim()
    if (said !== 'left') return said === 'ended'
  } catch (error) {
    // A container that ends takes its processes along, and this one too.
    if (isGone(error) || !(await isRunning(at.at(-1) ?? '', env, signal))) return true
    throw error
  }
  throw new Problem('tool-failed', `a program in ${where} is still running, although it was killed`, {
    hint: 'Restart that container: nothing else ends the program.',
  })
}
