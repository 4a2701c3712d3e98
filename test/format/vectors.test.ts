import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { type Entry, type Manifest, recordPart, stretchesOf } from '../../src/catalog/catalog.ts'
import { parseManifest } from '../../src/catalog/manifest.ts'
import {
  fingerprint,
  parseKeyObject,
  parseSecretKeys,
  parseSigningKey,
  type SealedPart,
  signManifest,
  unboxDataKey,
  verifySignature,
} from '../../src/seal/seal.ts'
import { opened, scripted, sealed } from '../seal/part.ts'

// Frozen: every later version opens these. A change that needs new ones is a new format.
interface Stream {
  readonly name: string
  readonly compression: 'zstd' | 'none'
  readonly plain: { readonly repeat: string; readonly bytes: number }
  readonly plainSha256: string
  readonly salt?: string
  readonly prefix?: string
  readonly sealedBytes: number
  readonly sealedSha256: string
  /** Base64; absent where it is large and, being uncompressed, follows from the rest. */
  readonly sealed?: string
}

function load(name: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', name), 'utf8'))
}

const { streams, ...shared } = load('streams.json') as {
  readonly dataKey: string
  readonly id: string
  readonly streams: readonly Stream[]
}
const backup = load('backup.json')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const hex = (text: string) => Buffer.from(text, 'hex')

describe('frozen sealed streams', () => {
  const key = hex(shared.dataKey)
  const plainOf = ({ plain }: Stream) => Buffer.alloc(plain.bytes, hex(plain.repeat))

  it.each(streams.filter((stream) => stream.sealed !== undefined))('open unchanged: $name', async (stream) => {
    const { name, compression, plainSha256, sealedBytes, sealedSha256 } = stream
    const told = { bytes: sealedBytes, sha256: sealedSha256, plainBytes: stream.plain.bytes }
    const options = { key, id: shared.id, part: name, compression, expect: told }
    const { plain, error } = await opened(Buffer.from(stream.sealed ?? '', 'base64'), options)
    expect(error).toBeUndefined()
    expect(sha256(plain)).toBe(plainSha256)
    expect(plain.equals(plainOf(stream))).toBe(true)
  })

  const written = streams.filter(({ compression, salt }) => compression === 'none' && salt !== undefined)
  it.each(written)('are written the same, and open: $name', async (stream) => {
    const { name, compression, salt = '', prefix = '' } = stream
    const options = { key, id: shared.id, part: name, compression }
    const { bytes, part } = await sealed(plainOf(stream), options, scripted(salt, prefix))
    const { sealedBytes, sealedSha256, plainSha256 } = stream
    const told: SealedPart = { bytes: sealedBytes, sha256: sealedSha256, plainBytes: stream.plain.bytes }
    expect(part).toEqual(told)
    const { plain, error } = await opened(bytes, { ...options, expect: told })
    expect(error).toBeUndefined()
    expect(sha256(plain)).toBe(plainSha256)
  })
})

describe('the frozen backup', () => {
  const { keys } = backup
  const manifest = Buffer.from(backup.manifest)
  const parsed = parseManifest(manifest, shared.id, 'of the vectors')

  it('opens', async () => {
    expect(fingerprint(keys.recipient)).toBe(backup.fingerprint)
    const key = unboxDataKey(parseKeyObject(Buffer.from(backup.keyObject)), parseSecretKeys(keys.secret))
    expect(Buffer.from(key).toString('hex')).toBe(backup.dataKey)
    for (const { name, plain, sealed } of backup.parts) {
      const told = parsed.parts.find((part) => part.name === name)
      if (!told) throw new Error(`${name} is not in the manifest`)
      const options = { key: Buffer.from(key), id: parsed.id, part: name, compression: told.compression, expect: told }
      expect(await opened(hex(sealed), options)).toEqual({ plain: Buffer.from(plain), error: undefined })
    }
  })

  it('is signed', () => {
    expect(verifySignature(manifest, backup.signature, [keys.signer])).toBe(true)
    expect(signManifest(manifest, parseSigningKey(keys.signing))).toBe(backup.signature)
  })

  it('follows the steps of docs/format.md', () => {
    const [box] = JSON.parse(backup.keyObject).boxes
    const [boxed, nonce, from] = [box.box, box.nonce, box.from].map((text) => Buffer.from(text, 'base64'))
    const [secret] = parseSecretKeys(keys.secret)
    if (!boxed || !nonce || !from || !secret) throw new Error('incomplete')
    expect(sha256(hex(backup.recipientBytes)).slice(0, 16)).toBe(box.to)
    const key = nacl.box.open(boxed, nonce, from, secret.bytes)
    expect(Buffer.from(key ?? []).toString('hex')).toBe(backup.dataKey)
    for (const {
      associatedData,
      salt,
      prefix,
      segmentKey,
      nonce,
      sealed,
      compression,
      compressed,
      plain,
    } of backup.parts) {
      const bytes = hex(sealed)
      expect(bytes.subarray(0, 40).toString('hex')).toBe(`28${salt}${prefix}`)
      expect(Buffer.from(hkdfSync('sha256', hex(backup.dataKey), hex(salt), associatedData, 32)).toString('hex')).toBe(
        segmentKey,
      )
      expect(nonce).toBe(`${prefix}0000000001`)
      const decipher = createDecipheriv('aes-256-gcm', hex(segmentKey), hex(nonce)).setAuthTag(bytes.subarray(-16))
      const content = Buffer.concat([decipher.update(bytes.subarray(40, -16)), decipher.final()])
      if (compression === 'zstd') expect(content.toString('hex')).toBe(compressed)
      expect((compression === 'zstd' ? zstdDecompressSync(content) : content).toString()).toBe(plain)
    }
  })

  it('is the same as the one that docs/format.md prints', () => {
    const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'format.md'), 'utf8')
    const block = /```json vector\n([\s\S]*?)```/.exec(document)?.[1]
    expect(JSON.parse(block ?? 'null')).toEqual(backup)
  })
})

describe('the frozen pieces of a log', () => {
  const { keys, pieces } = load('log.json')
  const manifestOf = ({ manifest }: { readonly manifest: string }) =>
    parseManifest(Buffer.from(manifest), JSON.parse(manifest).id, 'of the vectors')
  const entries = pieces.map((piece: { readonly manifest: string }) => entryOf(manifestOf(piece)))

  it('open, and are signed', async () => {
    expect(pieces).toHaveLength(2)
    for (const { dataKey, keyObject, manifest, signature, parts } of pieces) {
      const parsed = manifestOf({ manifest })
      const key = unboxDataKey(parseKeyObject(Buffer.from(keyObject)), parseSecretKeys(keys.secret))
      expect(Buffer.from(key).toString('hex')).toBe(dataKey)
      expect(parsed.parts.map(({ name }) => name)).toEqual(['binlog', recordPart])
      for (const { name, plain, sealed } of parts) {
        const told = parsed.parts.find((part) => part.name === name)
        if (!told) throw new Error(`${name} is not in the manifest`)
        const options = {
          key: Buffer.from(key),
          id: parsed.id,
          part: name,
          compression: told.compression,
          expect: told,
        }
        expect(await opened(hex(sealed), options)).toEqual({ plain: Buffer.from(plain), error: undefined })
      }
      expect(verifySignature(Buffer.from(manifest), signature, [keys.signer])).toBe(true)
    }
  })

  it('are one chain, and their records say what their manifests say', () => {
    const [stretch, ...more] = stretchesOf(entries, new Date('2026-02-15T00:00:00Z'))
    expect(more).toEqual([])
    expect(stretch?.map(({ number, covers }) => [number, covers.until.toISOString()])).toEqual([
      [1, '2026-02-14T09:30:00.000Z'],
      [2, '2026-02-14T09:45:00.000Z'],
    ])
    for (const { manifest, parts } of pieces) {
      const { log, position, parts: all } = manifestOf({ manifest })
      const { opened: _, ...rest } = log ?? {}
      const others = all.filter(({ name }) => name !== recordPart).map(({ name, sha256 }) => ({ name, sha256 }))
      const record = JSON.parse(parts.find(({ name }: { name: string }) => name === recordPart).plain)
      expect(record).toEqual({ version: 1, ...rest, to: position, parts: others })
    }
  })
})

const entryOf = (manifest: Manifest): Entry => ({
  id: manifest.id,
  manifest,
  startedAt: new Date(manifest.startedAt),
  bytes: 0,
  copies: ['primary'],
  missing: [],
  held: false,
  trashed: undefined,
  marked: [],
  proofs: [],
  foreign: undefined,
})
