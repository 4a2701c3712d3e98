import { Problem, type ProblemCode, type ProblemOptions } from '../problem.ts'

/** What to do where nothing more precise is known. */
const hints = {
  'store-missing': 'Create it, or correct this store in the policy.',
  'store-denied': 'Let the user or the credentials of this run do that there.',
  'store-exists': 'Another run may have written it: look at it, then run this again.',
  'store-changed': 'Another run writes there at the same time: let it end, then run this again.',
  'store-full': 'Make room there, or let retention delete more.',
  'store-unavailable': 'See whether the store and the way to it answer; the next run tries again.',
  'store-failed': 'Run `backproof doctor`; where the store answers what it should not, ask those who run it.',
  'object-missing': 'Run `backproof list`: another run, a lifecycle rule or a person may have removed it.',
  'object-archived': 'Restore the object from its archive class first, then try again.',
  'object-damaged':
    'Read the copy in another store with --store NAME, and look at the disk or the service of this one.',
} as const satisfies Partial<Record<ProblemCode, string>>

export type StoreCode = keyof typeof hints

/** A failure of a store: it always says what to do. */
export function storeProblem(code: StoreCode, message: string, options: ProblemOptions = {}): Problem {
  return new Problem(code, message, { ...options, hint: options.hint ?? hints[code] })
}
