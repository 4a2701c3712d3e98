import { z } from 'zod'
import { expected, map, restoreTarget } from '../value/leaf.ts'

export const serveShape = (name: z.ZodString) =>
  map('serve', {
    'restore-into': z
      .record(name, restoreTarget, expected('a map of targets by name'))
      .optional()
      .describe('Where a request may restore to, by name: a request can name nothing else.'),
  })

export type ServeInput = z.output<ReturnType<typeof serveShape>>
