import { BSON } from 'mongodb'
import { Crc64, crc64Xz } from '../../../bytes/bytes.ts'
import { type Archived, type ArchiveHeader, formatVersion, magic, terminator } from './layout.ts'

/** What an archive begins with: all that it will hold. */
export function* archiveStart(
  { serverVersion, toolVersion }: ArchiveHeader,
  all: readonly Archived[],
): Generator<Buffer> {
  yield magic
  yield bson({
    concurrent_collections: new BSON.Int32(1),
    version: formatVersion,
    server_version: serverVersion,
    tool_version: toolVersion,
  })
  for (const { db, collection, type, metadata, exact } of all)
    yield bson({
      ...{ db, collection, metadata, size: new BSON.Int32(0), type },
      ...(exact === undefined ? {} : { exact: new BSON.Binary(exact) }),
    })
  yield terminator
}

/** The documents of one namespace: a block, and one that says that it was the last. */
export class Block {
  readonly #name: Pick<Archived, 'db' | 'collection'>
  readonly #crc = new Crc64(crc64Xz)

  constructor({ db, collection }: Pick<Archived, 'db' | 'collection'>) {
    this.#name = { db, collection }
  }

  start(): Buffer {
    return this.#header(false, BSON.Long.ZERO)
  }

  /** Whole documents, one after the other. */
  add(documents: Buffer): Buffer {
    this.#crc.update(documents)
    return documents
  }

  end(): Buffer {
    const crc = BSON.Long.fromBigInt(this.#crc.digest().readBigInt64LE())
    return Buffer.concat([terminator, this.#header(true, crc), terminator])
  }

  #header(isEnd: boolean, crc: BSON.Long): Buffer {
    return bson({ ...this.#name, EOF: isEnd, CRC: crc })
  }
}

const bson = (document: BSON.Document): Buffer => Buffer.from(BSON.serialize(document))
