import { Readable } from 'node:stream'
import { objectName } from '../../src/catalog/catalog.ts'
import { newDataKey, seal } from '../../src/seal/seal.ts'
import { memoryStore } from '../../src/store/store.ts'
import { openBackup } from '../../src/verify/verify.ts'
import { sampleManifest } from '../catalog/sample.ts'

// A process of its own: what it holds in memory is what opening takes. The facts are made piece by piece, so that making
// them takes none to speak of.
const [shape = '', limit = 0] = process.argv.slice(2).map((text, i) => (i === 0 ? text : Number(text))) as [
  string,
  number,
]
const { signal } = new AbortController()
const id = 'files-2026-01-01T00-00-00.000000Z'

function* textOf(): Generator<string> {
  yield '{"version":1,"engine":"postgres","sizeBytes":1,"rows":{'
  const list = function* (count: number, one: (i: number) => string): Generator<string> {
    for (let at = 0; at < count; at += 10_000) {
      const upTo = Math.min(count, at + 10_000)
      yield (at > 0 ? ',' : '') + Array.from({ length: upTo - at }, (_, i) => one(at + i)).join()
    }
  }
  const table = (i: number) => `public.table_of_tenant_${i}`
  const tables = shape === 'tables' ? Math.floor(limit / 148) : 0
  yield* list(tables, (i) => `"${table(i)}":${i}`)
  // As many counts with as long names as may be.
  if (shape === 'counts') yield* list(499_000, (i) => `"${String(i).padStart(Math.floor(limit / 499_000) - 5, 'n')}":1`)
  yield '},"objects":{"table":['
  yield* list(tables, (i) => `"${table(i)}"`)
  // As many names as may be, each of signs that take two bytes in memory.
  const length = Math.floor(limit / 1_990_000)
  if (shape === 'wide names') yield* list(1_990_000, (i) => `"中${String(i).padStart(length - 6, 'n')}"`)
  yield '],"sequence":['
  yield* list(tables, (i) => `"${table(i)}_id_seq"`)
  yield '],"index":['
  yield* list(tables, (i) => `"${table(i)}_pkey"`)
  yield ']}}'
}

const key = newDataKey()
const store = memoryStore('a')
const sealing = seal(
  Readable.from(textOf(), { objectMode: true }).map((text: string) => Buffer.from(text)),
  {
    key,
    id,
    part: 'facts.json',
    compression: 'zstd',
    signal,
  },
)
await store.put(objectName.data('files', id, 'facts.json'), sealing.body, { signal })
const { plainCrc32: _, ...done } = await sealing.done
const part = { name: 'facts.json', compression: 'zstd' as const, ...done }
const manifest = sampleManifest('2026-01-01T00:00:00Z', { id, source: 'files', parts: [part] })
const { facts } = await openBackup({ name: 'a', store }, manifest, key, signal)
const names = Object.values(facts.objects).reduce((sum, some) => sum + some.length, Object.keys(facts.rows).length)
process.stdout.write(
  JSON.stringify({ names, plainBytes: done.plainBytes, peakBytes: process.resourceUsage().maxRSS * 1024 }),
)
