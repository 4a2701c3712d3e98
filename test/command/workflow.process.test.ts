import { describe, expect, test } from 'vitest'
import { examineWorkflow } from '../../src/command/doctor/workflow.ts'
import { openProgram } from './program.ts'
import { openShop } from './shop.ts'

const sha = 'a'.repeat(40)
const good = `on: { schedule: [{ cron: '7 * * * *' }] }
permissions: {}
concurrency: { group: backup, cancel-in-progress: false }
jobs:
  backup:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${sha} # v5
      - uses: backproof/backproof@${sha} # v1
`
const badOf = (text: string) =>
  examineWorkflow(text)
    .filter(({ outcome }) => outcome === 'bad')
    .map(({ line, says }) => `${line}: ${says}`)
const changed = (from: string | RegExp, to: string) => {
  expect(good).toMatch(from)
  return badOf(good.replace(from, to))
}

describe('a workflow', () => {
  test('has no findings if it is good', () => {
    expect(examineWorkflow(good)).toEqual([])
  })

  test.each([
    'on: pull_request_target',
    'on: [push, pull_request_target]',
    'on: { pull_request_target: { types: [opened] } }',
  ])('causes a finding if strangers can reach it: %s', (on) => {
    expect(changed(/^on: .*$/m, on)).toEqual([
      expect.stringMatching(/^1: pull_request_target runs pull requests of strangers/),
    ])
  })

  test('causes a finding if it has no permissions or all of them', () => {
    const none = good.replace('permissions: {}\n', '').replace('    permissions: { contents: read }\n', '')
    expect(badOf(none)).toEqual([expect.stringMatching(/^4: the job backup has the default permissions/)])
    expect(changed('permissions: {}\n', '')).toEqual([])
    expect(changed('permissions: {}', 'permissions: write-all')).toEqual([
      expect.stringMatching(/^2: the workflow may do everything/),
    ])
    expect(changed('{ contents: read }', 'write-all')).toEqual([
      expect.stringMatching(/^7: the job backup may do everything/),
    ])
  })

  test('causes a finding if its runs may collide or be cancelled halfway', () => {
    expect(changed(/^concurrency.*\n/m, '')).toEqual([
      expect.stringMatching(/^4: nothing keeps two runs of the job backup apart/),
    ])
    expect(changed('cancel-in-progress: false', 'cancel-in-progress: true')).toEqual([
      expect.stringMatching(/^3: the job backup may be cancelled halfway/),
    ])
    expect(
      changed(/^concurrency.*\n/m, '').concat(changed('# v1', '# v1\n        with: { command: list }')),
    ).toHaveLength(1)
  })

  test.each([
    ['of the step', '# v1\n        env: { BACKPROOF_SECRET_KEY: x }', 11],
    ['as an input', '# v1\n        with: { command: backup, secret-key: x }', 11],
    ['of the gate', '# v1\n        with: { command: gate, otherwise: backup, secret-key: x }', 11],
  ])('causes a finding if it backs up and holds the secret key: %s', (_, step, line) => {
    expect(changed('# v1', step)).toEqual([
      `${line}: the job backup backs up and holds the secret key: it could read every backup`,
    ])
  })

  test('causes a finding if it holds the secret key for all its jobs or for a command line', () => {
    expect(changed('permissions: {}', 'permissions: {}\nenv: { BACKPROOF_SECRET_KEY_FILE: x }')).toHaveLength(1)
    expect(
      changed(
        / {6}- uses: backproof.*\n/,
        '      - run: backproof run --apply\n        env: { BACKPROOF_SECRET_KEY: x }\n',
      ),
    ).toHaveLength(1)
    expect(
      changed('# v1', '# v1\n        with: { command: verify }\n        env: { BACKPROOF_SECRET_KEY: x }'),
    ).toEqual([])
  })

  test.each([
    'inputs.tag',
    'github.event.pull_request.title',
    "github['event'].issue.title",
    'github.head_ref',
    "format('{0}', github.event.comment.body)",
    'steps.backup.outputs.ids',
    "steps['backup'].outputs.gate",
    'needs.gate.outputs.gate',
    'matrix.shard',
  ])('causes a finding if it puts ${{ %s }} into a script', (expression) => {
    const says = [expect.stringContaining(`\${{ ${expression} }} becomes part of a script`)]
    expect(badOf(`${good}      - run: echo "\${{ ${expression} }}"\n`)).toEqual(says)
    expect(
      badOf(
        `${good}      - uses: actions/github-script@${sha}\n        with: { script: 'x(\${{ ${expression.replaceAll("'", "''")} }})' }\n`,
      ),
    ).toEqual(says)
  })

  test('may put the name of an event or of a runner file into a script', () => {
    expect(badOf(`${good}      - run: echo "\${{ runner.temp }} \${{ github.event_name }}"\n`)).toEqual([])
  })

  test.each([
    ['pull_request_target', 'ref: "${{ github.event.pull_request.head.sha }}"'],
    ['issue_comment', 'ref: "refs/pull/${{ github.event.issue.number }}/merge"'],
    ['workflow_run', 'ref: "${{ github.event.workflow_run.head_sha }}"'],
    ['workflow_run', 'repository: "${{ github.event.workflow_run.head_repository.full_name }}"'],
  ])("causes a finding if it checks out a stranger's code under %s: %s", (event, given) => {
    const checkout = (on: string) =>
      badOf(
        `${good.replace(/^on: .*$/m, `on: ${on}`)}      - uses: actions/checkout@${sha}\n        with: { ${given} }\n`,
      )
    expect(checkout(event)).toContainEqual(
      expect.stringMatching(new RegExp(`a stranger's code is checked out under ${event}, which has the secrets`)),
    )
    expect(checkout('pull_request')).toEqual([])
  })

  test("causes a finding if a script fetches a stranger's code under an event with secrets", () => {
    const script = `${good}      - run: gh pr checkout 7\n`
    expect(badOf(script)).toEqual([])
    expect(badOf(script.replace(/^on: .*$/m, 'on: issue_comment'))).toEqual([
      expect.stringContaining('is fetched under'),
    ])
  })

  test('is checked wherever an anchor is used', () => {
    const script = 'run: "echo ${{ github.head_ref }}"'
    const says = expect.stringContaining('becomes part of a script')
    expect(badOf(`x-steps: &steps\n  - ${script}\n${good.replace(/steps:\n[\s\S]+$/, 'steps: *steps\n')}`)).toEqual([
      says,
    ])
    expect(badOf(`x-step: &step { ${script} }\n${good}      - *step\n`)).toEqual([says])
    expect(badOf(`x-job: &job { permissions: write-all }\n${good}  other: *job\n`)).toHaveLength(1)
    // What stands for itself has no end.
    expect(examineWorkflow(`${good}  other: &other { permissions: {}, steps: [*other] }\n`)).toEqual([])
  })

  test('causes a note, not a refusal, if it uses actions by tag', () => {
    const found = examineWorkflow(good.replace(`@${sha} # v5`, '@v5'))
    expect(found).toMatchObject([{ outcome: 'note', line: 9, says: 'actions/checkout@v5 is not pinned to a SHA' }])
    expect(
      examineWorkflow(`${good}      - uses: ./\n      - uses: docker://alpine@sha256:${'a'.repeat(64)}\n`),
    ).toEqual([])
  })

  test.each(['', 'x', '- a', 'on: push', 'on: push\njobs: 3', 'on: [', '\u0000'])(
    'is refused if it is not a workflow: %j',
    (text) => {
      expect(badOf(text)).toHaveLength(1)
    },
  )
})

describe('doctor --workflow', () => {
  test('names file and line, fails if something is bad, and needs no policy', async () => {
    await using shop = await openShop()
    await shop.file('good.yml', good)
    await shop.file('bad.yml', good.replace('permissions: {}', 'permissions: write-all'))
    await shop.policy('nonsense')
    const result = await shop.run('doctor', { workflow: ['good.yml', 'bad.yml'] })
    expect(result.json).toMatchObject({
      checks: [
        { what: 'good.yml', outcome: 'good' },
        { what: 'bad.yml:2', outcome: 'bad' },
      ],
    })
    expect(result.problems).toMatchObject([{ code: 'policy-invalid', message: expect.stringMatching(/^bad\.yml:2: /) }])
    expect(result.text({ colour: false, width: 100 })).toMatch(/^good +good\.yml +nothing found\nBAD +bad\.yml:2/)
    await expect(shop.run('doctor', { workflow: ['absent.yml'] })).rejects.toMatchObject({ code: 'usage' })
  })
})

test('a missing workflow file is reported in our own words', async () => {
  await using project = await openProgram()
  const { code, stderr } = await project.run(['doctor', '--workflow', 'nosuch.yml'])
  expect(code).toBe(2)
  expect(stderr).toContain('the workflow nosuch.yml cannot be read: no such file or directory (ENOENT)')
  expect(stderr).not.toMatch(/\bopen\b|ENOENT:/)
})
