/** A place in a write-ahead log: how many bytes were ever written before it. */
export type Lsn = bigint

const low = 0xffff_ffffn

/** As the server writes it: "0/63000380". */
export function parseLsn(text: string): Lsn | undefined {
  const [, high, rest] = /^([0-9A-Fa-f]{1,8})\/([0-9A-Fa-f]{1,8})$/.exec(text) ?? []
  return high === undefined || rest === undefined ? undefined : (BigInt(`0x${high}`) << 32n) | BigInt(`0x${rest}`)
}

export function formatLsn(lsn: Lsn): string {
  return `${(lsn >> 32n).toString(16)}/${(lsn & low).toString(16)}`.toUpperCase()
}

/** The number of the segment that this byte lies in. */
export function segmentOf(lsn: Lsn, segmentBytes: number): bigint {
  return lsn / BigInt(segmentBytes)
}

/** Where the segment of this byte begins. */
export function floorOf(lsn: Lsn, segmentBytes: number): Lsn {
  return lsn - (lsn % BigInt(segmentBytes))
}

/** The name of a segment's file: its timeline and its number, as xlog_internal.h has it. */
export function segmentFile(timeline: number, segment: bigint, segmentBytes: number): string {
  const each = (low + 1n) / BigInt(segmentBytes)
  return [BigInt(timeline), segment / each, segment % each]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('')
}
