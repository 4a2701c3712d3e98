import { readdir } from 'node:fs/promises'
import type { Tools } from '../../policy/policy.ts'
import { isProblem, Problem, stopIfAborted } from '../../problem.ts'
import { dockerExec, hasDocker, hostRuntime, isLocal, type Runtime } from '../../runtime/runtime.ts'
import type { Bench, Facts, Programs } from '../contract.ts'
import { requireOwn } from '../own.ts'
import { offline, onMachine, onNetworkOf, serviceAt } from '../programs.ts'
import { namedService } from '../service.ts'
import { type ClientVersion, clientVersion } from './client.ts'
import { atServer, type Connection, serversOf } from './connection.ts'
import { serverFacts } from './facts.ts'
import { explain } from './replica.ts'
import { imageOf } from './sandbox.ts'
import { openSession } from './session.ts'
import { WaitingDump } from './waiting.ts'

export interface FoundPrograms {
  readonly runtime: Runtime
  /** One that was asked for its version, and waits. */
  readonly program?: WaitingDump
}

type Place = Pick<Bench, 'services' | 'baseEnv' | 'label'>

/**
 * Where the programs of a server run: according to `tools`; by default a service container that fits, else an image of
 * the server's version, else the host. `of`: the owner of the server, such as "source orders", for messages.
 * @throws Problem `tool-version` or `tool-missing`, with what was found where; `policy-invalid`, as `requireOwn`.
 */
export async function findPrograms(
  connection: Connection,
  tools: Tools,
  options: Place,
  signal: AbortSignal,
  of = 'the database',
): Promise<FoundPrograms> {
  switch (tools.kind) {
    case 'service':
      return { runtime: await inService(connection, tools.service, options, signal, of) }
    case 'image':
      return { runtime: onNetworkOf(connection.host, tools.image, options) }
    case 'ssh':
    case 'pod':
      return { runtime: onMachine(tools, options) }
    case 'host':
      return { runtime: await onHost(connection, options, signal, of) }
    case 'auto':
      return await choosePostgres(connection, options, signal, of)
  }
}

async function inService(
  connection: Connection,
  name: string,
  options: Place,
  signal: AbortSignal,
  of: string,
): Promise<Runtime> {
  const service = await namedService(name, options, signal)
  await requireOwn(serversOf(connection), name, service, of, probeImage)
  return dockerExec({ name, service, baseEnv: options.baseEnv })
}

/**
 * For a restore: if the service container is gone together with its source, the backup may be all that is left of it.
 * If the target is another server, the source's container tells nothing about it.
 */
export async function programsLeft(
  connection: Connection,
  tools: Tools,
  options: Place,
  signal: AbortSignal,
): Promise<Runtime> {
  try {
    return await foundRuntime(connection, tools, options, signal)
  } catch (error) {
    if (tools.kind !== 'service' || !isProblem(error, 'tool-missing', 'policy-invalid')) throw error
    return await foundRuntime(connection, { kind: 'auto' }, options, signal)
  }
}

async function foundRuntime(...what: Parameters<typeof findPrograms>): Promise<Runtime> {
  const { runtime, program } = await findPrograms(...what)
  await program?.[Symbol.asyncDispose]()
  return runtime
}

/** Where an archive is read: never in the source's own container, which need not be there. */
export function readingRuntime({ server }: Facts, { image, tools }: Programs, bench: Place): Runtime {
  // Where the policy wants no container, this machine's own programs read the archive.
  const fitting = tools.kind === 'host' || server === undefined ? undefined : imageOf(server)
  const used = image ?? fitting
  return used === undefined ? hostRuntime({ env: bench.baseEnv }) : offline(used, bench)
}

/** The service container that is the server itself has its programs; else the image of its version; else the host. */
async function choosePostgres(
  connection: Connection,
  options: Place,
  signal: AbortSignal,
  of: string,
): Promise<FoundPrograms> {
  const { others = [] } = connection
  // From inside a container, no other server of this machine is reached by its port.
  const isReached = others.length === 0 || serversOf(connection).every(({ host }) => !isLocal(host))
  const service = isReached ? serviceAt(connection, options.services) : undefined
  if (service !== undefined) {
    const runtime = dockerExec({ name: service[0], service: service[1], baseEnv: options.baseEnv })
    const program = new WaitingDump(connection, runtime, signal)
    if ((await versionOf(program)) !== undefined) return { runtime, program }
  }
  // A container of an image does not have this machine's sockets.
  if (connection.host.startsWith('/')) return { runtime: await onHost(connection, options, signal, of) }
  const major = await serverMajor(connection, options, signal, of)
  const found: string[] = []
  if (await hasDocker(options.baseEnv, signal)) {
    const runtime = onNetworkOf(connection.host, `postgres:${major}`, options)
    const program = new WaitingDump(connection, runtime, signal)
    const version = await versionOf(program)
    if (version?.major === major) return { runtime, program }
    await program[Symbol.asyncDispose]()
    found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`)
  } else found.push('docker does not answer')
  return { runtime: await hostOf(major, options, found, signal) }
}

/** The host's programs of the server's major. */
async function onHost(connection: Connection, options: Place, signal: AbortSignal, of: string): Promise<Runtime> {
  const host = hostRuntime({ env: options.baseEnv, services: options.services })
  const all = await installed(options, signal)
  if (all.length === 0) await clientVersion('pg_dump', host, signal)
  if (all.length === 1) return all[0]?.runtime ?? host
  return await hostOf(await serverMajor(connection, options, signal, of), options, [], signal)
}

async function hostOf(major: number, options: Place, found: readonly string[], signal: AbortSignal): Promise<Runtime> {
  const all = await installed(options, signal)
  const equal = all.find(({ version }) => version.major === major)
  if (equal !== undefined) return equal.runtime
  const versions = all.map(({ version }) => version.text)
  const host = versions.length === 0 ? 'the host has no pg_dump' : `the host has pg_dump ${versions.join(' and ')}`
  const message = `no programs for PostgreSQL ${major} were found: ${[...found, host].join('; ')}`
  throw new Problem(versions.length === 0 ? 'tool-missing' : 'tool-version', message, {
    hint: `Set tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
  })
}

interface Installed {
  readonly runtime: Runtime
  readonly version: ClientVersion
}

/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options: Place, signal: AbortSignal): Promise<readonly Installed[]> {
  const path = options.baseEnv['PATH'] ?? ''
  const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)]
  const found: Installed[] = []
  for (const PATH of paths) {
    const runtime = hostRuntime({ env: { ...options.baseEnv, PATH }, services: options.services })
    const version = await versionIn(runtime, signal)
    if (version !== undefined && !found.some((other) => other.version.text === version.text))
      found.push({ runtime, version })
  }
  return found
}

const debian = '/usr/lib/postgresql'

async function versionDirectories(): Promise<readonly string[]> {
  try {
    const majors = (await readdir(debian)).filter((name) => /^\d+$/.test(name))
    return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `${debian}/${major}/bin`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const versionIn = (runtime: Runtime, signal: AbortSignal) =>
  unlessUnfit(() => clientVersion('pg_dump', runtime, signal))
const versionOf = (program: WaitingDump) => unlessUnfit(async () => (await program.version()).client)

async function unlessUnfit(ask: () => Promise<ClientVersion>): Promise<ClientVersion | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isProblem(error, 'tool-missing', 'tool-version', 'tool-failed')) return undefined
    throw error
  }
}

// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17'

async function serverMajor(
  connection: Connection,
  options: Place,
  signal: AbortSignal,
  of = 'the database',
): Promise<number> {
  const [host] = await installed(options, signal)
  const runtime = host?.runtime ?? onNetworkOf(connection.host, probeImage, options)
  const servers = serversOf(connection)
  const found = new AbortController()
  const asked = servers.map(async (server) => {
    const one = servers.length === 1 ? connection : atServer(connection, server)
    await using session = await openSession(one, runtime, AbortSignal.any([signal, found.signal]))
    return (await serverFacts(session)).server.major
  })
  // All of a cluster have one major version: the first to answer tells it.
  try {
    return await Promise.any(asked)
  } catch (error) {
    stopIfAborted(signal)
    if (!(error instanceof AggregateError)) throw error
    const [first] = error.errors
    if (error.errors.length === 1 || !error.errors.every(isUnreached)) throw first
    const reasons = servers.map(
      (server, index) => `${server.host}:${server.port}: ${explain(error.errors[index]).because}`,
    )
    throw new Problem('source-failed', `${of}: none of the hosts can be dumped: ${reasons.join('; ')}`, {
      hint: first.hint,
      cause: error,
    })
  } finally {
    found.abort(new Problem('cancelled', 'another server has answered'))
    await Promise.allSettled(asked)
  }
}

const isUnreached = (error: unknown): error is Problem => isProblem(error, 'tool-failed')
