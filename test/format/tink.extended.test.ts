import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { firstBytes, laterBytes, mixed, opened, part, sealed } from '../seal/part.ts'

// Tink's own library for Python, in an environment of its own.
const directory = mkdtempSync(join(tmpdir(), 'backproof-tink-'))
const python = join(directory, 'bin', 'python')
const script = join(import.meta.dirname, 'streaming.py')

function run(program: string, args: readonly string[], input: Buffer = Buffer.alloc(0)): Buffer {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, maxBuffer: 64 << 20 })
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${stderr}`, { cause: error })
  return stdout
}

function tink(what: 'seal' | 'open', input: Buffer, associatedData = `backproof/v1/${part.id}/${part.part}`): Buffer {
  return run(python, [script, what, part.key.toString('hex'), associatedData], input)
}

/** Why Tink cannot be had here; undefined: it is there. */
function install(): string | undefined {
  try {
    run('python3', ['-m', 'venv', directory])
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'tink'])
    return undefined
  } catch (error) {
    rmSync(directory, { recursive: true })
    return `skipped: ${(error as Error).message}`
  }
}
const missing = install()
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const sizes = [0, 1, firstBytes - 1, firstBytes, firstBytes + 1, firstBytes + laterBytes, firstBytes + laterBytes + 1]

describe.skipIf(missing !== undefined)(`Tink ${missing ?? ''}`, () => {
  it.each(sizes)('opens %i bytes that this program sealed', async (size) => {
    const plain = mixed(size)
    expect(tink('open', (await sealed(plain)).bytes).equals(plain)).toBe(true)
  })

  it.each(sizes)('seals %i bytes that this program opens', async (size) => {
    const plain = mixed(size)
    const { plain: got, error } = await opened(tink('seal', plain))
    expect(error).toBeUndefined()
    expect(got.equals(plain)).toBe(true)
  })

  it('refuses to open a sealed part under another name', async () => {
    const { bytes } = await sealed(mixed(100))
    expect(() => tink('open', bytes, `backproof/v1/${part.id}/globals.sql`)).toThrow(/No matching key found/)
  })
})
