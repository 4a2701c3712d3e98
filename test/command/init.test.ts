import { access, readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { commands } from '../../src/command/all.ts'
import type { Answers } from '../../src/command/init-answer.ts'
import { policyOf } from '../../src/command/init-policy.ts'
import { stepsLeft } from '../../src/command/init-step.ts'
import { workflowsOf } from '../../src/command/init-workflow.ts'
import type { Options } from '../../src/command/option.ts'
import type { World } from '../../src/world.ts'
import { makeTestWorld } from '../world.ts'
import { keys } from './shop.ts'

const example: Answers = {
  project: 'shop',
  timezone: 'Europe/Stockholm',
  recipient: 'rpub1...',
  store: { kind: 's3', bucket: 'shop-backups', prefix: 'prod', region: 'eu-north-1' },
  sources: [{ name: 'orders', engine: 'postgres', variable: 'ORDERS_DATABASE_URL' }],
}

test('the examples are what init writes; UPDATE_EXAMPLES=1 writes them anew', async () => {
  const files = { 'backup-policy.yml': policyOf(example), ...workflowsOf(example) }
  for (const [name, text] of Object.entries(files)) {
    const path = `workflows-examples/${name}`
    if (process.env['UPDATE_EXAMPLES']) await writeFile(path, text)
    expect(await readFile(path, 'utf8'), path).toBe(text)
  }
})

async function start(over: Partial<World> = {}) {
  const world = await makeTestWorld(over)
  const run = async (command: keyof typeof commands, options: Options, more: Partial<World> = {}) =>
    (await commands[command].load())({ ...world, ...more, env: { ...world.env, ...more.env } }, options)
  const read = (name: string) => readFile(`${world.cwd}/${name}`, 'utf8')
  return { world, run, read, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

const s3 = { store: 's3://shop-backups/prod', region: 'eu-north-1', timezone: 'Europe/Stockholm' }

test('what init writes passes the checks of the policy and of the doctor, and fits together', async () => {
  await using home = await start()
  await home.run('init', {
    ...s3,
    source: ['orders=postgres', 'app=./app.sqlite', 'site=./site'],
    recipient: keys.recipient,
  })
  const workflow = ['scheduled.yml', 'prove.yml', 'prune.yml', 'pr-plan.yml'].map((name) => `.github/workflows/${name}`)
  const checked = await home.run('doctor', { workflow })
  expect(checked.problems).toEqual([])
  const said = (checked.json as { checks: { outcome: string; says: string }[] }).checks
  expect(said.filter(({ outcome }) => outcome !== 'good').map(({ says }) => says)).toEqual(
    workflow.map(() => 'restorable/restorable@v1 is not pinned by a SHA'),
  )
  expect(await home.read('.github/backup-policy.yml')).toContain(`recipients: [${keys.recipient}]`)
})

test('from init to a proven restore in four commands, with a key that is shown once', async () => {
  await using home = await start()
  await writeFile(`${home.world.cwd}/note.txt`, 'one')
  const source = [`notes=${home.world.cwd}/note.txt`]
  const made = await home.run('init', { source, store: './backups', timezone: 'UTC' })
  const { secret, files } = made.json as { secret: string; files: string[] }
  expect(files).toEqual(['.github/backup-policy.yml'])
  expect(made.text({ colour: false, width: 100 }).split(secret)).toHaveLength(2)
  const key = { env: { RESTORABLE_SECRET_KEY: secret } }
  expect((await home.run('doctor', {}, key)).problems).toEqual([])
  const run = await home.run('run', {}, key)
  expect([run.problems, run.report?.sources[0]?.proofs.map(({ level, outcome }) => `${level} ${outcome}`)]).toEqual([
    [],
    expect.arrayContaining(['restore passed']),
  ])
})

test('nothing is overwritten without being told', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3, recipient: keys.recipient }
  await home.run('init', options)
  await writeFile(`${home.world.cwd}/.github/backup-policy.yml`, 'mine')
  await expect(home.run('init', options)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^\.github\/backup-policy\.yml, \.github\/.*: there is one already$/),
    hint: expect.stringContaining('--replace'),
  })
  expect(await home.read('.github/backup-policy.yml')).toBe('mine')
  await home.run('init', { ...options, replace: true })
  expect(await home.read('.github/backup-policy.yml')).toContain('project:')
})

test('where only a workflow is in the way, nothing at all is written', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3, recipient: keys.recipient }
  await home.run('init', options)
  const { rm } = await import('node:fs/promises')
  await rm(`${home.world.cwd}/.github/backup-policy.yml`)
  await expect(home.run('init', options)).rejects.toMatchObject({
    message: expect.stringContaining('there is one already'),
  })
  await expect(access(`${home.world.cwd}/.github/backup-policy.yml`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('it asks on a terminal for what was not given', async () => {
  const answers = ['', 'orders=postgres', '', 's3://shop-backups', '', keys.recipient]
  const asked: string[] = []
  await using home = await start({
    ask: async (question) => {
      asked.push(question)
      return answers.shift() ?? ''
    },
  })
  await home.run('init', { timezone: 'UTC' })
  expect([asked.length, answers]).toEqual([6, []])
  const policy = await home.read('.github/backup-policy.yml')
  expect(policy).toContain('primary: { s3: { bucket: shop-backups, region: eu-north-1 } }')
  expect(policy).toContain('url: ${ORDERS_DATABASE_URL}')
})

test.each<readonly [string, Options, string]>([
  ['nothing to back up', s3, 'nothing is named that is to be backed up'],
  [
    'a URL with its password',
    { ...s3, source: ['orders=postgres://u:p@h/db'] },
    'the address of orders does not belong in the policy',
  ],
  [
    'a bucket without a region',
    { source: ['a=./a'], store: 's3://shop-backups' },
    'no region is given for s3://shop-backups',
  ],
  ['a name twice', { ...s3, source: ['a=./a', 'a=./b'] }, 'two sources are called a'],
  ['a key that is none', { ...s3, source: ['a=./a'], recipient: 'rpub1x' }, 'the recipient '],
  ['a zone that there is not', { ...s3, source: ['a=./a'], timezone: 'Mars/Olympus' }, '1 error in'],
])('%s is refused, and nothing is written', async (_, options, message) => {
  await using home = await start()
  await expect(home.run('init', options)).rejects.toMatchObject({ message: expect.stringContaining(message) })
  await expect(access(`${home.world.cwd}/.github`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('in a workflow it is refused', async () => {
  await using home = await start({ env: { GITHUB_ACTIONS: 'true' } })
  await expect(home.run('init', { source: ['a=./a'], store: './b' })).rejects.toMatchObject({ code: 'usage' })
})

test('what is left to do names every environment, secret and role that the workflows use', () => {
  const used = Object.values(workflowsOf(example)).join()
  const left = stepsLeft(example).flatMap(({ commands }) => commands)
  for (const [, role = ''] of used.matchAll(/vars\.([A-Z_]+)/g))
    expect(left.join('\n')).toContain(`gh variable set ${role} `)
  for (const [, secret = ''] of used.matchAll(/secrets\.([A-Z_]+)/g))
    expect(left.join('\n')).toContain(`gh secret set ${secret} `)
  for (const [, name = ''] of used.matchAll(/^ {4}environment: (.*)$/gm))
    expect(left.join('\n')).toContain(`environments/${name}"`)
  const documents = left.flatMap((line) =>
    [...line.matchAll(/'(\{.*\})'/g)].map(([, json = '']) => JSON.parse(json) as object),
  )
  expect(documents).toHaveLength(8)
  // The job that backs up can mark, hold and delete nothing.
  const backup = JSON.stringify(documents[1])
  expect(backup).not.toMatch(/trash|holds|DeleteObject/)
})
