import { describe, expect, test } from 'vitest'
import { misfits } from '../../src/command/doctor/workflow-fit.ts'
import { jobsOf } from '../../src/command/doctor/workflow-job.ts'
import { scheduleChecks } from '../../src/plan/plan.ts'
import { parsePolicy } from '../../src/policy/policy.ts'
import { openShop, policyOf } from './shop.ts'

const now = new Date('2026-03-02T12:00:00Z')
const backup = (cron: string, given = 'command: run') => `on: { schedule: [{ cron: '${cron}' }] }
permissions: {}
concurrency: { group: backup, cancel-in-progress: false }
jobs:
  backup:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: backproof/backproof@${'a'.repeat(40)}
        with: { ${given} }
`
const proof = (cron: string, given = 'command: verify, due: true') =>
  `${backup(cron, given)}        env: { BACKPROOF_SECRET_KEY: x }\n`

/** What is said of a policy with these lines of its source, beside these workflows. */
function said(source: string, ...workflows: readonly string[]): readonly string[] {
  return saidOf(policyOf('/data', { source }), ...workflows)
}

function saidOf(text: string, ...workflows: readonly string[]): readonly string[] {
  const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
  const policy = parsePolicy(text, { path: 'p.yml', env: {}, checks })
  return misfits(
    policy,
    workflows.flatMap((text, i) => jobsOf(`${i}.yml`, text)),
    now,
  ).map(({ says }) => says)
}

const daily = '    schedule: "0 2 * * *"\n'
const proven = `${daily}    verify: { read: "0 3 * * *", restore: "0 4 * * 1" }\n`

describe('a policy and its workflows', () => {
  test('cause no findings if they match', () => {
    expect(said(daily, backup('7,37 * * * *'))).toEqual([])
    expect(said(proven, backup('7 * * * *'), proof('23 5 * * *'))).toEqual([])
  })

  test('cause a finding if the workflow runs less often than the policy asks', () => {
    expect(said('    schedule: "*/30 * * * *"\n', backup('7 * * * *'))).toEqual([
      expect.stringMatching(
        /^0\.yml runs less often than the policy asks: 8\d\d of the next 16\d\d times at which a backup of files is due/,
      ),
    ])
    expect(said(proven, backup('7 * * * *'), proof('23 5 * * 1'))).toEqual([
      expect.stringMatching(/^1\.yml runs less often than the policy asks: .* a read proof of files/),
    ])
  })

  test('match if several workflows together tick often enough', () => {
    expect(said('    schedule: "*/30 * * * *"\n', backup('7 * * * *'), backup('37 * * * *'))).toEqual([])
  })

  test('cause a finding if nothing starts the workflows by the clock', () => {
    expect(said(daily, backup('7 * * * *').replace(/^on: .*$/m, 'on: workflow_dispatch'))).toEqual([
      expect.stringMatching(/^no workflow backs up files on a schedule/),
    ])
    expect(said(daily, backup('7 * * * *', 'command: run, source: other'))).toHaveLength(1)
  })

  test('cause a finding if no workflow has the key that a proof needs', () => {
    const none = [
      expect.stringMatching(/^no workflow has the key that the read proof of files needs/),
      expect.stringMatching(/^no workflow has the key that the restore proof of files needs/),
    ]
    expect(said(proven, backup('7 * * * *'))).toEqual(none)
    expect(said(proven, backup('7 * * * *'), backup('23 5 * * *', 'command: verify, due: true'))).toEqual(none)
    // A read proves no restore; of an expression only the run knows.
    expect(said(proven, backup('7 * * * *'), proof('23 5 * * *', 'command: verify'))).toEqual(none.slice(1))
    const level = "command: verify, level: \"${{ github.event.schedule == 'x' && 'restore' || 'read' }}\""
    expect(said(proven, backup('7 * * * *'), proof('23 5 * * *', level))).toEqual([])
  })

  test('cause a finding if one job backs up and may delete', () => {
    expect(said(daily, backup('7 * * * *', 'command: run, apply: true'))).toEqual([
      expect.stringMatching(/^0\.yml: the job backup backs up and may delete/),
    ])
    const script = backup('7 * * * *').replace(/- uses:[\s\S]*$/, '- run: backproof run --apply\n')
    expect(said(daily, script)).toHaveLength(1)
    expect(said(daily, backup('7 * * * *'), backup('41 5 * * *', 'command: prune, apply: true'))).toEqual([])
  })
})

test('doctor, plan and doctor --workflow report where the two do not match, and the last one fails', async () => {
  await using shop = await openShop({ source: proven })
  await shop.file('.github/workflows/backup.yml', backup('7 5 * * 1', 'command: run, apply: true'))
  const says = expect.arrayContaining([
    expect.stringContaining('runs less often than the policy asks'),
    expect.stringContaining('no workflow has the key that the read proof of files needs'),
  ])
  const doctor = await shop.run('doctor')
  const notes = (doctor.json as { checks: { what: string; says: string }[] }).checks.filter(
    ({ what }) => what === 'policy and workflows',
  )
  expect([doctor.problems, notes.map((one) => one.says)]).toEqual([[], says])
  expect(notes.map((one) => one.says)).toContainEqual(expect.stringContaining('backs up and may delete'))
  const plan = (await shop.run('plan')).json as { sources: { warnings: string[] }[] }
  expect(plan.sources[0]?.warnings).toEqual(says)
  expect(shop.world.lines).toContainEqual(expect.stringContaining('backs up and may delete'))
  const strict = await shop.run('doctor', { workflow: ['.github/workflows/backup.yml'] })
  expect(strict.problems.map((problem) => (problem as Error).message)).toEqual(says)
})

describe('a policy with alerts and its workflows', () => {
  const issues = (text: string) => text.replace('contents: read', 'contents: read, issues: write')
  const policy = (notify: string) => `${policyOf('/data', { source: daily })}\nnotify: ${notify}\n`
  const watch = backup('51 */3 * * *', 'command: alert')

  test('cause a finding for each job that may not open issues', () => {
    expect(saidOf(policy('{ github-issue: true }'), backup('7 * * * *'), issues(watch))).toEqual([
      '0.yml: the job backup may not open issues, though the policy has notify: github-issue',
    ])
    expect(saidOf(policy('{ github-issue: true }'), issues(backup('7 * * * *')), issues(watch))).toEqual([])
    expect(saidOf(policy('{ webhook: { url: "${HOOK}" } }'), backup('7 * * * *'), watch)).toEqual([])
  })

  test('cause a finding if nobody would hear of a dead workflow', () => {
    const hook = 'webhook: { url: "${HOOK}" }'
    expect(saidOf(policy(`{ ${hook} }`), backup('7 * * * *'))).toEqual([
      'no workflow calls `alert` on a schedule: nobody hears of it when the workflow that backs up is dead',
    ])
    expect(saidOf(policy('{ webhook: { url: "${HOOK}" }, ping: "${PING}" }'), backup('7 * * * *'))).toEqual([])
  })
})
