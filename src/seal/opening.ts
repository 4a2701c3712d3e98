import type { Readable } from 'node:stream'
import { crc32 as checksum } from 'node:zlib'
import { Digest } from '../bytes/bytes.ts'
import { Problem } from '../problem.ts'
import { decompressFrames } from './frame.ts'
import { chunksOf, readableOf } from './readable.ts'
import { binding, type JustSealed, type SealedPart, type SealOptions } from './sealing.ts'
import { type Damaged, decryptSegments } from './segment.ts'

export interface OpenOptions extends SealOptions {
  /** For messages: the store or file that the sealed bytes come from. */
  readonly where: string
  /** What the manifest says of the part: the end comes only if all of it is true. Of one just sealed, the content's CRC-32. */
  readonly expect?: SealedPart | JustSealed
  /** Hears of all sealed bytes as they come. */
  readonly onBytes?: (bytes: number) => void
}

/**
 * The plain bytes of a sealed part. Gives nothing that was not authenticated, and ends cleanly only after the whole
 * part; else it errors with `object-damaged`, which names where and part, with an error of `sealed`, or as cancelled.
 */
export function open(sealed: Readable, options: OpenOptions): Readable {
  const { key, id, part, compression, where, expect, onBytes, spent, signal } = options
  const name = `${part} of ${id} in ${where}`
  const damaged: Damaged = (why, cause) =>
    new Problem('object-damaged', `${name} is damaged: ${why}`, {
      hint: 'Use the copy in another store or an older backup; "backproof verify --level read" tells which are whole.',
      cause,
    })
  const digest = new Digest({ uploaded: false })
  const crc32 = expect && 'plainCrc32' in expect ? expect.plainCrc32 : undefined
  let plainBytes = 0
  let plainCrc32 = 0

  async function* counted() {
    const brokenOff = (cause: unknown) =>
      new Problem('store-failed', `${name} broke off before its end`, {
        hint: 'Run the command again; --store NAME reads the copy in another store.',
        cause,
      })
    for await (const chunk of chunksOf(sealed, brokenOff)) {
      digest.add(chunk)
      onBytes?.(chunk.length)
      if (expect && digest.bytes > expect.bytes) throw damaged(`it is longer than ${expect.bytes} bytes`)
      yield chunk
      spent?.(chunk)
    }
    if (!expect) return
    if (digest.bytes !== expect.bytes) throw damaged(`it has ${digest.bytes} bytes, not ${expect.bytes}`)
    if (digest.hex() !== expect.sha256) throw damaged('its SHA-256 is not the one in its manifest')
  }
  async function* opened() {
    const compressed = decryptSegments(counted(), binding(key, id, part), damaged)
    for await (const chunk of compression === 'zstd' ? decompressFrames(compressed, damaged) : compressed) {
      plainBytes += chunk.length
      if (crc32 !== undefined) plainCrc32 = checksum(chunk, plainCrc32)
      if (expect && plainBytes > expect.plainBytes) {
        throw damaged(`its content is longer than ${expect.plainBytes} bytes`)
      }
      if (chunk.length > 0) yield chunk
    }
    if (!expect) return
    if (plainBytes !== expect.plainBytes) {
      throw damaged(`its content has ${plainBytes} bytes, not ${expect.plainBytes}`)
    }
    if (crc32 !== undefined && plainCrc32 !== crc32) throw damaged('its content is not the one that was sealed')
  }
  return readableOf(opened(), sealed, { objectMode: false, highWaterMark: 1 << 20, signal, onClose: () => {} })
}
