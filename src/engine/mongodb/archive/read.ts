import { BSON } from 'mongodb'
import { Crc64, crc64Xz } from '../../../bytes/bytes.ts'
import {
  type Archived,
  type ArchiveHeader,
  damaged as damage,
  formatVersion,
  magic,
  mostDocumentBytes,
} from './layout.ts'

export type ArchiveEvent =
  | { readonly kind: 'start'; readonly header: ArchiveHeader; readonly all: readonly Archived[] }
  /** `bytes` are good until the next event is asked for. */
  | { readonly kind: 'document'; readonly of: Archived; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly of: Archived; readonly documents: number }

/** A namespace whose documents come. */
interface Open {
  readonly of: Archived
  readonly crc: Crc64
  documents: number
}

type State = 'magic' | 'header' | 'namespaces' | 'between' | 'documents' | 'closing'

const mostNamespaces = 100_000
const mostMetadataBytes = 256 * 1024 * 1024

/** Reads an archive piece by piece, and believes none of it: every length is bounded, every checksum compared. */
export class ArchiveReader {
  #state: State = 'magic'
  #held: Buffer[] = []
  #heldBytes = 0
  /** So many bytes are needed to go on. */
  #needed = magic.length
  #header: ArchiveHeader | undefined
  readonly #all = new Map<string, Archived>()
  #metadataBytes = 0
  readonly #open = new Map<string, Open>()
  readonly #done = new Set<string>()
  #current: Open | undefined
  readonly #damaged: Damaged

  /** `part`: whose damage it is. */
  constructor(part?: string) {
    this.#damaged = (because) => damage(because, part)
  }

  /** @throws Problem `object-damaged`. */
  *push(chunk: Uint8Array): Generator<ArchiveEvent> {
    this.#held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    this.#heldBytes += chunk.byteLength
    if (this.#heldBytes < this.#needed) return
    const bytes = this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held)
    let at = 0
    for (;;) {
      const length = this.#lengthAt(bytes, at)
      if (length === undefined || bytes.length - at < length) {
        this.#needed = length ?? 4
        break
      }
      const event = this.#take(bytes.subarray(at, at + length))
      at += length
      if (event !== undefined) yield event
    }
    this.#held = at === bytes.length ? [] : [bytes.subarray(at)]
    this.#heldBytes = bytes.length - at
  }

  /** @throws Problem `object-damaged` unless everything that was announced has come. */
  end(): void {
    if (this.#heldBytes > 0 || this.#state !== 'between') throw this.#damaged('it is cut off')
    const missing = [...this.#all.keys()].find((name) => !this.#done.has(name))
    if (missing !== undefined)
      throw this.#damaged(`it is cut off: the end of ${this.#all.get(missing)?.collection} is missing`)
  }

  /** Of the next document or mark. undefined: that cannot be told yet. */
  #lengthAt(bytes: Buffer, at: number): number | undefined {
    if (bytes.length - at < 4) return undefined
    if (this.#state === 'magic') return magic.length
    const length = bytes.readInt32LE(at)
    if (length === -1) return 4
    if (length < 5 || length > mostDocumentBytes) throw this.#damaged(`it has a document of ${length} bytes`)
    return length
  }

  #take(bytes: Buffer): ArchiveEvent | undefined {
    const isMark = bytes.length === 4
    if (!isMark && bytes[bytes.length - 1] !== 0) throw this.#damaged('it has a document without an end')
    switch (this.#state) {
      case 'magic':
        if (!bytes.equals(magic)) throw this.#damaged('it is not an archive of mongodump')
        this.#state = 'header'
        return undefined
      case 'header':
        this.#header = headerIn(isMark ? undefined : bytes, this.#damaged)
        this.#state = 'namespaces'
        return undefined
      case 'namespaces':
        return isMark ? this.#started() : this.#announce(bytes)
      case 'between':
        return this.#begin(isMark ? undefined : bytes)
      case 'documents':
        return isMark ? this.#pause() : this.#document(bytes)
      case 'closing':
        if (!isMark) throw this.#damaged('it has a document after the end of its collection')
        this.#state = 'between'
        return undefined
    }
  }

  #announce(bytes: Buffer): undefined {
    this.#metadataBytes += bytes.length
    if (this.#all.size >= mostNamespaces || this.#metadataBytes > mostMetadataBytes)
      throw this.#damaged('it announces more collections than a database can have')
    const one = archivedIn(bytes, this.#damaged)
    const name = nameOf(one)
    if (this.#all.has(name)) throw this.#damaged(`it announces ${one.collection} twice`)
    this.#all.set(name, one)
  }

  #started(): ArchiveEvent {
    this.#state = 'between'
    return { kind: 'start', header: this.#header as ArchiveHeader, all: [...this.#all.values()] }
  }

  #begin(bytes: Buffer | undefined): ArchiveEvent | undefined {
    const { db, collection, EOF: isEnd, CRC: crc } = document(bytes, 'the beginning of a block', this.#damaged)
    if (
      typeof db !== 'string' ||
      typeof collection !== 'string' ||
      typeof isEnd !== 'boolean' ||
      typeof crc !== 'bigint'
    )
      throw this.#damaged('it has a block that names no collection')
    const name = nameOf({ db, collection })
    const of = this.#all.get(name)
    if (of === undefined || this.#done.has(name))
      throw this.#damaged('it has documents of a collection that it does not announce')
    const open = this.#open.get(name) ?? { of, crc: new Crc64(crc64Xz), documents: 0 }
    this.#open.set(name, open)
    if (!isEnd) {
      this.#current = open
      this.#state = 'documents'
      return undefined
    }
    if (open.crc.digest().readBigInt64LE() !== crc) throw this.#damaged(`the checksum of ${collection} is another`)
    this.#open.delete(name)
    this.#done.add(name)
    this.#state = 'closing'
    return { kind: 'end', of, documents: open.documents }
  }

  #document(bytes: Buffer): ArchiveEvent {
    const open = this.#current as Open
    open.crc.update(bytes)
    open.documents++
    return { kind: 'document', of: open.of, bytes }
  }

  #pause(): undefined {
    this.#current = undefined
    this.#state = 'between'
  }
}

const nameOf = ({ db, collection }: Pick<Archived, 'db' | 'collection'>): string => `${db}\0${collection}`

type Damaged = (because: string) => Error

function document(bytes: Buffer | undefined, what: string, damaged: Damaged): BSON.Document {
  try {
    if (bytes !== undefined) return BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: true })
  } catch {
    // Said below.
  }
  throw damaged(`${what} is not a document`)
}

function headerIn(bytes: Buffer | undefined, damaged: Damaged): ArchiveHeader {
  const { version, server_version: serverVersion, tool_version: toolVersion } = document(bytes, 'its header', damaged)
  if (version !== formatVersion) throw damaged('it is not of the version that this program reads')
  if (typeof serverVersion !== 'string' || typeof toolVersion !== 'string')
    throw damaged('it does not say which server it is of')
  return { serverVersion, toolVersion }
}

function archivedIn(bytes: Buffer, damaged: Damaged): Archived {
  const { db, collection, type, metadata, exact } = document(bytes, 'the announcement of a collection', damaged)
  if (typeof db !== 'string' || typeof collection !== 'string' || collection === '' || typeof metadata !== 'string')
    throw damaged('it announces a collection without a name')
  return {
    ...{ db, collection, metadata },
    // Older tools do not say it.
    type: typeof type === 'string' && type !== '' ? type : 'collection',
    exact: exact instanceof Uint8Array ? exact : undefined,
  }
}
