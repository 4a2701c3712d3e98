import type { Source, SshLogin } from '../policy/policy.ts'
import { shownLogin } from '../policy/policy.ts'
import { isProblem, Problem } from '../problem.ts'
import { type Address, openTunnel, type Service, type Tunnel } from '../runtime/runtime.ts'
import type { Bench, Dump, Engine, LogSource, OpenSource, ServerFacts } from './contract.ts'
import { serverOf } from './programs.ts'

/** The same engine, whose sources with `via` are reached by ports of this machine that another one forwards. */
export function throughBastions<S extends Source>(engine: Engine<S>): Engine<S> {
  return {
    ...engine,
    open: (source, bench, signal) =>
      source.via === undefined
        ? engine.open(source, bench, signal)
        : openVia(engine, source, source.via, bench, signal),
  }
}

async function openVia<S extends Source>(
  engine: Engine<S>,
  source: S,
  via: SshLogin,
  bench: Bench,
  signal: AbortSignal,
): Promise<OpenSource> {
  const servers = engine.servers?.(source) ?? []
  requireForwardable(source, servers)
  const tunnel = await openTunnel({ server: serverOf(via), baseEnv: bench.baseEnv }, servers, signal)
  try {
    // An address means what it means to the machine in between: it is none of this machine's containers.
    const through = { ...bench, services: servicesOf(tunnel) }
    const live = await engine.open(source, through, AbortSignal.any([signal, tunnel.ended]))
    return new OpenThrough(live, tunnel, via)
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

class OpenThrough implements OpenSource {
  readonly where: string
  readonly server: ServerFacts | undefined
  readonly sizeBytes: number
  readonly log?: LogSource
  readonly #live: OpenSource
  readonly #tunnel: Tunnel

  constructor(live: OpenSource, tunnel: Tunnel, via: SshLogin) {
    this.where = `${live.where} via ssh ${shownLogin(via)}`
    this.server = live.server
    this.sizeBytes = live.sizeBytes
    if (live.log) this.log = live.log
    this.#live = live
    this.#tunnel = tunnel
  }

  rehearse(): Promise<void> {
    return this.#live.rehearse()
  }

  dump(): Dump {
    return this.#live.dump()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#live[Symbol.asyncDispose]()
    } finally {
      await this.#tunnel[Symbol.asyncDispose]()
    }
  }
}
