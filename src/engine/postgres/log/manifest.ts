import { z } from 'zod'
import { Problem, remedy } from '../../../problem.ts'
import type { Watch } from '../../body.ts'
import { type Lsn, parseLsn } from './lsn.ts'

/** What the manifest of a base says of its place in the log. */
export interface BaseRange {
  readonly timeline: number
  readonly start: Lsn
  readonly end: Lsn
}

const lsn = z.string().transform((text, context) => {
  const parsed = parseLsn(text)
  if (parsed !== undefined) return parsed
  context.addIssue({ code: 'custom', message: 'no LSN' })
  return z.NEVER
})
const shape = z.looseObject({
  'WAL-Ranges': z
    .array(z.looseObject({ Timeline: z.number().int().positive(), 'Start-LSN': lsn, 'End-LSN': lsn }))
    .min(1)
    .max(1),
})

/** Reads a backup_manifest: all but its list of files. @throws Problem `dump-incomplete`. */
export function parseManifest(bytes: Buffer): BaseRange {
  try {
    const [range] = shape.parse(JSON.parse(bytes.toString('utf8')))['WAL-Ranges']
    if (range !== undefined) return { timeline: range.Timeline, start: range['Start-LSN'], end: range['End-LSN'] }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
  }
  throw incomplete('the manifest of the base does not say where in the log it lies')
}

const block = 512
/** One line of about 150 bytes for each file of the database. */
const mostBytes = 512 * 1024 * 1024

export const manifestFile = 'backup_manifest'

/** The same as a part of a base: what the next incremental one needs, which a job may open that cannot read the base. */
export const manifestPart = `${manifestFile}.index`

/** Looks at a tar as it passes and keeps its manifest, which pg_basebackup writes last. */
export class ManifestWatch implements Watch {
  #header = Buffer.alloc(0)
  /** Of the member that passes: content and padding. */
  #left = 0
  #padding = 0
  #kept: Buffer[] | undefined
  #manifest: Buffer | undefined
  #zeros = 0

  push(chunk: Uint8Array): void {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    while (rest.length > 0) {
      const step = this.#left > 0 ? Math.min(this.#left, rest.length) : Math.min(this.#padding, rest.length)
      if (this.#left > 0) {
        this.#kept?.push(Buffer.from(rest.subarray(0, step)))
        this.#left -= step
        if (this.#left === 0) this.#close()
      } else if (this.#padding > 0) this.#padding -= step
      else {
        const more = rest.subarray(0, block - this.#header.length)
        this.#header = Buffer.concat([this.#header, more])
        rest = rest.subarray(more.length)
        if (this.#header.length === block) this.#open()
        continue
      }
      rest = rest.subarray(step)
    }
  }

  end(): void {
    if (this.#zeros < 2 || this.#left > 0 || this.#padding > 0)
      throw incomplete('pg_basebackup ended without the end of a tar archive')
    if (this.#manifest === undefined) throw incomplete('pg_basebackup gave no manifest of the base')
  }

  /** After the end only. */
  get manifest(): Buffer {
    if (this.#manifest === undefined) throw incomplete('the base has no manifest yet')
    return this.#manifest
  }

  #open(): void {
    const header = this.#header
    this.#header = Buffer.alloc(0)
    if (header.every((byte) => byte === 0)) {
      this.#zeros += 1
      return
    }
    if (this.#zeros > 0) throw incomplete('something follows the end of the tar archive of pg_basebackup')
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
    const size = sizeOf(header)
    this.#left = size
    this.#padding = (block - (size % block)) % block
    if (name !== manifestFile) return
    if (size > mostBytes) throw incomplete(`the manifest of the base has ${size} bytes`)
    this.#kept = []
    if (size === 0) this.#close()
  }

  #close(): void {
    if (this.#kept !== undefined) this.#manifest = Buffer.concat(this.#kept)
    this.#kept = undefined
  }
}

/** In octal; above 8 GiB in base 256, as its first bit says. */
function sizeOf(header: Buffer): number {
  const field = header.subarray(124, 136)
  const size =
    ((field[0] ?? 0) & 0x80) === 0
      ? Number.parseInt(field.toString('latin1').replace(/[\0 ].*$/s, ''), 8)
      : Number(field.readBigUInt64BE(4))
  if (Number.isSafeInteger(size) && size >= 0) return size
  throw incomplete('the tar archive of pg_basebackup has a member of no size')
}

const incomplete = (message: string) => new Problem('dump-incomplete', message, { hint: remedy.dump })
