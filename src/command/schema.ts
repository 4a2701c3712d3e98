import { healthJsonSchema, periodJsonSchema } from '../judge/judge.ts'
import { policySchema } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import type { Run } from './result.ts'

const schemas = { policy: policySchema, report: healthJsonSchema, period: periodJsonSchema } as const

/** Prints the JSON Schema of the policy file, of the health data, or of the weekly and monthly reports; the same with and without --json. */
export const schema: Run = async (_, { words = [] }) => {
  const [name = 'policy', ...more] = words
  if (!Object.hasOwn(schemas, name) || more.length > 0)
    throw new Problem('usage', `there is no schema of ${words.join(' ')}`, {
      hint: 'Run `backproof schema` for the policy file, `backproof schema report` for what `report --json` prints, `backproof schema period` for `report --period --json`.',
    })
  const json = schemas[name as keyof typeof schemas]()
  return { json, text: () => JSON.stringify(json, null, 2), problems: [] }
}
