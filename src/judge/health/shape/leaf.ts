import { z } from 'zod'

// Leaves of the health data. Every object is open: a reader ignores what it does not know, so that fields can be added.

/** A moment: ISO 8601, UTC. */
export const at = (what: string) => z.iso.datetime().describe(`${what} ISO 8601, UTC.`)
export const ms = (what: string) => z.number().min(0).describe(`${what} Milliseconds.`)
export const bytes = (what: string) => z.int().min(0).describe(what)
export const count = (what: string) => z.int().min(0).describe(what)
export const text = (what: string) => z.string().describe(what)
export const flag = (what: string) => z.boolean().describe(what)

/** One whose absence means that it is not known, or does not apply: never zero, never empty. */
export const optional = <T extends z.ZodType>(type: T) => type.exactOptional()

export const stepsMs = z.record(z.string(), z.number().min(0)).describe('Milliseconds by step, as they were recorded.')

export const level = z.enum(['check', 'read', 'restore']).describe('Level of a proof.')
export const outcome = z.enum(['passed', 'failed']).describe('How a proof ended.')

/** `unknown`: nothing of it could be read, so nobody knows. */
export const state = z
  .enum(['good', 'warning', 'bad', 'unknown'])
  .meta({ id: 'State', description: 'good, warning, bad; unknown: nothing of it could be read.' })

/** Who asked, as far as the record says. */
export const requester = z
  .object({
    actor: optional(text('Login, or user of the machine.')),
    host: optional(text('Machine that it ran on.')),
    repository: optional(text('Repository on GitHub.')),
    workflow: optional(text('Workflow on GitHub.')),
    run: optional(text('Id of the run on GitHub.')),
    event: optional(text('Event that started the run on GitHub.')),
    commit: optional(text('Commit that the run was of.')),
  })
  .meta({ id: 'Requester', description: 'Who asked for it, as far as its record says.' })
