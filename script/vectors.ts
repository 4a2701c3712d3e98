import { hkdfSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { constants, zstdCompressSync } from 'node:zlib'
import { encodeManifest, recordPart } from '../src/catalog/catalog.ts'
import { boxDataKey, indexKeyOf, sealedKeyObject } from '../src/seal/key-object.ts'
import type { Random } from '../src/seal/random.ts'
import { parseIndexKey, parseSigningKey, type SealedPart, signManifest } from '../src/seal/seal.ts'
import { binding, sealWith } from '../src/seal/sealing.ts'

/**
 * Seals the vectors of the format anew, from the same keys and the same randomness, after a change of the format: for as long as
 * no version has been released. What it prints must then be opened by the readers that share no code with it (docs/recovery.md,
 * Tink). The vector made by Tink is made by Tink: test/format/streaming.py.
 */
const top = join(import.meta.dirname, '..')
const file = (name: string) => join(top, 'test/format/vectors', name)
const load = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'))
const save = (name: string, value: unknown) => writeFileSync(file(name), `${JSON.stringify(value, null, 2)}\n`)
const hex = (text: string) => Buffer.from(text, 'hex')
const largestFrame = 4 << 20
const { signal } = new AbortController()

function scripted(...values: readonly string[]): Random {
  const left = values.map(hex)
  return (bytes) => {
    const value = left.shift()
    if (value?.length !== bytes) throw new RangeError(`${bytes} random bytes wanted, ${value?.length} in the vector`)
    return value
  }
}

interface Given {
  readonly dataKey: string
  readonly id: string
  readonly name: string
  readonly compression: 'zstd' | 'none'
  readonly salt: string
  readonly prefix: string
}

/** Frames as large as a reader must take, not as those that we write: what is sealed is their bytes as they are. */
function framed(plain: Buffer): Buffer {
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }
  const frames = Array.from({ length: Math.max(1, Math.ceil(plain.length / largestFrame)) }, (_, i) =>
    zstdCompressSync(plain.subarray(i * largestFrame, (i + 1) * largestFrame), { params }),
  )
  return Buffer.concat(frames)
}

async function seal(plain: Buffer, { dataKey, id, name, compression, salt, prefix }: Given) {
  const content = compression === 'zstd' ? framed(plain) : plain
  const options = { key: hex(dataKey), id, part: name, compression: 'none' as const, signal }
  const { body, done } = sealWith(Readable.from([content], { objectMode: false }), options, scripted(salt, prefix))
  const bytes = Buffer.concat(await body.toArray())
  const { bytes: length, sha256: digest } = await done
  const part = { bytes: length, sha256: digest, plainBytes: plain.length }
  return { bytes, content, part: part satisfies SealedPart }
}

const shared = load('streams.json')
for (const stream of shared.streams.filter(({ salt }: { salt?: string }) => salt !== undefined)) {
  const plain = Buffer.alloc(stream.plain.bytes, hex(stream.plain.repeat))
  const { bytes, part } = await seal(plain, { ...shared, ...stream })
  stream.sealedBytes = part.bytes
  stream.sealedSha256 = part.sha256
  if (stream.sealed !== undefined) stream.sealed = bytes.toString('base64')
}
save('streams.json', shared)

type Made = ReturnType<typeof load>

/** Its parts, and then its manifest, signature and key object: they say what the parts are. */
async function resealed(backup: Made, keys: { readonly signing: string }): Promise<void> {
  const manifest = JSON.parse(backup.manifest)
  manifest.parts = manifest.parts.map(({ plainSha256: _, ...part }: Record<string, unknown>) => part)
  const told = (name: string) => manifest.parts.find((part: { name: string }) => part.name === name)
  for (const part of backup.parts) {
    if (part.name === recordPart) part.plain = recordOf(manifest)
    const {
      bytes,
      content,
      part: sealed,
    } = await seal(Buffer.from(part.plain), { ...backup, id: manifest.id, ...part })
    const { associatedData } = binding(hex(backup.dataKey), manifest.id, part.name)
    const segmentKey = Buffer.from(hkdfSync('sha256', hex(backup.dataKey), hex(part.salt), associatedData, 32))
    Object.assign(part, { associatedData, segmentKey: segmentKey.toString('hex'), sealed: bytes.toString('hex') })
    if (part.compression === 'zstd') part.compressed = content.toString('hex')
    Object.assign(told(part.name), sealed)
  }
  backup.manifest = Buffer.from(encodeManifest(manifest)).toString()
  backup.signature = signManifest(Buffer.from(backup.manifest), parseSigningKey(keys.signing))
  backup.keyObject = Buffer.from(sealedKeyObject(JSON.parse(backup.keyObject))).toString()
}

/** What a piece of log says of itself under the seal. */
function recordOf({ log, position, parts }: Made): string {
  const { number, previous, from, covers } = log
  const others = parts.filter(({ name }: { name: string }) => name !== recordPart)
  const record = {
    ...{ version: 1, number, ...(previous ? { previous } : {}), from, to: position, covers },
    parts: others.map(({ name, sha256 }: { name: string; sha256: string }) => ({ name, sha256 })),
  }
  return `${JSON.stringify(record)}\n`
}

const backup = load('backup.json')
await resealed(backup, backup.keys)
save('backup.json', backup)

// The index of a backup of files, and the box of its key.
const index = load('index.json')
{
  const { bytes, part } = await seal(Buffer.from(index.plain, 'latin1'), index)
  const random = scripted(index.boxes[0], index.boxes[1], index.boxes[2], index.boxes[3])
  const secret = parseIndexKey(index.key)
  const keyObject = boxDataKey(index.id, hex(index.dataKey), [backup.keys.recipient], random, secret)
  const indexKey = Buffer.from(indexKeyOf(hex(index.dataKey), index.id).index).toString('hex')
  save('index.json', {
    ...index,
    indexKey,
    part,
    sealed: bytes.toString('hex'),
    keyObject: Buffer.from(keyObject).toString(),
  })
}

const log = load('log.json')
let previous: string | undefined
for (const piece of log.pieces) {
  const manifest = JSON.parse(piece.manifest)
  if (previous !== undefined) manifest.log.previous.sha256 = previous
  piece.manifest = JSON.stringify(manifest)
  await resealed(piece, backup.keys)
  previous = JSON.parse(piece.manifest).parts.find(({ name }: { name: string }) => name === recordPart).sha256
}
save('log.json', log)

const page = join(top, 'docs/format.md')
const printed = /(```json vector\n)[\s\S]*?(```)/
const block = JSON.stringify(backup, null, 2)
writeFileSync(
  page,
  readFileSync(page, 'utf8').replace(printed, (_, begin: string, end: string) => `${begin}${block}\n${end}`),
)
