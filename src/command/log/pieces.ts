import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Entry, mapAtOnce, type Place, recordPart, type Slice } from '../../catalog/catalog.ts'
import type { PlainPiece } from '../../engine/engine.ts'
import { isProblem, Problem } from '../../problem.ts'
import { partOpener, takeKey } from '../../verify/verify.ts'
import { fromCopies } from '../copy/failover.ts'
import type { Project } from '../project/project.ts'
import type { PieceRecord } from './collect.ts'

const mostBytes = 256 * 1024
const position = z.object({ at: z.string(), history: z.string() })
const schema = z.object({
  version: z.literal(1),
  number: z.number(),
  previous: z.object({ id: z.string(), sha256: z.string() }).optional(),
  from: position,
  to: position,
  covers: z.object({ from: z.string(), until: z.string() }),
  parts: z.array(z.object({ name: z.string(), sha256: z.string() })),
})

/**
 * Opens pieces of log: the sealed record of each is read first, all of them before any is played back, and must say what the
 * manifest says: what was altered, swapped or put in the place of another is named before it does anything. `near`: the store to
 * read first. Throws `object-damaged`; `broken` hears of the piece of which no copy is whole.
 */
export async function openPieces(
  project: Project,
  slices: readonly Slice[],
  near: Place,
  signal: AbortSignal,
  broken: (entry: Entry) => void = () => undefined,
): Promise<readonly PlainPiece[]> {
  const secrets = await project.secretKeys()
  return await mapAtOnce(slices, async (slice): Promise<PlainPiece> => {
    const { entry, from, to } = slice
    const { manifest } = entry
    const first = entry.copies.includes(near.name) ? near.name : undefined
    const at = async <T>(body: (place: Place) => Promise<T>): Promise<T> => {
      try {
        return await ofOne(body)
      } catch (error) {
        if (isProblem(error, 'object-missing', 'object-damaged')) broken(entry)
        throw error
      }
    }
    const ofOne = async <T>(body: (place: Place) => Promise<T>): Promise<T> => {
      const tried = first === undefined ? undefined : await attempt(() => body(near))
      if (tried && 'value' in tried) return tried.value
      if (tried && entry.copies.length === 1) throw tried.error
      return (await fromCopies(project, entry, undefined, body)).value
    }
    const opened = await at(async (place) => {
      const key = await takeKey(place, manifest, secrets, signal)
      const open = partOpener(place, manifest, key, signal)
      await checkRecord(slice, await open(recordPart))
      return { key }
    })
    const parts = manifest.parts.map(({ name }) => name).filter((name) => name !== recordPart)
    return {
      from,
      to,
      parts,
      open: (part) => at((place) => partOpener(place, manifest, opened.key, signal)(part)),
    }
  })
}

async function attempt<T>(body: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await body() }
  } catch (error) {
    return { error }
  }
}

async function checkRecord({ entry, number, previous, from, to, covers }: Slice, body: AsyncIterable<Buffer>) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw damaged(entry.id, 'its record is too large')
    chunks.push(Buffer.from(chunk))
  }
  const read = schema.safeParse(parsed(Buffer.concat(chunks).toString(), entry.id))
  if (!read.success) throw damaged(entry.id, 'its record is not one')
  const promised: PieceRecord = {
    version: 1,
    number,
    ...(previous ? { previous } : {}),
    from,
    to,
    covers: { from: covers.from.toISOString(), until: covers.until.toISOString() },
    parts: entry.manifest.parts.filter(({ name }) => name !== recordPart).map(({ name, sha256 }) => ({ name, sha256 })),
  }
  if (!isDeepStrictEqual(read.data, promised)) throw damaged(entry.id, 'its record does not say what its manifest says')
}

function parsed(text: string, id: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(id, 'its record is not JSON')
  }
}

const damaged = (id: string, because: string) =>
  new Problem('object-damaged', `the piece of log ${id} is not what was stored: ${because}`, {
    hint: 'Moments before it can still be restored. Look at who can write to the store, and take a new backup.',
  })
