import { hash } from 'node:crypto'
import type { Member } from '../member.ts'
import { decodeName, decodePath, encodeName } from '../name.ts'

/** What an index says of one path. docs/format.md has it byte by byte. */
export type IndexRecord = Present | Gone

export interface Gone {
  readonly path: string
  readonly gone: true
}

export interface Present {
  /** As the archive has it: without a leading slash. */
  readonly path: string
  /** Type, permissions, owners, size, times, number: alike if the file is. */
  readonly state: string
  readonly target: string
  /** SHA-256 of a file's content (content.ts), hexadecimal; "-" of anything else. */
  readonly digest: string
}

export const isGone = (record: IndexRecord): record is Gone => 'gone' in record

/** What the system says of a file besides its member. */
export interface Sign {
  /** undefined: it may change once more without showing it. */
  readonly ctimeNs: bigint | undefined
  readonly ino: bigint
}

const letters = { file: 'f', directory: 'd', symlink: 's', link: 'h' } as const

/** "f 644 0 0 1024 1767261600123456789 1767261600123456789 4711" */
export function stateOf(member: Member, { ctimeNs, ino }: Sign): string {
  const { type, mode, uid, gid, size, mtimeNs } = member
  return `${letters[type]} ${mode.toString(8)} ${uid} ${gid} ${size} ${mtimeNs} ${ctimeNs ?? '-'} ${ino}`
}

/** The digest that a file without a byte has. */
export const emptyDigest = hash('sha256', '', 'hex')

const nul = Buffer.alloc(1)

export function encodeRecord(record: IndexRecord): Buffer {
  const path = encodeName(record.path)
  if (isGone(record)) return Buffer.concat([Buffer.from('-\0'), path, nul, nul])
  const { state, digest, target } = record
  return Buffer.concat([Buffer.from(`${state} ${digest}\0`, 'latin1'), path, nul, encodeName(target), nul])
}

const shape = /^([fdsh] [0-7]{1,4} \d{1,10} \d{1,10} \d{1,16} -?\d{1,22} (?:-?\d{1,22}|-) \d{1,20}) ([0-9a-f]{64}|-)$/

/** Three fields of these bytes, from the first place on, each up to the next; undefined: they are not those of a record. */
export function decodeRecord(
  bytes: Buffer,
  [at, first, second, third]: readonly [number, number, number, number],
): IndexRecord | undefined {
  if (second - first > 4097 || third - second > 4097) return undefined
  const head = bytes.toString('latin1', at, first)
  const path = text(bytes, first + 1, second, decodePath)
  if (head === '-') return third === second + 1 ? { path, gone: true } : undefined
  const [, state, digest] = shape.exec(head) ?? []
  if (state === undefined || digest === undefined || state.startsWith('f') === (digest === '-')) return undefined
  const target = text(bytes, second + 1, third, state.startsWith('h') ? decodePath : decodeName)
  return { path, state, target, digest }
}

const beyondAscii = /[\x80-\xff]/

/** Nearly all names are ASCII: those need neither a view of their bytes nor a second look. */
function text(bytes: Buffer, from: number, to: number, decode: (bytes: Buffer) => string): string {
  if (from === to) return ''
  const plain = bytes.toString('latin1', from, to)
  return beyondAscii.test(plain) ? decode(bytes.subarray(from, to)) : plain
}
