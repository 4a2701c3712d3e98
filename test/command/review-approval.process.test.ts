import { rename, symlink } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeGroupEvent, pullRequestEvent } from '../github/fake-github.ts'
import { base, long, openPullRequest, type PullRequest, path, planOf, short } from './pull-request.ts'
import { keys, otherKeys } from './shop.ts'

let pull: PullRequest
let office: PullRequest['office']
let github: PullRequest['github']
beforeEach(async () => {
  pull = await openPullRequest()
  ;({ office, github } = pull)
})
afterEach(() => pull[Symbol.asyncDispose]())

const plan = () => planOf(office)
const merged = (text: string) => github.files.set(`${path}@${base}`, text.replaceAll('./data', office.path('data')))

type Edit = (text: string) => string

describe('a change that deletes no current backup fails if it', () => {
  const signed = (signers: string) => (text: string) => text.replace(/^encryption: \{/m, `$& signers: [${signers}],`)
  const cases: readonly (readonly [string, RegExp, Edit, Edit?])[] = [
    [
      'adds a recipient',
      /^the key [0-9a-f]{16} can open new backups$/,
      (text) => text.replace(/rpub1\w+/, `$&, ${otherKeys.recipient}`),
    ],
    [
      'adds a store',
      /^files: backups go to c, too$/,
      (text) => text.replace('  a: {', '  c: { directory: { path: ./c } }\n  a: {').replace('[a, b]', '[a, b, c]'),
    ],
    [
      'moves a store',
      /^files: b is another place, to which backups go$/,
      (text) => text.replace('./b }', './elsewhere }'),
    ],
    ['moves a source', /^files: \/etc is taken instead of /, (text) => text.replace('[./data]', '[/etc]')],
    ['widens a source', /^files: .*, \/etc is taken instead of /, (text) => text.replace('[./data]', '[./data, /etc]')],
    [
      'empties a source',
      /^files: .*\(without files \*\*\) is taken instead of /,
      (text) => text.replace('[./data]', '[./data]\n    exclude: ["**"]'),
    ],
    [
      'adds a source',
      /^etc: \/etc is backed up, which was not before$/,
      (text) => `${text}  etc: { engine: files, paths: [/etc], stores: [a] }\n`,
    ],
    [
      'renames the project',
      /^the project shop is called store: no gate counts/,
      (text) => text.replace('project: shop', 'project: store'),
    ],
    [
      'shortens the grace period',
      /^files: what is deleted can be brought back for 1d instead of 7d$/,
      (text) => text.replace('last: 9 } }', 'last: 9 }, grace: 1d }'),
    ],
    [
      'adds a signer',
      /^backups signed by rsig1\w+ count$/,
      signed(`${keys.signer}, ${otherKeys.signer}`),
      signed(keys.signer),
    ],
    ['drops all signers', /^unsigned backups count$/, (text) => text, signed(keys.signer)],
    [
      'breaks the RPO',
      /^files: the RPO of 2 h cannot be met: backups are up to 24 h apart$/,
      (text) => text.replace('"0 * * * *"', '"0 2 * * *"\n    objectives: { rpo: 2h }'),
    ],
    [
      'breaks verified-within',
      /^files: verified-within of 48 h cannot be met/,
      (text) =>
        text.replace(
          '    stores:',
          '    verify: { restore: "0 4 * * 1" }\n    objectives: { verified-within: 2d }\n    stores:',
        ),
    ],
  ]
  test.each(cases.map(([name, why, edit, of = (text) => text]) => ({ name, why, edit, of })))(
    '$name',
    async ({ why, edit, of }) => {
      merged(of(long))
      await office.write(path, edit(long))
      const { json, codes } = await plan()
      expect([codes, json.failing]).toEqual([['gate-unmet'], expect.arrayContaining([expect.stringMatching(why)])])
      github.labels = ['deletes-ok']
      expect((await plan()).codes).toEqual([])
    },
  )

  test('a change passes if it lengthens the grace period and removes recipients', async () => {
    merged(long.replace(/rpub1\w+/, `$&, ${otherKeys.recipient}`))
    await office.write(path, long.replace('last: 9 } }', 'last: 9 }, grace: 30d }'))
    expect((await plan()).json.failing).toEqual([])
  })

  test('a change passes if an objective was already unmet before', async () => {
    const late = (text: string) => text.replace('"0 * * * *"', '"0 2 * * *"\n    objectives: { rpo: 2h }')
    merged(late(long))
    await office.write(path, late(long).replace('last: 9', 'last: 10'))
    expect((await plan()).json.failing).toEqual([])
  })
})

test('a policy that becomes a link inside the repository fails the review', async () => {
  await office.write(path, long)
  await rename(office.path(path), office.path('elsewhere.yml'))
  await symlink('elsewhere.yml', office.path(path))
  const { json, codes } = await plan()
  expect(codes).toEqual(['gate-unmet'])
  expect(json.failing).toEqual([expect.stringMatching(/^backup-policy\.yml is a link to elsewhere\.yml, /)])
})

describe('a merge queue', () => {
  beforeEach(async () => {
    office.env({ GITHUB_EVENT_NAME: 'merge_group' })
    await office.write('event.json', JSON.stringify(mergeGroupEvent()))
  })

  test('must meet the same conditions as its pull request, and leaves the comment alone', async () => {
    const { codes, json } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.failing).toEqual(['2 backups would be newly deleted, plan.max-deletions allows 1'])
    expect(github.comments).toEqual([])
  })

  test('says what is missing if its event is incomplete', async () => {
    await office.write('event.json', JSON.stringify({ repository: { default_branch: 'main' } }))
    expect(await office.refused('plan')).toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^the merge_group event .* names no pull request: `plan` needs the base commit/),
    })
  })

  test('passes because of the label of its pull request', async () => {
    github.labels = ['deletes-ok']
    expect((await plan()).codes).toEqual([])
    github.pushedAt = '2026-03-02T11:30:00Z'
    expect((await plan()).codes).toEqual(['gate-unmet'])
  })
})

describe('an approval', () => {
  beforeEach(async () => {
    await office.write(path, short)
    github.labels = ['deletes-ok']
  })

  test('covers no commit that was pushed after it', async () => {
    expect((await plan()).codes).toEqual([])
    github.pushedAt = '2026-03-02T11:00:01Z'
    const { codes, json } = await plan()
    expect(codes).toEqual(['gate-unmet'])
    expect(json.notes).toEqual([
      expect.stringMatching(
        /^The label deletes-ok was added at 2026-03-02 11:00 UTC, and commit c{12} was pushed at .*after it: remove the label/,
      ),
    ])
    github.labelledAt = '2026-03-02T11:05:00Z'
    expect((await plan()).codes).toEqual([])
  })

  test('covers the commit that the labelling event itself names', async () => {
    github.trouble = (_, url) => (url.endsWith('/activity') ? { status: 404, message: 'Not Found' } : undefined)
    expect((await plan()).codes).toEqual(['gate-unmet'])
    const event = { ...pullRequestEvent(), action: 'labeled', label: { name: 'Deletes-OK' } }
    await office.write('event.json', JSON.stringify(event))
    expect((await plan()).codes).toEqual([])
    await office.write('event.json', JSON.stringify({ ...event, label: { name: 'other' } }))
    expect((await plan()).codes).toEqual(['gate-unmet'])
  })

  test('covers no commit if GitHub does not say when it was given', async () => {
    github.trouble = (_, url) => (url.endsWith('/events') ? { status: 403, message: 'no' } : undefined)
    expect((await plan()).codes).toEqual(['gate-unmet'])
  })
})
