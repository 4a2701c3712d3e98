import type { Tools } from '../../policy/policy.ts'
import { isProblem, Problem, remedy } from '../../problem.ts'
import { dockerExec, hasDocker, hostRuntime, type Runtime, text } from '../../runtime/runtime.ts'
import type { Bench } from '../contract.ts'
import { requireOwn } from '../own.ts'
import { onMachine, onNetworkOf, serviceAt } from '../programs.ts'
import { namedService } from '../service.ts'
import type { Connection } from './connection.ts'
import { greetingOf } from './greeting.ts'
import { imageOf, isOlder, mustBe, type Product, seriesOf, toldVersion, type Version } from './product.ts'

type Place = Pick<Bench, 'services' | 'baseEnv' | 'label'>

/**
 * Where the programs of a server run: according to `tools`; by default the service container that is the server, else
 * an image of the server's version, else the host. `of`: the owner of the server, such as "source orders", for
 * messages.
 * @throws Problem `tool-version` or `tool-missing`, with what was found where; `policy-invalid`, as `requireOwn`.
 */
export async function findPrograms(
  connection: Connection,
  tools: Tools,
  place: Place,
  signal: AbortSignal,
  of: string,
): Promise<Runtime> {
  const { product, server } = connection
  switch (tools.kind) {
    case 'service': {
      const service = await namedService(tools.service, place, signal)
      await requireOwn([server], tools.service, service, of, `${product.name}:${product.least.text}`)
      return dockerExec({ name: tools.service, service, baseEnv: place.baseEnv })
    }
    case 'image':
      return onNetworkOf(server.host, tools.image, place)
    case 'ssh':
    case 'pod':
      return onMachine(tools, place)
    case 'host':
      return hostRuntime({ env: place.baseEnv, services: place.services })
    case 'auto':
      return await choose(connection, place, signal, of)
  }
}

/** For a restore: where the service container has gone with its source, or is not the target's, as where nothing is said. */
export async function programsLeft(
  connection: Connection,
  tools: Tools,
  place: Place,
  signal: AbortSignal,
): Promise<Runtime> {
  try {
    return await findPrograms(connection, tools, place, signal, 'the target')
  } catch (error) {
    if (tools.kind !== 'service' || !isProblem(error, 'tool-missing', 'policy-invalid')) throw error
    return await findPrograms(connection, { kind: 'auto' }, place, signal, 'the target')
  }
}

async function choose(connection: Connection, place: Place, signal: AbortSignal, of: string): Promise<Runtime> {
  const { product, server } = connection
  const service = serviceAt(server, place.services)
  if (service !== undefined) {
    const runtime = dockerExec({ name: service[0], service: service[1], baseEnv: place.baseEnv })
    if ((await versionUnlessUnfit(product, runtime, signal)) !== undefined) return runtime
  }
  const greeted = await greetingOf(connection, place, signal)
  mustBe(product, greeted, `the server of ${of}`, of === 'the target' ? 'target-refused' : 'policy-invalid')
  const image = imageOf(product, greeted.version)
  const found: string[] = []
  if (await hasDocker(place.baseEnv, signal)) {
    const runtime = onNetworkOf(server.host, image, place)
    const version = await versionUnlessUnfit(product, runtime, signal)
    if (version !== undefined && fits(version, greeted.version)) return runtime
    found.push(version === undefined ? `${image} cannot be pulled` : `${image} holds ${version.text}`)
  } else found.push('docker does not answer')
  const host = hostRuntime({ env: place.baseEnv, services: place.services })
  const version = await versionUnlessUnfit(product, host, signal)
  if (version !== undefined && fits(version, greeted.version)) return host
  found.push(version === undefined ? `the host has no ${product.dump}` : `the host has ${product.dump} ${version.text}`)
  const message = `no programs for ${product.noun} ${seriesOf(greeted.version)} were found: ${found.join('; ')}`
  throw new Problem(version === undefined ? 'tool-missing' : 'tool-version', message, {
    hint: `Set tools: { image: ${image} }, or install the client programs of ${product.noun} ${seriesOf(greeted.version)}.`,
  })
}

/**
 * In the other product's container there are other programs: the server's greeting says why none were found, or why they did
 * not work. Gives the same error where the greeting says nothing.
 */
export async function explained(
  error: unknown,
  connection: Connection,
  place: Place,
  signal: AbortSignal,
  of: string,
): Promise<unknown> {
  if (!isProblem(error, 'tool-missing', 'tool-version') && !isUnadvised(error)) return error
  try {
    const code = of === 'the target' ? 'target-refused' : 'policy-invalid'
    mustBe(connection.product, await greetingOf(connection, place, signal), `the server of ${of}`, code)
    return error
  } catch (better) {
    return isProblem(better, 'target-refused', 'policy-invalid', 'tool-version') ? better : error
  }
}

const isUnadvised = (error: unknown): boolean => isProblem(error, 'tool-failed') && error.hint === remedy.program

/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of the product's. */
export async function dumpVersion(product: Product, runtime: Runtime, signal: AbortSignal): Promise<Version> {
  const said = await text(runtime, { program: product.dump, args: ['--no-defaults', '--version'] }, signal)
  const told = toldVersion(said.replace(/Ver \d+\.\d+ Distrib/, ''))
  if (told?.product === product) return told.version
  throw new Problem(
    'tool-version',
    `${product.dump} in ${runtime.where} is not that of ${product.noun}: ${said.trim()}`,
    {
      hint: `Put ${product.noun}'s own programs there, or set tools: { image: ${product.name}:VERSION } in the policy.`,
    },
  )
}

async function versionUnlessUnfit(
  product: Product,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<Version | undefined> {
  try {
    return await dumpVersion(product, runtime, signal)
  } catch (error) {
    if (isProblem(error, 'tool-missing', 'tool-version', 'tool-failed')) return undefined
    throw error
  }
}

/** Of the server's major version, and not older: an older one does not know what the server has. */
const fits = (client: Version, server: Version): boolean => client.major === server.major && !isOlder(client, server)

export function mustFit(product: Product, client: Version, server: Version, runtime: Runtime): void {
  if (fits(client, server)) return
  const message = `the server is ${product.noun} ${server.text}, but ${product.dump} in ${runtime.where} is ${client.text}`
  throw new Problem('tool-version', message, {
    hint: `Set tools: { image: ${imageOf(product, server)} }, or install that version.`,
  })
}
