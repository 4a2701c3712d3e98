import { connect } from 'node:net'
import { Problem } from '../problem.ts'
import { type Address, containerPort, isLocal, type Service } from '../runtime/runtime.ts'

/**
 * Throws `policy-invalid` for an address of this machine that is another server's than the service container's: inside
 * the container the same address would be the container's own, and the wrong database be read or written. `of`: whose
 * server it is, "source orders"; `image`: one that has its programs.
 */
export async function requireOwn(
  servers: readonly Address[],
  name: string,
  service: Service,
  of: string,
  image: string,
): Promise<void> {
  for (const server of servers) {
    if (await isOwn(server, name, service)) continue
    const ports = Object.entries(service.ports ?? {}).map(([inner, outer]) => `${outer} (its ${inner})`)
    const published = ports.length === 0 ? 'no port' : ports.join(', ')
    throw new Problem(
      'policy-invalid',
      `${of}: ${server.host}:${server.port} is not a port of tools: { service: ${name} }, which publishes ${published}`,
      {
        hint: `Leave tools out, or set tools: { image: ${image} }, for the server at that address; for the one in ${name}, use ${name} as the host in the URL.`,
      },
    )
  }
}

async function isOwn(server: Address, name: string, service: Service): Promise<boolean> {
  if (server.host === name || !isLocal(server.host)) return true
  const published = Object.values(service.ports ?? {})
  if (published.length > 0) return containerPort(service, server.port) !== undefined
  // Without published ports, its own are meant, unless this machine has a server there. On the host's network they are one.
  return service.network === 'host' || !(await answers(server))
}

const probeMs = 1000

function answers({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, timeout: probeMs })
    const say = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => say(true))
    socket.once('error', () => say(false))
    socket.once('timeout', () => say(false))
  })
}
