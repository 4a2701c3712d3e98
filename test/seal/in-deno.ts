/** Run by Deno: what Node's tests of the same prove in short. Prints one line of JSON. */
import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { constants, zstdCompressSync } from 'node:zlib'
import { isProblem } from '../../src/problem.ts'
import {
  boxDataKey,
  generateKeys,
  parseKeyObject,
  parseSecretKeys,
  parseSigningKey,
  signManifest,
  unboxDataKey,
  verifySignature,
} from '../../src/seal/seal.ts'
import { binding } from '../../src/seal/sealing.ts'
import { encryptSegments } from '../../src/seal/segment.ts'
import { chunked, encrypting, frameBytes, mixed, opened, part, sealed } from './part.ts'

const plain = mixed(2 * frameBytes + 1000)
const small = Buffer.from('insert into orders values (1, 2, 3);\n')
let trips = 0
let damages = 0
for (const compression of ['zstd', 'none'] as const) {
  for (const bytes of [Buffer.alloc(0), small, plain]) {
    const { bytes: object, part: told } = await sealed(bytes, { compression })
    const { plain: got, error } = await opened(object, { compression, expect: told })
    if (error) throw error
    if (got.equals(bytes)) trips++
  }
  const { bytes: object } = await sealed(small, { compression })
  for (let at = 0; at < object.length; at++) {
    const flipped = Buffer.from(object)
    flipped[at] = (flipped[at] as number) ^ 1
    for (const broken of [flipped, object.subarray(0, at)]) {
      const { plain: got, error } = await opened(broken, { compression })
      if (isProblem(error, 'object-damaged') && got.length < small.length) damages++
      else throw error ?? new Error(`damage at ${at} was not noticed`)
    }
  }
}

// A frame that says that it is small and is not: the bound must hold without Node's decoder.
const bomb = Buffer.from(zstdCompressSync(Buffer.alloc(64 << 20), { params: { [constants.ZSTD_c_checksumFlag]: 1 } }))
bomb.writeUInt32LE(1 << 20, (bomb.readUInt8(4) & 0x20) !== 0 ? 5 : 6)
const pieces: Buffer[] = []
const bound = binding(part.key, part.id, part.part)
for await (const piece of encryptSegments(chunked(bomb), bound, encrypting)) pieces.push(piece)
const flooded = await opened(Buffer.concat(pieces), { compression: 'zstd' })

const keys = generateKeys()
const key = unboxDataKey(parseKeyObject(boxDataKey(part.id, part.key, [keys.recipient])), parseSecretKeys(keys.secret))
const backup = JSON.parse(readFileSync(new URL('../format/vectors/backup.json', import.meta.url), 'utf8'))
const signature = signManifest(small, parseSigningKey(keys.signing))
console.log(
  JSON.stringify({
    runtime: 'Deno' in globalThis ? 'deno' : 'other',
    trips,
    damages,
    flooded: isProblem(flooded.error, 'object-damaged') && flooded.plain.length === 0,
    unboxed: Buffer.from(key).equals(part.key),
    signed: [signature, backup.signature].map((text) => verifySignature(small, text, [keys.signer])),
    vector: verifySignature(Buffer.from(backup.manifest), backup.signature, [backup.keys.signer]),
  }),
)
