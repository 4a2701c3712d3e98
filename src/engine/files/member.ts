import { encodeName } from './name.ts'

/** One entry of an archive. Paths have no leading and no trailing slash. */
export interface Member {
  readonly type: 'file' | 'directory' | 'symlink' | 'link'
  readonly path: string
  /** Permission bits with setuid, setgid and sticky: 0o7777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly mtimeNs: bigint
  /** Content bytes; 0 for all but files. */
  readonly size: number
  /** Of a symlink: its text; of a link: the path of the member whose content it shares. Else "". */
  readonly target: string
  /** Had holes: zeros are to be left out when it is written again. */
  readonly sparse: boolean
}

const BLOCK = 512
const flags = { file: '0', link: '1', symlink: '2', directory: '5' } as const

export const endOfArchive: Buffer = Buffer.alloc(2 * BLOCK)

/** The zeros after a content of this size. */
export function padding(size: number): Buffer {
  return endOfArchive.subarray(0, (BLOCK - (size % BLOCK)) % BLOCK)
}

/**
 * A member's header blocks in the pax interchange format (POSIX.1-2017, pax, "pax Interchange Format"). Own records:
 * `BACKPROOF.sparse`, and `BACKPROOF.path` / `BACKPROOF.linkpath` with the bytes in base64 where they are not UTF-8.
 * Written here because tar-stream's writer turns mode 0 into 0644, takes no names but UTF-8 and does not wait for the
 * reader between entries without content.
 */
export function encodeMember(member: Member): Buffer {
  const path = encodeName(member.type === 'directory' ? `${member.path}/` : member.path)
  const target = encodeName(member.target)
  const records = [
    ...(fits(path) ? [] : [record('path', path)]),
    ...(fits(target) ? [] : [record('linkpath', target)]),
    ...(member.path.isWellFormed() ? [] : [record('BACKPROOF.path', base64(member.path))]),
    ...(member.target.isWellFormed() ? [] : [record('BACKPROOF.linkpath', base64(member.target))]),
    ...(member.size < 8 ** 11 ? [] : [record('size', `${member.size}`)]),
    ...(member.uid < 8 ** 7 ? [] : [record('uid', `${member.uid}`)]),
    ...(member.gid < 8 ** 7 ? [] : [record('gid', `${member.gid}`)]),
    record('mtime', seconds(member.mtimeNs)),
    ...(member.sparse ? [record('BACKPROOF.sparse', '1')] : []),
  ]
  const pax = Buffer.concat(records)
  const plain = { uid: member.uid, gid: member.gid, mtimeNs: member.mtimeNs }
  return Buffer.concat([
    block({
      ...plain,
      name: Buffer.from('PaxHeader'),
      flag: 'x',
      mode: 0o644,
      size: pax.length,
      target: endOfArchive.subarray(0, 0),
    }),
    pax,
    padding(pax.length),
    block({ ...plain, name: path, flag: flags[member.type], mode: member.mode, size: member.size, target }),
  ])
}

interface Header extends Pick<Member, 'uid' | 'gid' | 'mtimeNs' | 'mode' | 'size'> {
  readonly name: Buffer
  readonly flag: string
  readonly target: Buffer
}

function block(header: Header): Buffer {
  const out = Buffer.alloc(BLOCK)
  header.name.copy(out, 0, 0, 100)
  out.write(octal(header.mode & 0o7777, 7), 100)
  out.write(octal(header.uid, 7), 108)
  out.write(octal(header.gid, 7), 116)
  out.write(octal(header.size, 11), 124)
  out.write(octal(Number(header.mtimeNs / 1_000_000_000n), 11), 136)
  out.write(' '.repeat(8), 148)
  out.write(header.flag, 156)
  header.target.copy(out, 157, 0, 100)
  out.write('ustar\u000000', 257)
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1) sum += out[at] ?? 0
  out.write(`${octal(sum, 6)}\u0000 `, 148)
  return out
}

/** A value that does not fit is in a pax record instead, which goes first. */
function octal(value: number, digits: number): string {
  return value >= 0 && value < 8 ** digits ? value.toString(8).padStart(digits, '0') : '0'.repeat(digits)
}

function fits(name: Buffer): boolean {
  return name.length <= 100 && name.every((byte) => byte < 0x80)
}

function base64(name: string): string {
  return encodeName(name).toString('base64')
}

/** "%d %s=%s\n", where the first number is the record's own length. */
function record(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([
    Buffer.from(` ${key}=`),
    typeof value === 'string' ? Buffer.from(value) : value,
    Buffer.from('\n'),
  ])
  let length = rest.length + 1
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length
  return Buffer.concat([Buffer.from(`${length}`), rest])
}

/** Decimal seconds; before 1970 negative. */
function seconds(ns: bigint): string {
  const magnitude = ns < 0n ? -ns : ns
  const fraction = `${magnitude % 1_000_000_000n}`.padStart(9, '0').replace(/0+$/, '')
  return `${ns < 0n ? '-' : ''}${magnitude / 1_000_000_000n}${fraction === '' ? '' : `.${fraction}`}`
}

/** The inverse of the record `mtime`; undefined for what is not one. */
export function nanoseconds(text: string): bigint | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,9})\d*)?$/.exec(text)
  if (!match) return undefined
  const magnitude = BigInt(match[2] ?? 0) * 1_000_000_000n + BigInt((match[3] ?? '').padEnd(9, '0'))
  return match[1] === '-' ? -magnitude : magnitude
}
