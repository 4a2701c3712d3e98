import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { head } from '../github/fake-github.ts'
import { base, changes, long, openPullRequest, type PullRequest, path, planOf, short } from './pull-request.ts'
import { keys, otherKeys } from './shop.ts'

let pull: PullRequest
let office: PullRequest['office']
let github: PullRequest['github']
let ids: readonly string[]
beforeEach(async () => {
  pull = await openPullRequest()
  ;({ office, github, ids } = pull)
})
afterEach(() => pull[Symbol.asyncDispose]())

const plan = (options = {}) => planOf(office, options)

describe('a pull request that shortens retention', () => {
  test('fails by the limit of the base branch, and lists what would be deleted', async () => {
    const { json, codes, markdown } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.failing).toEqual(['2 backups would be newly deleted, plan.max-deletions allows 1'])
    expect(changes(json)).toEqual([`newly-deleted ${ids[1]}`, `newly-deleted ${ids[2]}`])
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toBe(`<!-- backproof plan of shop -->\n${markdown}`)
  })

  test('passes exactly at its limit', async () => {
    const two = (github.files.get(`${path}@${base}`) ?? '').replace('max-deletions: 1', 'max-deletions: 2')
    github.files.set(`${path}@${base}`, two)
    expect((await plan()).codes).toEqual([])
  })

  test('keeps one comment, which is updated with the change', async () => {
    await plan()
    await office.write(path, long)
    expect((await plan()).codes).toEqual([])
    expect(github.comments.map(({ body }) => body.includes('newly deletes **nothing**'))).toEqual([true])
  })

  test('no longer says that all is well when its policy can no longer be parsed', async () => {
    await office.write(path, long)
    await plan()
    expect(github.comments[0]?.body).toContain('🟢')
    await office.write(path, long.replace('retention:', 'retentoin:'))
    expect(await office.refused('plan')).toMatchObject({ code: 'policy-invalid' })
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- backproof plan of shop -->\n## 🔴 .*\n\n.*cannot be parsed: 1 error in .*retentoin/),
    ])
    github.trouble = (method) => (method === 'PATCH' ? { status: 403, message: 'no' } : undefined)
    await office.write(path, long.replace('retention:', 'retentio:'))
    expect(await office.refused('plan')).toMatchObject({ code: 'policy-invalid' })
    expect(office.world.lines.join('\n')).toContain('pull-requests: write')
  })

  test('passes with the label that the base branch sets, which is recorded', async () => {
    github.labels = ['backup-plan-approved']
    expect((await plan()).codes).toEqual(['gate-unmet'])
    // GitHub tells no label from another by its capitals.
    github.labels = ['Deletes-OK']
    const { json, codes } = await plan()
    expect([codes, json.override]).toEqual([
      [],
      { label: 'deletes-ok', commit: head, at: '2026-03-02T11:00:00.000Z', by: 'ann' },
    ])
    expect(github.comments[0]?.body).toContain('**Approved by the label <code>deletes-ok</code>**')
  })

  test('does not choose the label that approves it', async () => {
    const bare = long.replace(/^plan: .*\n/m, '')
    github.files.set(`${path}@${base}`, bare.replaceAll('./data', office.path('data')))
    await office.write(path, short.replace('max-deletions: 99', 'max-deletions: 1'))
    github.labels = ['deletes-ok']
    expect((await plan()).codes).toEqual(['gate-unmet'])
    github.labels = ['backup-plan-approved']
    expect((await plan()).codes).toEqual([])
  })

  test('is compared only for the source that is named', async () => {
    expect((await plan({ source: ['files'] })).json.sources).toHaveLength(1)
    expect((await office.refused('plan', { source: ['filez'] })).message).toBe('neither policy has a source filez')
  })
})

describe('a review during failures of the GitHub API', () => {
  test('reports in the summary that the comment was refused, and the plan stands', async () => {
    github.trouble = (method) =>
      method === 'POST' ? { status: 403, message: 'Resource not accessible by integration' } : undefined
    const { codes, json, markdown } = await plan()
    expect([codes, changes(json).length]).toEqual([['gate-unmet'], 2])
    expect(markdown).toContain('pull-requests: write')
    expect(github.comments).toEqual([])
  })

  test('leaves no comment and no approval under a rate limit on everything but the base policy', async () => {
    github.labels = ['deletes-ok']
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' }
    github.trouble = (_, url) =>
      url.includes('/contents/') ? undefined : { status: 403, message: 'API rate limit exceeded', headers }
    const { codes, markdown } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(markdown).toContain('The rate limit is used up')
  })

  test('knows nothing and passes nothing when the base policy cannot be read', async () => {
    await office.write(path, long)
    github.trouble = (_, url) => (url.includes('/contents/') ? { status: 500, message: 'broken' } : undefined)
    const { codes, json, markdown } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.failing).toEqual([expect.stringContaining("the base branch's policy could not be read")])
    expect(json.earlier).toBe('unread')
    expect(markdown).toContain('**what this change deletes or keeps is not known**')
    expect(markdown).not.toMatch(/newly deletes|\(new\)/)
    expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining('is not known')])
  })
})

describe('policies that are added or removed', () => {
  test('a first policy is compared with an empty one', async () => {
    github.files.clear()
    const { json } = await plan()
    expect(json.notes[0]).toContain(`The base branch has no ${path}`)
    expect(json.sources).toMatchObject([{ source: 'files', status: 'added' }])
    // Nothing of what is not merged is asked: not even where it would be an old store.
    expect(changes(json)).toEqual([])
    expect(json.notes.join()).toContain('a is new or moved: it is not contacted before this is merged')
  })

  test('a base policy that cannot be parsed does not stop the change that repairs it', async () => {
    github.files.set(`${path}@${base}`, 'version: 1\nsources: {}\n')
    const { json } = await plan()
    expect(json.notes[0]).toContain('The earlier policy cannot be parsed')
    expect(office.world.lines.filter((line) => line.startsWith('fault'))).toEqual([])
  })

  test('a base policy that lacks only a variable of the job is compared, and its store counts as unread', async () => {
    const gone = (github.files.get(`${path}@${base}`) ?? '').replace('./b }', '"${OLD_DISK}" }')
    github.files.set(`${path}@${base}`, gone)
    const { json, codes } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.failing).toEqual([
      'files: b is another place, to which backups go',
      'files: what becomes of its backups is not known, because b could not be read',
    ])
    expect(json.notes.join()).toContain('OLD_DISK')
    github.files.set(`${path}@${base}`, `${gone}nonsense: true\n`)
    expect((await plan()).json.failing).toEqual([])
  })

  test('a base policy that arrives as bytes is parsed too', async () => {
    github.contentType = 'application/octet-stream'
    expect((await plan()).json.sources).toMatchObject([{ status: 'kept' }])
  })

  test('a policy that is removed leaves its backups behind', async () => {
    const { rm } = await import('node:fs/promises')
    await rm(office.path(path))
    const { codes, json } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.sources).toMatchObject([{ source: 'files', status: 'removed', backups: 3 }])
    expect(json.failing).toEqual(['files: 3 backups would be left without store, schedule and rules'])
  })

  test('a base branch that may not be read is without a policy only if GitHub says so', async () => {
    github.files.clear()
    github.trouble = (_, url) => (/\/(contents|git)\//.test(url) ? { status: 404, message: 'Not Found' } : undefined)
    const { codes, json } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.failing).toEqual([expect.stringContaining("the base branch's policy could not be read")])
    expect(json.notes.join()).toContain('contents: read')
  })

  test('the policy that was in force counts, not an older one left in its place', async () => {
    github.files.set(`.github/backup-policy.yml@${base}`, github.files.get(`${path}@${base}`) ?? '')
    github.files.set(`${path}@${base}`, short.replaceAll('./data', office.path('data')))
    expect(changes((await plan()).json)).toEqual([`newly-deleted ${ids[1]}`, `newly-deleted ${ids[2]}`])
  })

  test('a policy is searched for from the root of its repository', async () => {
    await office.write('infra/.git/HEAD', 'ref: refs/heads/main\n')
    const folders = (text: string) =>
      text.replace('./a }', `${office.path('a')} }`).replace('./b }', `${office.path('b')} }`)
    await office.write('infra/ops/policy.yml', folders(short))
    github.files.set(`ops/policy.yml@${base}`, folders(long).replaceAll('./data', office.path('data')))
    expect((await plan({ policy: 'infra/ops/policy.yml' })).codes).toEqual(['gate-unmet'])
    expect(await office.refused('plan', { policy: '../outside.yml' })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is not in the repository'),
    })
  })

  test('a policy that moved is compared with the one at its old path', async () => {
    github.files.set(`.github/backup-policy.yml@${base}`, github.files.get(`${path}@${base}`) ?? '')
    github.files.delete(`${path}@${base}`)
    expect((await plan()).json.sources).toMatchObject([{ status: 'kept' }])
  })
})

describe('a policy that moves to a path where the base branch has none', () => {
  const text = () => github.files.get(`${path}@${base}`) ?? ''
  const others = Array.from({ length: 120 }, (_, i) => ({ filename: `docs/${i}.md`, status: 'added' }))

  test('is compared with the file it came from, however many other files change', async () => {
    github.files.set(`ops/old.yml@${base}`, text())
    github.files.delete(`${path}@${base}`)
    github.changed = [...others, { filename: path, status: 'renamed', previous_filename: 'ops/old.yml' }]
    const { json, codes } = await plan()
    expect([codes, changes(json).length]).toEqual([['gate-unmet'], 2])
    expect(json.notes).toEqual([`The policy moves to ${path}: it is compared with ops/old.yml (base branch).`])
  })

  test('is compared with the removed policy at the usual path if the two are not alike', async () => {
    await office.write('ops/new.yml', short)
    github.changed = [{ filename: 'ops/new.yml', status: 'added' }, ...others, { filename: path, status: 'removed' }]
    expect((await plan({ policy: 'ops/new.yml' })).codes).toEqual(['gate-unmet'])
    // One that stays is another project's.
    github.changed = others
    expect((await plan({ policy: 'ops/new.yml' })).json.sources).toMatchObject([{ status: 'added' }])
  })

  test('does not pass if GitHub does not say what moved', async () => {
    github.files.clear()
    github.trouble = (_, url) =>
      url.endsWith('/pulls/7/files') ? { status: 403, message: 'Resource not accessible by integration' } : undefined
    const { json, codes } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.notes.join()).toContain('pull-requests: read')
  })
})

test('a store that moved to another place has no backups', async () => {
  await office.write(path, long.replace('./b }', './elsewhere }').replace('./a }', './nowhere }'))
  const { json, codes } = await plan()
  expect(json.sources[0]?.storesMoved).toEqual(['a', 'b'])
  expect(changes(json)).toEqual(ids.map((id) => `left-behind ${id}`))
  expect(codes).toEqual(['gate-unmet'])
  expect(json.failing).toContain('files: all that there is, 3 backups, would be left behind')
})

test('new keys cannot open existing backups', async () => {
  await office.write(path, long.replace(/rpub1\w+/, otherKeys.recipient))
  const { json, codes } = await plan()
  expect(json.recipients.unopenable).toEqual(ids)
  expect(codes).toEqual(['gate-unmet'])
})

test.each(['/etc/passwd', '../other/policy.yml'])(
  'a policy that is a link to %s is not read on a runner',
  async (to) => {
    const { mkdir, rm, symlink, writeFile } = await import('node:fs/promises')
    await mkdir(office.path('work'))
    await mkdir(office.path('other'))
    await writeFile(office.path('other/policy.yml'), 'secret: [value')
    await symlink(to, office.path(`work/${path}`))
    const { plan } = await import('../../src/command/plan/plan.ts')
    const world = { ...office.world, cwd: office.path('work') }
    const read = (env: Record<string, string>) => plan({ ...world, env: { ...world.env, ...env } }, {})
    await expect(read({ GITHUB_ACTIONS: 'true' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('is a link to a place outside'),
    })
    await expect(read({})).rejects.toMatchObject({ code: 'policy-invalid' })
    await rm(office.path(`work/${path}`))
  },
)

test('a key object that cannot be parsed does not let the change pass', async () => {
  await office.write(`a/files/keys/${ids[1]}.json`, '{}')
  await office.write(path, long.replace(/rpub1\w+/, `${otherKeys.recipient}, ${keys.recipient}`))
  expect((await plan()).json.failing).toEqual([expect.stringMatching(/^the key [0-9a-f]{16} can open new backups$/)])
  await office.write(path, long.replace(/recipients: .*\]/, `recipients: [${otherKeys.recipient}]`))
  github.files.set(
    `${path}@${base}`,
    long.replace(/recipients: .*\]/, `recipients: [${keys.recipient}, ${otherKeys.recipient}]`),
  )
  const { json, codes } = await plan()
  expect([json.recipients.unknown, codes]).toEqual([[ids[1]], ['gate-unmet']])
  expect(json.failing).toContain('whether a key of the changed policy opens 1 backup is not known')
})

test('pull_request_target is refused before anything is read', async () => {
  office.env({ GITHUB_EVENT_NAME: 'pull_request_target' })
  expect(await office.refused('plan')).toMatchObject({ code: 'untrusted' })
  expect(github.asked).toEqual([])
})

test('a step without a token says which one it needs', async () => {
  office.env({ GITHUB_TOKEN: '' })
  await expect(office.run('plan')).rejects.toMatchObject({
    code: 'secret-missing',
    message: 'the pull_request event of this workflow needs a token for GitHub, and none is set',
    hint: expect.stringContaining(`GITHUB_TOKEN: "\${{ github.token }}"`),
  })
  expect(github.asked).toEqual([])
})

test('an event without a pull request is refused because nothing could be compared', async () => {
  await office.write('event.json', '{}')
  expect(await office.refused('plan')).toMatchObject({ code: 'untrusted' })
})

test('a store that cannot be read fails the check, and nothing is claimed', async () => {
  const keyless =
    's3: { bucket: shop-b, region: eu-north-1, access-key-id: "${NOT_GIVEN_EITHER}", secret-access-key: "${NOT_GIVEN}" }'
  const broken = (text: string) => text.replace('directory: { path: ./b }', keyless)
  await office.write(path, broken(short))
  github.files.set(`${path}@${base}`, broken(long).replaceAll('./data', office.path('data')))
  const { json, codes } = await plan()
  expect(codes).toEqual(['gate-unmet'])
  expect(json.sources[0]).toMatchObject({ unread: ['b'], changes: [] })
  expect(json.failing).toEqual(['files: what becomes of its backups is not known, because b could not be read'])
})

test('plan --against refuses a file that does not exist', async () => {
  await expect(plan({ against: 'nowhere.yml' })).rejects.toMatchObject({
    message: expect.stringMatching(/^there is no policy at nowhere\.yml in /),
    hint: expect.stringMatching(/^Name the earlier policy with --against FILE; git show /),
  })
})

test('plan --against compares with a file without GitHub', async () => {
  office.env({ GITHUB_ACTIONS: '', GITHUB_EVENT_NAME: '' })
  await office.write('old.yml', long)
  const { json, codes } = await plan({ against: 'old.yml' })
  expect([json.failing, codes]).toEqual([
    ['2 backups would be newly deleted, plan.max-deletions allows 1'],
    ['gate-unmet'],
  ])
  const text = (await office.run('plan', { against: 'old.yml' })).text({ colour: false, width: 100 })
  expect(text).toContain(ids[2])
  expect(text).not.toMatch(/<\w|&#|\*\*/)
})
