import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { extract, pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { formatLsn, parseLsn, segmentFile } from '../../../../src/engine/postgres/log/lsn.ts'
import { ManifestWatch, parseManifest } from '../../../../src/engine/postgres/log/manifest.ts'
import {
  comparePositions,
  formatPosition,
  type Place,
  parsePosition,
} from '../../../../src/engine/postgres/log/position.ts'
import { Received, rereadFrom } from '../../../../src/engine/postgres/log/receive.ts'
import { RecoveryLog } from '../../../../src/engine/postgres/log/recovery.ts'
import { joined, segmentsTar } from '../../../../src/engine/postgres/log/segments.ts'
import { slotName } from '../../../../src/engine/postgres/log/slot.ts'

const place = (lsn: bigint, more: Partial<Place> = {}): Place => ({
  lsn,
  time: new Date('2026-03-02T12:00:00.123Z'),
  system: '7713302375250137122',
  timeline: 1,
  ...more,
})
const tailOf = (...bytes: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(bytes)).digest('hex')

describe('a position of the log', () => {
  const lsn = fc.bigInt({ min: 0n, max: 2n ** 63n })

  test('is read as it was written', () => {
    fc.assert(
      fc.property(lsn, lsn, fc.boolean(), (one, other, isEnd) => {
        const [marker, end] = one < other ? [one, other] : [other, one]
        const written = place(end, isEnd ? { ended: { marker, tail: tailOf() } } : {})
        expect(parsePosition(formatPosition(written))).toEqual(written)
        expect(parseLsn(formatLsn(end))).toBe(end)
      }),
    )
  })

  test('is compared by its number, and with one of another history not at all', () => {
    const [near, far] = [formatPosition(place(0xffffffffn)), formatPosition(place(0x100000000n))]
    expect([comparePositions(near, far), comparePositions(far, near), comparePositions(far, far)]).toEqual([-1, 1, 0])
    for (const other of [place(1n, { timeline: 2 }), place(1n, { system: '1' })])
      expect(comparePositions(near, formatPosition(other))).toBeUndefined()
  })

  test.each(['', '0/1', '0/1 2026-03-02T12:00:00.123Z marker 0/2 tail 00', "0/1'; drop table x; --"])(
    'that this engine did not write is refused: "%s"',
    (at) => {
      const refused = expect.objectContaining({ code: 'object-damaged' })
      expect(() => parsePosition({ at, history: 'system 1 timeline 1' })).toThrow(refused)
      expect(() => parsePosition({ at: formatPosition(place(1n)).at, history: at })).toThrow(refused)
      // One such object in a store, of another engine perhaps, is no reason to find none of the others.
      expect(comparePositions(formatPosition(place(1n)), { at, history: 'system 1 timeline 1' })).toBeUndefined()
      expect(comparePositions({ at, history: at }, { at, history: at })).toBeUndefined()
    },
  )

  test('lies in the file that the server gives the name to', () => {
    expect(segmentFile(1, 0x1234n, 16 * 1024 * 1024)).toBe('000000010000001200000034')
    expect(segmentFile(0x2a, 0x1234n, 1024 * 1024)).toBe('0000002A0000000100000234')
  })

  test('of a source and of its bases is kept by the same slot, and of another source by another', () => {
    expect(slotName('orders/=log-base')).toBe(slotName('orders'))
    expect(slotName('a-b')).not.toBe(slotName('a_b'))
    expect(slotName('x'.repeat(100))).toMatch(/^[a-z0-9_]{1,63}$/)
  })
})

const segment = 1024
/** A log from the beginning, of which each byte is another one. */
const log = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 31 + (index >> 8)) % 256))
const numbers = fc.tuple(
  fc.integer({ min: 2, max: 4000 }),
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 2, max: 500 }),
)
const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 })

function* chunks(bytes: Buffer, of: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = of[turn % of.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

/** A piece from one place to another, of which this was received. */
async function piece(
  from: Place,
  to: bigint,
  marker: bigint,
  change: (bytes: Buffer) => Buffer,
  of: readonly number[],
) {
  const begin = rereadFrom(from, segment)
  const range = { timeline: 1, segmentBytes: segment, begin, from: from.lsn, to }
  const received = new Received(range, from, marker)
  const sent = change(Buffer.from(log.subarray(Number(begin), Number(to))))
  const [bytes] = await Promise.all([buffer(received), pipeline(Readable.from(chunks(sent, of)), received)])
  return { bytes, tail: received.tail(), sent }
}

describe('what pg_receivewal gives', () => {
  test('is cut to the bytes of the piece, and the end of one joins the beginning of the next', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, sizes, async ([start, back, length], of) => {
        const first = place(BigInt(start))
        const middle = BigInt(start + back)
        const one = await piece(first, middle, middle - 1n, (bytes) => bytes, of)
        expect(one.bytes.equals(log.subarray(start, start + back))).toBe(true)
        const next = place(middle, { ended: { marker: middle - 1n, tail: one.tail } })
        const two = await piece(next, middle + BigInt(length), middle + 1n, (bytes) => bytes, of)
        expect(two.bytes.equals(log.subarray(start + back, start + back + length))).toBe(true)
      }),
    )
  })

  test('is a gap before its first byte, if one bit of what was collected before is another one', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, sizes, fc.nat(), async ([start, , length], of, where) => {
        const begin = rereadFrom(place(BigInt(start), { ended: { marker: BigInt(start - 1), tail: '' } }), segment)
        const tail = tailOf(log.subarray(Number(begin), start))
        const from = place(BigInt(start), { ended: { marker: BigInt(start - 1), tail } })
        const known = start - Number(begin)
        const flip = (bytes: Buffer) => {
          bytes[where % known] = (bytes[where % known] ?? 0) ^ 1
          return bytes
        }
        const end = BigInt(start + length)
        await expect(piece(from, end, end - 1n, flip, of)).rejects.toMatchObject({ code: 'log-gap' })
      }),
    )
  })

  test('is no piece if it is cut off at any byte, or goes on', async () => {
    const from = place(900n)
    for (let cut = 0; cut < 700; cut += 1) {
      const short = piece(from, 1604n, 1600n, (bytes) => bytes.subarray(0, cut), [64])
      await expect(short).rejects.toMatchObject({ code: 'dump-incomplete' })
    }
    const long = piece(from, 1604n, 1600n, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), [64])
    await expect(long).rejects.toMatchObject({ code: 'dump-incomplete' })
  })
})

describe('pieces of log', () => {
  const at = (lsn: number, more: Partial<Place> = {}) => formatPosition(place(BigInt(lsn), more))
  const stored = (from: number, to: number, bytes = log.subarray(from, to)) => ({
    ...{ from: at(from), to: at(to), parts: ['wal'] },
    open: async () => Readable.from(chunks(bytes, [333])),
  })
  const files = async (pieces: ReturnType<typeof stored>[], base: number) => {
    const found = joined(pieces, at(base))
    if (found === undefined) throw new Error('no pieces')
    const tar = extract()
    const held: Record<string, Buffer> = {}
    const read = (async () => {
      for await (const entry of tar) held[entry.header.name] = await buffer(entry)
    })()
    await Promise.all([read, pipeline(Readable.from(segmentsTar(found, segment, () => undefined)), tar)])
    return held
  }

  test('become files of whole segments, wherever they were cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 4999 }), { minLength: 2, maxLength: 6 }),
        async (cuts) => {
          const ends = cuts.sort((a, b) => a - b)
          const pieces = ends.slice(1).map((end, index) => stored(ends[index] ?? 0, end))
          const [first = 0, last = 0] = [ends[0], ends.at(-1)]
          const base = Math.ceil(first / segment) * segment
          fc.pre(base < last)
          const held = await files(pieces, base)
          const names = Object.keys(held)
          expect(names).toHaveLength(Math.ceil((last - base) / segment))
          names.forEach((name, index) => {
            const begin = base + index * segment
            expect(name).toBe(segmentFile(1, BigInt(begin / segment), segment))
            const wanted = Buffer.alloc(segment)
            log.copy(wanted, 0, begin, Math.min(begin + segment, last))
            expect(held[name]?.equals(wanted)).toBe(true)
          })
        },
      ),
    )
  })

  test.each<[string, () => ReturnType<typeof stored>[], number]>([
    ['leave one out', () => [stored(0, 1000), stored(1500, 2000)], 0],
    ['overlap', () => [stored(0, 1000), stored(900, 2000)], 0],
    ['begin behind the base', () => [stored(1024, 2000)], 0],
    ['end before the base', () => [stored(0, 1000)], 1024],
    ['are of another history', () => [{ ...stored(0, 1000), to: at(1000, { timeline: 2 }) }], 0],
  ])('that %s are refused before anything is restored', (_what, pieces, base) => {
    expect(() => joined(pieces(), at(base))).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  })

  test.each([999, 1001])('of another length than their positions say are damaged: %i bytes of 1000', async (length) => {
    await expect(files([stored(0, 1000, log.subarray(0, length))], 0)).rejects.toMatchObject({ code: 'object-damaged' })
  })
})

describe('the manifest of a base', () => {
  const manifest = JSON.stringify({
    'PostgreSQL-Backup-Manifest-Version': 2,
    'System-Identifier': 7_713_302,
    Files: Array.from({ length: 50 }, (_, index) => ({ Path: `base/1/${index}`, Size: 8192 })),
    'WAL-Ranges': [{ Timeline: 1, 'Start-LSN': '0/17000028', 'End-LSN': '0/17000120' }],
  })
  const tarOf = async (members: Readonly<Record<string, string>>) => {
    const tar = pack()
    for (const [name, text] of Object.entries(members)) tar.entry({ name }, text)
    tar.finalize()
    return await buffer(tar)
  }

  test('is found in the tar of pg_basebackup, however that comes', async () => {
    const tar = await tarOf({
      backup_label: 'START WAL LOCATION',
      'base/1/1259': 'x'.repeat(5000),
      backup_manifest: manifest,
    })
    fc.assert(
      fc.property(sizes, (of) => {
        const watch = new ManifestWatch()
        for (const chunk of chunks(tar, of)) watch.push(chunk)
        watch.end()
        expect(watch.manifest.toString()).toBe(manifest)
        expect(parseManifest(watch.manifest)).toEqual({ timeline: 1, start: 0x17000028n, end: 0x17000120n })
      }),
    )
  })

  test('is missing in a tar that is cut off at any byte', async () => {
    const tar = await tarOf({ backup_label: 'x', backup_manifest: '{}' })
    for (let cut = 0; cut < tar.length - 511; cut += 7) {
      const watch = new ManifestWatch()
      const read = () => {
        watch.push(tar.subarray(0, cut))
        watch.end()
      }
      expect(read).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
    }
  })

  test.each(['', '{', '{"WAL-Ranges":[]}', '{"WAL-Ranges":[{"Timeline":1,"Start-LSN":"x","End-LSN":"0/1"}]}'])(
    'that does not say where in the log the base lies is no base: %s',
    (text) => {
      expect(() => parseManifest(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
    },
  )
})

describe('a server that recovers', () => {
  const time = new Date('2026-11-21T07:28:52.300Z')
  const stopped = 'LOG:  recovery stopping before commit of transaction 16227, time 2026-11-21 07:28:53.519799+00\n'
  const ready = 'LOG:  database system is ready to accept connections\n'
  const hears = (text: string) => {
    const said = new RecoveryLog(() => undefined)
    for (const chunk of text.match(/.{1,7}/gs) ?? []) said.hear(chunk)
    return said
  }

  test('has stopped where it was told to', () => {
    const said = hears(
      `LOG:  redo starts at 0/2000028\n${stopped}LOG:  last completed transaction was at log time 2026-11-21 07:28:50.5+00\n${ready}`,
    )
    expect(said.isReady).toBe(true)
    expect(said.reached).toEqual(new Date('2026-11-21T07:28:50.500Z'))
    said.mustHaveStopped({ time })
    hears('LOG:  recovery stopping after WAL location (LSN) "0/30001D0"\n').mustHaveStopped({ lsn: 1n })
  })

  test.each([
    ['at the end of what it had', ready],
    ['before an earlier transaction', stopped.replace('07:28:53', '07:28:51')],
    ['at another kind of place', 'LOG:  recovery stopping after reaching consistency\n'],
  ])('and stopped %s is refused', (_where, text) => {
    expect(() => hears(text).mustHaveStopped({ time })).toThrow(expect.objectContaining({ code: 'restore-failed' }))
  })
})
