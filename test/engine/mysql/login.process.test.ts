import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { parseUrl } from '../../../src/engine/mysql/connection.ts'
import { mysqlProduct } from '../../../src/engine/mysql/product.ts'
import { type Patience, silenceHint } from '../../../src/engine/mysql/server/silence.ts'
import { query } from '../../../src/engine/mysql/session.ts'
import { hostRuntime } from '../../../src/runtime/runtime.ts'

afterEach(() => void vi.useRealTimers())

/** Asks by a client program that does as the script says. */
async function asked(script: string, after: () => Promise<void>, patience?: Patience) {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-login-'))
  writeFileSync(join(folder, 'mysql'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'mysql'), 0o755)
  const runtime = hostRuntime({ env: { PATH: `${folder}:${process.env['PATH']}` }, services: {} })
  const connection = parseUrl('mysql://u:secret@db.example/shop', 'the test', mysqlProduct)
  try {
    const asker = { connection, runtime, signal: new AbortController().signal, ...(patience ? { patience } : {}) }
    const rows = query(asker, 'select 2')
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

// The second connection, by which a silent server is asked, is told from the first by its arguments.
const onAsking = (answer: string) => `case "$*" in *--execute=*) ${answer};; esac`
const shortly = { loginMs: 60_000, silenceMs: 200, answerMs: 10_000, tries: 2 }
const nothing = async () => {}

test('a server that falls silent after the login is given up once it answers no new connection either', async () => {
  const lost = 'echo "ERROR 2013 (HY000): Lost connection to server" >&2; exit 1'
  const error = await asked(`${onAsking(lost)}; echo 1; exec sleep 600`, nothing, shortly).catch((error) => error)
  expect(error).toMatchObject({
    code: 'source-failed',
    // A proof by restore says nothing of the backup then.
    ofMachine: true,
    message: expect.stringMatching(
      /^shop at db.example:3306: the server has said nothing to mysql in host for .+, and does not answer a new connection: ERROR 2013 .*Lost connection to server$/,
    ),
    hint: expect.stringContaining('neither paused nor busy'),
  })
})

test('a server that does not let anybody in meanwhile is given up as well', async () => {
  const hangs = `${onAsking('exec sleep 600')}; echo 1; exec sleep 600`
  const error = await asked(hangs, nothing, { ...shortly, answerMs: 300 }).catch((error) => error)
  expect(error).toMatchObject({
    code: 'source-failed',
    message: expect.stringContaining('does not answer a new connection: it does not let u in within 300 ms'),
  })
})

test.each([
  ['lets others in', 'echo 1; exit 0'],
  ['has too many connections', 'echo "ERROR 1040 (08004): Too many connections" >&2; exit 1'],
  [
    'has not answered only once',
    '[ -e "$0.asked" ] || { : >"$0.asked"; echo "ERROR 2003 (HY000)" >&2; exit 1; }; exit 0',
  ],
])('a server that %s may take its time', async (_, answer) => {
  expect(await asked(`${onAsking(answer)}; echo 1; sleep 2; echo 2`, nothing, shortly)).toEqual([['2']])
})

test('the command to try is one that can be typed, whatever the name of the user', async () => {
  const connection = parseUrl('mysql://o%27neil%20x:secret@db.example/shop', 'the test', mysqlProduct)
  expect(silenceHint(connection)).toContain(`mysql -h HOST -P PORT -u 'o'\\''neil x' -p`)
})
