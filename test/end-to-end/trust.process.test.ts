import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeGitHub, pullRequestEvent, startFakeGitHub } from '../github/fake-github.ts'
import { makeRepository, repositoryAt } from '../trust/repository.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, type Phase, startJob } from './run-action.ts'
import { backproofJson } from './run-cli.ts'
import { filesIn, makeSmallShop, policyPath, readJson, type SmallShop } from './small-shop.ts'

/** Everything that an attacker would like to do, by what it asks for. */
const commands = {
  act: [
    { command: 'backup' },
    { command: 'run', apply: 'true' },
    { command: 'prune', apply: 'true' },
    { command: 'delete', id: 'ID' },
    { command: 'undelete', id: 'ID' },
    { command: 'hold', id: 'ID' },
    { command: 'unhold', id: 'ID' },
    { command: 'verify', level: 'check' },
    { command: 'restore', id: 'ID', into: './stolen' },
    { command: 'gate', 'max-age': '1h', override: 'let me', 'override-until': '2999-01-01T00:00:00Z' },
    { command: 'gate', 'max-age': '1h', otherwise: 'backup' },
    { command: 'doctor' },
  ],
  read: [
    { command: 'list' },
    { command: 'report' },
    { command: 'gate', 'max-age': '7d' },
    { command: 'plan', shards: '2' },
    { command: 'prune' },
  ],
} as const

let shop: SmallShop
let disk: string
let github: FakeGitHub
let thief: Server
const stolen: string[] = []
let ids: readonly string[]
/** Who owns what is checked out: the default branch, a branch of the repository, a fork whose branch is called main. */
let jobs: Readonly<Record<'main' | 'branch' | 'fork', Job>>
let commits: Readonly<Record<'main' | 'branch', string>>

beforeAll(async () => {
  const action = await bundle()
  github = await startFakeGitHub()
  thief = createServer((request, response) => {
    stolen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`)
    response.writeHead(403).end()
  })
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
  disk = await mkdtemp(join(tmpdir(), 'backproof-disk-'))
  const [main, branch, fork] = await Promise.all([0, 1, 2].map(() => startJob({ action, commits: false })))
  if (!main || !branch || !fork) throw new Error('no job')
  jobs = { main, branch, fork }
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-shop-')))
  const source = (retention: string) =>
    `sources:\n  app: { engine: sqlite, path: ${shop.path('app.sqlite')}, schedule: never, retention: ${retention} }\n`
  const kept = source('{ keep: { last: 9 }, manual: rules }')
  await shop.policy(`stores:\n  disk: { directory: { path: ${disk} } }\n${kept}`)
  ids = []
  for (let i = 0; i < 2; i++) {
    const made = await backproofJson<{ sources: { backup: { id: string } }[] }>(shop.folder, ['backup'])
    ids = [made.sources[0]?.backup.id ?? '', ...ids]
  }
  const merged = await readFile(shop.path(policyPath), 'utf8')
  const { port } = thief.address() as AddressInfo
  // No keys of its own: it would be told those of the environment. And it keeps nothing.
  const evil = merged
    .replace(kept, source('{ keep: { last: 1 }, min-keep: 1, manual: rules, grace: 1d }'))
    .replace(
      'stores:\n',
      `stores:\n  thief: { s3: { bucket: stolen, region: us-east-1, endpoint: "http://127.0.0.1:${port}" } }\n`,
    )
  const repository = await makeRepository(main.workspace)
  await repository.write(policyPath, merged)
  const tip = await repository.commit(policyPath)
  await cp(main.workspace, branch.workspace, { recursive: true })
  const change = repositoryAt(branch.workspace)
  await change.git('checkout', '--quiet', '-b', 'feature')
  await change.write(policyPath, evil)
  commits = { main: tip, branch: await change.commit(policyPath) }
  const theirs = await makeRepository(fork.workspace)
  await theirs.write(policyPath, evil)
  await theirs.commit(policyPath)
  github.branches.set('main', tip)
  for (const commit of [tip, 'b'.repeat(40)]) github.files.set(`${policyPath}@${commit}`, merged)
  const payload = { repository: { default_branch: 'main' } }
  for (const job of [main, branch, fork]) {
    await writeFile(join(job.temporary, 'event.json'), JSON.stringify(payload))
    await writeFile(join(job.temporary, 'pull.json'), JSON.stringify(pullRequestEvent()))
    await writeFile(join(job.temporary, 'fork.json'), JSON.stringify(pullRequestEvent({ fork: true })))
  }
}, bundleTimeoutMs)
afterAll(async () => {
  await Promise.all(Object.values(jobs).map((job) => job[Symbol.asyncDispose]()))
  await github[Symbol.asyncDispose]()
  thief.close()
  await Promise.all([disk, shop.folder].map((path) => rm(path, { recursive: true, force: true })))
})

/** What all the others rest on; the rest of the table is that of one function, and test/command/trust.process.test.ts has it. */
const few = [
  commands.act[1],
  commands.act[3],
  commands.act[6],
  commands.act[9],
  commands.act[10],
  commands.read[0],
  commands.read[2],
  commands.read[3],
]

interface Case {
  /** Every command, and not only a few of each kind. */
  readonly all?: true
  readonly owner: keyof typeof jobs
  readonly event: string
  readonly ref?: string
  readonly payload?: 'pull.json' | 'fork.json'
}

async function perform(
  { owner, event, ref = 'refs/heads/main', payload = 'event.json' as never }: Case,
  inputs: object,
) {
  const job = jobs[owner]
  const [id = ''] = ids
  const { main } = await job.step({
    inputs: {
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value === 'ID' ? id : value])),
      'github-token': 'good-token',
      cache: 'false',
    },
    env: {
      ...shop.secret,
      AWS_ACCESS_KEY_ID: 'AKIAOFTHEJOB',
      AWS_SECRET_ACCESS_KEY: 'the-secret-of-the-job',
      AWS_SESSION_TOKEN: 'the-token-of-the-job',
      GITHUB_API_URL: github.url,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: join(job.temporary, payload),
      GITHUB_REF: ref,
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_SHA: owner === 'branch' ? commits.branch : commits.main,
    },
  })
  return { main, codes: await codesOf(main) }
}

async function codesOf(main: Phase): Promise<readonly string[]> {
  const { problems = [] } = await readJson<{ problems?: { code: string }[] }>(main.outputs['report'] ?? '')
  return problems.map(({ code }) => code)
}

const unmerged: readonly (readonly [string, Case])[] = [
  ['a push to another branch', { owner: 'branch', event: 'push', ref: 'refs/heads/feature' }],
  ['workflow_dispatch of another branch', { owner: 'branch', event: 'workflow_dispatch', ref: 'refs/heads/feature' }],
  ['a tag that is called like the default branch', { owner: 'branch', event: 'push', ref: 'refs/tags/main' }],
  [
    'a pull request',
    { owner: 'branch', event: 'pull_request', ref: 'refs/pull/7/merge', payload: 'pull.json', all: true },
  ],
  ["a schedule that checks out a fork's main", { owner: 'fork', event: 'schedule' }],
  ['workflow_run with what is merged', { owner: 'main', event: 'workflow_run' }],
]
const foreign: readonly (readonly [string, Case])[] = [
  [
    'a pull request from a fork',
    { owner: 'branch', event: 'pull_request', ref: 'refs/pull/7/merge', payload: 'fork.json' },
  ],
  [
    "pull_request_target with a fork's code",
    { owner: 'fork', event: 'pull_request_target', payload: 'fork.json', all: true },
  ],
  ["issue_comment with a fork's code", { owner: 'fork', event: 'issue_comment' }],
  ["workflow_run with a fork's main", { owner: 'fork', event: 'workflow_run' }],
  ['an event that nobody knows yet', { owner: 'fork', event: 'brand_new_event' }],
]

/** In one order, a few at once: starting a process is most of the time. */
async function each<T>(values: readonly T[], body: (value: T) => Promise<void>): Promise<void> {
  const rest = [...values]
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await body(next)
  }
  await Promise.all([work(), work(), work()])
}

async function expectUntouched(body: () => Promise<void>): Promise<void> {
  const before = await filesIn(disk)
  await body()
  expect(await filesIn(disk)).toEqual(before)
  expect(stolen).toEqual([])
}

const chosen = <T extends object>(list: readonly T[], { all }: Case): readonly T[] =>
  list.filter((one) => all || (few as readonly object[]).includes(one))

const nameOf = (inputs: object) => Object.values(inputs).join(' ')

test.each(unmerged)('%s writes nothing, sends no credentials, and reads by the merged policy', async (_, one) => {
  await expectUntouched(async () => {
    await each(chosen(commands.act, one), async (inputs) => {
      const { main, codes } = await perform(one, inputs)
      expect([main.code, codes], nameOf(inputs)).toEqual([1, ['untrusted']])
    })
    await each(chosen(commands.read, one), async (inputs) => {
      const { main, codes } = await perform(one, inputs)
      expect([main.code, codes], `${nameOf(inputs)}\n${main.shown}`).toEqual([0, []])
    })
  })
})

test.each(foreign)('%s does nothing, and sends no credentials', async (_, one) => {
  await expectUntouched(() =>
    each(chosen([...commands.act, ...commands.read], one), async (inputs) => {
      const { main, codes } = await perform(one, inputs)
      expect([main.code, codes], nameOf(inputs)).toEqual([1, ['untrusted']])
    }),
  )
})

test('the plan of a pull request queries no store that the pull request adds, and receives no credentials', async () => {
  await expectUntouched(async () => {
    const pull = { owner: 'branch', event: 'pull_request', ref: 'refs/pull/7/merge', payload: 'pull.json' } as const
    const { main, codes } = await perform(pull, { command: 'plan' })
    expect([main.code, codes], main.shown).toEqual([1, []])
    const { sources } = await readJson<{ sources: { changes: { id: string }[] }[] }>(main.outputs['report'] ?? '')
    // The store that stays is read: what the change deletes is known.
    expect(sources[0]?.changes.map(({ id }) => id)).toEqual([ids[1]])
    expect(main.summary).not.toContain('the-secret-of-the-job')
  })
})

test('the plan of a fork compares policies offline, but the plan of pull_request_target does not, as it would compare the merged policy with itself', async () => {
  await expectUntouched(async () => {
    const fork = { owner: 'branch', event: 'pull_request', payload: 'fork.json' } as const
    const { main } = await perform(fork, { command: 'plan' })
    expect(await readJson(main.outputs['report'] ?? '')).toMatchObject({ basis: 'offline' })
    const target = await perform({ ...fork, event: 'pull_request_target' }, { command: 'plan' })
    expect(target.codes).toEqual(['untrusted'])
    const named = { command: 'plan', against: policyPath }
    const compared = await perform({ ...fork, event: 'pull_request_target' }, named)
    expect(await readJson(compared.main.outputs['report'] ?? '')).toMatchObject({ basis: 'offline' })
  })
})

test('the gate of a pull request does not count a backup in its own checkout', async () => {
  const { workspace } = jobs.branch
  await cp(disk, join(workspace, 'backups'), { recursive: true })
  const merged = await readFile(shop.path(policyPath), 'utf8')
  github.files.set(`${policyPath}@${'b'.repeat(40)}`, merged.replace(disk, './backups'))
  const pull = { owner: 'branch', event: 'pull_request', ref: 'refs/pull/7/merge', payload: 'pull.json' } as const
  const { main } = await perform(pull, { command: 'gate', 'max-age': '7d' })
  github.files.set(`${policyPath}@${'b'.repeat(40)}`, merged)
  expect(main.code).toBe(1)
  expect(main.shown).toContain('is in the checkout of a commit that is not merged')
})

test('the default branch at its own commit does everything', async () => {
  const main = { owner: 'main', event: 'schedule' } as const
  for (const inputs of [...commands.act.slice(3, 8), ...commands.read, { command: 'backup' }]) {
    const { main: phase, codes } = await perform(main, inputs)
    expect([phase.code, codes], `${nameOf(inputs)}\n${phase.shown}`).toEqual([0, []])
  }
  expect(stolen).toEqual([])
})
