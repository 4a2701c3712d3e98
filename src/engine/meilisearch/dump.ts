import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { cancelled, type Finding, Problem, remedy } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Dump, DumpResult, Part } from '../contract.ts'
import { jsonBody } from '../json-part.ts'
import { type Description, descriptionPart, dumpPart, type KeptIndex, type KeptPart, partsOf } from './description.ts'
import { takeDump } from './dump-file.ts'
import { factsOf } from './facts.ts'
import { indexesOf } from './listing.ts'
import type { Opening } from './opening.ts'
import { type Reading, readIndex } from './pages.ts'
import type { Index, Settings } from './server.ts'

/** The documents, by pages or in a dump of the server's own, and at last what says what is where. */
export function dumpMeilisearch(opening: Opening): Dump {
  const { source, version } = opening
  let result: DumpResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    const findings: Finding[] = []
    const isDump = source.dumpDir !== undefined
    const kept = yield* isDump ? dumped(opening, source.dumpDir, findings) : paged(opening, findings)
    const description: Description = { version: 1, server: version.text, ...kept }
    const body = jsonBody(description)
    yield { name: descriptionPart, compression: 'zstd', body }
    if (!body.readableEnded) return
    const sizeBytes = partsOf(description).reduce((sum, { bytes }) => sum + bytes, 0)
    result = {
      facts: factsOf(version, sizeBytes, kept.indexes),
      findings,
      versions: { meilisearch: version.text },
      consistency: isDump ? 'snapshot' : 'none',
    }
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (result === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return result
    },
  }
}

type Kept = Pick<Description, 'dump' | 'indexes'>

async function* paged(opening: Opening, findings: Finding[]): AsyncGenerator<Part, Kept> {
  const { source, server, signal } = opening
  const indexes: KeptIndex[] = []
  const listed = await indexesOf(source, server)
  for (const [place, index] of listed.entries()) {
    const { uid } = index
    const reading = await readIndex(opening, uid)
    const part = reading.isEmpty ? {} : yield* written(`index-${place + 1}.ndjson`, reading, signal)
    const { primaryKey, settings: read, documents, createdBefore, createdAt } = await reading.end()
    for (const created of [createdBefore, createdAt]) mustBeItself(opening, listed, index, created)
    const { settings, hidden } = withoutHidden(read)
    const counted = documents === undefined ? {} : { documents }
    indexes.push({ uid, primaryKey, settings, ...counted, ...part })
    if (hidden.length > 0) findings.push(unseen(uid, hidden))
  }
  findings.push(...uncounted(indexes))
  return { indexes }
}

/**
 * Indexes that are swapped while they are read one by one would give the documents of one twice, and of the other not at all: what moves
 * with the documents is when they were created.
 */
function mustBeItself({ server }: Opening, listed: readonly Index[], { uid, createdAt }: Index, now: string): void {
  if (now === createdAt) return
  const other = listed.find((one) => one.uid !== uid && one.createdAt === now)
  if (other === undefined) return
  throw server.problem(
    `index ${uid} was swapped with ${other.uid} while they were read, so documents would be missing`,
    'Run the backup again when nobody swaps indexes, or set dump-dir.',
  )
}

/** An empty part would be no part of a backup. */
async function* written(
  name: string,
  { lines }: Reading,
  signal: AbortSignal,
): AsyncGenerator<Part, Pick<KeptIndex, 'part'>> {
  const passing = new Passing(lines, signal)
  yield* passing.part(name, 'zstd')
  return { part: passing.kept(name) }
}

async function* dumped(opening: Opening, folder: string, findings: Finding[]): AsyncGenerator<Part, Kept> {
  const wanted = new Set((await indexesOf(opening.source, opening.server)).map(({ uid }) => uid))
  const taken = await takeDump(opening, folder)
  let failure: unknown
  try {
    const passing = new Passing(taken.bytes, opening.signal)
    // Compressed already.
    yield* passing.part(dumpPart, 'none')
    const indexes = taken.indexes().filter(({ uid }) => wanted.has(uid))
    return { dump: passing.kept(dumpPart), indexes: [...indexes] }
  } catch (error) {
    failure = error
    throw error
  } finally {
    const left = await taken.remove(failure)
    if (left !== undefined) findings.push(left)
  }
}

/** A part as it passes. */
class Passing {
  readonly #body: Readable
  readonly #hash = createHash('sha256')
  readonly #signal: AbortSignal
  #bytes = 0

  constructor(chunks: AsyncIterable<Buffer>, signal: AbortSignal) {
    this.#signal = signal
    this.#body = Readable.from(this.#seen(chunks), { objectMode: false })
  }

  async *part(name: string, compression: Part['compression']): AsyncGenerator<Part> {
    // Nobody may be reading when the signal fires.
    const stop = () => this.#body.destroy(cancelled(this.#signal))
    this.#signal.addEventListener('abort', stop)
    try {
      yield { name, compression, body: this.#body }
      await finished(this.#body, { writable: false })
    } finally {
      this.#signal.removeEventListener('abort', stop)
      this.#body.destroy()
    }
  }

  kept(name: string): KeptPart {
    return { name, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') }
  }

  async *#seen(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.#bytes += chunk.length
      this.#hash.update(chunk)
      yield chunk
    }
  }
}

/** A server shows of an embedder's key only that there is one: put back, that would be a wrong key. */
function withoutHidden(settings: Settings): { settings: Settings; hidden: readonly string[] } {
  const embedders = Object.entries((settings['embedders'] ?? {}) as Record<string, Record<string, unknown>>)
  const hidden = embedders.filter(([, { apiKey }]) => typeof apiKey === 'string').map(([name]) => name)
  if (hidden.length === 0) return { settings, hidden }
  const shown = embedders.map(([name, { apiKey: _, ...embedder }]) => [name, embedder] as const)
  return { settings: { ...settings, embedders: Object.fromEntries(shown) }, hidden }
}

function unseen(uid: string, names: readonly string[]): Finding {
  return {
    level: 'note',
    blame: 'source',
    message: `the keys of the embedders of ${uid} are not in the backup, because Meilisearch does not show them: ${namesSome(names)}`,
    hint: 'Keep them elsewhere, and set them again after a restore; a dump (dump-dir) has them.',
  }
}

function uncounted(indexes: readonly KeptIndex[]): readonly Finding[] {
  const names = indexes.filter(({ documents }) => documents === undefined).map(({ uid }) => uid)
  if (names.length === 0) return []
  return [
    {
      level: 'warning',
      blame: 'source',
      message: `written to while they were read page by page, so documents may be missing or outdated, and are not compared: ${namesSome(names)}`,
      hint: 'Set dump-dir, or back up when nobody writes.',
    },
  ]
}
