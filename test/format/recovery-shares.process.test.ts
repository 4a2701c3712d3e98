import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { generateKeys, parseSecretKeys, splitSecret } from '../../src/seal/seal.ts'

// The joiner of docs/recovery.md, which knows nothing of our code, joins what our code split.
const top = join(import.meta.dirname, '..', '..')
const document = readFileSync(join(top, 'docs', 'recovery.md'), 'utf8')
const script = /```python join-key\.py\n([\s\S]*?)```/.exec(document)?.[1] ?? ''
const able = spawnSync('python3', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'backproof-shares-'))
afterAll(() => rmSync(folder, { recursive: true }))

const join3 = (...shares: string[]) => {
  writeFileSync(join(folder, 'join-key.py'), script)
  const { status, stdout, stderr } = spawnSync('python3', ['-I', join(folder, 'join-key.py')], {
    input: shares.join('\n'),
    encoding: 'utf8',
  })
  return { status, said: stdout.trim(), stderr }
}

describe.skipIf(!able)('the recovery script for shares', () => {
  it.each([
    [2, 2],
    [5, 3],
    [16, 16],
  ])('joins %i shares of which %i are enough', async (shares, threshold) => {
    const { secret } = generateKeys()
    const [key] = parseSecretKeys(secret)
    const made = key ? await splitSecret(key, { shares, threshold }) : []
    expect(join3(...made.slice(-threshold))).toEqual({ status: 0, said: secret, stderr: '' })
    expect(join3(...made)).toMatchObject({ status: 0, said: secret })
    expect(join3(...made.slice(1, threshold))).toMatchObject({ status: 1, said: '' })
  })

  it('joins the frozen ones, and refuses a mistyped one without showing it', () => {
    const frozen = JSON.parse(readFileSync(join(top, 'test/format/vectors/shares.json'), 'utf8'))
    const [one, , three] = frozen.shares as string[]
    expect(join3(one ?? '', three ?? '').said).toBe(frozen.secret)
    const wrong = join3(one ?? '', (three ?? '').replace(/.$/, 'q'))
    expect(wrong).toMatchObject({ status: 1, said: '' })
    expect(wrong.stderr).not.toContain((three ?? '').slice(10, 40))
  })
})
