import { encodeManifest, type Manifest, makeId, objectName } from '../../src/catalog/catalog.ts'
import type { Store } from '../../src/store/store.ts'

export const signal = new AbortController().signal

/** A manifest of a backup of `orders`, started at the given time. */
export function sampleManifest(startedAt: string, over: Partial<Manifest> = {}): Manifest {
  const at = new Date(startedAt)
  return {
    format: 'backproof/v1',
    id: makeId('orders', at, 7),
    source: 'orders',
    engine: 'sqlite',
    kind: 'full',
    consistency: 'snapshot',
    trigger: 'schedule',
    tags: ['daily'],
    retain: false,
    startedAt: at.toISOString(),
    finishedAt: new Date(at.getTime() + 60_000).toISOString(),
    parts: [
      {
        name: 'database.sqlite',
        bytes: 100,
        sha256: 'a'.repeat(64),
        plainBytes: 400,
        compression: 'zstd',
      },
    ],
    versions: { backproof: '0.1.0' },
    origin: { repository: 'octo/shop' },
    ...over,
  }
}

/** Puts what a commit puts, without data. */
export async function shelve(store: Store, manifest: Manifest): Promise<void> {
  const { source, id } = manifest
  await store.put(objectName.key(source, id), Buffer.from('{}'), { signal })
  await store.put(objectName.manifest(source, id), encodeManifest(manifest), { signal })
}
