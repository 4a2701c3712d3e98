/** The JSON Schema (draft 7) of a policy file, for editors. */
export function policySchema(): object {
  return {}
}
