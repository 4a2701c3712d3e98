import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { type GitObject, longestObject } from './git-kind.ts'

/** gitformat-pack(5). */
const types: Readonly<Record<number, string>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const [offsetDelta, nameDelta] = [6, 7]
/** git's own packs stay below 50; a longer chain is an attack. */
const longestChain = 4096

/** Looks through the packs of the folder `.git`; undefined: none has it. `base` finds an object that lies elsewhere. */
export async function findPacked(
  git: string,
  id: string,
  base: (id: string) => Promise<GitObject | undefined>,
): Promise<GitObject | undefined> {
  const folder = join(git, 'objects', 'pack')
  for (const name of await indexesIn(folder)) {
    const offset = await withFile(join(folder, name), (file) => offsetOf(file, id))
    if (offset === undefined) continue
    return withFile(join(folder, name.replace(/\.idx$/, '.pack')), (file) => readPacked(file, offset, base))
  }
  return undefined
}

async function indexesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.idx')).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function withFile<T>(path: string, body: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path)
  try {
    return await body(file)
  } finally {
    await file.close()
  }
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

/** By the index, version 2: a table of how many names begin with which byte, then the names in order. */
async function offsetOf(file: FileHandle, id: string): Promise<number | undefined> {
  const head = await bytesAt(file, 0, 8 + 256 * 4)
  if (head.length < 8 + 256 * 4 || head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2)
    throw new Error('the index of a pack is of a version that is not known')
  const first = Number.parseInt(id.slice(0, 2), 16)
  const upTo = (byte: number) => (byte < 0 ? 0 : head.readUInt32BE(8 + byte * 4))
  const [from, to, count] = [upTo(first - 1), upTo(first), upTo(255)]
  const names = await bytesAt(file, head.length + from * 20, Math.max(0, to - from) * 20)
  const wanted = Buffer.from(id, 'hex')
  for (let at = 0; at + 20 <= names.length; at += 20) {
    if (wanted.compare(names, at, at + 20) !== 0) continue
    const index = from + at / 20
    const offsets = head.length + count * 24
    const short = (await bytesAt(file, offsets + index * 4, 4)).readUInt32BE(0)
    if (short < 0x80000000) return short
    return Number((await bytesAt(file, offsets + count * 4 + (short - 0x80000000) * 8, 8)).readBigUInt64BE(0))
  }
  return undefined
}

async function readPacked(
  file: FileHandle,
  from: number,
  base: (id: string) => Promise<GitObject | undefined>,
): Promise<GitObject> {
  const deltas: Buffer[] = []
  for (let offset = from; deltas.length <= longestChain; ) {
    const { type, size, bytes, at } = await headAt(file, offset)
    const inflate = async (begin: number) => {
      // What cannot be made smaller grows by a few bytes in each block.
      const packed = await bytesAt(file, begin, size + Math.ceil(size / 100) + 1024)
      return inflateSync(packed, { maxOutputLength: Math.max(size, 1) })
    }
    const name = types[type]
    if (name) return { type: name, content: unfold(await inflate(offset + at), deltas) }
    if (type === nameDelta) {
      const id = bytes.toString('hex', at, at + 20)
      deltas.push(await inflate(offset + at + 20))
      const found = await base(id)
      if (!found) throw new Error(`the object ${id} that another builds on is not there`)
      return { type: found.type, content: unfold(found.content, deltas) }
    }
    if (type !== offsetDelta) throw new Error('a pack holds something that is no object')
    let next = at
    let back = (bytes[next] ?? 0) & 0x7f
    while ((bytes[next++] ?? 0) & 0x80) back = (back + 1) * 128 + ((bytes[next] ?? 0) & 0x7f)
    deltas.push(await inflate(offset + next))
    if (back <= 0 || back > offset) throw new Error('an object of a pack builds on nothing')
    offset -= back
  }
  throw new Error('an object of a pack builds on too many others')
}

/** Type and size of what lies at the offset, and where in `bytes` that ends. */
async function headAt(file: FileHandle, offset: number) {
  const bytes = await bytesAt(file, offset, 64)
  let at = 0
  let byte = bytes[at++] ?? 0
  const type = (byte >> 4) & 7
  let size = byte & 15
  for (let unit = 16; byte & 0x80; unit *= 128) {
    byte = bytes[at++] ?? 0
    size += (byte & 0x7f) * unit
  }
  if (size > longestObject) throw new Error('an object of a pack is too long')
  return { type, size, bytes, at }
}

/** Applies the differences, the last that was found first. */
function unfold(content: Buffer, deltas: readonly Buffer[]): Buffer {
  return deltas.reduceRight((base, delta) => apply(base, delta), content)
}

/** Copies of parts of the base, and what is new. */
function apply(base: Buffer, delta: Buffer): Buffer {
  let at = 0
  const length = () => {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = delta[at++] ?? 0
      value += (byte & 0x7f) * unit
      if (!(byte & 0x80)) return value
    }
  }
  const number = (command: number, bits: readonly number[]) =>
    bits.reduce((sum, bit, i) => (command & bit ? sum + (delta[at++] ?? 0) * 256 ** i : sum), 0)
  if (length() !== base.length) throw new Error('a difference of a pack is of something else')
  const size = length()
  if (size > longestObject) throw new Error('an object of a pack is too long')
  const pieces: Buffer[] = []
  while (at < delta.length) {
    const command = delta[at++] ?? 0
    if (command & 0x80) {
      const begin = number(command, [1, 2, 4, 8])
      const count = number(command, [16, 32, 64]) || 0x10000
      pieces.push(base.subarray(begin, begin + count))
    } else {
      pieces.push(delta.subarray(at, at + command))
      at += command
    }
  }
  const made = Buffer.concat(pieces)
  if (made.length !== size) throw new Error('a difference of a pack makes something else')
  return made
}
