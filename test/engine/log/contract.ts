import { beforeEach, describe, expect, test } from 'vitest'
import type { LogPiece, LogSource, PieceResult, Position } from '../../../src/engine/engine.ts'

/** A server with a log, and what a test does to it. */
export interface LogFixture {
  readonly log: LogSource
  /** Writes something that its log has of it. */
  write(text: string): Promise<void>
  /** What was written, as the bytes of pieces have it: once each, the oldest first. */
  texts(bytes: Buffer): readonly string[]
  /** A position from which everything is still there. */
  start(): Promise<Position>
  /** The server removes everything that is in its log now, whether it was collected or not. */
  lose(): Promise<void>
  /** The server is replaced by one that counts from the beginning: a restore, a failover that lost something. */
  replace(): Promise<void>
  /** The server is cut off after so many bytes of the next piece. */
  cutAfter(bytes: number): void
  /** As `Replay.compare`. */
  compare(one: Position, other: Position): number | undefined
  /** True where a release lets the server forget at once. */
  readonly forgets: boolean
  /** Whoever collects writes a word into the log itself: each piece ends with one, so that none is without bytes. */
  readonly speaks?: true
}

interface Read {
  readonly bytes: Buffer
  readonly texts: readonly string[]
  readonly result: PieceResult
}

/** What every log promises. `open`: a server of its own for each test, or one whose log begins anew. */
export function logContract(name: string, open: () => Promise<LogFixture>): void {
  describe(`log ${name}`, () => {
    let at: LogFixture
    let start: Position
    beforeEach(async () => {
      at = await open()
      start = await at.start()
    })

    const read = async (piece: LogPiece): Promise<Read> => {
      const chunks: Buffer[] = []
      for await (const { body } of piece.parts)
        for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk))
      const bytes = Buffer.concat(chunks)
      return { bytes, texts: at.texts(bytes), result: piece.result() }
    }

    test('a piece holds what was written since the last one, and ends where the log ended', async () => {
      await at.write('one')
      await at.write('two')
      const end = await at.log.end()
      const { texts, result } = await read(at.log.collect(start))
      expect(texts).toEqual(['one', 'two'])
      expect(result.from).toEqual(start)
      if (at.speaks) expect(at.compare(result.to, end)).toBeGreaterThan(0)
      else expect(at.compare(result.to, end)).toBe(0)
      expect(at.compare(start, result.to)).toBeLessThan(0)
      expect(result.covers.from.getTime()).toBeLessThanOrEqual(result.covers.until.getTime())
    })

    test('pieces join: each begins where the last one ended, without gaps or overlaps', async () => {
      const written: string[] = []
      const collected: string[] = []
      let from = start
      for (let round = 0; round < 4; round += 1) {
        for (let i = 0; i < round; i += 1) {
          await at.write(`${round}.${i}`)
          written.push(`${round}.${i}`)
        }
        const { texts, result } = await read(at.log.collect(from))
        expect(result.from).toEqual(from)
        collected.push(...texts)
        from = result.to
        await at.log.release(from)
      }
      expect(collected).toEqual(written)
    })

    /** What is collected again has the same bytes. */
    const same = (again: Buffer, first: Buffer) =>
      expect(at.speaks ? again.subarray(0, first.length) : again).toEqual(first)

    test('a piece without new writes has none, and ends where it began', async () => {
      await at.write('one')
      const { result } = await read(at.log.collect(start))
      const empty = await read(at.log.collect(result.to))
      expect(empty.texts).toEqual([])
      if (!at.speaks) {
        expect(empty.bytes.length).toBe(0)
        expect(at.compare(empty.result.to, result.to)).toBe(0)
      }
      expect(empty.result.covers.until.getTime()).toBeGreaterThanOrEqual(result.covers.until.getTime())
    })

    test('writes that happen while a piece is read are in the next one', async () => {
      await at.write('before')
      const piece = at.log.collect(start)
      const chunks: Buffer[] = []
      let isLater = false
      for await (const { body } of piece.parts)
        for await (const chunk of body as AsyncIterable<Buffer>) {
          if (!isLater) await at.write('later')
          isLater = true
          chunks.push(Buffer.from(chunk))
        }
      expect(at.texts(Buffer.concat(chunks))).toEqual(['before'])
      expect((await read(at.log.collect(piece.result().to))).texts).toEqual(['later'])
    })

    test('collecting removes nothing, so a piece that was never stored can be collected again', async () => {
      await at.write('one')
      const first = await read(at.log.collect(start))
      expect(first.texts).toEqual(['one'])
      same((await read(at.log.collect(start))).bytes, first.bytes)
    })

    test('a piece that is cut off is rejected, and its content can still be collected', async () => {
      await at.write('one that is cut off')
      at.cutAfter(5)
      const piece = at.log.collect(start)
      expect(() => piece.result()).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
      await expect(read(piece)).rejects.toThrow()
      expect(() => piece.result()).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
      expect((await read(at.log.collect(start))).texts).toEqual(['one that is cut off'])
    })

    test('log that a server has lost is a gap, never a shorter piece', async () => {
      await at.write('one')
      const { result } = await read(at.log.collect(start))
      await at.write('two')
      await at.lose()
      await at.write('three')
      await expect(read(at.log.collect(result.to))).rejects.toMatchObject({ code: 'log-gap' })
      // From where the server has it all, it goes on: with a new starting point.
      const next = await at.log.end()
      await at.write('four')
      expect((await read(at.log.collect(next))).texts).toEqual(['four'])
    })

    test('another history is a gap, even if it has come as far', async () => {
      await at.write('one')
      const { result } = await read(at.log.collect(start))
      await at.replace()
      for (let i = 0; i < 10; i += 1) await at.write('one')
      await expect(read(at.log.collect(result.to))).rejects.toMatchObject({ code: 'log-gap' })
    })

    test('a position that the log has not reached is a gap', async () => {
      await at.write('one')
      const ahead = await read(at.log.collect(start))
      const behind = await open()
      await expect(read(behind.log.collect(ahead.result.to))).rejects.toMatchObject({ code: 'log-gap' })
    })

    test('a release up to the end of a piece is accepted, and repeating it or releasing an earlier position does no harm', async () => {
      await at.write('one')
      const first = await read(at.log.collect(start))
      await at.write('two')
      const second = await read(at.log.collect(first.result.to))
      await at.log.release(first.result.to)
      await at.log.release(first.result.to)
      // What was not released is there as it was.
      same((await read(at.log.collect(first.result.to))).bytes, second.bytes)
      if (at.forgets) {
        await at.log.release(start)
        await expect(read(at.log.collect(start))).rejects.toMatchObject({ code: 'log-gap' })
      }
      await at.log.release(second.result.to)
      await at.log.release(first.result.to)
      await at.write('three')
      expect((await read(at.log.collect(second.result.to))).texts).toEqual(['three'])
    })

    test('a release of a position at which no piece has ended is refused, and nothing is removed', async () => {
      await at.write('never collected')
      await expect(at.log.release(await at.log.end())).rejects.toThrow()
      at.cutAfter(3)
      await read(at.log.collect(start)).catch(() => undefined)
      await expect(at.log.release(await at.log.end())).rejects.toThrow()
      expect((await read(at.log.collect(start))).texts).toEqual(['never collected'])
    })
  })
}
