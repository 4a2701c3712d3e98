import type { Entry, Place } from '../../src/catalog/catalog.ts'
import type { Facts } from '../../src/engine/engine.ts'
import { parseSecretKeys } from '../../src/seal/seal.ts'
import { drain, openBackup, takeKey } from '../../src/verify/verify.ts'
import { keys } from '../command/shop.ts'

const { signal } = new AbortController()
const secrets = parseSecretKeys(keys.secret)

/** Opens every copy of a backup that counts, from its first to its last byte; gives the facts of each. */
export async function openCopies(
  { manifest, copies }: Entry,
  storeOf: (name: string) => Place['store'] | undefined | Promise<Place['store']>,
): Promise<readonly Facts[]> {
  const found: Facts[] = []
  for (const name of copies) {
    const store = await storeOf(name)
    if (!store) throw new Error(`no store ${name}`)
    const place = { name, store }
    const opened = await openBackup(place, manifest, await takeKey(place, manifest, secrets, signal), signal)
    for (const part of opened.parts) await drain(await opened.open(part))
    found.push(opened.facts)
  }
  return found
}
