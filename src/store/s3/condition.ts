import { isProblem } from '../../problem.ts'
import type { PutOptions } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { statusOf } from './problem.ts'

interface Condition {
  readonly IfNoneMatch?: string
  readonly IfMatch?: string
}

/**
 * Sends a write under the caller's condition (RFC 9110 If-None-Match, If-Match); a condition that is not met is
 * `store-exists` or `store-changed`. A service that does not know conditional writes (501) gets it without: there the
 * look before the write is all that guards it.
 */
export async function conditionally<T>(
  { ifAbsent, ifMatch }: PutOptions,
  key: string,
  where: string,
  send: (condition: Condition) => Promise<T>,
): Promise<T> {
  if (!ifAbsent && ifMatch === undefined) return send({})
  try {
    return await send({
      ...(ifAbsent ? { IfNoneMatch: '*' } : {}),
      ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }),
    })
  } catch (error) {
    const status = statusOf(error)
    if (status === 501) return send({})
    const cause = (error as Error).cause
    if (status === 412 && ifAbsent)
      throw storeProblem('store-exists', `PutObject ${key}: it is there already, in ${where}`, { cause })
    if (status === 412 || (ifMatch !== undefined && isProblem(error, 'object-missing')))
      throw storeProblem('store-changed', `PutObject ${key}: it was changed by another, in ${where}`, { cause })
    throw error
  }
}
