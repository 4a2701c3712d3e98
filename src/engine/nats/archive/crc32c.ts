/** Castagnoli's polynomial, reflected. Four tables, so that four bytes are taken in one step. */
const tables = Array.from({ length: 4 }, () => new Uint32Array(256))
const [one, two, three, four] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0x82f63b78
  one[byte] = value
}
for (const [index, table] of tables.entries()) {
  const before = tables[index - 1]
  if (before === undefined) continue
  for (let byte = 0; byte < 256; byte++) {
    const value = before[byte] ?? 0
    table[byte] = (value >>> 8) ^ (one[value & 0xff] ?? 0)
  }
}

/** CRC-32C (RFC 3720, B.4). */
export function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff
  let at = 0
  const whole = bytes.length - (bytes.length % 4)
  for (; at < whole; at += 4) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    crc =
      (four[crc & 0xff] as number) ^
      (three[(crc >>> 8) & 0xff] as number) ^
      (two[(crc >>> 16) & 0xff] as number) ^
      (one[crc >>> 24] as number)
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (one[(crc ^ (bytes[at] as number)) & 0xff] as number)
  return (crc ^ 0xffffffff) >>> 0
}
