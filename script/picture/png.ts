import { crc32 } from 'node:zlib'

const key = 'source-sha256'
const signature = 8
/** Length, type and CRC of a chunk. */
const frame = 12

/** The picture with this digest of its source in a text chunk, right after its header. */
export function withDigest(png: Buffer, digest: string): Buffer {
  const text = Buffer.from(`tEXt${key}\0${digest}`, 'latin1')
  const chunk = Buffer.alloc(frame - 4 + text.length)
  chunk.writeUInt32BE(text.length - 4, 0)
  text.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(text), 4 + text.length)
  const header = signature + frame + png.readUInt32BE(signature)
  return Buffer.concat([png.subarray(0, header), chunk, png.subarray(header)])
}

/** The digest of the source that a picture was made of; undefined where it says none. */
export function digestIn(png: Buffer): string | undefined {
  for (let at = signature; at < png.length; at += frame + png.readUInt32BE(at)) {
    const chunk = png.toString('latin1', at + 4, at + 8 + png.readUInt32BE(at))
    if (chunk.startsWith(`tEXt${key}\0`)) return chunk.slice(`tEXt${key}\0`.length)
  }
  return undefined
}
