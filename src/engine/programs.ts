import type { SshLogin, Tools } from '../policy/policy.ts'
import {
  type Address,
  containerPort,
  dockerRun,
  isLocal,
  podRuntime,
  type Runtime,
  type Service,
  type SshServer,
  sshRuntime,
} from '../runtime/runtime.ts'
import type { Bench } from './contract.ts'

type Place = Pick<Bench, 'services' | 'baseEnv' | 'label'>

/** The service container that is the server of this address. */
export function serviceAt(
  place: Address,
  services: Readonly<Record<string, Service>>,
): readonly [name: string, service: Service] | undefined {
  return Object.entries(services).find(
    ([name, service]) =>
      !service.forwarded &&
      (name === place.host || (isLocal(place.host) && containerPort(service, place.port) !== undefined)),
  )
}

/** docker run, on the network from which the server's address means what it means in the policy. */
export function onNetworkOf(host: string, image: string, { services, baseEnv, label }: Place): Runtime {
  const network = Object.hasOwn(services, host) ? services[host]?.network : undefined
  return dockerRun({ image, services, baseEnv, label, ...(network === undefined ? {} : { network }) })
}

/** Where an address means something else than here. */
export const isElsewhere = ({ kind }: Tools): boolean => kind === 'ssh' || kind === 'pod'

/** On another machine, or in a pod; throws `secret-missing` where the variable of its key has no value. */
export function onMachine(
  tools: Extract<Tools, { kind: 'ssh' | 'pod' }>,
  { baseEnv }: Pick<Bench, 'baseEnv'>,
): Runtime {
  return tools.kind === 'ssh'
    ? sshRuntime({ server: serverOf(tools.login), baseEnv })
    : podRuntime({ ...tools, baseEnv })
}

export function serverOf({ key, ...rest }: SshLogin): SshServer {
  return { ...rest, key: key?.reveal() }
}

/** Runs programs on untrusted input without a network: whatever they make of it, they can reach nothing. */
export function offline(image: string, { baseEnv, label }: Pick<Bench, 'baseEnv' | 'label'>): Runtime {
  return dockerRun({ image, network: 'none', baseEnv, label })
}
