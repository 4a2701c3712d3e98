import { createHash, type Hash, randomUUID } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { Problem, remedy } from '../../../problem.ts'
import type { Command, Runtime } from '../../../runtime/runtime.ts'
import { type Connection, clientCommand } from '../connection.ts'
import { floorOf, formatLsn, type Lsn, segmentOf } from './lsn.ts'
import type { Place } from './position.ts'

/* pg_receivewal writes files, and follows a server for ever. Here it is told a place to stop at, and what it wrote is passed on
   before it is asked for more: so a slow store takes no disk, and no connection waits for it.
   - An empty file of the first segment makes it begin there, and at no other place that it would rather begin at.
   - It stops after the first byte that lies behind --endpos, so that is the last one wanted: at the end of an idle server's log
     the next one never comes.
   - Never with --slot: that would let the server forget what is not stored yet. */
const script = `set -eu
umask 077
directory="\${TMPDIR:-/tmp}/$1" timeline=$2 segment=$3 size=$4 end=$5 batch=$6
trap 'trap "" HUP INT TERM; rm -rf -- "$directory"' EXIT
trap 'exit 143' HUP INT TERM
mkdir -- "$directory"
named() {
  printf '%08X%08X%08X' "$timeline" $(($1 / (4294967296 / size))) $(($1 % (4294967296 / size)))
}
while [ $((segment * size)) -lt "$end" ]; do
  stop=$(((segment + batch) * size))
  [ "$stop" -lt "$end" ] || stop=$end
  last=$((stop - 1))
  : >"$directory/$(named "$segment").partial"
  pg_receivewal --directory="$directory" --endpos="$(printf '%X/%X' $((last >> 32)) $((last & 4294967295)))" \\
    --no-loop --no-sync --no-password >&2
  while [ $((segment * size)) -lt "$stop" ]; do
    file="$directory/$(named "$segment")"
    [ -f "$file" ] || file="$file.partial"
    bytes=$((stop - segment * size))
    [ "$bytes" -lt "$size" ] || bytes=$size
    [ "$(wc -c <"$file")" -ge "$bytes" ] || { echo "error: it left a segment that is too short: $file" >&2; exit 1; }
    head -c "$bytes" "$file"
    rm -- "$file"
    segment=$((segment + 1))
  done
done`

/** How much of it lies on the disk of the programs at once. */
const batchBytes = 256 * 1024 * 1024

/** What is received for a piece: whole segments from where its continuity is checked, up to its end. */
export interface Range {
  readonly timeline: number
  readonly segmentBytes: number
  /** The beginning of a segment. */
  readonly begin: Lsn
  readonly from: Lsn
  readonly to: Lsn
}

/** Where the log is read from again, so that what was stored can be compared with it. */
export function rereadFrom({ lsn, ended }: Place, segmentBytes: number): Lsn {
  return floorOf(ended === undefined ? lsn : ended.marker - 1n, segmentBytes)
}

export function receiveCommand(range: Range, connection: Connection, runtime: Runtime): Command {
  const { timeline, segmentBytes, begin, to } = range
  const first = segmentOf(begin, segmentBytes)
  const batch = Math.max(1, Math.floor(batchBytes / segmentBytes))
  const args = [timeline, first, segmentBytes, to, batch].map(String)
  const command = clientCommand('sh', ['-c', script, 'sh', `backproof-${randomUUID()}`, ...args], connection, runtime)
  return { ...command, name: 'pg_receivewal' }
}

/** Takes what is received apart: what was stored before and must be the same, and the piece itself. */
export class Received extends Transform {
  readonly #range: Range
  /** Of what lies before the piece; undefined: nothing of it is known. */
  readonly #before: { readonly hash: Hash; readonly expected: string } | undefined
  readonly #tail = { hash: createHash('sha256'), begin: 0n }
  #at: Lsn
  #joined = false

  /** `marker`: that of the end of this piece. */
  constructor(range: Range, place: Place, marker: Lsn) {
    super({ highWaterMark: 1024 * 1024 })
    this.#range = range
    this.#at = range.begin
    this.#tail.begin = floorOf(marker - 1n, range.segmentBytes)
    this.#before = place.ended && { hash: createHash('sha256'), expected: place.ended.tail }
  }

  /** Once it has ended. */
  tail(): string {
    return this.#tail.hash.copy().digest('hex')
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    try {
      const end = this.#at + BigInt(chunk.length)
      if (end > this.#range.to) throw this.#incomplete(`more than was asked for, up to ${formatLsn(end)}`)
      const known = this.#slice(chunk, this.#range.begin, this.#range.from)
      if (known.length > 0) this.#before?.hash.update(known)
      if (end >= this.#range.from) this.#join()
      this.#tail.hash.update(this.#slice(chunk, this.#tail.begin, this.#range.to))
      const piece = this.#slice(chunk, this.#range.from, this.#range.to)
      this.#at = end
      callback(null, piece.length > 0 ? piece : undefined)
    } catch (error) {
      callback(error as Error)
    }
  }

  override _flush(callback: TransformCallback): void {
    const isWhole = this.#at === this.#range.to && this.#joined
    callback(isWhole ? null : this.#incomplete(`only what lies before ${formatLsn(this.#at)}`))
  }

  /** Those bytes of the chunk, which begins at `#at`, that lie between both. */
  #slice(chunk: Buffer, from: Lsn, to: Lsn): Buffer {
    const within = (lsn: Lsn) => Number(lsn <= this.#at ? 0n : lsn - this.#at)
    return chunk.subarray(Math.min(within(from), chunk.length), Math.min(within(to), chunk.length))
  }

  #join(): void {
    if (this.#joined) return
    this.#joined = true
    if (this.#before === undefined || this.#before.hash.digest('hex') === this.#before.expected) return
    throw new Problem(
      'log-gap',
      `the server's history differs from what was collected before ${formatLsn(this.#range.from)}`,
      {
        hint: 'Its machine was set back to an earlier state, by a snapshot perhaps. Make a new base; what was collected until then stays restorable.',
      },
    )
  }

  #incomplete(what: string): Problem {
    const { from, to } = this.#range
    const wanted = `the log from ${formatLsn(from)} to ${formatLsn(to)}`
    return new Problem('dump-incomplete', `pg_receivewal gave ${what}, and not ${wanted}`, { hint: remedy.dump })
  }
}
