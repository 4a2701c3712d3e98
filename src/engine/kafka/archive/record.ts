import { Cursor } from '../protocol/cursor.ts'

/** Milliseconds of any 64 bits: a bigint only where a double would not hold them. */
export type Time = number | bigint

/** Hears of one record. `from` to `end` in `records`: key, value and headers, as Kafka writes them. */
export type Visit = (offsetDelta: number, timeDelta: Time, from: number, end: number) => void

/**
 * Goes over records that lie one after the other, and looks at every length in them.
 * @throws RangeError where they are not exactly `count` whole records.
 */
export function eachRecord(records: Buffer, count: number, visit: Visit): void {
  const cursor = new Cursor(records)
  for (let index = 0; index < count; index++) {
    const length = cursor.varint()
    const end = cursor.at + length
    if (length < 0 || end > records.length) throw new RangeError('a record is cut off')
    cursor.skip(1)
    const timeDelta = cursor.varlong()
    const offsetDelta = cursor.varint()
    const from = cursor.at
    skipBytes(cursor)
    skipBytes(cursor)
    const headers = cursor.varint()
    for (let header = 0; header < headers; header++) {
      cursor.skip(cursor.varint())
      skipBytes(cursor)
    }
    if (cursor.at !== end || headers < 0) throw new RangeError('a record is not as long as it says')
    visit(offsetDelta, timeDelta, from, end)
  }
  if (cursor.left !== 0) throw new RangeError(`there is more than the ${count} records that it should have`)
}

/** Null has the length -1. */
function skipBytes(cursor: Cursor): void {
  const length = cursor.varint()
  if (length > 0) cursor.skip(length)
  else if (length < -1) throw new RangeError('a length is negative')
}

const safe = 2 ** 52

/** The sum, exactly. */
export function later(time: Time, delta: Time): Time {
  if (typeof time === 'number' && typeof delta === 'number' && Math.abs(time) < safe && Math.abs(delta) < safe)
    return time + delta
  return narrow(BigInt.asIntN(64, BigInt(time) + BigInt(delta)))
}

export function narrow(time: bigint): Time {
  return time > -safe && time < safe ? Number(time) : time
}

/** Writes what follows a record's length: attributes, time and offset; gives where it ended. */
export function writeVarint(into: Buffer, at: number, value: Time): number {
  if (typeof value === 'bigint') return writeVarlong(into, at, value)
  let left = value < 0 ? -2 * value - 1 : 2 * value
  let end = at
  while (left >= 128) {
    into[end++] = (left % 128) | 0x80
    left = Math.floor(left / 128)
  }
  into[end++] = left
  return end
}

function writeVarlong(into: Buffer, at: number, value: bigint): number {
  let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
  let end = at
  while (left >= 128n) {
    into[end++] = Number(left & 0x7fn) | 0x80
    left >>= 7n
  }
  into[end++] = Number(left)
  return end
}

export function varintBytes(value: Time): number {
  let count = 1
  if (typeof value === 'bigint') {
    for (let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)); left >= 128n; left >>= 7n) count++
    return count
  }
  let left = value < 0 ? -2 * value - 1 : 2 * value
  while (left >= 128) {
    left /= 128
    count++
  }
  return count
}
