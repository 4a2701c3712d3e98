import { spawnSync } from 'node:child_process'
import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { commands } from '../../src/command/all.ts'
import { parse } from '../../src/command/argument.ts'
import { type Answers, parseSource } from '../../src/command/init/answer.ts'
import { policyOf } from '../../src/command/init/policy.ts'
import { stepsLeft } from '../../src/command/init/step.ts'
import { workflowsOf } from '../../src/command/init/workflow.ts'
import type { Options } from '../../src/command/option.ts'
import type { World } from '../../src/world.ts'
import { makeTestWorld } from '../world.ts'
import { keys, otherKeys } from './shop.ts'

const example: Answers = {
  project: 'shop',
  timezone: 'Europe/Stockholm',
  recipients: ['rpub1...'],
  store: { kind: 's3', bucket: 'shop-backups', prefix: 'prod', region: 'eu-north-1' },
  sources: [parseSource('orders=postgres')],
}

test('the examples are what init writes; UPDATE_EXAMPLES=1 rewrites them', async () => {
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

test('the files that init writes pass the checks of the policy and of the doctor, and match each other', async () => {
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
    workflow.map(() => 'backproof/backproof@v1 is not pinned to a SHA'),
  )
  expect(await home.read('.github/backup-policy.yml')).toContain(`recipients: [${keys.recipient}]`)
})

test('init leads to a proven restore in four commands, with a key that is shown once', async () => {
  await using home = await start()
  await writeFile(`${home.world.cwd}/note.txt`, 'one')
  const source = [`notes=${home.world.cwd}/note.txt`]
  const made = await home.run('init', { source, store: './backups', timezone: 'UTC' })
  const { secret, files } = made.json as { secret: string; files: string[] }
  expect(files).toEqual(['.github/backup-policy.yml'])
  expect(made.text({ colour: false, width: 100 }).split(secret)).toHaveLength(2)
  const key = { env: { BACKPROOF_SECRET_KEY: secret } }
  expect((await home.run('doctor', {}, key)).problems).toEqual([])
  const run = await home.run('run', {}, key)
  expect([run.problems, run.report?.sources[0]?.proofs.map(({ level, outcome }) => `${level} ${outcome}`)]).toEqual([
    [],
    expect.arrayContaining(['restore passed']),
  ])
})

test('init overwrites nothing without --replace', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3, recipient: keys.recipient }
  await home.run('init', options)
  await writeFile(`${home.world.cwd}/.github/backup-policy.yml`, 'mine')
  await expect(home.run('init', options)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/^\.github\/backup-policy\.yml, \.github\/.*: already exists$/),
    hint: expect.stringContaining('--replace'),
  })
  expect(await home.read('.github/backup-policy.yml')).toBe('mine')
  await home.run('init', { ...options, replace: true })
  expect(await home.read('.github/backup-policy.yml')).toContain('project:')
})

test('init writes nothing at all if only a workflow already exists', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3, recipient: keys.recipient }
  await home.run('init', options)
  const { rm } = await import('node:fs/promises')
  await rm(`${home.world.cwd}/.github/backup-policy.yml`)
  await expect(home.run('init', options)).rejects.toMatchObject({
    message: expect.stringContaining('already exists'),
  })
  await expect(access(`${home.world.cwd}/.github/backup-policy.yml`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('init asks on a terminal for values that were not given', async () => {
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
  ['nothing to back up', s3, 'nothing to back up is named'],
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
  [
    'the engine environment without names',
    { ...s3, source: ['vars=environment'] },
    'is not the name of a file or folder',
  ],
  ['a name twice', { ...s3, source: ['a=./a', 'a=./b'] }, 'two sources are called a'],
  ['a key that is none', { ...s3, source: ['a=./a'], recipient: 'rpub1x' }, 'the recipient '],
  ['a zone that there is not', { ...s3, source: ['a=./a'], timezone: 'Mars/Olympus' }, '1 error in'],
])('init refuses %s, and writes nothing', async (_, options, message) => {
  await using home = await start()
  await expect(home.run('init', options)).rejects.toMatchObject({ message: expect.stringContaining(message) })
  await expect(access(`${home.world.cwd}/.github`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('init is refused in a workflow', async () => {
  await using home = await start({ env: { GITHUB_ACTIONS: 'true' } })
  await expect(home.run('init', { source: ['a=./a'], store: './b' })).rejects.toMatchObject({ code: 'usage' })
})

test('init names every environment, secret and role that its workflows use', () => {
  const used = Object.values(workflowsOf(example)).join()
  const left = stepsLeft(example, { cwd: '/shop' }).flatMap(({ commands }) => commands)
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

const stepsOf = (result: { json: unknown }) =>
  (result.json as { steps: { commands: string[] }[] }).steps.flatMap(({ commands }) => commands)

test('init refuses a second store instead of silently using the last one', () => {
  const say = () => parse(['init', '--source', 'a=./a', '--store', './backups', '--store', 's3://bucket/prefix'])
  expect(say).toThrow('init: --store is given 2 times, but takes one value')
  expect(() => parse(['verify', '--store', 'a', '--store=b'])).toThrow('verify: --store is given 2 times')
  expect(parse(['init', '--source', 'a=./a', '--source', 'b=./b'])).toMatchObject({
    options: { source: ['a=./a', 'b=./b'] },
  })
})

test('init prints AWS commands that are correct in us-east-1 and create the provider that the roles trust', () => {
  const commands = (region: string) =>
    stepsLeft({ ...example, store: { kind: 's3', bucket: 'b', prefix: 'p', region } }, { cwd: '/shop' }).flatMap(
      (step) => step.commands,
    )
  expect(commands('us-east-1')).toContain('aws s3api create-bucket --bucket b --region us-east-1')
  expect(commands('eu-north-1')).toContain(
    'aws s3api create-bucket --bucket b --region eu-north-1 --create-bucket-configuration LocationConstraint=eu-north-1',
  )
  const all = commands('eu-north-1')
  const provider = all.findIndex((line) =>
    line.startsWith(
      'aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com',
    ),
  )
  expect(provider).toBeGreaterThan(-1)
  expect(provider).toBeLessThan(all.findIndex((line) => line.startsWith('aws iam create-role ')))
})

test("the crontab line of init works when it is pasted into cron's environment", { timeout: 60_000 }, async () => {
  await using home = await start()
  const project = `${home.world.cwd}/50% of 'us'`
  await mkdir(`${project}/notes`, { recursive: true })
  await writeFile(`${project}/notes/one.txt`, 'one')
  const program = [process.execPath, `${process.cwd()}/src/cli.ts`]
  const made = await home.run(
    'init',
    { source: ['notes=./notes'], store: './backups', timezone: 'UTC' },
    {
      cwd: project,
      program,
    },
  )
  const { secret } = made.json as { secret: string }
  const commands = stepsOf(made)
  const line = commands.find((command) => command.startsWith('7,37 ')) ?? ''
  const env = { HOME: home.world.cwd, PATH: '/usr/bin:/bin' }
  const sh = (command: string, input = '') => {
    const done = spawnSync('/bin/sh', ['-c', command], { cwd: home.world.cwd, env, input, encoding: 'utf8' })
    return [done.status, done.stdout + done.stderr] as const
  }
  const [folder = '', key = ''] = commands.slice(commands.indexOf('backproof list') + 1)
  expect(sh(folder)[0]).toBe(0)
  expect(sh(key, `${secret}\n`)[0]).toBe(0)
  expect(
    (
      await stat(
        `${home.world.cwd}/.config/backproof/${(made.json as { project?: string }).project ?? '50-of-us-'}.key`,
      )
    ).mode & 0o777,
  ).toBe(0o600)
  // As cron reads it: five fields, then a command in which only an escaped percent sign is one.
  const command = line.split(' ').slice(5).join(' ')
  expect(command).not.toMatch(/(?<!\\)%/)
  const [code, said] = sh(command.replaceAll('\\%', '%'))
  expect([code, said]).toEqual([0, expect.stringContaining('restore    ✓ passed')])
})

test('init --replace keeps the recipients of the policy, and says so', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3 }
  await home.run('init', { ...options, recipient: keys.recipient })
  const again = await home.run('init', { ...options, replace: true })
  expect(again.json).toMatchObject({ recipient: keys.recipient })
  expect(again.json).not.toHaveProperty('secret')
  expect(await home.read('.github/backup-policy.yml')).toContain(`recipients: [${keys.recipient}]`)
  expect(again.text({ colour: false, width: 100 })).toContain(`kept       ${keys.recipient}`)
  await home.run('init', { ...options, replace: true, recipient: otherKeys.recipient })
  expect(await home.read('.github/backup-policy.yml')).toContain(`recipients: [${otherKeys.recipient}]`)
})

test('init --replace asks for the recipient if the old policy cannot be parsed', async () => {
  await using home = await start()
  const options = { source: ['app=./app.sqlite'], ...s3 }
  await home.run('init', { ...options, recipient: keys.recipient })
  await writeFile(`${home.world.cwd}/.github/backup-policy.yml`, 'version: [')
  await expect(home.run('init', { ...options, replace: true })).rejects.toMatchObject({
    code: 'usage',
    hint: expect.stringContaining('--recipient'),
  })
})

test.each(['oracle', 'cassandra', 'sqlite', 'MariaDB'])(
  'init does not treat the unknown engine %s as a folder',
  async (word) => {
    await using home = await start()
    await expect(home.run('init', { ...s3, source: [`x=${word}`] })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('--source x=./'),
    })
    await home.run('init', { ...s3, source: [`x=./${word}`], recipient: keys.recipient })
  },
)

test('init says what to run for a missing path and for a store inside the repository', async () => {
  await using home = await start()
  const { cwd } = home.world
  await mkdir(`${cwd}/.git`)
  await mkdir(`${cwd}/there`)
  const options = { source: ['a=./there', 'b=./gone', 'c=./gone.db'], store: './backups', recipient: keys.recipient }
  const { warnings } = (await home.run('init', options)).json as { warnings: string[] }
  expect(warnings).toEqual([
    expect.stringContaining(`the source b: there is no file or folder ./gone in ${cwd}`),
    expect.stringContaining('the source c: there is no file ./gone.db'),
    expect.stringContaining(`the store ./backups is inside the git work tree ${cwd}`),
  ])
  expect(warnings[2]).toContain(`echo '/backups/' >> ${cwd}/.gitignore`)
  expect(home.world.lines).toEqual(warnings.map((one) => `warning: ${one}`))
  await writeFile(`${cwd}/.gitignore`, '/backups/\n')
  const again = await home.run('init', { ...options, source: ['a=./there'], replace: true })
  expect(again.json).toMatchObject({ warnings: [] })
})
