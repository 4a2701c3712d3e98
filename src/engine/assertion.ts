import { runInNewContext } from 'node:vm'
import type { Assertion, Expectation, Question } from '../policy/policy.ts'
import { type Finding, Problem } from '../problem.ts'

/** One that asks for a value. */
export type ValueAssertion = Extract<Assertion, { kind: Question }>
export type RequiredAssertion = Extract<Assertion, { kind: 'required' }>

/** For a kind that the engine does not judge: its file in policy/source/ refuses it before. */
export function unknownKind({ name, kind }: Assertion): Problem {
  return new Problem('policy-invalid', `assertion "${name}" has ${kind}, which this engine does not answer`, {
    hint: 'Take it out; docs/policy.md lists what each engine answers.',
  })
}

/** Why the value that an assertion's question gave is not what it expects; undefined where it is. */
function unmet(value: string | undefined, { equals, min, max }: Expectation): string | undefined {
  const number = value !== undefined && decimal.test(value) ? Number(value) : Number.NaN
  const gave = `it returned ${shown(value)}`
  const same = typeof equals === 'number' ? number === equals && isExact(value) : value === equals
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

const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i

/** A whole number beyond what a double holds is another number when it is read. */
const isExact = (value = '') => !/^\s*[-+]?\d+\s*$/.test(value) || Number.isSafeInteger(Number(value))

const matchedCharacters = 10_000
const matchingMs = 1000

/** undefined: that is not known after a second. An expression may take for ever over a short text. */
function isMatch(pattern: string, value: string): boolean | undefined {
  try {
    const given = { pattern, value: value.slice(0, matchedCharacters) }
    return runInNewContext('new RegExp(pattern, "u").test(value)', given, { timeout: matchingMs }) as boolean
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}

const shownCharacters = 500

/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value = ''): string {
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

/** The judgement on a value, undefined where there is none (NULL). undefined: it holds. */
export function judged(assertion: ValueAssertion, value: string | undefined): Finding | undefined {
  const { matches } = assertion.expect
  if (matches !== undefined) {
    if (value === undefined) return failed(assertion, `it returned nothing, which ${matches} cannot match`)
    const match = isMatch(matches, value)
    if (match === undefined) return mistaken(assertion, `${matches} takes more than a second over the value`)
    return match ? undefined : failed(assertion, `it returned ${shown(value)}, which ${matches} does not match`)
  }
  const because = unmet(value, assertion.expect)
  return because === undefined ? undefined : failed(assertion, because)
}

/** The judgement on names that must be there; `noun`: what they are names of. */
export function judgeRequired(
  assertion: RequiredAssertion,
  has: (name: string) => boolean,
  noun: string,
): Finding | undefined {
  const missing = assertion.names.filter((name) => !has(name))
  return missing.length === 0 ? undefined : failed(assertion, `there is no ${noun} ${missing.join(', ')}`)
}
