import { isProblem, type Problem } from '../src/problem.ts'

/** The Problem that the body throws; any other error passes. */
export function problemOf(body: () => unknown): Problem {
  try {
    body()
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
