/** The header of an event in a binary log: 19 bytes, little-endian. */
export interface EventHeader {
  /** Seconds, by the server's clock. */
  readonly timestamp: number
  readonly type: number
  readonly size: number
  /** Where it ends in its file, modulo 2^32; 0 where the server does not say. */
  readonly end: number
  readonly flags: number
}

export const headerBytes = 19

export const kinds = {
  query: 2,
  stop: 3,
  rotate: 4,
  format: 15,
  tableMap: 19,
  incident: 26,
  gtid: 33,
  anonymousGtid: 34,
  xaPrepare: 38,
  taggedGtid: 42,
  startEncryption: 164,
  mariadbGtid: 162,
  mariadbQueryCompressed: 165,
} as const

export function headerAt(bytes: Buffer): EventHeader {
  return {
    timestamp: bytes.readUInt32LE(0),
    type: bytes.readUInt8(4),
    size: bytes.readUInt32LE(9),
    end: bytes.readUInt32LE(13),
    flags: bytes.readUInt16LE(17),
  }
}

/** Made by the server for whoever reads the log, and not in its file. */
export const isArtificial = ({ flags }: EventHeader): boolean => (flags & 0x20) !== 0

/** The file's name in a rotate event: what follows is in it. `checksum`: bytes at the end of every event. */
export const rotatesTo = (event: Buffer, checksum: number): string =>
  event.subarray(headerBytes + 8, event.length - checksum).toString('latin1')

/**
 * Of a format event: how many bytes of checksum end each event of its file. Its body ends with the algorithm, and always with a
 * checksum of its own.
 */
export function checksumBytes(event: Buffer): number {
  const algorithm = event.length > headerBytes + 5 ? event.readUInt8(event.length - 5) : 0
  return algorithm === 1 ? 4 : 0
}
