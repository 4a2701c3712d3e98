import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, type Phase, startJob } from './run-action.ts'
import { filesIn, makeSmallShop, policyPath, readJson, type SmallShop } from './small-shop.ts'

let job: Job
let shop: SmallShop
beforeAll(async () => {
  job = await startJob({ action: await bundle() })
  shop = await makeSmallShop(job.workspace)
}, bundleTimeoutMs)
afterAll(() => job[Symbol.asyncDispose]())

/** A failure before there is a result: outputs, report, summary and annotation all say it. */
async function expectFailure(main: Phase, code: string, message: string): Promise<void> {
  expect([main.code, main.outputs]).toMatchObject([1, { status: 'failed', ids: '[]', deleted: '[]' }])
  const report = await readJson(main.outputs['report'] ?? '')
  const problem = expect.objectContaining({ code, message: expect.stringContaining(message) })
  expect(report).toEqual({ version: 1, status: 'failed', problems: [problem] })
  expect(main.summary).toContain(message)
  expect(main.commands.filter(({ name }) => name === 'error').at(-1)?.value).toContain(message)
}

test('an event file that is not JSON is named by every command, without a stack trace', async () => {
  const event = join(job.temporary, 'broken.json')
  await writeFile(event, 'not json')
  const { main } = await job.step({ inputs: { command: 'list' }, env: { ...shop.secret, GITHUB_EVENT_PATH: event } })
  await expectFailure(main, 'usage', `the event of this workflow, the file GITHUB_EVENT_PATH (${event}), is not JSON`)
  expect(main.output).not.toMatch(/SyntaxError| {4}at /)
})

describe('a policy with mistakes', () => {
  test('is annotated at each line and column, before anything is done', async () => {
    const good = await readFile(shop.path(policyPath), 'utf8')
    const bad = good.replace('schedule: "', 'shedule: "').replace('min-keep: 1', 'min-keep: one')
    await shop.write(policyPath, bad)
    const { main } = await job.step({ inputs: { policy: `./${policyPath}` }, env: shop.secret })
    await shop.write(policyPath, good)
    const lines = bad.split('\n')
    const at = (text: string) => {
      const line = lines.findIndex((one) => one.includes(text))
      return { file: policyPath, line: String(line + 1), col: String((lines[line]?.indexOf(text) ?? 0) + 1) }
    }
    const [first, second] = main.commands.filter(({ name }) => name === 'error')
    expect(first).toMatchObject({ properties: at('shedule'), value: expect.stringContaining('schedule') })
    expect(second).toMatchObject({ properties: { ...at('one') }, value: expect.stringContaining('min-keep') })
    await expectFailure(main, 'policy-invalid', '2 errors in')
    expect(await filesIn(shop.path('backups'))).toEqual([])
  })

  test('is searched for by name when the file does not exist', async () => {
    const { main } = await job.step({ inputs: { policy: 'nowhere.yml' } })
    await expectFailure(main, 'usage', 'there is no policy at nowhere.yml')
  })
})

describe('inputs', () => {
  const refused: readonly (readonly [string, Record<string, string>, string, string])[] = [
    ['an unknown command', { command: 'bakcup' }, 'usage', 'bakcup'],
    ['a flag that is neither true nor false', { command: 'backup', retain: 'yes' }, 'usage', 'retain is "yes"'],
    ['an input of another command', { command: 'prune', level: 'restore' }, 'usage', 'prune takes no input level'],
    ['a summary that is neither wanted nor not', { command: 'backup', summary: 'yes' }, 'usage', 'summary is "yes"'],
    ['an unknown source', { command: 'backup', source: 'ap' }, 'usage', 'no source ap'],
    ['an unknown level', { command: 'verify', level: 'raed' }, 'usage', 'raed'],
    ['a bad tag', { command: 'backup', tag: 'naïve' }, 'usage', 'naïve'],
    ['an unknown id', { command: 'hold', id: 'app-1' }, 'unknown-id', 'app-1'],
    ['services that are no JSON', { services: '[object Object]' }, 'usage', 'services is not JSON'],
    ['a key that is mistyped', { command: 'backup', 'signing-key': 'rsgn1mistyped' }, 'key-invalid', 'key'],
    [
      'a secret key',
      { command: 'keys generate' },
      'usage',
      'keys are not made, printed, split or joined in a workflow',
    ],
  ]
  test.each(refused)('%s is refused by name', async (_, inputs, code, message) => {
    const { main } = await job.step({ inputs, env: shop.secret })
    if (code !== 'key-invalid') return expectFailure(main, code, message)
    expect(main.outputs['status']).toBe('failed')
    expect(main.shown).not.toContain('mistyped')
  })

  test('an input that the command does not take is reported with the inputs that exist', async () => {
    const { main } = await job.step({ inputs: { command: 'list', level: 'read' } })
    expect(main.shown).toContain('list takes no input level. Its inputs are policy, source')
  })

  test('a flag of another command can be false, as sent by a workflow with one form for all commands', async () => {
    const { main } = await job.step({ inputs: { command: 'list', apply: 'false', retain: 'False' } })
    expect(main.code).toBe(0)
  })

  test('summary: false writes no summary', async () => {
    const { main } = await job.step({ inputs: { command: 'list', summary: 'false' } })
    expect([main.code, main.summary]).toEqual([0, ''])
  })

  test('a secret key works as an input just as it does as a variable', async () => {
    await job.step({ inputs: { command: 'backup' } })
    const verify = { command: 'verify', level: 'read', source: 'app' }
    const without = await job.step({ inputs: verify })
    expect([without.main.code, without.main.shown]).toEqual([1, expect.stringContaining('BACKPROOF_SECRET_KEY')])
    const { main } = await job.step({ inputs: { ...verify, 'secret-key': shop.keys.secret } })
    expect([main.code, main.masks]).toEqual([0, expect.arrayContaining([shop.keys.secret])])
  })
})

test('every failure of a command without a report is shown as an annotation, and in the summary with what to do', async () => {
  await job.step({ inputs: { command: 'backup' } })
  const good = await readFile(shop.path(policyPath), 'utf8')
  const stores = 'one: { directory: { path: ./app.sqlite } }\n  two: { directory: { path: ./uploads/a.txt } }'
  await shop.write(policyPath, good.replace('sources:', `  ${stores}\nsources:`))
  const { main } = await job.step({ inputs: { command: 'list', source: 'app' } })
  await shop.write(policyPath, good)
  expect([main.code, main.outputs['status']]).toEqual([1, 'failed'])
  const errors = main.commands.filter(({ name }) => name === 'error').map(({ value }) => value)
  expect(errors).toEqual([
    expect.stringMatching(/^two could not be listed/),
    expect.stringMatching(/^one could not be listed.* \(and 1 more\)/),
  ])
  expect(main.summary).toMatch(/^### ❌ backproof list\n\n### What to do\n/)
  for (const store of ['one', 'two']) expect(main.summary).toContain(`${store} could not be listed`)
})

test('the action works without the folder and the files of a runner, and leaves nothing in the workspace', async () => {
  const before = await readdir(job.workspace)
  const gone = ['RUNNER_TEMP', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_ACTOR']
  const env = Object.fromEntries(gone.map((name) => [name, '']))
  const { main, post } = await job.step({ inputs: { command: 'backup', source: 'app' }, env })
  expect([main.code, main.outputs['status'], post.code, post.output]).toEqual([0, 'succeeded', 0, ''])
  expect(await readdir(job.workspace)).toEqual(before)
  await rm(main.outputs['report'] ?? '')
})
