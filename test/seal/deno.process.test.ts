import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

// Deno's zstd notices neither truncation nor a wrong checksum: everything must come from segments and digests.
it('sealed parts open under Deno, which detects damage', () => {
  const deno = join(import.meta.dirname, '..', '..', 'node_modules', 'deno', 'bin.cjs')
  const script = join(import.meta.dirname, 'in-deno.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [deno, 'run', '-A', script], { encoding: 'utf8' })
  expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({
    runtime: 'deno',
    trips: 6,
    damages: expect.toSatisfy((count: number) => count > 300),
    flooded: true,
    unboxed: true,
    signed: [true, false],
    vector: true,
  })
})
