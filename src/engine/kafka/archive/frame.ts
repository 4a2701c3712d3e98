/** What the archive begins with. */
export const magic = Buffer.from('BPKAFKA1')

/** What a frame holds, by its first byte. */
export const frameTypes = { C: 'catalogue', B: 'block', P: 'partition', G: 'group', E: 'end' } as const
export type FrameType = keyof typeof frameTypes

/** Of each type the most that is read: what is not an archive must not fill the memory. */
const most: Readonly<Record<FrameType, number>> = {
  C: 64 * 1024 * 1024,
  B: 1024 * 1024 * 1024,
  P: 1024 * 1024,
  G: 16 * 1024 * 1024,
  E: 1024 * 1024,
}

export interface Frame {
  readonly type: FrameType
  readonly payload: Buffer
}

/** A type, a length of four bytes, and so many bytes. @throws RangeError for one that no reader would take. */
export function frame(type: FrameType, payload: Buffer): readonly [head: Buffer, payload: Buffer] {
  if (payload.length > most[type])
    throw new RangeError(`${payload.length} bytes are more than one record may have here`)
  const head = Buffer.allocUnsafe(5)
  head.write(type, 'latin1')
  head.writeUInt32BE(payload.length, 1)
  return [head, payload]
}

export const jsonFrame = (type: FrameType, value: unknown) => frame(type, Buffer.from(JSON.stringify(value)))

/** The frames of an archive; ends where the bytes end after a whole one. @throws RangeError for anything else. */
export async function* framesOf(body: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let chunks: Buffer[] = []
  let length = 0
  let need: number = magic.length
  let head: { readonly type: FrameType; readonly length: number } | 'magic' | 'none' = 'magic'
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    while (length >= need) {
      const all = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)
      const piece = all.subarray(0, need)
      chunks = length > need ? [all.subarray(need)] : []
      length -= need
      if (head === 'magic') {
        if (!piece.equals(magic)) throw new RangeError('it does not begin as one')
        head = 'none'
        need = 5
      } else if (head === 'none') {
        head = headOf(piece)
        need = head.length
      } else {
        yield { type: head.type, payload: piece }
        head = 'none'
        need = 5
      }
    }
  }
  if (length > 0 || head !== 'none') throw new RangeError('it is cut off')
}

function headOf(bytes: Buffer): { readonly type: FrameType; readonly length: number } {
  const type = bytes.toString('latin1', 0, 1)
  if (!Object.hasOwn(frameTypes, type)) throw new RangeError('it has a frame of no known type')
  const length = bytes.readUInt32BE(1)
  if (length > most[type as FrameType]) throw new RangeError('it has a frame that is longer than any')
  return { type: type as FrameType, length }
}
