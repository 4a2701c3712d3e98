import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { parseUrl } from '../../../src/engine/mysql/connection.ts'
import { mysqlProduct } from '../../../src/engine/mysql/product.ts'
import { query } from '../../../src/engine/mysql/session.ts'
import { hostRuntime } from '../../../src/runtime/runtime.ts'

afterEach(() => void vi.useRealTimers())

/** Asks by a client program that does as the script says. */
async function asked(script: string, after: () => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-login-'))
  writeFileSync(join(folder, 'mysql'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'mysql'), 0o755)
  const runtime = hostRuntime({ env: { PATH: `${folder}:${process.env['PATH']}` }, services: {} })
  const connection = parseUrl('mysql://u:secret@db.example/shop', 'the test', mysqlProduct)
  try {
    const rows = query({ connection, runtime, signal: new AbortController().signal }, 'select 2')
    rows.catch(() => undefined)
    await after()
    return await rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('a server that greets and then says nothing is given up', async () => {
  const realWait = wait(300)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const done = asked('exec sleep 600', async () => {
    await realWait
    vi.advanceTimersByTime(181_000)
    vi.useRealTimers()
  })
  const error = await done.catch((error: unknown) => error)
  expect(error).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('shop at db.example:3306: the server has not let u in within 180 s'),
    hint: expect.stringMatching(/^(?!.*(?:SSL|TLS|ssl-mode)).*neither paused nor busy/),
  })
})

test('once it has let the user in, an answer may take as long as it takes', async () => {
  const realWait = wait(300)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const rows = await asked('echo 1; sleep 1; echo 2', async () => {
    await realWait
    vi.advanceTimersByTime(3_600_000)
    vi.useRealTimers()
  })
  expect(rows).toEqual([['2']])
})
