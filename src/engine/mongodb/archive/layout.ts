import { Problem, remedy } from '../../../problem.ts'

/*
 * mongodump's archive, version 0.1: the magic number; a document about the archive; one for each namespace, and a terminator.
 * Then blocks: a document that names a namespace, documents of it, a terminator. The last of a namespace's blocks has no
 * documents, and a CRC-64 of all that came before. Blocks of several namespaces may alternate.
 */

export const partName = 'dump.archive'
export const magic: Buffer = Buffer.from([0x6d, 0xe2, 0x99, 0x81])
export const terminator: Buffer = Buffer.from([0xff, 0xff, 0xff, 0xff])
export const formatVersion = '0.1'

/** The most that a server takes is 16 MiB; its tools leave some room for what it adds itself. */
export const mostDocumentBytes: number = 16 * 1024 * 1024 + 16 * 1024

export interface ArchiveHeader {
  readonly serverVersion: string
  readonly toolVersion: string
}

/** What the beginning of an archive says of a namespace. */
export interface Archived {
  readonly db: string
  readonly collection: string
  readonly type: string
  /** Options and indexes, as Extended JSON: what mongorestore reads. */
  readonly metadata: string
  /** The same as BSON, which this program adds: JSON cannot tell everything that BSON can. */
  readonly exact: Uint8Array | undefined
}

export const damaged = (because: string, part: string = partName): Problem =>
  new Problem('object-damaged', `the part ${part} is damaged: ${because}`, { hint: remedy.damaged })
