import { z } from 'zod'
import { expected, map, restoreTarget } from '../value/leaf.ts'

/** For editors: no password that is written out. */
const noPassword = '^(?![a-z][a-z0-9+.-]*://[^/?#@]*:(?!\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}@)[^/?#@]*@)'

export const serveShape = (name: z.ZodString) =>
  map('serve', {
    'restore-into': z
      .record(name, restoreTarget.meta({ pattern: noPassword }), expected('a map of targets by name'))
      .optional()
      .describe('Where a request may restore to, by name: a request can name nothing else.'),
  })

export type ServeInput = z.output<ReturnType<typeof serveShape>>
