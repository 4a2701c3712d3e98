import type { Assertion } from '../policy/policy.ts'
import type { Finding } from '../problem.ts'

export type SqlAssertion = Extract<Assertion, { kind: 'sql' }>

/** Why the value that an assertion's SQL gave is not what it expects; undefined where it is. */
export function unmet(value: string, expect: SqlAssertion['expect']): string | undefined {
  const { equals, min, max } = expect
  const number = value.trim() === '' ? Number.NaN : Number(value)
  const gave = `it returned ${shown(value)}`
  const same = typeof equals === 'number' ? number === equals : value === equals
  if (equals !== undefined && !same) return `${gave}, not ${equals}`
  if ((min !== undefined || max !== undefined) && Number.isNaN(number)) return `${gave}, not a number`
  if (min !== undefined && number < min) return `${gave}, below ${min}`
  if (max !== undefined && number > max) return `${gave}, above ${max}`
  return undefined
}

/** The finding of an assertion that cannot be judged: what is written in the policy is wrong, whatever the backup holds. */
export function mistaken({ name, at }: Pick<Assertion, 'name' | 'at'>, because: string): Finding {
  const where = at === undefined ? '' : `line ${at.line}, column ${at.column} of the policy: `
  return {
    level: 'failure',
    blame: 'policy',
    message: `${where}assertion "${name}" cannot be judged: ${because}`,
    hint: 'Correct the assertion in the policy: a single reading statement that returns one row with one column.',
  }
}

const shownCharacters = 500

/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value: string): string {
  if (value === '') return 'nothing'
  return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value
}

/** The finding of an assertion that does not hold. */
export function failed({ name, at }: Pick<Assertion, 'name' | 'at'>, because: string): Finding {
  const where = at === undefined ? 'in the policy' : `at line ${at.line} of the policy`
  return {
    level: 'failure',
    blame: 'data',
    message: `assertion "${name}" does not hold: ${because}`,
    hint: `Check the data in this backup; if it is right, correct the assertion ${where}.`,
  }
}
