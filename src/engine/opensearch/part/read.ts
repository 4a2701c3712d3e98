import { stopIfAborted } from '../../../problem.ts'
import type { PlainBackup } from '../../contract.ts'
import { damaged, type Header, type KeptIndex, readHeader, readTrailer } from './description.ts'
import { Tally } from './document.ts'
import { LineCutter } from './lines.ts'

const trailerMark = Buffer.from('{"end":')
const documentMark = Buffer.from('{"create":')

/** What a part holds: at first what the index is, then its documents. */
export type PartEvent =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'document'; readonly lines: Buffer }

/** In turns, each of which has to be taken whole. Throws at its end at the latest unless the part is what was written. */
export async function* eventsOf(
  backup: PlainBackup,
  kept: KeptIndex,
  signal: AbortSignal,
): AsyncGenerator<Iterable<PartEvent>> {
  const reader = new PartReader(kept)
  const cutter = new LineCutter()
  for await (const chunk of (await backup.open(kept.part)) as AsyncIterable<Buffer>) {
    stopIfAborted(signal)
    yield reader.events(cutter.push(chunk))
  }
  if (cutter.rest > 0) throw damaged(kept.part, 'it is cut off')
  reader.end()
}

/** Reads a part to its end. @throws Problem `object-damaged` for one that is not whole, or another. */
export async function readPart(backup: PlainBackup, kept: KeptIndex, signal: AbortSignal): Promise<Header> {
  let header: Header | undefined
  for await (const events of eventsOf(backup, kept, signal))
    for (const event of events) if (event.kind === 'header') header = event.header
  if (header === undefined) throw damaged(kept.part, 'it has no beginning')
  return header
}

class PartReader {
  readonly #kept: KeptIndex
  readonly #tally = new Tally()
  #state: 'header' | 'documents' | 'source' | 'ended' = 'header'
  #action: Buffer = Buffer.alloc(0)

  constructor(kept: KeptIndex) {
    this.#kept = kept
  }

  *events(lines: Iterable<Buffer>): Generator<PartEvent> {
    for (const line of lines) {
      const event = this.#event(line)
      if (event !== undefined) yield event
    }
  }

  #event(line: Buffer): PartEvent | undefined {
    const { name, part } = this.#kept
    switch (this.#state) {
      case 'header': {
        const header = readHeader(line)
        if (header?.index !== name) throw damaged(part, `it is not that of the index ${name}`)
        this.#state = 'documents'
        return { kind: 'header', header }
      }
      case 'documents':
        if (starts(line, documentMark)) {
          this.#action = line
          this.#state = 'source'
          return undefined
        }
        if (!starts(line, trailerMark)) throw damaged(part, 'it has a line that is no document')
        this.#mustEnd(line)
        this.#state = 'ended'
        return undefined
      case 'source': {
        const lines = joined(this.#action, line)
        this.#tally.add(lines)
        this.#state = 'documents'
        return { kind: 'document', lines }
      }
      case 'ended':
        throw damaged(part, 'it has something after its end')
    }
  }

  end(): void {
    if (this.#state !== 'ended') throw damaged(this.#kept.part, 'it is cut off')
  }

  #mustEnd(line: Buffer): void {
    const { documents, digest, part } = this.#kept
    const end = readTrailer(line)?.end
    const came = this.#tally
    if (end === undefined) throw damaged(part, 'it has no readable end')
    if (came.documents !== documents || end.documents !== documents)
      throw damaged(part, `it has ${came.documents} documents, and ${documents} were written`)
    if (came.digest !== digest || end.digest !== digest)
      throw damaged(part, 'its documents are not those that were written')
  }
}

/** Two lines that lie one after the other are not copied. */
function joined(one: Buffer, other: Buffer): Buffer {
  const isNext = one.buffer === other.buffer && one.byteOffset + one.length === other.byteOffset
  if (!isNext) return Buffer.concat([one, other])
  return Buffer.from(one.buffer, one.byteOffset, one.length + other.length)
}

const starts = (line: Buffer, mark: Buffer) => line.subarray(0, mark.length).equals(mark)
