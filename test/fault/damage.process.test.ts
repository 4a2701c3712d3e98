import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { exitCodeOf } from '../../src/cli.ts'
import { openProgram, type Project, secretEnv } from '../command/program.ts'
import { codesOf, keys, openShop, otherKeys, type Shop, treeOf } from '../command/shop.ts'

let shop: Shop
let ids: readonly string[]
let data: Readonly<Record<string, string>>
let pristine: ReadonlyMap<string, Buffer>
beforeAll(async () => {
  shop = await openShop({ stores: ['a'], signers: true })
  // More than one sealed segment.
  const random = randomBytes(5 << 18)
  await shop.file('data/random.bin', random)
  const made: string[] = []
  for (let i = 0; i < 2; i++) {
    made.push(...((await shop.run('backup')).ids ?? []))
    shop.world.advance(60_000)
  }
  ids = made
  data = await treeOf(shop.path('data'))
  pristine = new Map([...(shop.stores['a']?.objects ?? [])].map(([key, bytes]) => [key, Buffer.from(bytes)]))
})
afterAll(() => shop[Symbol.asyncDispose]())

const objects = () => shop.stores['a']?.objects ?? new Map<string, Buffer>()
function repair(): void {
  objects().clear()
  for (const [key, bytes] of pristine) objects().set(key, Buffer.from(bytes))
}

const newest = () => ids[1] ?? ''
const older = () => ids[0] ?? ''
const kinds = {
  'the archive': (id: string) => objectName.data('files', id, 'files.tar'),
  'the facts': (id: string) => objectName.data('files', id, 'facts.json'),
  'the key object': (id: string) => objectName.key('files', id),
  'the manifest': (id: string) => objectName.manifest('files', id),
  'the signature': (id: string) => objectName.signature('files', id),
} as const
const each = Object.entries(kinds)

/** Byte positions spread over an object, its edges and those of the first sealed segments among them. */
function positions(length: number, count: number): readonly number[] {
  const spread = Array.from({ length: count }, (_, i) => Math.floor((i * (length - 1)) / (count - 1)))
  const edges = [0, 1, 39, 40, 41, 1 << 20, (1 << 20) - 1, length - 17, length - 16, length - 1]
  return [...new Set([...spread, ...edges])].filter((at) => at >= 0 && at < length).sort((a, b) => a - b)
}

const grave = new Set(['object-damaged', 'object-missing', 'manifest-damaged', 'manifest-foreign', 'proof-failed'])

/** A key object that was altered may be one that is sealed to others. */
const refusing = [...grave, 'key-wrong']

/** What a restore says; whatever it left is a true beginning of what was backed up. */
async function restore(id = newest()): Promise<readonly string[]> {
  const codes = await shop
    .run('restore', { id: [id], into: 'out' })
    .then(codesOf, (error) => [error.code ?? String(error)])
  const left = await treeOf(shop.path(`out${shop.path('data')}`)).catch(() => ({}))
  for (const [name, content] of Object.entries(left)) {
    expect(data[name.replace(/\.backproof-.*$/, '')]?.startsWith(content), `${name} is false`).toBe(true)
  }
  if (codes.length === 0) expect(left).toEqual(data)
  await rm(shop.path('out'), { recursive: true, force: true })
  return codes
}

/** Verify and restore both refuse, by a name that is exit code 4. */
async function expectRefused(what: string): Promise<void> {
  const restored = await restore()
  expect(restored.length, `${what} went unnoticed by restore`).toBeGreaterThan(0)
  const verified = await shop.run('verify', { id: [newest()] }).then(codesOf, (error) => [error.code])
  expect(verified.length, `${what} went unnoticed by verify`).toBeGreaterThan(0)
  for (const code of [...restored, ...verified]) expect(refusing, what).toContain(code)
}

describe('damage', () => {
  test.each(each)('a flipped bit anywhere in %s is refused', async (_, key) => {
    const bytes = pristine.get(key(newest())) ?? Buffer.alloc(0)
    for (const [i, at] of positions(bytes.length, 16).entries()) {
      repair()
      const there = objects().get(key(newest()))
      there?.writeUInt8(there.readUInt8(at) ^ (1 << (i % 8)), at)
      await expectRefused(`bit ${i % 8} of byte ${at}`)
    }
  })

  test.each(each)('%s cut off anywhere, or longer than before, is refused', async (_, key) => {
    const bytes = pristine.get(key(newest())) ?? Buffer.alloc(0)
    // The last byte of a key object or a signature is a line feed that says nothing.
    const text = !key('').includes('/data/') && !key('').endsWith('manifests/.json')
    for (const length of positions(text ? bytes.length - 1 : bytes.length, 8)) {
      repair()
      objects().set(key(newest()), Buffer.from(bytes.subarray(0, length)))
      await expectRefused(`${length} of ${bytes.length} bytes`)
    }
    repair()
    objects().set(key(newest()), Buffer.concat([bytes, Buffer.from('x')]))
    await expectRefused('one byte more')
  })

  test.each(each)('%s that is missing, or belongs to another backup, is refused', async (_, key) => {
    repair()
    objects().delete(key(newest()))
    const codes = await restore()
    expect(codes.length).toBe(1)
    // It was proven: a manifest that is gone is damage, not a backup that never was.
    if (key(newest()).endsWith('.json') && key(newest()).includes('/manifests/'))
      expect(codes).toEqual(['manifest-damaged'])
    else await expectRefused('an absent object')
    repair()
    objects().set(key(newest()), Buffer.from(pristine.get(key(older())) ?? ''))
    await expectRefused('the object of another backup')
  })

  test('two swapped parts are refused', async () => {
    repair()
    const [one, other] = [kinds['the archive'](newest()), kinds['the facts'](newest())]
    objects().set(one, Buffer.from(pristine.get(other) ?? ''))
    objects().set(other, Buffer.from(pristine.get(one) ?? ''))
    await expectRefused('swapped parts')
  })

  test('the whole content of another backup under this id is refused', async () => {
    repair()
    for (const [, key] of each) objects().set(key(newest()), Buffer.from(pristine.get(key(older())) ?? ''))
    await expectRefused('a renamed backup')
    expect(await restore(older())).toEqual([])
  })

  test('a flipped bit of a manifest or a key object restores nothing false, even without signers', async () => {
    await using plain = await openShop({ stores: ['a'] })
    const id = (await plain.run('backup')).ids?.[0] ?? ''
    const tree = await treeOf(plain.path('data'))
    const store = plain.stores['a']?.objects ?? new Map<string, Buffer>()
    let refused = 0
    for (const key of [objectName.manifest('files', id), objectName.key('files', id)]) {
      const bytes = Buffer.from(store.get(key) ?? '')
      for (const at of positions(bytes.length, 60)) {
        const damaged = Buffer.from(bytes)
        damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << (at % 7)), at)
        store.set(key, damaged)
        const codes = await plain.run('restore', { id: [id], into: 'out' }).then(codesOf, (error) => [error.code])
        const left = await treeOf(plain.path(`out${plain.path('data')}`)).catch(() => ({}))
        if (codes.length === 0) expect(left, `byte ${at} of ${key}`).toEqual(tree)
        else expect([...refusing, 'unknown-id']).toContain(codes[0])
        refused += codes.length
        await rm(plain.path('out'), { recursive: true, force: true })
      }
      store.set(key, bytes)
    }
    expect(refused).toBeGreaterThan(60)
  })

  test('wrong keys open nothing, and the error names their owner', async () => {
    repair()
    const env = { BACKPROOF_SECRET_KEY: otherKeys.secret }
    const run = shop.run('restore', { id: [newest()], into: 'out' }, { env })
    await expect(run).rejects.toMatchObject({
      code: 'key-wrong',
      message: expect.stringMatching(/is sealed to [0-9a-f]{16}; /),
    })
    await expect(treeOf(shop.path('out'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('every code for damage has exit code 4', async () => {
    const { Problem } = await import('../../src/problem.ts')
    for (const code of grave) expect(exitCodeOf([new Problem(code as 'proof-failed', 'x')])).toBe(4)
  })
})

describe('damage, as the program reports it', () => {
  let project: Project
  let id: string
  beforeAll(async () => {
    project = await openProgram({ stores: ['a'] })
    id = JSON.parse((await project.run(['backup', '--json'])).stdout).sources[0].backup.id
  })
  afterAll(() => project[Symbol.asyncDispose]())

  const damage = async (key: string, change: (bytes: Buffer) => Buffer) => {
    const { readFile, writeFile } = await import('node:fs/promises')
    const path = project.path(`a/${key}`)
    const bytes = await readFile(path)
    await writeFile(path, change(Buffer.from(bytes)))
    return () => writeFile(path, bytes)
  }
  const flipped = (bytes: Buffer) => {
    bytes.writeUInt8(bytes.readUInt8(60) ^ 2, 60)
    return bytes
  }

  test.each<[string, (id: string) => string, (bytes: Buffer) => Buffer, RegExp]>([
    ['a flipped bit', kinds['the archive'], flipped, /files\.tar of .* is damaged: /],
    ['a cut', kinds['the archive'], (bytes) => bytes.subarray(0, -1), /files\.tar of .* is damaged: /],
    ['a flipped bit of the keys', kinds['the key object'], flipped, /error: .*key object .* is (damaged|of|sealed to)/],
    [
      'a manifest that cannot be parsed',
      kinds['the manifest'],
      () => Buffer.from('{'),
      /error: the manifest .* is not JSON/,
    ],
  ])('%s: exit code 4, the place and what to do on stderr, nothing restored', async (_, key, change, message) => {
    const undo = await damage(key(id), change)
    const [verified, restored] = await Promise.all([
      project.run(['verify', '--id', id], secretEnv),
      project.run(['restore', '--id', id, '--into', './out'], secretEnv),
    ])
    await undo()
    expect(verified, verified.stderr).toMatchObject({ code: 4 })
    expect(restored, restored.stderr).toMatchObject({ code: 4 })
    expect(restored.stderr).toMatch(message)
    expect(restored.stderr).not.toContain('bug:')
    expect(await treeOf(project.path('out')).catch(() => ({}))).toEqual({})
    await rm(project.path('out'), { recursive: true, force: true })
  })

  test('a wrong key ends with exit code 2', async () => {
    const { code, stderr } = await project.run(['verify', '--id', id], { BACKPROOF_SECRET_KEY: otherKeys.secret })
    expect({ code }).toEqual({ code: 2 })
    expect(stderr).not.toContain(keys.secret)
    expect(stderr).not.toContain(otherKeys.secret)
  })
})
