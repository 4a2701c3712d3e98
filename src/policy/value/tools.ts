import { z } from 'zod'
import { expected, imageName, map, oneOf } from './leaf.ts'

export type Tools =
  | { readonly kind: 'host' }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'image'; readonly image: string }
  /** Nothing said: a service container that fits, else an image, else the host. */
  | { readonly kind: 'auto' }

const serviceName = z
  .string(expected('the name of a service container'))
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, expected('the name of a service container'))

export const tools = z
  .union(
    [
      z.enum(['host', 'auto']),
      oneOf(
        map('a map of tools', {
          service: serviceName.optional().describe('Name of a service container of the job.'),
          image: imageName.optional().describe('Image that a throw-away container runs.'),
        }),
        ['service', 'image'],
        'where client programs run',
      ).meta({ minProperties: 1, maxProperties: 1 }),
    ],
    expected('host, auto, { service: postgres } or { image: postgres:17 }'),
  )
  .transform((value): Tools => {
    if (typeof value === 'string') return { kind: value }
    if (value.service !== undefined) return { kind: 'service', service: value.service }
    return { kind: 'image', image: value.image ?? '' }
  })
