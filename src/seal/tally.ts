import { crc32 } from 'node:zlib'

/** Counts and checks the bytes that pass by their CRC-32 (RFC 1952): nearly free, against mistakes and not against malice. */
export class Check {
  bytes = 0
  crc32 = 0

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    this.crc32 = crc32(chunk, this.crc32)
  }
}
