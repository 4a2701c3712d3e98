import { encodeManifest, makeId, objectName } from '../../src/catalog/catalog.ts'
import type { EngineName } from '../../src/policy/policy.ts'
import { sampleManifest } from '../catalog/sample.ts'
import type { Shop } from './shop.ts'

/** Puts a backup of another source into the store `a`, with a key object that does not read; gives its id. */
export async function makeManifest(shop: Shop, source: string, engine: EngineName): Promise<string> {
  const startedAt = shop.world.now()
  const id = makeId(source, startedAt, 0)
  const store = shop.stores['a']
  const manifest = sampleManifest(startedAt.toISOString(), { id, source, engine })
  store?.objects.set(objectName.manifest(source, id), Buffer.from(encodeManifest(manifest)))
  store?.objects.set(objectName.key(source, id), Buffer.from('{}'))
  return id
}
