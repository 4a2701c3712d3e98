import { PassThrough, Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { type ArchiveEntry, archiveReader } from '../archive/archive.ts'
import { relations } from '../archive/only.ts'
import { tocName } from '../archive/toc.ts'

/*
 * With --clean, pg_restore drops whatever it is about to make, in one transaction with that. What an archive says of how to
 * drop a thing is the only word in that: without it, the thing is not dropped.
 */

/**
 * For an archive that is restored whole: constraints of partitions, which the server drops together with the parent's.
 */
export function droppedByThemselves(entries: readonly ArchiveEntry[]): ReadonlySet<number> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const attached = entries.flatMap(({ kind, schema, name, dependsOn }) => {
    if (kind !== 'INDEX ATTACH') return []
    const others = dependsOn.flatMap((id) => byId.get(id) ?? [])
    const constraints = others.filter((other) => other.kind === 'CONSTRAINT' && other.schema === schema)
    return constraints.filter((other) => other.name.endsWith(` ${name}`)).map(({ id }) => id)
  })
  const theirs = new Set(attached)
  return new Set(entries.map(({ id }) => id).filter((id) => !theirs.has(id)))
}

/**
 * For a restore of some tables: those tables, and nothing else. Their indexes, constraints and sequences go with them.
 */
export function droppedOfNamed(named: ReadonlySet<ArchiveEntry>): ReadonlySet<number> {
  const ids = new Set([...named].map(({ id }) => id))
  const ofTable = ({ dependsOn }: ArchiveEntry): boolean => dependsOn.some((id) => ids.has(id))
  const first = [...named].filter((entry) => {
    if (entry.kind === 'SEQUENCE') return !ofTable(entry)
    // If two tables refer to each other, neither can be dropped before the other.
    return relations.includes(entry.kind) || entry.kind === 'FK CONSTRAINT'
  })
  return new Set(first.map(({ id }) => id))
}

/** The same part of a dump, by which only these entries are dropped. */
export function dropping(part: 'dump.pgc' | 'dump.tar', body: Readable, ids: ReadonlySet<number>): Readable {
  const out = new PassThrough({ highWaterMark: 1024 * 1024 })
  // The error of the body becomes that of what is given.
  const done = part === 'dump.pgc' ? pipeline(body, rewriting(ids), out) : pipeline(body, inTar(ids), out)
  done.catch(() => undefined)
  return out
}

function rewriting(ids: ReadonlySet<number>): Transform {
  const found: Buffer[] = []
  const archive = archiveReader({ pass: (bytes) => found.push(bytes), isDropped: (id) => ids.has(id) })
  return new Transform({
    highWaterMark: 1024 * 1024,
    transform(chunk: Buffer, _encoding, callback) {
      try {
        archive.push(chunk)
        callback(null, Buffer.concat(found.splice(0)))
      } catch (error) {
        callback(error as Error)
      }
    },
  })
}

/** The table of contents becomes shorter, and so a tar of its own has to be made. */
function inTar(ids: ReadonlySet<number>) {
  return async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const [from, to] = [extract(), pack()]
    const copied = (async () => {
      for await (const entry of from) {
        const { name, type, size = 0 } = entry.header
        if (tocName.test(name)) {
          const toc = await buffer(Readable.from(entry).pipe(rewriting(ids)))
          to.entry({ name, type: 'file' }, toc)
          continue
        }
        const member = to.entry({ name, type: type ?? 'file', size })
        await pipeline(entry, member)
      }
      to.finalize()
    })()
    const fed = pipeline(body, from)
    for (const part of [copied, fed]) part.catch((error: Error) => to.destroy(error))
    yield* to as AsyncIterable<Uint8Array>
    await Promise.all([copied, fed])
  }
}
