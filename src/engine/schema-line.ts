import { createHash } from 'node:crypto'
import type { SchemaLine } from './contract.ts'

const mostShown = 400

/**
 * One line of a schema. What is long is cut, with a digest of all of it: two that differ only behind the cut are not the same.
 */
export function schemaLine(name: string, is: string): SchemaLine {
  if (is.length <= mostShown) return { name, is }
  return { name, is: `${is.slice(0, mostShown)}… (SHA-256 ${digestOf(is)})` }
}

/** For code, of which nobody reads the whole in a line. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
