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

/** undefined: these are not the fields of a record. */
export function decodeRecord(fields: readonly [Buffer, Buffer, Buffer]): IndexRecord | undefined {
  const [head, rawPath, rawTarget] = fields
  const path = decodePath(rawPath)
  if (rawPath.length > 4096 || rawTarget.length > 4096) return undefined
  const text = head.toString('latin1')
  if (text === '-') return rawTarget.length === 0 ? { path, gone: true } : undefined
  const [, state, digest] = shape.exec(text) ?? []
  if (state === undefined || digest === undefined || state.startsWith('f') === (digest === '-')) return undefined
  return { path, state, target: state.startsWith('h') ? decodePath(rawTarget) : decodeName(rawTarget), digest }
}
