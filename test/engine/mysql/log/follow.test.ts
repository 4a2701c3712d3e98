import { describe, expect, test } from 'vitest'
import { kinds } from '../../../../src/engine/mysql/log/event.ts'
import { Follower, type Route } from '../../../../src/engine/mysql/log/follow.ts'
import type { Place } from '../../../../src/engine/mysql/log/place.ts'
import { Scanner } from '../../../../src/engine/mysql/log/scanner.ts'
import { LogFile, scan } from './build.ts'

const begun = 1_760_000_000

/** Reads files from a place to the end of the last one, as a tick does. */
function follow(files: readonly LogFile[], from: Place, more: Partial<Route> & { chunk?: number } = {}) {
  const last = files.at(-1) as LogFile
  const start = more.start ?? Math.max(4, from.offset - (from.last?.size ?? 0))
  const end = more.end ?? { file: last.name, offset: last.size }
  const follower = new Follower({ from, start, end })
  const bytes = Buffer.concat(files.map((file, index) => file.from(index === 0 ? start : 4)))
  return { kept: scan(follower, bytes, more.chunk), follower, bytes }
}

const placeAt = (file: LogFile, offset: number): Place => ({ file: file.name, offset })
const first = () => new LogFile('binlog.000001', begun).commit(begun + 1, 'one').commit(begun + 2, 'two')

describe('a log that is followed', () => {
  test('is kept from its place to its end, whatever chunks it comes in, and the next piece joins', () => {
    const file = first()
    const middle = file.ends[3] as number
    for (const chunk of [1, 3, 18, 19, 64, 10_000]) {
      const { kept, follower } = follow([file], placeAt(file, middle), { chunk })
      expect(kept).toEqual(file.from(middle))
      expect(follower.isAtEnd).toBe(true)
      expect(follower.place).toMatchObject({ file: file.name, offset: file.size, begun })
    }
    const { follower } = follow([file], placeAt(file, middle))
    file.commit(begun + 3, 'three')
    const next = follow([file], follower.place)
    expect(next.kept).toEqual(file.from(follower.place.offset))
    expect(next.follower.isAtEnd).toBe(true)
  })

  test('goes on in the file that the last one names, and where a server ended without a word, in the next by number', () => {
    const middle = new LogFile('binlog.000002', begun + 5).commit(begun + 5, 'x')
    const last = new LogFile('binlog.000003', begun + 9).commit(begun + 9, 'y')
    const { follower } = follow([first().rotate('binlog.000002'), middle, last], {
      file: 'binlog.000001',
      offset: 83 + 4,
    })
    expect(follower.isAtEnd).toBe(true)
    expect(follower.place).toMatchObject({ file: 'binlog.000003', offset: last.size, begun: begun + 9 })
  })

  test('a file that is not the named one is never taken for it', () => {
    const other = new LogFile('binlog.000002', begun + 5).commit(begun + 5, 'x')
    const { follower } = follow([first().rotate('binlog.000009'), other], { file: 'binlog.000001', offset: 87 })
    expect(follower.isAtEnd).toBe(false)
  })

  test('cut off at any byte, it is not at its end', () => {
    const file = first()
      .commit(begun + 3, 'long'.repeat(600))
      .add({ type: 23, body: Buffer.alloc(2000, 'x') })
    const from = placeAt(file, file.ends[0] as number)
    const { bytes } = follow([file], from)
    for (let length = 0; length < bytes.length; length += length > 400 && length < bytes.length - 2100 ? 97 : 1) {
      const follower = new Follower({ from, start: from.offset, end: { file: file.name, offset: file.size } })
      try {
        scan(follower, bytes.subarray(0, length), 1000)
      } catch (error) {
        expect(error).toMatchObject({ code: 'dump-incomplete' })
      }
      expect(follower.isAtEnd).toBe(false)
    }
  })

  test('an event that is longer than what is looked at of it ends the log only with its last byte', () => {
    const file = first().add({ type: 23, body: Buffer.alloc(3_000_000, 'x') })
    const from = placeAt(file, file.ends[0] as number)
    const { bytes } = follow([file], from)
    const follower = new Follower({ from, start: from.offset, end: { file: file.name, offset: file.size } })
    const scanner = new Scanner(follower)
    scanner.push(bytes.subarray(0, bytes.length - 1))
    expect(follower.isAtEnd).toBe(false)
    expect(() => scanner.end()).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
    scanner.push(bytes.subarray(-1))
    expect(follower.isAtEnd).toBe(true)
    scanner.end()
  })

  test('ends where the server said that it ends, and leaves what was written since to the next piece', () => {
    const file = first()
    const end = { file: file.name, offset: file.size }
    const before = file.from(file.ends[0] as number)
    file.commit(begun + 3, 'later').rotate('binlog.000002')
    const { kept, follower } = follow(
      [file, new LogFile('binlog.000002', begun + 4)],
      placeAt(file, file.ends[0] as number),
      {
        end,
      },
    )
    expect(kept).toEqual(before)
    expect(follower.place.offset).toBe(end.offset)
  })

  const gap = { code: 'log-gap' }

  test('a file of the same name that was begun at another time is a gap, though an event begins at the place', () => {
    const { follower } = follow([first()], { file: 'binlog.000001', offset: 87 })
    const regrown = new LogFile('binlog.000001', begun + 500).commit(begun + 501, 'one').commit(begun + 502, 'two')
    const { last: _, ...place } = follower.place
    expect(() => follow([regrown], place)).toThrow(expect.objectContaining(gap))
  })

  test('a file that was begun after a backup that lies in it is a gap', () => {
    const regrown = new LogFile('binlog.000001', begun + 500).commit(begun + 501, 'one')
    const place = { file: regrown.name, offset: regrown.ends[0] as number, time: BigInt(begun + 400) * 1_000_000n }
    expect(() => follow([regrown], place)).toThrow(expect.objectContaining(gap))
    expect(follow([regrown], { ...place, time: BigInt(begun + 500) * 1_000_000n }).follower.isAtEnd).toBe(true)
  })

  test('a server that was set back and has gone on is a gap, though the file and every length are the same', () => {
    const { follower } = follow([first()], { file: 'binlog.000001', offset: 87 })
    const setBack = new LogFile('binlog.000001', begun)
      .commit(begun + 1, 'one')
      .commit(begun + 2, 'TWO')
      .commit(begun + 3, 'x')
    const same = first().commit(begun + 3, 'x')
    expect(follow([same], follower.place).follower.isAtEnd).toBe(true)
    // The last event of a transaction is like any other, but for its time and number.
    const later = new LogFile('binlog.000001', begun)
      .commit(begun + 1, 'one')
      .commit(begun + 60, 'two')
      .commit(begun + 61, 'x')
    expect(() => follow([later], follower.place)).toThrow(expect.objectContaining(gap))
    expect(setBack.size).toBe(later.size)
  })

  test('a place at which no event ends is a gap', () => {
    const file = first()
    const place = placeAt(file, (file.ends[2] as number) - 3)
    expect(() => follow([file], place, { start: 4 })).toThrow(expect.objectContaining(gap))
    expect(() => follow([file], place, { end: { file: file.name, offset: file.size - 3 }, start: 4 })).toThrow()
  })

  test('an event that says it lies elsewhere is never kept', () => {
    const file = first()
    const bytes = Buffer.from(file.from())
    bytes.writeUInt32LE(4711, (file.ends[2] as number) + 13)
    const follower = new Follower({
      from: placeAt(file, file.ends[0] as number),
      start: 4,
      end: { file: file.name, offset: file.size },
    })
    expect(() => scan(follower, bytes)).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
  })

  test('events that the server itself lost are a gap', () => {
    const file = first().add({ type: kinds.incident, body: Buffer.alloc(3) })
    expect(() => follow([file], placeAt(file, 87))).toThrow(expect.objectContaining(gap))
  })
})
