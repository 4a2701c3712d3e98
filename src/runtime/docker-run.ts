import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { launch } from './child.ts'
import type { Address, Runtime, Service } from './contract.ts'
import {
  dockerMissing,
  type Environment,
  environmentFlags,
  explainDocker,
  removeContainer,
  whileStarting,
} from './docker.ts'
import { containerPort, isLocal } from './docker-exec.ts'
import { forwardedHosts, forwardOf } from './forward.ts'
import { ownContainer } from './sandbox/network.ts'

export interface DockerRunOptions {
  readonly image: string
  /** Default "host": the addresses of a policy mean the same as on the host. Else the network of a service. */
  readonly network?: string
  readonly services?: Readonly<Record<string, Service>>
  /** Value of the label `backproof`, by which `sweepContainers` finds what a killed run left. */
  readonly label: string
  /** The docker client's own environment: PATH, HOME, DOCKER_HOST. */
  readonly baseEnv: Environment
}

/** No capability, no way to gain one, and no more processes than a server with its connections has. */
export const noPrivileges = ['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--pids-limit', '2048']
// A user by number, whom no image has to know.
const nobody = '65534:65534'

/**
 * Runs each program in a new container, which is removed when it ends. Environment variables, and so a password, are
 * visible to whoever may use the docker daemon while it runs (`docker inspect`), never in an argument list.
 */
export function dockerRun(options: DockerRunOptions): Runtime {
  const { image, services = {}, label, baseEnv } = options
  const forwarded = forwardedHosts(services)
  const self = forwarded.length === 0 ? undefined : ownContainer()
  // Where the ports of this process are.
  const network = options.network ?? (self === undefined ? 'host' : `container:${self}`)
  // A certificate has the server's own name, which some programs look for in what they are to connect to.
  const named = network === 'host' ? forwarded.filter((host) => isIP(host) === 0 && !isLocal(host)) : []
  const where = `docker run ${image}`
  return {
    where,
    spawn: (command, signal) => {
      const name = `backproof-${randomUUID()}`
      const env = command.env ?? {}
      const input = command.stdin === 'open' ? ['-i'] : []
      const flags = [
        '--rm',
        '--name',
        name,
        '--label',
        `backproof=${label}`,
        '--network',
        network,
        ...named.flatMap((host) => ['--add-host', `${host}:127.0.0.1`]),
        '--log-driver',
        'none',
        ...noPrivileges,
        '--user',
        nobody,
      ]
      const what = ['--entrypoint', command.program, image, ...command.args]
      return launch(
        command,
        {
          where,
          file: 'docker',
          args: ['run', ...input, ...flags, ...environmentFlags(env), ...what],
          env: { ...baseEnv, ...env },
          halt: (isAlive) => whileStarting(() => removeContainer(name, baseEnv), isAlive),
          explain: explainDocker(where, image),
          missing: dockerMissing,
        },
        signal,
      )
    },
    reach: (server) => {
      const forward = forwardOf(server, services)
      if (forward !== undefined)
        return named.includes(server.host) ? { host: server.host, port: forward.port } : forward
      return network === 'host' ? server : reachOnNetwork(server, network, services)
    },
  }
}

function reachOnNetwork(server: Address, network: string, services: Readonly<Record<string, Service>>): Address {
  if (server.host !== 'localhost' && server.host !== '127.0.0.1') return server
  for (const [name, service] of Object.entries(services)) {
    const port = service.network === network ? containerPort(service, server.port) : undefined
    if (port !== undefined) return { host: name, port }
  }
  return server
}
