import type { Assertion } from '../policy/policy.ts'
import type { Finding } from './engine.ts'

export type SqlAssertion = Extract<Assertion, { kind: 'sql' }>

/** Why the value that an assertion's SQL gave is not what it expects; undefined where it is. */
export function unmet(value: string, expect: SqlAssertion['expect']): string | undefined {
  const { equals, min, max } = expect
  const number = value.trim() === '' ? Number.NaN : Number(value)
  const same = typeof equals === 'number' ? number === equals : value === equals
  if (equals !== undefined && !same) return `it gave ${value}, not ${equals}`
  if ((min !== undefined || max !== undefined) && Number.isNaN(number))
    return `it gave ${value === '' ? 'nothing' : value}, not a number`
  if (min !== undefined && number < min) return `it gave ${value}, below ${min}`
  if (max !== undefined && number > max) return `it gave ${value}, above ${max}`
  return undefined
}

/** The finding of an assertion that does not hold. */
export function failed(name: string, because: string): Finding {
  return { level: 'failure', blame: 'data', message: `assertion "${name}" does not hold: ${because}` }
}
