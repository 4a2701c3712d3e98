import { beforeEach, describe, expect, test } from 'vitest'
import type { LogPiece, LogSource, PieceResult, Position } from '../../../src/engine/engine.ts'

/** A server with a log, and what a test does to it. */
export interface LogFixture {
  readonly log: LogSource
  /** Writes something; gives the bytes that the log has of it, as they stand in the pieces. */
  write(text: string): Buffer
  /** A position from which everything is still there. */
  start(): Promise<Position>
  /** The server removes everything that is in its log now, whether it was collected or not. */
  lose(): void
  /** The server is replaced by one that counts from the beginning: a restore, a failover that lost something. */
  replace(): void
  /** The server is cut off after so many bytes of the next piece. */
  cutAfter(bytes: number): void
}

async function read(piece: LogPiece): Promise<{ readonly bytes: Buffer; readonly result: PieceResult }> {
  const chunks: Buffer[] = []
  for await (const { body } of piece.parts)
    for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk))
  return { bytes: Buffer.concat(chunks), result: piece.result() }
}

/** What every log promises. */
export function logContract(name: string, open: () => Promise<LogFixture>): void {
  describe(`log ${name}`, () => {
    let at: LogFixture
    let start: Position
    beforeEach(async () => {
      at = await open()
      start = await at.start()
    })

    test('a piece holds what was written since the last one, and ends where the log ended', async () => {
      const written = Buffer.concat([at.write('one'), at.write('two')])
      const end = await at.log.end()
      const { bytes, result } = await read(at.log.collect(start))
      expect(bytes).toEqual(written)
      expect([result.from, result.to]).toEqual([start, end])
      expect(result.covers.from.getTime()).toBeLessThanOrEqual(result.covers.until.getTime())
    })

    test('pieces join: each begins where the last one ended, without gaps or overlaps', async () => {
      const written: Buffer[] = []
      const collected: Buffer[] = []
      let from = start
      for (let round = 0; round < 5; round += 1) {
        for (let i = 0; i < round; i += 1) written.push(at.write(`${round}.${i}`))
        const { bytes, result } = await read(at.log.collect(from))
        expect(result.from).toEqual(from)
        collected.push(bytes)
        from = result.to
        await at.log.release(from)
      }
      expect(Buffer.concat(collected)).toEqual(Buffer.concat(written))
    })

    test('a piece without new writes has no bytes and ends where it began', async () => {
      at.write('one')
      const { result } = await read(at.log.collect(start))
      const empty = await read(at.log.collect(result.to))
      expect([empty.bytes.length, empty.result.to]).toEqual([0, result.to])
      expect(empty.result.covers.until.getTime()).toBeGreaterThanOrEqual(result.covers.until.getTime())
    })

    test('writes that happen while a piece is read are in the next one', async () => {
      const before = at.write('before')
      const piece = at.log.collect(start)
      const chunks: Buffer[] = []
      let later = Buffer.alloc(0)
      for await (const { body } of piece.parts)
        for await (const chunk of body as AsyncIterable<Buffer>) {
          if (later.length === 0) later = Buffer.from(at.write('later'))
          chunks.push(Buffer.from(chunk))
        }
      expect(Buffer.concat(chunks)).toEqual(before)
      expect((await read(at.log.collect(piece.result().to))).bytes).toEqual(later)
    })

    test('collecting removes nothing, so a piece that was never stored can be collected again', async () => {
      const written = at.write('one')
      await read(at.log.collect(start))
      expect((await read(at.log.collect(start))).bytes).toEqual(written)
    })

    test('a piece that is cut off is rejected, and its content can still be collected', async () => {
      const written = at.write('one that is cut off')
      at.cutAfter(5)
      const piece = at.log.collect(start)
      expect(() => piece.result()).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
      await expect(read(piece)).rejects.toThrow()
      expect(() => piece.result()).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
      expect((await read(at.log.collect(start))).bytes).toEqual(written)
    })

    test('log that a server has lost is a gap, never a shorter piece', async () => {
      at.write('one')
      const { result } = await read(at.log.collect(start))
      at.write('two')
      at.lose()
      at.write('three')
      await expect(read(at.log.collect(result.to))).rejects.toMatchObject({ code: 'log-gap' })
      // From where the server has it all, it goes on: with a new starting point.
      const next = await at.log.end()
      const four = at.write('four')
      expect((await read(at.log.collect(next))).bytes).toEqual(four)
    })

    test('another history is a gap, even if it has come as far', async () => {
      at.write('one')
      const { result } = await read(at.log.collect(start))
      at.replace()
      for (let i = 0; i < 10; i += 1) at.write('one')
      await expect(read(at.log.collect(result.to))).rejects.toMatchObject({ code: 'log-gap' })
    })

    test('a position that the log has not reached is a gap', async () => {
      at.write('one')
      const ahead = await read(at.log.collect(start))
      const behind = await open()
      await expect(read(behind.log.collect(ahead.result.to))).rejects.toMatchObject({ code: 'log-gap' })
    })

    test('a release up to the end of a piece is accepted, and repeating it or releasing an earlier position does no harm', async () => {
      at.write('one')
      const first = await read(at.log.collect(start))
      const two = at.write('two')
      const second = await read(at.log.collect(first.result.to))
      await at.log.release(first.result.to)
      await at.log.release(first.result.to)
      await at.log.release(start)
      // What was not released is there as it was.
      expect((await read(at.log.collect(first.result.to))).bytes).toEqual(two)
      await expect(read(at.log.collect(start))).rejects.toMatchObject({ code: 'log-gap' })
      await at.log.release(second.result.to)
      const three = at.write('three')
      expect((await read(at.log.collect(second.result.to))).bytes).toEqual(three)
    })

    test('a release of a position at which no piece has ended is refused, and nothing is removed', async () => {
      const written = at.write('never collected')
      await expect(at.log.release(await at.log.end())).rejects.toThrow()
      at.cutAfter(3)
      await read(at.log.collect(start)).catch(() => undefined)
      await expect(at.log.release(await at.log.end())).rejects.toThrow()
      expect((await read(at.log.collect(start))).bytes).toEqual(written)
    })
  })
}
