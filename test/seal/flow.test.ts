import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { open, seal } from '../../src/seal/seal.ts'
import { chunked, frameBytes, mixed, part, sealed } from './part.ts'

/** Never ends, does not compress; counts what was taken from it. */
function endless(): { readonly stream: Readable; taken: number } {
  const source = {
    taken: 0,
    stream: new Readable({
      read() {
        source.taken += 65_536
        this.push(randomBytes(65_536))
      },
    }),
  }
  return source
}

/** Once nothing more was taken over many turns of the event loop. */
async function settled(source: { readonly taken: number }): Promise<void> {
  for (let quiet = 0, last = -1; quiet < 50; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (source.taken !== last) quiet = 0
    last = source.taken
  }
}

const failure = new Problem('tool-failed', 'pg_dump failed')
const unhandled = vi.fn()
beforeEach(() => {
  unhandled.mockReset()
  process.on('unhandledRejection', unhandled).on('uncaughtException', unhandled)
})
afterEach(() => {
  process.off('unhandledRejection', unhandled).off('uncaughtException', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})

describe.each(['none', 'zstd'] as const)('sealing (%s)', (compression) => {
  const options = { ...part, compression }

  it('reads no more than a few blocks ahead of its reader', async () => {
    const source = endless()
    const { body } = seal(source.stream, options)
    await settled(source)
    expect(source.taken).toBeLessThan(1 << 20)
    const piece = body[Symbol.asyncIterator]()
    await piece.next()
    await settled(source)
    expect(source.taken).toBeLessThan(8 * frameBytes)
    body.destroy()
  })

  it('fails with its source in the middle', async () => {
    const failing = async function* () {
      yield mixed(3 * frameBytes)
      throw failure
    }
    const { body, done } = seal(Readable.from(failing()), options)
    await expect(body.toArray()).rejects.toBe(failure)
    await expect(done).rejects.toBe(failure)
  })

  it('fails with its source, even if nothing reads the body', async () => {
    const source = endless()
    const { body, done } = seal(source.stream, options)
    source.stream.destroy(failure)
    await expect(done).rejects.toBe(failure)
    expect(body.errored).toBe(failure)
    await expect(body.toArray()).rejects.toBe(failure)
  })

  it('fails if its source had failed before', async () => {
    const { stream } = endless()
    stream.on('error', () => {}).destroy(failure)
    const { body, done } = seal(stream, options)
    await expect(body.toArray()).rejects.toBe(failure)
    await expect(done).rejects.toBe(failure)
  })

  it('treats a source that closes without an end as an incomplete dump', async () => {
    const source = endless()
    const { body, done } = seal(source.stream, options)
    body.once('data', () => source.stream.destroy())
    await expect(done).rejects.toMatchObject({ code: 'dump-incomplete' })
    await expect(body.toArray()).rejects.toMatchObject({ code: 'dump-incomplete' })
  })

  it('ends its source and rejects if the body is abandoned', async () => {
    const source = endless()
    const { body, done } = seal(source.stream, options)
    await body[Symbol.asyncIterator]().next()
    body.destroy()
    await expect(done).rejects.toMatchObject({ code: 'cancelled' })
    expect(source.stream.destroyed).toBe(true)
    const again = seal(endless().stream, options)
    again.body.destroy(failure)
    await expect(again.done).rejects.toBe(failure)
  })

  it('is cancelled by its signal, before and during the read, even if its source hangs', async () => {
    const hanging = new Readable({ read() {} })
    const during = new AbortController()
    const { body, done } = seal(hanging, { ...options, signal: during.signal })
    const read = body.toArray()
    during.abort()
    await expect(read).rejects.toMatchObject({ code: 'cancelled' })
    await expect(done).rejects.toMatchObject({ code: 'cancelled' })
    expect(hanging.destroyed).toBe(true)
    const before = seal(endless().stream, { ...options, signal: AbortSignal.abort(failure) })
    await expect(before.done).rejects.toBe(failure)
  })
})

describe('opening', () => {
  const where = 'the test'

  it('reads no more than it needs ahead of its reader', async () => {
    const { bytes } = await sealed(mixed(12 * frameBytes))
    let taken = 0
    const counted = async function* () {
      for (let at = 0; at < bytes.length; at += 65_536) {
        taken += 65_536
        yield bytes.subarray(at, at + 65_536)
      }
    }
    const plain = open(Readable.from(counted()), { ...part, where })
    await plain[Symbol.asyncIterator]().next()
    await settled({
      get taken() {
        return taken
      },
    })
    expect(taken).toBeLessThan(4 * frameBytes)
    plain.destroy()
  })

  it('fails with its source', async () => {
    const { bytes } = await sealed(mixed(frameBytes))
    const unavailable = new Problem('store-unavailable', 'connection reset')
    const failing = async function* () {
      yield bytes.subarray(0, 2 << 20)
      throw unavailable
    }
    await expect(open(Readable.from(failing()), { ...part, where }).toArray()).rejects.toBe(unavailable)
  })

  it('never ends cleanly if its source closes without an end', async () => {
    const { bytes } = await sealed(mixed(frameBytes))
    const source = chunked(bytes)
    const plain = open(source, { ...part, where })
    plain.once('data', () => source.destroy())
    await new Promise((resolve) => plain.once('close', resolve))
    expect(plain.errored).toMatchObject({ code: 'store-failed' })
    expect(plain.errored?.message).toContain(where)
  })

  it('is cancelled by its signal, and ends its source if it is abandoned', async () => {
    const hanging = new Readable({ read() {} })
    const stop = new AbortController()
    const read = open(hanging, { ...part, where, signal: stop.signal }).toArray()
    stop.abort()
    await expect(read).rejects.toMatchObject({ code: 'cancelled' })
    expect(hanging.destroyed).toBe(true)
    const other = new Readable({ read() {} })
    open(other, { ...part, where }).destroy()
    expect(other.destroyed).toBe(true)
  })
})
