import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainBackup } from '../../../src/engine/engine.ts'
import { postgresContents } from '../../../src/engine/postgres/archive/contents.ts'
import { hostRuntime } from '../../../src/runtime/runtime.ts'

/* What a pg_restore that fails says about the backup, and what it does not. */

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backproof-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const backup: PlainBackup = {
  facts: { version: 1, engine: 'postgres', server: undefined, sizeBytes: 1, rows: {}, objects: {} },
  parts: ['dump.pgc'],
  // Still on its way when the program ends.
  open: async () => new Readable({ read: () => undefined }),
}

test.each([
  [
    'says that the archive is wrong',
    'echo "pg_restore: error: corrupt tar header found" >&2; exit 1',
    'object-damaged',
  ],
  ['is too old', 'echo "pg_restore: error: unsupported version (1.16) in file header" >&2; exit 1', 'tool-version'],
  ['was killed', 'kill -9 $$', 'tool-failed'],
  ['is in an image that cannot be had', 'echo "docker: toomanyrequests: rate limit." >&2; exit 125', 'tool-failed'],
  [
    'has no room',
    'echo "pg_restore: error: could not write to file: No space left on device" >&2; exit 1',
    'tool-failed',
  ],
])('a pg_restore that %s', async (_, script, code) => {
  writeFileSync(join(directory, 'pg_restore'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(directory, 'pg_restore'), 0o755)
  const runtime = hostRuntime({ env: { PATH: `${directory}:${process.env['PATH']}` } })
  const reading = postgresContents(backup, runtime, new AbortController().signal)
  await expect(reading).rejects.toMatchObject({ code })
})

test('a host without pg_restore lacks a tool, though it has the shell that starts it', async () => {
  const bare = join(directory, 'bare')
  mkdirSync(bare)
  for (const name of ['sh', 'grep']) symlinkSync(`/bin/${name}`, join(bare, name))
  const reading = postgresContents(backup, hostRuntime({ env: { PATH: bare } }), new AbortController().signal)
  await expect(reading).rejects.toMatchObject({
    code: 'tool-missing',
    message: 'pg_restore is not installed on the host',
  })
})
