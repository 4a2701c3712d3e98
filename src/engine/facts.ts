import type { Facts } from './contract.ts'

/** True where facts name nothing that a restore could be compared with. */
export function isEmpty({ rows, objects }: Facts): boolean {
  const named = Object.entries(objects).some(([kind, names]) => !bare.has(kind) && names.length > 0)
  return !named && Object.keys(rows).length === 0
}

/** Kinds of objects that every database has, or that are nothing by themselves. */
const bare = new Set(['schema', 'extension', 'role', 'setting', 'publication', 'subscription'])
