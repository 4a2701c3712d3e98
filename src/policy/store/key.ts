import type { Path } from '../text/position.ts'
import type { Tree } from '../text/tree.ts'
import { variables } from '../value/template.ts'

/** The secret keys of a store, each of which is sent in another way: what belongs to one stands in no other. */
const keys = ['access-key-id', 'secret-access-key', 'session-token'] as const
type Key = (typeof keys)[number]

/** By variable: the key that it is the secret of. */
export type KeyHomes = ReadonlyMap<string, Key>

/** Variables that stand as a secret somewhere in the file. An id is no secret, and may well be part of an address. */
export function keyHomes(root: Tree): KeyHomes {
  const homes = new Map<string, Key>()
  for (const store of root.children.get('stores')?.children.values() ?? []) {
    for (const key of ['session-token', 'secret-access-key'] as const) {
      const value = store.children.get('s3')?.children.get(key)?.value
      if (typeof value === 'string') for (const name of variables(value)) homes.set(name, key)
    }
  }
  return homes
}

/** The key that the variable belongs to, by its name or its use; undefined: it may stand at this path. */
export function homeOf(name: string, homes: KeyHomes, path: Path): Key | undefined {
  const byName = keys.find((key) => name.toLowerCase().endsWith(key.replaceAll('-', '_')))
  const home = homes.get(name) ?? byName
  const [top, , kind, key] = path.map(String)
  return top === 'stores' && kind === 's3' && key === home ? undefined : home
}
