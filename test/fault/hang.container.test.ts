import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProgram, type Project, secretEnv } from '../command/program.ts'
import { keys } from '../command/shop.ts'
import { docker } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'

const sleeper = 'backproof-test/sleeper:17'
let pg: Postgres
/** With one backup, which every test proves. */
let project: Project
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backproof-sleeper-'))
  await writeFile(join(folder, 'Dockerfile'), 'FROM postgres:17\nENTRYPOINT ["sh", "-c", "sleep infinity"]\nCMD []\n')
  await docker(['build', '--quiet', '--tag', sleeper, folder])
  await rm(folder, { recursive: true })
  pg = await startPostgres(17)
  await pg.sql('create table t as select i, repeat(md5(i::text), 8) from generate_series(1, 200000) i')
  project = await openProgram({ stores: ['a'] })
  await policy('')
  const { code, stderr } = await project.run(['backup'], env())
  expect({ code }, stderr).toEqual({ code: 0 })
})
afterAll(async () => {
  await project?.[Symbol.asyncDispose]()
  await pg?.[Symbol.asyncDispose]()
})

const policy = (verify: string) =>
  project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: postgres
    url: \${ORDERS_URL}
    tools: { image: postgres:17 }
    retention: { keep: { last: 9 } }
    verify: { ${verify} }
`,
  )
const env = () => ({ ...secretEnv, ORDERS_URL: pg.url })

/** Throw-away servers that this process started. */
async function serversOf(pid: number): Promise<readonly string[]> {
  const listed = await docker(['ps', '-a', '--format', '{{.ID}} {{.Label "backproof-owner"}}'])
  return listed.split('\n').flatMap((line) => (line.includes(`/${pid}/`) ? [line.split(' ')[0] ?? ''] : []))
}
async function firstServerOf(pid: number): Promise<string> {
  for (;;) {
    const [server] = await serversOf(pid)
    if (server) return server
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

describe('a proof whose throw-away server hangs ends in time, as a failure of the environment, and leaves no container', () => {
  test('if the server hangs from its start', async () => {
    await policy(`timeout: 8s, image: "${sleeper}"`)
    const running = project.start(['verify', '--level', 'restore'], env())
    const { code, stderr } = await running.ended
    expect({ code }, stderr).toEqual({ code: 1 })
    expect(stderr).toContain('it took longer than 8.0 s, and was stopped')
    expect(await serversOf(running.pid ?? 0)).toEqual([])
  })

  test('if the server is paused', async () => {
    // Long enough for a machine with other work to start a container in.
    await policy('timeout: 30s')
    const running = project.start(['verify', '--level', 'restore'], env())
    const server = await firstServerOf(running.pid ?? 0)
    await docker(['pause', server])
    const { code, stderr } = await running.ended
    expect({ code }, stderr).toEqual({ code: 1 })
    expect(stderr).toContain('it took longer than 30.0 s, and was stopped')
    expect(await serversOf(running.pid ?? 0)).toEqual([])
  })
})

test.each([0, 1500, 3000, 4500])('SIGTERM %i ms after its server came is answered within 5 s', async (ms) => {
  await policy('')
  const running = project.start(['verify', '--level', 'restore'], env())
  await firstServerOf(running.pid ?? 0)
  await new Promise((resolve) => setTimeout(resolve, ms))
  const began = performance.now()
  running.kill('SIGTERM')
  const { code, stderr } = await running.ended
  // It may have been quick: then it is over, and well.
  expect([0, 130], stderr).toContain(code)
  expect(performance.now() - began).toBeLessThan(5000)
  expect(await serversOf(running.pid ?? 0)).toEqual([])
})
