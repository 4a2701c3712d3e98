import { Readable } from 'node:stream'
import { encodeManifest, type ManifestPart, makeId, objectName } from '../../src/catalog/catalog.ts'
import type { Facts, ServerFacts } from '../../src/engine/engine.ts'
import type { EngineName } from '../../src/policy/policy.ts'
import { boxDataKey, newDataKey, seal } from '../../src/seal/seal.ts'
import { sampleManifest } from '../catalog/sample.ts'
import type { MemoryDump } from '../engine/memory.ts'
import { keys, type Shop } from './shop.ts'

/** Puts a backup of another source into the store `a`, with a key object that cannot be parsed; gives its id. */
export async function makeManifest(shop: Shop, source: string, engine: EngineName): Promise<string> {
  const startedAt = shop.world.now()
  const id = makeId(source, startedAt, 0)
  const store = shop.stores['a']
  const manifest = sampleManifest(startedAt.toISOString(), { id, source, engine })
  store?.objects.set(objectName.manifest(source, id), Buffer.from(encodeManifest(manifest)))
  store?.objects.set(objectName.key(source, id), Buffer.from('{}'))
  return id
}

/** Puts a backup of a PostgreSQL 17 that opens, and whose dump is no archive, into the store `a`; gives its id. */
export function plantDump(shop: Shop, source: string, about: Partial<ServerFacts> = {}): Promise<string> {
  const server = { version: '17.5', major: 17, settings: {}, ...about }
  const facts: Facts = { version: 1, engine: 'postgres', server, sizeBytes: 1, rows: { 'public.t': 1 }, objects: {} }
  return plantHeld(shop, source, { parts: new Map([['dump.pgc', Buffer.from('no archive')]]), facts })
}

/** Puts a backup of this dump into the store `a`; gives its id. */
export async function plantHeld(
  shop: Shop,
  source: string,
  { parts, facts }: Omit<MemoryDump, 'result'>,
): Promise<string> {
  const startedAt = shop.world.now()
  const id = makeId(source, startedAt, 0)
  const objects = shop.stores['a']?.objects
  const key = newDataKey()
  const sealedParts: ManifestPart[] = []
  for (const [name, bytes] of [...parts, ['facts.json', Buffer.from(JSON.stringify(facts))]] as const) {
    const signal = new AbortController().signal
    const sealing = seal(Readable.from([bytes]), { key, id, part: name, compression: 'zstd', signal })
    objects?.set(objectName.data(source, id, name), Buffer.concat(await sealing.body.toArray()))
    const { plainCrc32: _, ...sealed } = await sealing.done
    sealedParts.push({ name, ...sealed, compression: 'zstd' })
  }
  const manifest = sampleManifest(startedAt.toISOString(), { id, source, engine: facts.engine, parts: sealedParts })
  objects?.set(objectName.manifest(source, id), Buffer.from(encodeManifest(manifest)))
  objects?.set(objectName.key(source, id), Buffer.from(boxDataKey(id, key, [keys.recipient])))
  return id
}
