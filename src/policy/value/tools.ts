import { z } from 'zod'
import { expected, type Fault, imageName, judged, map, oneOf } from './leaf.ts'
import type { Secret } from './secret.ts'
import { buildLogin, type SshInput, type SshLogin, shownLogin, sshFault, sshKeys } from './ssh.ts'

export type Tools =
  | { readonly kind: 'host' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'image'; readonly image: string }
  /** On another machine. */
  | { readonly kind: 'ssh'; readonly login: SshLogin }
  /** In a container of a pod of Kubernetes. */
  | { readonly kind: 'pod'; readonly namespace: string; readonly pod: string; readonly container?: string }
  /** Nothing said: a service container that fits, else an image, else the host. */
  | { readonly kind: 'auto' }

/** As they are written: a secret has no place yet. */
export type ToolsInput = Exclude<Tools, { readonly kind: 'ssh' }> | ({ readonly kind: 'ssh' } & SshInput)

const serviceName = z
  .string(expected('the name of a service container'))
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, expected('the name of a service container'))

const podText = 'namespace/name, such as shop/orders-db-0'
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const podName = z.string(expected(podText)).regex(new RegExp(`^${label}/${label}(?:\\.${label})*$`), expected(podText))
const containerName = z
  .string(expected('the name of a container'))
  .regex(new RegExp(`^${label}$`), expected('the name of a container'))

const places = ['service', 'image', 'ssh', 'pod'] as const

export const tools = z
  .union(
    [
      z.enum(['host', 'auto']),
      judged(
        oneOf(
          map('a map of tools', {
            service: serviceName.optional().describe('Name of a service container of the job.'),
            image: imageName.optional().describe('Image that a throw-away container runs.'),
            ssh: sshKeys.ssh.optional().describe('user@host or user@host:port of a machine that has the programs.'),
            'host-key': sshKeys['host-key'].optional(),
            key: sshKeys.key,
            pod: podName.optional().describe('namespace/name of a pod of Kubernetes that has the programs.'),
            container: containerName.optional().describe("Which container of the pod. Default: the pod's own default."),
          }),
          places,
          'where client programs run',
        ),
        placeFault,
      ).meta({
        oneOf: [
          { required: ['service'], maxProperties: 1 },
          { required: ['image'], maxProperties: 1 },
          { required: ['ssh', 'host-key'] },
          { required: ['pod'] },
        ],
      }),
    ],
    expected(
      'host, auto, { service: postgres }, { image: postgres:17 }, { ssh: user@host, host-key: ... } or { pod: namespace/name }',
    ),
  )
  .transform((value): ToolsInput => {
    if (typeof value === 'string') return { kind: value }
    if (value.service !== undefined) return { kind: 'service', service: value.service }
    if (value.pod !== undefined) {
      const [namespace = '', pod = ''] = value.pod.split('/')
      return { kind: 'pod', namespace, pod, ...(value.container === undefined ? {} : { container: value.container }) }
    }
    const { ssh, key, 'host-key': hostKeys } = value
    if (ssh !== undefined && hostKeys !== undefined) return { kind: 'ssh', ssh, 'host-key': hostKeys, key }
    return { kind: 'image', image: value.image ?? '' }
  })

function placeFault(
  input: { readonly [name in (typeof places)[number] | 'host-key' | 'key' | 'container']?: unknown },
): Fault | undefined {
  // Said already.
  if (places.filter((name) => input[name] !== undefined).length !== 1) return undefined
  if (input.container !== undefined && input.pod === undefined)
    return { message: 'has container without pod', hint: 'Add pod: namespace/name, or take it out.' }
  return sshFault(input)
}

export function buildTools(input: ToolsInput, secret: (template: string) => Secret): Tools {
  return input.kind === 'ssh' ? { kind: 'ssh', login: buildLogin(input, secret) } : input
}

/** Where programs run that are told apart by that: a new key of the same machine changes nothing. */
export function shownTools(tools: Tools): string {
  switch (tools.kind) {
    case 'service':
      return `service ${tools.service}`
    case 'image':
      return `image ${tools.image}`
    case 'ssh':
      return `ssh ${shownLogin(tools.login)}`
    case 'pod':
      return `pod ${tools.namespace}/${tools.pod}${tools.container === undefined ? '' : ` (${tools.container})`}`
    default:
      return tools.kind
  }
}
