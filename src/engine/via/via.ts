import type { EngineName, Source, SshLogin } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { type Address, openTunnel, type Service, type Tunnel } from '../../runtime/runtime.ts'
import type { Bench, Engine } from '../contract.ts'
import { serverOf } from '../programs.ts'
import { OpenThrough } from './open-through.ts'
import { TargetThrough } from './target-through.ts'

/** The same engine, whose sources with `via` are reached by ports of this machine that another one forwards. */
export function throughBastions<S extends Source>(engine: Engine<S>): Engine<S> {
  const { list } = engine
  return {
    ...engine,
    open: async (source, bench, signal, ...more) => {
      if (source.via === undefined) return await engine.open(source, bench, signal, ...more)
      const { via } = source
      return await through(engine, source, via, bench, signal, async (there, both, tunnel) => {
        return new OpenThrough(await engine.open(source, there, both, ...more), tunnel, via)
      })
    },
    target: async (text, by, bench, signal) => {
      const named = await engine.target(text, by, bench, signal)
      const { via } = by
      if (via === undefined) return named
      // Nothing was asked of it yet: only now is it known which ports there are to forward.
      const servers = named.servers ?? []
      await named[Symbol.asyncDispose]()
      requireForwardable('--via', engine.name, servers)
      const tunnel = await openTunnel({ server: serverOf(via), baseEnv: bench.baseEnv }, servers, signal)
      const there = { ...bench, services: servicesOf(tunnel) }
      const both = AbortSignal.any([signal, tunnel.ended])
      try {
        return new TargetThrough(await engine.target(text, by, there, both), tunnel, via)
      } catch (error) {
        await tunnel[Symbol.asyncDispose]()
        throw error
      }
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
  requireForwardable(`source ${source.name}: via`, source.engine, servers)
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

function requireForwardable(what: string, engine: EngineName, servers: readonly Address[]): void {
  const code = what.startsWith('--') ? 'usage' : 'policy-invalid'
  if (servers.length === 0) throw new Problem(code, `${what} forwards nothing for ${engine}`, { hint: 'Take via out.' })
  const local = servers.find(({ host }) => host.startsWith('/'))
  if (local)
    throw new Problem(code, `${what} forwards ports, and ${local.host} is a socket`, {
      hint: 'Write 127.0.0.1 as the host in the URL, if the server is on the machine of via itself.',
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
