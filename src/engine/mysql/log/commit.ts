import { type EventHeader, headerBytes, kinds } from './event.ts'

/** When a transaction was committed, in microseconds: not before `earliest`, and not after `latest`. */
export interface CommitTime {
  readonly earliest: bigint
  readonly latest: bigint
}

const ofSecond = (seconds: number): CommitTime => ({
  earliest: BigInt(seconds) * 1_000_000n,
  latest: BigInt(seconds) * 1_000_000n + 999_999n,
})

// After the flags, the server's UUID and the number of the transaction: one byte, and two numbers of eight.
const commitAt = headerBytes + 1 + 16 + 8 + 1 + 8 + 8

/**
 * Of the event that begins a transaction; undefined: it is another one. MySQL says it to the microsecond, MariaDB to the second,
 * and of a statement that is a transaction by itself it says when that began.
 */
export function commitTime(header: EventHeader, head: Buffer): CommitTime | undefined {
  switch (header.type) {
    case kinds.gtid:
    case kinds.anonymousGtid: {
      if (head.length < commitAt + 7) return ofSecond(header.timestamp)
      // The highest bit says whether the time on the first server follows.
      const time = BigInt(head.readUIntLE(commitAt, 6)) + (BigInt(head.readUInt8(commitAt + 6) & 0x7f) << 48n)
      return time === 0n ? ofSecond(header.timestamp) : { earliest: time, latest: time }
    }
    case kinds.taggedGtid:
    case kinds.mariadbGtid:
      return ofSecond(header.timestamp)
    default:
      return undefined
  }
}

/** When a statement had run, in microseconds, where its event says no better. */
export function statementEnd(header: EventHeader, head: Buffer): bigint {
  const seconds = head.length < headerBytes + 8 ? 0 : head.readUInt32LE(headerBytes + 4)
  // A clock that was set back meanwhile makes it a negative number.
  return ofSecond(header.timestamp + (seconds > 30 * 86_400 ? 0 : seconds)).latest
}
