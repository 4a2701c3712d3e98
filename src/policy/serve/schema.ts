import { z } from 'zod'
import { expected, judged, map, restoreTarget } from '../value/leaf.ts'
import { namePattern } from '../value/name.ts'

/** For editors: no password that is written out. */
const noPassword = '^(?![a-z][a-z0-9+.-]*://[^/?#@]*:(?!\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}@)[^/?#@]*@)'

export const serveShape = (name: z.ZodString) =>
  map('serve', {
    'restore-into': judged(
      z.record(z.string(), restoreTarget.meta({ pattern: noPassword }), expected('a map of targets by name')),
      (targets) => {
        const key = Object.keys(targets).find((one) => !name.safeParse(one).success)
        if (key === undefined) return undefined
        return { key, message: 'is not a name', hint: 'Call it by a name such as staging: a-z, 0-9, and . _ - inside.' }
      },
    )
      .meta({ propertyNames: { type: 'string', pattern: namePattern.source } })
      .optional()
      .describe('Where a request may restore to, by name: a request can name nothing else.'),
  })

export type ServeInput = z.output<ReturnType<typeof serveShape>>
