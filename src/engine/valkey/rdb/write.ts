import { Crc64 } from './crc64.ts'
import { opcode, valkeyVersions } from './type.ts'

/** A length as an RDB has it. */
export function lengthBytes(value: number): Buffer {
  if (value < 0x40) return Buffer.from([value])
  if (value < 0x4000) return Buffer.from([0x40 | (value >> 8), value & 255])
  const bytes = Buffer.alloc(9)
  if (value <= 0xffff_ffff) {
    bytes[0] = 0x80
    bytes.writeUInt32BE(value, 1)
    return bytes.subarray(0, 5)
  }
  bytes[0] = 0x81
  bytes.writeBigUInt64BE(BigInt(value), 1)
  return bytes
}

const stringBytes = (text: Buffer): readonly Buffer[] => [lengthBytes(text.length), text]

/** Pieces of an RDB, in their order; each is in the checksum at the end. */
export class RdbWriter {
  readonly #crc = new Crc64()
  #database: number | undefined

  head(version: number): Buffer {
    const text =
      version >= valkeyVersions
        ? `VALKEY${String(version).padStart(3, '0')}`
        : `REDIS${String(version).padStart(4, '0')}`
    return this.#written([Buffer.from(text, 'latin1')])
  }

  /** Opcodes and codes, as FUNCTION DUMP gives them. */
  libraries(dumped: Buffer): Buffer {
    return this.#written([dumped])
  }

  /** `dumped`: type byte and value. */
  key(database: number, key: Buffer, expiry: number | undefined, dumped: Buffer): Buffer {
    const pieces: Buffer[] = []
    if (database !== this.#database) pieces.push(Buffer.from([opcode.select]), lengthBytes(database))
    this.#database = database
    if (expiry !== undefined) {
      const bytes = Buffer.alloc(9)
      bytes[0] = opcode.expiryMs
      bytes.writeBigInt64LE(BigInt(expiry), 1)
      pieces.push(bytes)
    }
    pieces.push(dumped.subarray(0, 1), ...stringBytes(key), dumped.subarray(1))
    return this.#written(pieces)
  }

  end(): Buffer {
    const end = this.#written([Buffer.from([opcode.end])])
    return Buffer.concat([end, this.#crc.digest()])
  }

  #written(pieces: readonly Buffer[]): Buffer {
    const bytes = Buffer.concat(pieces)
    this.#crc.update(bytes)
    return bytes
  }
}
