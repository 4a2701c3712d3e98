import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openProgram, type Project, secretEnv } from '../program.ts'
import { type Loose, token } from './harness.ts'

type Process = ReturnType<Project['start']>

/** Starts the program as a person does, and gives the address that its log names. */
async function start(project: Project, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const child = project.start(['serve', '--listen', '127.0.0.1:0', '--json', ...args], {
    ...secretEnv,
    BACKPROOF_SERVE_TOKEN: token,
    ...env,
  })
  const lines = linesOf(child)
  const { url } = await lines.until((line) => line['event'] === 'listening')
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })
    return { status: response.status, body: (await response.json()) as Loose }
  }
  const post = (path: string, body: unknown = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const over = async (id: string) => {
    for (;;) {
      const { body } = await ask(`/api/jobs/${id}`)
      if (body.endedAt) return body
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { child, lines, url: String(url), ask, post, over }
}

function linesOf(child: Process) {
  const seen: Record<string, unknown>[] = []
  const waiting: (() => void)[] = []
  let rest = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) if (line.startsWith('{')) seen.push(JSON.parse(line))
    for (const wake of waiting.splice(0)) wake()
  })
  child.once('close', () => {
    for (const wake of waiting.splice(0)) wake()
  })
  return {
    seen,
    async until(match: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
      for (;;) {
        const found = seen.find(match)
        if (found) return found
        if (child.exitCode !== null) throw new Error(`the server ended: ${(await child.ended).stderr}`)
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

const scheduled = { defaults: '  schedule: "0 0 1 1 *"\n  retention: { keep: { last: 100 } }' }

test('the server makes the backup that is due, another by request, proves and restores it, and ends with 0', async () => {
  await using project = await openProgram({
    ...scheduled,
    source: 'serve:\n  restore-into: { folder: ./restored }',
  })
  const { child, lines, ask, post, over } = await start(project)
  const first = await lines.until((line) => line['event'] === 'job-ended')
  expect(first).toMatchObject({ command: 'run', sources: ['files'], state: 'succeeded' })

  const asked = await post('/api/backups', { sources: ['files'], tags: ['release-42'], retain: true })
  expect(asked).toMatchObject({ status: 202, body: { command: 'backup', asked: 'request' } })
  const made = await over(asked.body.id)
  expect(made).toMatchObject({ state: 'succeeded', exitCode: 0, result: { status: 'succeeded' } })

  const { body } = await ask('/api/backups?tag=release-42')
  expect(body.backups).toMatchObject([{ source: 'files', tags: ['release-42'], retained: true, type: 'manual' }])
  const { id } = body.backups[0]
  expect((await ask(`/api/backups/${id}`)).body).toMatchObject({ id, standing: 'good' })
  expect((await ask('/api/backups')).body.backups).toHaveLength(2)

  const proof = await over((await post('/api/proofs', { id, level: 'restore' })).body.id)
  expect(proof).toMatchObject({ state: 'succeeded', problems: [] })
  const restored = await over((await post('/api/restores', { id, into: 'folder', only: ['**'] })).body.id)
  expect(restored).toMatchObject({ state: 'succeeded', into: 'folder', result: { id } })
  const health = await ask('/api/health')
  expect(health.body).toMatchObject({ project: 'shop', server: { findings: [], jobs: { running: 0 } } })
  expect((await ask('/api/health/infra/backup.json')).body.sources).toEqual(health.body.sources)

  child.kill('SIGTERM')
  const { code, stderr, stdout } = await child.ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, stopped: true, jobs: 4 })
  for (const line of stderr.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event')
  expect(stderr + stdout + JSON.stringify([made, proof, restored])).not.toContain(token)
  expect(stderr + stdout + JSON.stringify([made, proof, restored])).not.toContain(secretEnv.BACKPROOF_SECRET_KEY)
})

test('a job that runs as the server is stopped is told to end, and the next start makes the backup', async () => {
  await using project = await openProgram(scheduled)
  await project.write('data/big.bin', Buffer.alloc(200e6, 1))
  const { child, lines, ask } = await start(project)
  const { job } = await lines.until((line) => line['event'] === 'job-started')
  while (!(await ask(`/api/jobs/${job}`)).body.progress?.includes('backup'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGTERM')
  expect((await child.ended).code).toBe(0)
  const ended = lines.seen.filter((line) => line['event'] === 'job-ended')
  expect(ended).toMatchObject([{ state: 'cancelled', exitCode: 130 }])
  expect((await project.catalog()).entries).toEqual([])

  const again = await start(project)
  expect(await again.lines.until((line) => line['event'] === 'job-ended')).toMatchObject({ state: 'succeeded' })
  again.child.kill('SIGTERM')
  await again.child.ended
  expect((await project.catalog()).entries).toHaveLength(1)
})

test('a broken policy changes nothing but the health, and its jobs go on by what it said before', async () => {
  await using project = await openProgram(scheduled)
  const { child, lines, ask, post, over } = await start(project)
  await lines.until((line) => line['event'] === 'job-ended')
  const good = await readFile(project.path('backup-policy.yml'), 'utf8')
  await project.write('backup-policy.yml', good.replace('version: 1', 'version: 1\nsourcez: {}'))
  const made = await over((await post('/api/backups')).body.id)
  expect(made.state).toBe('succeeded')
  const { server } = (await ask('/api/health')).body
  expect(server.policy.refused).toMatchObject({ code: 'policy-invalid' })
  expect(server.findings).toMatchObject([{ level: 'bad', message: expect.stringContaining('is still followed') }])
  expect(lines.seen.filter((line) => line['event'] === 'policy-refused')).toHaveLength(1)

  await rm(project.path('backup-policy.yml'))
  expect((await over((await post('/api/backups')).body.id)).state).toBe('succeeded')
  await writeFile(project.path('backup-policy.yml'), good.replace('  files:', '  papers:'))
  expect((await post('/api/backups', { sources: ['files'] })).body).toMatchObject({ code: 'unknown-source' })
  expect((await over((await post('/api/backups', { sources: ['papers'] })).body.id)).state).toBe('succeeded')
  expect((await ask('/api/health')).body.server.findings).toEqual([])
  child.kill('SIGTERM')
  expect((await child.ended).code).toBe(0)
})

test.each([
  [['--listen', '0.0.0.0:0'], {}, 'does not listen at 0.0.0.0 without a token'],
  [[], { BACKPROOF_SERVE_TOKEN: 'short' }, 'shorter than 24 characters'],
  [[], { BACKPROOF_SERVE_TOKEN_FILE: 'nothing' }, 'cannot be read'],
  [['--listen', 'example.com:80'], {}, 'is not an address and a port'],
  [['--every', '2h'], {}, 'not a duration that serve can use'],
  [[], { GITHUB_ACTIONS: 'true' }, 'is refused'],
] as const)('the server does not start with %j %j', async (args, env, message) => {
  await using project = await openProgram(scheduled)
  const { code, stderr } = await project.run(['serve', ...args], env)
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
})

test('without a token the scheduler works, and nothing but /healthz answers', async () => {
  await using project = await openProgram(scheduled)
  const child = project.start(['serve', '--listen', '127.0.0.1:0', '--json'], secretEnv)
  const lines = linesOf(child)
  const { url } = await lines.until((line) => line['event'] === 'listening')
  await lines.until((line) => line['event'] === 'job-ended')
  for (const authorization of ['Bearer ', 'Bearer undefined', ''])
    expect((await fetch(`${url}/api/jobs`, { headers: { authorization } })).status).toBe(401)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  child.kill('SIGINT')
  await once(child, 'close')
  expect(child.exitCode).toBe(0)
})
