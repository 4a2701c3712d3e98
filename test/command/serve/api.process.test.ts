import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OwnEnd } from '../../../src/runtime/runtime.ts'
import { openShop, type Shop } from '../shop.ts'
import { type Loose, type Served, startServer } from './harness.ts'

interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, { content: Record<string, { schema: object }> }>>
}
const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { Problem: object } }
}
const ajv = new Ajv2020({ strict: false, validateFormats: false })

/** Every answer of these tests is held against the document, and every operation is asked. */
const asked = new Set<string>()
function check(path: string, method: string, answer: Awaited<ReturnType<Served['ask']>>): Loose {
  const operation = document.paths[path]?.[method]
  if (!operation) throw new Error(`the document has no ${method} ${path}`)
  asked.add(operation.operationId)
  const response = operation.responses[answer.status]
  expect(response, `${method} ${path} answers ${answer.status}: ${answer.text}`).toBeDefined()
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(response?.content ?? {})
  expect(answer.headers.get('content-type')?.split(';')[0]).toBe(type)
  if (!type.endsWith('json')) return answer.text
  const own = '$ref' in schema ? document.components.schemas.Problem : schema
  expect(ajv.validate(own, answer.body) ? [] : ajv.errors).toEqual([])
  return answer.body
}

let shop: Shop
let served: Served
let id: string
const done: OwnEnd = { kind: 'exit', code: 0, stdout: '{"version":1,"problems":[]}' }
const last = () => {
  const one = served.played.at(-1)
  if (!one) throw new Error('nothing was started')
  return one
}

beforeAll(async () => {
  shop = await openShop({ source: 'serve:\n  restore-into: { folder: ./restored, staging: "${STAGING_URL}" }' })
  id = (await shop.run('backup', { tag: ['release-1'] })).ids?.[0] ?? ''
  await shop.run('backup')
  await shop.run('restore', { id: [id], into: shop.path('elsewhere') })
  served = await startServer({ ...shop.world, openStore: async (name) => shop.stores[name] as never })
  // The run that sees to everything as a server starts.
  await vi.waitFor(() => expect(served.played.length).toBe(1), 10_000)
  last().end(done)
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
  await shop[Symbol.asyncDispose]()
})

describe('what is read', () => {
  test('backups are listed, by tag, source, time and number', async () => {
    const list = async (query: string) =>
      check('/api/backups', 'get', await served.ask(`/api/backups${query}`)).backups.map((one: Loose) => one.id)
    expect(await list('')).toHaveLength(2)
    expect(await list('?tag=release-1')).toEqual([id])
    expect(await list('?source=files&limit=1')).toHaveLength(1)
    expect(await list('?since=2026-03-03')).toEqual([])
    expect(await list('?all=true&source=files&source=files')).toHaveLength(2)
  })

  test('one backup is shown, and one that is not there is not found', async () => {
    expect(check('/api/backups/{id}', 'get', await served.ask(`/api/backups/${id}`))).toMatchObject({ id })
    const none = await served.ask('/api/backups/files-2020-02-14T09-15-30.123456Z')
    expect(check('/api/backups/{id}', 'get', none).code).toBe('unknown-id')
    const member = await served.ask('/api/backups/files/one-2020-02-14T09-15-30.123456Z')
    expect(check('/api/backups/{group}/{id}', 'get', member).status).toBe(404)
    // Programs escape a "=", which names of databases may have.
    const escaped = await served.ask('/api/backups/files/a%3D20b-2020-02-14T09-15-30.123456Z')
    expect(check('/api/backups/{group}/{id}', 'get', escaped)).toMatchObject({ code: 'unknown-id' })
  })

  test('the health is that of the report, at both paths', async () => {
    const own = check('/api/health', 'get', await served.ask('/api/health'))
    const { json } = await shop.run('report')
    expect(own.sources.map(({ source, state }: Loose) => [source, state])).toEqual(
      (json as Loose).sources.map(({ source, state }: Loose) => [source, state]),
    )
    const file = check('/api/health/infra/backup.json', 'get', await served.ask('/api/health/infra/backup.json'))
    expect(file.sources).toEqual(own.sources)
  })

  test('restores are listed from the stores, and one is shown', async () => {
    const { restores } = check('/api/restores', 'get', await served.ask('/api/restores?source=files'))
    expect(restores).toMatchObject([{ backup: id, state: 'completed' }])
    const one = await served.ask(`/api/restores/${restores[0].id}`)
    expect(check('/api/restores/{id}', 'get', one)).toMatchObject({ id: restores[0].id, state: 'completed' })
    const none = await served.ask(`/api/restores/${id}-00000000`)
    expect(check('/api/restores/{id}', 'get', none).code).toBe('unknown-id')
    const member = await served.ask('/api/restores/files/one-2020-02-14T09-15-30.123456Z-00000000')
    expect(check('/api/restores/{group}/{id}', 'get', member).status).toBe(404)
  })

  test('page, metrics, description and liveness are there', async () => {
    expect(check('/', 'get', await served.ask('/'))).toContain('<!doctype html>')
    expect(check('/api/openapi.json', 'get', await served.ask('/api/openapi.json'))).toEqual(document)
    expect(check('/metrics', 'get', await served.ask('/metrics'))).toMatch(/^# (HELP|TYPE) \w+/m)
    expect(check('/healthz', 'get', await served.ask('/healthz'))).toEqual({ status: 'alive' })
  })
})

describe('what is started', () => {
  test('a backup, with each of its words as one argument', async () => {
    const answer = await served.post('/api/backups', { sources: ['files'], tags: ['a', '-b'], retain: true })
    const job = check('/api/backups', 'post', answer)
    expect(answer.headers.get('location')).toBe(`/api/jobs/${job.id}`)
    expect(last().work).toMatchObject({
      command: 'backup',
      args: ['--source=files', '--tag=a', '--tag=-b', '--retain'],
    })
    const option = { sources: ['files'], tags: ['--x'] }
    expect(check('/api/backups', 'post', await served.post('/api/backups', option)).status).toBe(400)
    last().hear('files: backup')
    const running = check('/api/jobs/{id}', 'get', await served.ask(`/api/jobs/${job.id}`))
    expect(running).toMatchObject({ state: 'running', progress: 'files: backup', log: ['files: backup'] })
    last().end(done)
    const over = check('/api/jobs/{id}', 'get', await served.ask(`/api/jobs/${job.id}`))
    expect(over).toMatchObject({ state: 'succeeded', exitCode: 0, result: { version: 1 } })
  })

  test('a proof, by id, by source, or what is due', async () => {
    const args = async (body: object) => {
      check('/api/proofs', 'post', await served.post('/api/proofs', body))
      last().end(done)
      await served.ask('/api/jobs')
      return last().work.args
    }
    expect(await args({ id, level: 'check' })).toEqual([`--id=${id}`, '--level=check'])
    expect(await args({ sources: ['files'] })).toEqual(['--source=files'])
    expect(await args({ due: true })).toEqual(['--source=files', '--due'])
    for (const body of [{ id, sources: ['files'] }, { id, due: true }, { level: 'all' }, { id: '../x' }])
      expect(check('/api/proofs', 'post', await served.post('/api/proofs', body)).status).toBe(400)
  })

  test('a restore, only to where the policy says, and with no address in its arguments', async () => {
    const job = check('/api/restores', 'post', await served.post('/api/restores', { id, into: 'staging' }))
    expect(job).toMatchObject({ command: 'restore', into: 'staging', sources: ['files'] })
    expect(last().work.args).toEqual(['--into=${STAGING_URL}', `--id=${id}`])
    last().end(done)
    const started = served.played.length
    for (const [body, status] of [
      [{ id, into: 'elsewhere' }, 404],
      [{ id, into: 'staging', timeout: 'soon' }, 400],
      [{ id, into: 'constructor' }, 404],
      [{ id, into: 'postgres://evil.example/x' }, 400],
      [{ id, into: '${BACKPROOF_SECRET_KEY}' }, 400],
      [{ id, into: '/etc' }, 400],
      [{ into: 'staging' }, 400],
      [{ id, source: 'files', into: 'staging' }, 400],
      [{ source: 'nothing', into: 'staging' }, 404],
      [{ id, at: '2026-03-02', into: 'staging' }, 400],
      [{ id, into: 'staging', store: 'nothing' }, 404],
      [{ id, into: 'staging', raw: '/tmp' }, 400],
    ] as const)
      expect(check('/api/restores', 'post', await served.post('/api/restores', body)).status).toBe(status)
    expect(served.played.length).toBe(started)
  })

  test('a restore of a source with hooks says whether they run: one for a look stops no application', async () => {
    const recovery = '    recovery: { before-restore: { command: ["systemctl", "stop", "shop"] } }\n'
    await using hooked = await openShop({ source: `${recovery}serve:\n  restore-into: { staging: ./staging }` })
    await using server = await startServer({ ...hooked.world, openStore: async (name) => hooked.stores[name] as never })
    const ask = (hooks: object) => server.post('/api/restores', { source: 'files', into: 'staging', ...hooks })
    const refused = await ask({})
    expect(check('/api/restores', 'post', refused)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('hooks'),
    })
    const restores = () => server.played.filter(({ work }) => work.command === 'restore')
    const args = async (hooks: boolean) => {
      const before = restores().length
      expect(check('/api/restores', 'post', await ask({ hooks })).command).toBe('restore')
      await expect.poll(() => restores().length).toBe(before + 1)
      const one = restores().at(-1)
      one?.end(done)
      return one?.work.args
    }
    expect(await args(true)).not.toContain('--no-hooks')
    expect(await args(false)).toContain('--no-hooks')
  })

  test('one job of a source waits for the other; a restore waits for none but one into the same target', async () => {
    const backup = check('/api/backups', 'post', await served.post('/api/backups'))
    const waiting = check('/api/proofs', 'post', await served.post('/api/proofs', { sources: ['files'] }))
    expect([backup.state, waiting.state]).toEqual(['running', 'queued'])
    const running = last()
    const restores = []
    for (const into of ['folder', 'folder', 'staging'])
      restores.push(check('/api/restores', 'post', await served.post('/api/restores', { source: 'files', into })).state)
    expect(restores).toEqual(['running', 'queued', 'running'])
    const { jobs } = check('/api/jobs', 'get', await served.ask('/api/jobs?state=queued&command=restore&limit=5'))
    expect(jobs).toHaveLength(1)
    const cancelled = check(
      '/api/jobs/{id}',
      'delete',
      await served.ask(`/api/jobs/${jobs[0].id}`, { method: 'DELETE' }),
    )
    expect(cancelled.state).toBe('cancelled')
    const again = await served.ask(`/api/jobs/${jobs[0].id}`, { method: 'DELETE' })
    expect(check('/api/jobs/{id}', 'delete', again).code).toBe('job-over')
    running.end(done)
    await expect.poll(() => last().work.command).toBe('verify')
    for (const { end } of served.played) end(done)
  })

  test('a job that runs is told to end as it is cancelled', async () => {
    const { id } = check('/api/backups', 'post', await served.post('/api/backups'))
    check('/api/jobs/{id}', 'delete', await served.ask(`/api/jobs/${id}`, { method: 'DELETE' }))
    await expect.poll(() => last().signals).toEqual(['stop'])
    last().end({ kind: 'killed', by: 'SIGTERM' })
    const job = check('/api/jobs/{id}', 'get', await served.ask(`/api/jobs/${id}`))
    expect([job.state, job.problems]).toEqual(['cancelled', []])
  })

  test.each([
    [{ kind: 'killed', by: 'SIGSEGV' }, 'the process was killed: SIGSEGV'],
    [{ kind: 'unstarted', because: 'ENOMEM' }, 'the process could not be started: ENOMEM'],
    [{ kind: 'exit', code: 1, stdout: 'no json' }, 'the process failed and left no result: exit 1'],
    [{ kind: 'exit', code: 4, stdout: '{"problems":[{"code":"proof-failed","message":"bad"}]}' }, 'bad'],
    [
      {
        kind: 'exit',
        code: 2,
        stdout: '{"problems":[],"sources":[{"problems":[{"code":"key-missing","message":"no key"}]}]}',
      },
      'no key',
    ],
  ] as const)('a job that crashes is in the health until another has succeeded: %j', async (end, message) => {
    const { id } = check('/api/backups', 'post', await served.post('/api/backups'))
    last().end(end)
    expect(check('/api/jobs/{id}', 'get', await served.ask(`/api/jobs/${id}`))).toMatchObject({
      state: 'failed',
      problems: [{ message }],
    })
    const findings = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return check('/api/health', 'get', await served.ask('/api/health')).server.findings
    }
    expect(await findings()).toMatchObject([
      { level: 'bad', source: 'files', job: id, message: `the last job of files (backup) failed: ${message}` },
    ])
    check('/api/backups', 'post', await served.post('/api/backups'))
    last().end(done)
    expect(await findings()).toEqual([])
  })

  test('the queue is bounded', async () => {
    const answers = []
    for (let count = 0; count < 105; count += 1) answers.push(await served.post('/api/proofs'))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBe(4)
    expect(check('/api/proofs', 'post', refused[0] as never).code).toBe('run-failed')
    expect(refused[0]?.headers.get('retry-after')).toBe('10')
    const { jobs } = (await served.ask('/api/jobs?state=queued')).body
    for (const { id } of jobs) await served.ask(`/api/jobs/${id}`, { method: 'DELETE' })
    last().end(done)
  })
})

test('every route of the document was asked, and refuses without a token', async () => {
  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  expect([...asked].sort()).toEqual(all.map(({ operationId }) => operationId).sort())
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of Object.keys(methods).filter(() => path !== '/healthz')) {
      const answer = await served.ask(path.replaceAll(/[{}]/g, ''), { method, headers: { authorization: '' } })
      expect([path, answer.status]).toEqual([path, 401])
      expect(ajv.validate(document.components.schemas.Problem, answer.body)).toBe(true)
    }
})
