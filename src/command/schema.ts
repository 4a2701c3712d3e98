import { policySchema } from '../policy/policy.ts'
import type { Run } from './result.ts'

/** Prints the JSON Schema of the policy file; the same with and without --json. */
export const schema: Run = async () => {
  const json = policySchema()
  return { json, text: () => JSON.stringify(json, null, 2), problems: [] }
}
