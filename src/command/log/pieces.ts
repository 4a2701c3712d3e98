import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { readJson } from '../../bytes/bytes.ts'
import { mapAtOnce, type Place, recordPart, type Slice } from '../../catalog/catalog.ts'
import type { PlainPiece } from '../../engine/engine.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { partOpener, takeKey } from '../../verify/verify.ts'
import type { Project } from '../project/project.ts'
import type { PieceRecord } from './collect.ts'
import { PieceCopies, type PiecesRead } from './piece-copy.ts'

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
 * read first; `read` hears what is wrong with which copy. Throws `object-damaged`.
 */
export async function openPieces(
  project: Project,
  source: Source,
  slices: readonly Slice[],
  near: Place,
  signal: AbortSignal,
  read: PiecesRead,
): Promise<readonly PlainPiece[]> {
  const secrets = await project.secretKeys()
  return await mapAtOnce(slices, async (slice): Promise<PlainPiece> => {
    const { entry, from, to } = slice
    const { manifest } = entry
    const copies = new PieceCopies(project, source, slice, near, read)
    const { value: key } = await copies.first(async (place) => {
      const key = await takeKey(place, manifest, secrets, signal)
      await checkRecord(slice, await partOpener(place, manifest, key, signal)(recordPart))
      return key
    })
    const parts = manifest.parts.map(({ name }) => name).filter((name) => name !== recordPart)
    return {
      from,
      to,
      parts,
      open: async (part) => copies.part((place) => partOpener(place, manifest, key, signal)(part)),
    }
  })
}

async function checkRecord({ entry, number, previous, from, to, covers }: Slice, body: AsyncIterable<Buffer>) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw damaged(entry.id, 'its record is too large')
    chunks.push(Buffer.from(chunk))
  }
  const read = readJson(Buffer.concat(chunks), schema)
  if ('misread' in read) throw damaged(entry.id, `its record ${read.misread.because}`)
  const promised: PieceRecord = {
    version: 1,
    number,
    ...(previous ? { previous } : {}),
    from,
    to,
    covers: { from: covers.from.toISOString(), until: covers.until.toISOString() },
    parts: entry.manifest.parts.filter(({ name }) => name !== recordPart).map(({ name, sha256 }) => ({ name, sha256 })),
  }
  if (!isDeepStrictEqual(read.value, promised))
    throw damaged(entry.id, 'its record does not say what its manifest says')
}

const damaged = (id: string, because: string) =>
  new Problem('object-damaged', `the piece of log ${id} is not what was stored: ${because}`, {
    hint: 'Moments before it can still be restored. Look at who can write to the store, and take a new backup.',
  })
