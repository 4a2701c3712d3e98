import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, type Phase, startJob } from './run-action.ts'
import { filesIn, makeSmallShop, readJson, type SmallShop } from './small-shop.ts'

const exec = promisify(execFile)
const errors = (phase: Phase) => phase.commands.filter(({ name }) => name === 'error')
const ids = (phase: Phase) => JSON.parse(phase.outputs['ids'] ?? '') as string[]
const idOf = (source: string) => expect.stringMatching(new RegExp(`^${source}-\\d{4}-\\d\\d-\\d\\dT[\\d-]+\\.\\d{6}Z$`))

// One job whose steps follow each other, as in a workflow; each test is a step.
describe('a job of several steps', () => {
  let job: Job
  let shop: SmallShop
  beforeAll(async () => {
    job = await startJob({ action: await bundle() })
    shop = await makeSmallShop(job.workspace)
  }, bundleTimeoutMs)
  afterAll(() => job[Symbol.asyncDispose]())
  const step = async (inputs: Record<string, string> = {}, env: Record<string, string> = shop.secret) => {
    const { main, post } = await job.step({ inputs, env })
    expect([post.code, post.output]).toEqual([0, ''])
    return main
  }

  test('makes and proves the backups that are due with run, and reports it everywhere', async () => {
    const main = await step()
    expect([main.code, errors(main)]).toEqual([0, []])
    expect(main.outputs).toMatchObject({ status: 'succeeded', deleted: '[]' })
    expect(ids(main)).toEqual([idOf('app'), idOf('uploads')])

    const report = await readJson<Report>(main.outputs['report'] ?? '')
    expect(report).toMatchObject({ version: 1, command: 'run', project: 'shop', status: 'succeeded' })
    const [app, uploads] = report.sources
    expect(app?.backup).toMatchObject({
      counts: [
        { noun: 'tables', count: 1 },
        { noun: 'rows', count: 500 },
      ],
    })
    expect(app?.proofs.map(({ level, outcome }) => `${level} ${outcome}`)).toEqual(['read passed', 'restore passed'])
    expect(uploads?.backup?.copies).toMatchObject([{ store: 'disk', outcome: 'stored' }])

    expect(main.summary).toMatch(/^## ✅ shop: run succeeded/)
    expect(main.summary).toContain(`<code>${ids(main)[0]}</code>`)
    expect(main.summary).toContain('✅ restore')
    expect(main.commands.filter(({ name }) => name === 'group').map(({ value }) => value)).toEqual([
      'app: backup',
      'app: read',
      'app: restore',
      'uploads: backup',
    ])
    expect(await filesIn(join(job.temporary, `backproof-${main.state['run']}`))).toEqual([])
  })

  test('finds nothing due when run is repeated a moment later', async () => {
    const main = await step()
    expect(main.outputs).toMatchObject({ status: 'succeeded', ids: '[]', deleted: '[]' })
    expect(main.summary).toContain('not due until')
  })

  test('warns of an unknown action input, and suggests the one that was meant', async () => {
    // A runner passes it on, as INPUT_APLY.
    const main = await step({ command: 'prune' }, { ...shop.secret, INPUT_APLY: 'true' })
    expect(main.code).toBe(0)
    expect(main.commands.filter(({ name }) => name === 'warning').map(({ value }) => value)).toEqual([
      'the action has no input aply, so it does nothing: did you mean apply?',
    ])
  })

  test('takes the word that follows a command, and makes no key', async () => {
    expect((await step({ command: 'keys check' })).code).toBe(0)
    expect((await step({ command: 'keys rotate' })).code).toBe(0)
    for (const command of ['keys generate', 'keys split', 'backup now']) {
      const main = await step({ command })
      expect([main.code, errors(main).length]).toEqual([1, 1])
      expect(main.shown).not.toMatch(/rsec1|rshr1/)
    }
  })

  test('accepts tags on several lines, and retain, for backup', async () => {
    const main = await step({ command: 'backup', source: 'app', tag: 'release-42\nbefore, migration', retain: 'true' })
    expect([main.code, ids(main)]).toEqual([0, [idOf('app')]])
    const listed = await step({ command: 'list', source: 'app' })
    const { backups } = await readJson<{ backups: { tags: string[]; retained: boolean }[] }>(
      listed.outputs['report'] ?? '',
    )
    expect(backups).toHaveLength(2)
    expect(backups[0]).toMatchObject({ tags: ['release-42', 'before', 'migration'], retained: true })
    expect(listed.summary).toContain('release-42 before migration')
    expect(listed.shown).toContain('LAST PROOF')
  })

  test('proves a backup by a test restore with verify', async () => {
    const main = await step({ command: 'verify', level: 'restore', source: 'app uploads' })
    expect([main.code, ids(main)]).toEqual([0, [idOf('app'), idOf('uploads')]])
    expect(main.summary).toContain('500 rows equal')
  })

  test('restores some files by pattern with restore', async () => {
    const main = await step({ command: 'restore', source: 'uploads', into: './restored', only: 'deep/**\n' })
    expect([main.code, ids(main)]).toEqual([0, [idOf('uploads')]])
    expect(await filesIn(shop.path('restored'))).toEqual([
      expect.stringMatching(/deep\/b\.txt$/),
      expect.stringMatching(/deep\/er\/c\.txt$/),
    ])
  })

  test('shows what prune would delete, and deletes only with apply', async () => {
    await step({ command: 'backup', source: 'app' })
    const shown = await step({ command: 'prune' })
    expect(shown.outputs['deleted']).toBe('[]')
    expect(await filesIn(shop.path('backups/app/trash'))).toEqual([])
    const done = await step({ command: 'prune', apply: 'true' })
    // The retained backup and the newest one stay.
    expect(JSON.parse(done.outputs['deleted'] ?? '')).toEqual([idOf('app')])
    expect(done.summary).toContain('**delete**')
    expect(await filesIn(shop.path('backups/app/trash'))).toHaveLength(1)
  })

  test('answers doctor, plan and schema without touching a backup', async () => {
    const before = await filesIn(shop.path('backups'))
    const doctor = await step({ command: 'doctor' })
    expect([doctor.code, doctor.shown]).toEqual([0, expect.stringContaining('list, read and write work')])
    expect((await step({ command: 'plan' })).shown).toContain('not due until')
    const schema = await step({ command: 'schema' })
    expect(await readJson(schema.outputs['report'] ?? '')).toEqual(await readJson('policy.schema.json'))
    expect(await filesIn(shop.path('backups'))).toEqual(before)
  })

  test('works without Docker on a machine whose Docker does not answer, in the post step too', async () => {
    const main = await step({ command: 'backup', source: 'uploads' }, { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
    expect([main.code, ids(main)]).toEqual([0, [idOf('uploads')]])
  })

  test('continues with the next source when one fails, and fails the step', async () => {
    await shop.write(
      'other.yml',
      (await readFile(shop.path('.github/backup-policy.yml'), 'utf8')).replace('./app.sqlite', './gone.sqlite'),
    )
    const main = await step({ command: 'backup', policy: 'other.yml' })
    expect(main.code).toBe(1)
    expect(main.outputs).toMatchObject({ status: 'failed' })
    expect(ids(main)).toEqual([idOf('uploads')])
    const line = (await readFile(shop.path('other.yml'), 'utf8')).split('\n').indexOf('  app:') + 1
    const [annotation, verdict] = errors(main)
    expect(annotation).toMatchObject({ properties: { file: 'other.yml', line: String(line) } })
    expect(annotation?.value).toContain('gone.sqlite')
    expect(verdict?.value).toContain('gone.sqlite')
    expect(main.summary).toContain('### What to do')
    const report = await readJson<Report>(main.outputs['report'] ?? '')
    expect(report.sources.map(({ problems }) => problems.length)).toEqual([1, 0])
  })

  test('shows names that look like workflow commands without obeying them', async () => {
    // Long enough that the report begins a new line with it.
    const name = `${'x'.repeat(90)} ::add-mask::shop`
    await exec('mkfifo', [shop.path(`uploads/${name}`)])
    const main = await step({ command: 'backup', source: 'uploads' })
    expect(main.code).toBe(0)
    expect(main.masks).not.toContain('shop')
    expect(main.shown).toContain(' : :add-mask::shop')
  })
})
