import { Problem } from '../problem.ts'
import type { Service } from './contract.ts'
import { docker, type Environment, isGone } from './docker.ts'

interface Inspected {
  readonly Id: string
  readonly State: { readonly Running: boolean }
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, unknown>>
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>
  }
}

/** A running container of this machine, by its exact name or id, seen as a service; undefined where there is none. */
export async function runningContainer(
  name: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Service | undefined> {
  if (!/^[a-zA-Z0-9][\w.-]*$/.test(name))
    throw new Problem('usage', `${JSON.stringify(name)} is not the name of a container`, {
      hint: 'Write the name that `docker ps` shows: tools: { service: postgres }.',
    })
  let output: string
  try {
    output = await docker(['container', 'inspect', '--format', '{{json .}}', name], env, signal)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
  const { Id: id, State: state, NetworkSettings: settings } = JSON.parse(output) as Inspected
  if (!state.Running) return undefined
  const network = Object.keys(settings.Networks)[0]
  const ports = Object.entries(settings.Ports).flatMap(([port, on]) => {
    const [first] = on ?? []
    return first === undefined ? [] : [[port, first.HostPort]]
  })
  return {
    id,
    ...(network === undefined ? {} : { network }),
    ports: Object.fromEntries(ports) as Record<string, string>,
  }
}
