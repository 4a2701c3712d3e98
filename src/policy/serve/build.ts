import type { ServeRules } from '../model.ts'
import type { Secret } from '../value/secret.ts'
import type { ServeInput } from './schema.ts'

/** What `serve` may do by a request, where the policy says anything of it. */
export function buildServe(
  input: ServeInput | undefined,
  secret: (template: string, path: readonly string[]) => Secret,
): { readonly serve?: ServeRules } {
  if (!input) return {}
  const targets = Object.entries(input['restore-into'] ?? {})
  const built = targets.map(([name, text]) => [name, secret(text, ['serve', 'restore-into', name])] as const)
  return { serve: { restoreInto: Object.assign(Object.create(null), Object.fromEntries(built)) } }
}
