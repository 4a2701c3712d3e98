import type { RestoreRequest } from '../../contract.ts'

export interface RestoreOptions extends RestoreRequest {
  readonly signal: AbortSignal
  /** A throw-away target: roles and owners are created there as the dump wants them. */
  readonly sandboxed?: boolean
}
