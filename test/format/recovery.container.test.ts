import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeManifest, objectName } from '../../src/catalog/catalog.ts'
import { boxDataKey, generateKeys, parseSigningKey, signManifest } from '../../src/seal/seal.ts'
import { mixed, part, sealed } from '../seal/part.ts'

// The reader of docs/recovery.md, which knows nothing of our code, opens what our code sealed.
const modules = 'import cryptography, nacl'
const works = (program: string, args: string[]) => spawnSync(program, args).status === 0
const python = ['/usr/bin/python3', 'python3'].find((program) => works(program, ['-c', modules]))
const able = python !== undefined && works('zstd', ['--version'])

const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'recovery.md'), 'utf8')
const script = /```python open-backup\.py\n([\s\S]*?)```/.exec(document)?.[1] ?? ''

const directory = mkdtempSync(join(tmpdir(), 'backproof-recovery-'))
const store = join(directory, 'store')
const { id } = part
const source = 'orders'
const keys = generateKeys()
const other = generateKeys()
const plains = {
  'dump.pgc': { plain: Buffer.concat([mixed(2 << 20), randomBytes(1 << 20)]), compression: 'none' },
  'globals.sql': { plain: mixed(40 << 20), compression: 'zstd' },
  'files.index': { plain: Buffer.from('{"version":1}\n'), compression: 'zstd' },
  'facts.json': { plain: Buffer.alloc(0), compression: 'zstd' },
} as const

function put(name: string, bytes: Uint8Array | string): void {
  const path = join(store, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

function openBackup(environment: Record<string, string>) {
  const output = mkdtempSync(join(directory, 'opened-'))
  const env = { PATH: process.env['PATH'], ...environment }
  const ran = spawnSync(python ?? '', [join(directory, 'open-backup.py'), store, id, output], { env, encoding: 'utf8' })
  return { status: ran.status, output: ran.stdout + ran.stderr, files: readdirSync(output).sort(), directory: output }
}

beforeAll(async () => {
  writeFileSync(join(directory, 'open-backup.py'), script)
  const parts = []
  for (const [name, { plain, compression }] of Object.entries(plains)) {
    const { bytes, part: told } = await sealed(plain, { part: name, compression })
    put(objectName.data(source, id, name), bytes)
    parts.push({ name, ...told, compression })
  }
  put(objectName.key(source, id), boxDataKey(id, part.key, [other.recipient, keys.recipient]))
  const at = '2026-02-14T09:15:30.123Z'
  const told = {
    format: 'backproof/v1',
    id,
    source,
    engine: 'postgres',
    kind: 'full',
    consistency: 'snapshot',
    trigger: 'manual',
  } as const
  const rest = { tags: [], retain: false, startedAt: at, finishedAt: at, parts, versions: {}, origin: {} }
  const manifest = encodeManifest({ ...told, ...rest })
  put(objectName.manifest(source, id), manifest)
  put(objectName.signature(source, id), signManifest(manifest, parseSigningKey(keys.signing)))
})
afterAll(() => rmSync(directory, { recursive: true }))

it('the recovery script has fewer than a hundred lines', () => {
  expect(script.split('\n').length).toBeGreaterThan(50)
  expect(script.split('\n').length).toBeLessThan(100)
})

describe.skipIf(!able)('the recovery script, with zstd and a python3 that has cryptography and nacl', () => {
  it('opens every part with the key in the environment, and checks the signature', () => {
    const { status, output, files, directory } = openBackup({
      BACKPROOF_SECRET_KEY: keys.secret,
      BACKPROOF_SIGNER: keys.signer,
    })
    expect([status, output]).toEqual([0, expect.stringContaining(`${plains['globals.sql'].plain.length} bytes`)])
    expect(files).toEqual(Object.keys(plains).sort())
    for (const [name, { plain }] of Object.entries(plains)) {
      expect(readFileSync(join(directory, name)).equals(plain), name).toBe(true)
    }
  })

  it('accepts the key from a file with several keys', () => {
    const file = join(directory, 'secret.key')
    writeFileSync(file, `# the new one, and the old\n${generateKeys().secret}\n${keys.secret}\n`)
    expect(openBackup({ BACKPROOF_SECRET_KEY_FILE: file }).status).toBe(0)
    // What `keys generate` printed.
    writeFileSync(
      file,
      `recipient  ${keys.recipient}\nsecret     ${keys.secret}\nsigner     ${keys.signer}\n\nPut it away.\n`,
    )
    expect(openBackup({ BACKPROOF_SECRET_KEY_FILE: file }).status).toBe(0)
  })

  it('says what to do with shares', () => {
    expect(openBackup({ BACKPROOF_SECRET_KEY: `rshr1${'q'.repeat(74)}` }).output).toContain('join-key.py')
  })

  it('refuses a wrong key, a mistyped one and a wrong signer', () => {
    expect(openBackup({ BACKPROOF_SECRET_KEY: generateKeys().secret }).output).toContain('sealed to other keys')
    const mistyped = `${keys.secret.slice(0, -1)}${keys.secret.endsWith('q') ? 'p' : 'q'}`
    expect(openBackup({ BACKPROOF_SECRET_KEY: mistyped }).output).toContain('mistyped')
    const strange = `${keys.secret.slice(0, -1)}b`
    expect(openBackup({ BACKPROOF_SECRET_KEY: strange }).output).toContain('not a rsec1... key, or mistyped')
    const planted = openBackup({ BACKPROOF_SECRET_KEY: keys.secret, BACKPROOF_SIGNER: other.signer })
    expect([planted.status, planted.files]).toEqual([1, []])
    expect(planted.output).toContain('BadSignatureError')
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a flipped bit', (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) as number) ^ 1)])],
    ['a cut', (bytes) => bytes.subarray(0, 1 << 20)],
    ['a cut in its header', (bytes) => bytes.subarray(0, 20)],
    ['nothing left of it', () => Buffer.alloc(0)],
    ['more bytes', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
  ])('leaves no part that looks whole after %s', (_, damage) => {
    const path = join(store, objectName.data(source, id, 'dump.pgc'))
    const whole = readFileSync(path)
    writeFileSync(path, damage(whole))
    const { status, output, directory } = openBackup({ BACKPROOF_SECRET_KEY: keys.secret })
    writeFileSync(path, whole)
    expect([status, output]).toEqual([1, expect.stringContaining('dump.pgc is damaged')])
    expect(existsSync(join(directory, 'dump.pgc'))).toBe(false)
  })
})
