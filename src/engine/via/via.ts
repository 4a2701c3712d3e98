import type { Source, SshLogin } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { type Address, openTunnel, type Service, type Tunnel } from '../../runtime/runtime.ts'
import type { Bench, Engine } from '../contract.ts'
import { serverOf } from '../programs.ts'
import { OpenThrough } from './open-through.ts'

/** The same engine, whose sources with `via` are reached by ports of this machine that another one forwards. */
export function throughBastions<S extends Source>(engine: Engine<S>): Engine<S> {
  const { list } = engine
  return {
    ...engine,
    open: async (source, bench, signal, prefer) => {
      if (source.via === undefined) return await engine.open(source, bench, signal, prefer)
      const { via } = source
      return await through(engine, source, via, bench, signal, async (there, both, tunnel) => {
        return new OpenThrough(await engine.open(source, there, both, prefer), tunnel, via)
      })
    },
    ...(list === undefined
      ? {}
      : {
          list: async (source, bench, signal) => {
            if (source.via === undefined) return await list(source, bench, signal)
            return await through(engine, source, source.via, bench, signal, async (there, both, tunnel) => {
              await using _ = tunnel
              return await list(source, there, both)
            })
          },
        }),
  }
}

/** What is made of an open tunnel closes it. */
async function through<S extends Source, T>(
  engine: Engine<S>,
  source: S,
  via: SshLogin,
  bench: Bench,
  signal: AbortSignal,
  use: (there: Bench, both: AbortSignal, tunnel: Tunnel) => Promise<T>,
): Promise<T> {
  const servers = engine.servers?.(source) ?? []
  requireForwardable(source, servers)
  const tunnel = await openTunnel({ server: serverOf(via), baseEnv: bench.baseEnv }, servers, signal)
  try {
    // An address means what it means to the machine in between: it is none of this machine's containers.
    const there = { ...bench, services: servicesOf(tunnel) }
    return await use(there, AbortSignal.any([signal, tunnel.ended]), tunnel)
  } catch (error) {
    const refused = tunnel.refused()
    await tunnel[Symbol.asyncDispose]()
    throw refused === undefined || signal.aborted ? error : because(error, refused, source)
  }
}

function requireForwardable({ name, engine }: Source, servers: readonly Address[]): void {
  if (servers.length === 0)
    throw new Problem('policy-invalid', `source ${name}: via forwards nothing for ${engine}`, {
      hint: 'Take via out of the source.',
    })
  const local = servers.find(({ host }) => host.startsWith('/'))
  if (local)
    throw new Problem('policy-invalid', `source ${name}: via forwards ports, and ${local.host} is a socket`, {
      hint: 'Write 127.0.0.1 as the host in its url, if the server is on the machine of via itself.',
    })
}

function servicesOf({ forwards }: Tunnel): Readonly<Record<string, Service>> {
  const services: Record<string, Service> = {}
  for (const { server, at } of forwards) {
    const ports = { ...services[server.host]?.ports, [server.port]: String(at.port) }
    services[server.host] = { id: '', ports, forwarded: true }
  }
  return services
}

/** The machine in between knows better why a connection was closed. */
function because(error: unknown, refused: Problem, { name }: Source): unknown {
  if (!isProblem(error)) return error
  return new Problem(refused.code, `source ${name}: ${refused.message}`, { hint: refused.hint, cause: error })
}
