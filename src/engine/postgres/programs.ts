import { readdir } from 'node:fs/promises'
import { isProblem, Problem } from '../../problem.ts'
import {
  type Address,
  containerPort,
  dockerExec,
  dockerRun,
  hasDocker,
  hostRuntime,
  type Runtime,
  type Service,
} from '../../runtime/runtime.ts'
import type { ChooseOptions } from '../contract.ts'
import { type ClientVersion, clientVersion } from './client.ts'
import { connectionOf, type ServerUrl } from './connection.ts'
import { serverFacts } from './facts.ts'
import { openSession } from './session.ts'

/** The service container that is the server itself has its programs; else the image of its version; else the host. */
export async function choosePostgres(source: ServerUrl, options: ChooseOptions, signal: AbortSignal): Promise<Runtime> {
  const place = connectionOf(source)
  const service = serviceOf(place, options.services)
  if (service !== undefined) {
    const runtime = dockerExec({ name: service[0], service: service[1], baseEnv: options.baseEnv })
    if ((await versionIn(runtime, signal)) !== undefined) return runtime
  }
  // A container of an image does not have this machine's sockets.
  if (place.host.startsWith('/')) return await onHost(source, options, signal)
  const major = await serverMajor(source, options, signal)
  const found: string[] = []
  if (await hasDocker(options.baseEnv, signal)) {
    const runtime = image(`postgres:${major}`, place.host, options)
    const version = await versionIn(runtime, signal)
    if (version?.major === major) return runtime
    found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`)
  } else found.push('docker does not answer')
  return await hostOf(major, options, found, signal)
}

/** The host's programs of the server's major. */
export async function onHost(source: ServerUrl, options: ChooseOptions, signal: AbortSignal): Promise<Runtime> {
  const host = hostRuntime({ env: options.baseEnv })
  const all = await installed(options, signal)
  if (all.length === 0) await clientVersion('pg_dump', host, signal)
  if (all.length === 1) return all[0]?.runtime ?? host
  return await hostOf(await serverMajor(source, options, signal), options, [], signal)
}

async function hostOf(
  major: number,
  options: ChooseOptions,
  found: readonly string[],
  signal: AbortSignal,
): Promise<Runtime> {
  const all = await installed(options, signal)
  const equal = all.find(({ version }) => version.major === major)
  if (equal !== undefined) return equal.runtime
  const versions = all.map(({ version }) => version.text)
  const host = versions.length === 0 ? 'the host has no pg_dump' : `the host has pg_dump ${versions.join(' and ')}`
  const message = `no programs for PostgreSQL ${major} were found: ${[...found, host].join('; ')}`
  throw new Problem(versions.length === 0 ? 'tool-missing' : 'tool-version', message, {
    hint: `Say tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
  })
}

interface Installed {
  readonly runtime: Runtime
  readonly version: ClientVersion
}

/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options: ChooseOptions, signal: AbortSignal): Promise<readonly Installed[]> {
  const path = options.baseEnv['PATH'] ?? ''
  const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)]
  const found: Installed[] = []
  for (const PATH of paths) {
    const runtime = hostRuntime({ env: { ...options.baseEnv, PATH } })
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

async function versionIn(runtime: Runtime, signal: AbortSignal): Promise<ClientVersion | undefined> {
  try {
    return await clientVersion('pg_dump', runtime, signal)
  } catch (error) {
    if (isProblem(error, 'tool-missing', 'tool-version', 'tool-failed')) return undefined
    throw error
  }
}

// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17'

async function serverMajor(source: ServerUrl, options: ChooseOptions, signal: AbortSignal): Promise<number> {
  const connection = connectionOf(source)
  const [host] = await installed(options, signal)
  const runtime = host?.runtime ?? image(probeImage, connection.host, options)
  await using session = await openSession(connection, runtime, signal)
  return (await serverFacts(session)).server.major
}

const local = new Set(['localhost', '127.0.0.1', '::1'])

function serviceOf(
  place: Address,
  services: Readonly<Record<string, Service>>,
): readonly [string, Service] | undefined {
  return Object.entries(services).find(
    ([name, service]) =>
      name === place.host || (local.has(place.host) && containerPort(service, place.port) !== undefined),
  )
}

/** docker run, on the network from which the server's address means what it means in the policy. */
export function image(name: string, host: string, { services, baseEnv, label }: ChooseOptions): Runtime {
  const network = Object.hasOwn(services, host) ? services[host]?.network : undefined
  return dockerRun({ image: name, services, baseEnv, label, ...(network === undefined ? {} : { network }) })
}
