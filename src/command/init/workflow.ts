import type { Answers } from './answer.ts'
import { ourAction, pinned } from './pin.ts'

/** The workflows of a new policy, by their names below .github/workflows. */
export function workflowsOf(answers: Answers): Readonly<Record<string, string>> {
  return {
    'scheduled.yml': scheduled(answers),
    'prove.yml': prove(answers),
    'prune.yml': prune(answers),
    'pr-plan.yml': plan(answers),
  }
}

/** The environment of each job that has a secret or may write, and the variable that names its role. */
export const environments = {
  backup: 'BACKUP_ROLE_ARN',
  'backup-proof': 'BACKUP_PROOF_ROLE_ARN',
  'backup-prune': 'BACKUP_PRUNE_ROLE_ARN',
} as const

const region = ({ store }: Answers) => (store.kind === 's3' ? store.region : '')

const checkout = `      - uses: ${pinned('actions/checkout')}
        with:
          persist-credentials: false
`

const logIn = (
  answers: Answers,
  role: string,
  condition = '',
) => `      - ${condition}uses: ${pinned('aws-actions/configure-aws-credentials')}
        with:
          role-to-assume: \${{ vars.${role} }}
          aws-region: ${region(answers)}
`

const permissions = (rest = '') => `    permissions:
      contents: read    # the policy file
${rest}      id-token: write   # OpenID Connect with AWS
`

/** A job with an environment: its secrets are for this job alone, and its token names the environment. */
const environment = (
  name: keyof typeof environments,
) => `    # Allow this environment for the default branch only. The role trusts repo:OWNER/NAME:environment:${name}: such a job's
    # token names no branch.
    environment: ${name}
`

/** One of each name, whatever the number of sources that need it. */
function services({ sources }: Answers): string {
  const needed = new Map(sources.flatMap(({ service }) => (service ? [[service.name, service]] : [])))
  if (needed.size === 0) return ''
  const lines = [...needed.values()].flatMap(({ name, because, image, env, options }) => [
    `      # ${because}`,
    `      ${name}:`,
    `        image: ${image}`,
    '        env:',
    ...Object.entries(env).map(([key, value]) => `          ${key}: ${value}`),
    `        options: ${options}`,
  ])
  return ['    services:', ...lines, ''].join('\n')
}

function scheduled(answers: Answers): string {
  const variables = answers.sources.flatMap((source) => source.variables.map(({ name }) => name))
  const own = services(answers)
  return `# Backs up what is due. The policy has the real schedules: this workflow only runs often enough. If GitHub delays or drops
# a run, the next one makes up for it.
name: Backup

on:
  schedule:
    # Not on the hour, when GitHub is busiest.
    - cron: '7,37 * * * *'
  workflow_dispatch:

permissions: {}

# One at a time, never cancelled half-way.
concurrency:
  group: backup
  cancel-in-progress: false

jobs:
  backup:
    runs-on: ubuntu-latest
    timeout-minutes: 120
${environment('backup')}${permissions()}${own}    steps:
${checkout}
      # They last an hour. For longer jobs: role-duration-seconds, and the role's maximum session duration.
${logIn(answers, 'BACKUP_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          # Nothing is deleted here: prune.yml does that, with its own role.
          command: run
${own === '' ? '' : '          services: ${{ toJSON(job.services) }}\n'}${
  variables.length === 0
    ? ''
    : `        env:
          # The secret key is not here: this job writes backups that it cannot read.
${variables.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join('')}`
}`
}

function prove(answers: Answers): string {
  return `# Proves what is due: every day the newest backup of each source is read whole, every week it is restored into a throw-away
# place and compared with the dump. The policy has the real schedules: this workflow only runs often enough.
name: Prove the backups

on:
  schedule:
    - cron: '23 1,7,13,19 * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: backup-proof
  cancel-in-progress: false

jobs:
  verify:
    runs-on: ubuntu-latest
    timeout-minutes: 180
    # The secret key is a secret of this environment only, so no other job can read backups.
${environment('backup-proof')}${permissions()}    steps:
${checkout}
      # They last an hour. For longer jobs: role-duration-seconds, and the role's maximum session duration.
${logIn(answers, 'BACKUP_PROOF_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          command: verify
          due: true
        env:
          BACKPROOF_SECRET_KEY: \${{ secrets.BACKPROOF_SECRET_KEY }}
`
}

function prune(answers: Answers): string {
  return `# Deletes the backups that the policy no longer keeps. Only this workflow's role may delete: the job that backs up cannot
# delete its backups, and this one has neither a database's address nor a key.
name: Prune the backups

on:
  schedule:
    - cron: '41 5 * * *'
  workflow_dispatch:

permissions: {}

# The group of the backups: the two wait for each other.
concurrency:
  group: backup
  cancel-in-progress: false

jobs:
  prune:
    runs-on: ubuntu-latest
    timeout-minutes: 60
${environment('backup-prune')}${permissions()}    steps:
${checkout}
${logIn(answers, 'BACKUP_PRUNE_ROLE_ARN')}
      - uses: ${ourAction}
        with:
          command: prune
          # Without this line, retention only shows what it would delete.
          apply: true
`
}

function plan(answers: Answers): string {
  const fork =
    "if: ${{ github.event_name == 'merge_group' || github.event.pull_request.head.repo.full_name == github.repository }}\n        "
  return `# Shows what a change of the policy would do, as a comment on the pull request and as a check. The check fails if backups
# would be deleted that should stay, if anyone new could read, write, delete or take something, or if an objective would
# break. A label lets it pass, for the commit that was labelled.
name: Backup plan

on:
  pull_request:
    # A new label may be the one that approves.
    types: [opened, synchronize, reopened, labeled, unlabeled]
    # As a required check, leave the paths out: GitHub waits forever for a required workflow that they skip.
    paths:
      - .github/backup-policy.yml
  merge_group:

permissions: {}

concurrency:
  group: backup-plan-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: false

jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 15
${permissions('      pull-requests: write    # the comment\n')}    steps:
${checkout}
      # A role that only lists and reads. A pull request from a fork gets none, and the plan then shows what it can.
${logIn(answers, 'BACKUP_PLAN_ROLE_ARN', fork)}
      - uses: ${ourAction}
        with:
          command: plan
`
}
