import type { Answers, Here, Step } from './answer.ts'
import { cronSteps } from './cron.ts'
import { environments } from './workflow.ts'

export function stepsLeft(answers: Answers, at: Here): readonly Step[] {
  const { store, sources } = answers
  const needed = sources.flatMap((source) => source.variables)
  const variables = needed.map(({ name }) => name)
  const given = needed.map(({ name, example }) => `export ${name}='${example}'`)
  const here = {
    what: 'Check, back up and prove, on this machine',
    commands: ['export BACKPROOF_SECRET_KEY=rsec1...', ...given, 'backproof doctor', 'backproof run', 'backproof list'],
  }
  if (store.kind === 'directory') {
    return [here, ...cronSteps(answers, needed, at)]
  }
  const names = Object.keys(environments)
  return [
    {
      what: 'Create the environments, each for the default branch only',
      commands: names.map(
        (name) =>
          `gh api -X PUT "repos/{owner}/{repo}/environments/${name}" -F "deployment_branch_policy[protected_branches]=true" -F "deployment_branch_policy[custom_branch_policies]=false"`,
      ),
    },
    {
      what: 'Give each one only the secrets that it needs',
      commands: [
        ...variables.map((name) => `gh secret set ${name} --env backup`),
        'gh secret set BACKPROOF_SECRET_KEY --env backup-proof',
      ],
    },
    {
      what: 'Create the bucket with versioning, the provider of GitHub’s tokens (once per AWS account: EntityAlreadyExists means that it exists), and a role for each job (fill in ACCOUNT and OWNER/NAME)',
      commands: [
        createBucket(store),
        `aws s3api put-bucket-versioning --bucket ${store.bucket} --versioning-configuration Status=Enabled`,
        // Once per account; the roles below trust it.
        `aws iam create-open-id-connect-provider --url https://${issuer} --client-id-list sts.amazonaws.com`,
        ...roles(store).flatMap(({ name, subject, statements }) => [
          `aws iam create-role --role-name ${name} --assume-role-policy-document '${trust(subject)}'`,
          `aws iam put-role-policy --role-name ${name} --policy-name backups --policy-document '${document(statements)}'`,
        ]),
      ],
    },
    {
      what: 'Tell each workflow its role',
      commands: roles(store).map(
        ({ name, variable }) => `gh variable set ${variable} --body arn:aws:iam::ACCOUNT:role/${name}`,
      ),
    },
    {
      what: 'Start the first runs once this is merged',
      commands: ['gh workflow run scheduled.yml', 'gh workflow run prove.yml'],
    },
  ]
}

/** S3 refuses us-east-1 as a constraint: it is what a bucket without one gets. */
function createBucket({ bucket, region }: { readonly bucket: string; readonly region: string }): string {
  const constraint = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`
  return `aws s3api create-bucket --bucket ${bucket} --region ${region}${constraint}`
}

const issuer = 'token.actions.githubusercontent.com'

interface Role {
  readonly name: string
  readonly variable: string
  /** Of the token that may take it. */
  readonly subject: string
  readonly statements: readonly object[]
}

/**
 * What each job may write, by the objects' kinds (docs/format.md): the job that backs up marks, holds, tags and deletes
 * nothing. Who prunes also heals, holds and tags.
 */
export const writes = {
  backup: [
    'data/*',
    'keys/*',
    'manifests/*',
    'proofs/*',
    'runs/*',
    'lease.json',
    '.alerts/*',
    '.drills/*',
    '.keys/*',
    'RECOVERY*',
  ],
  'backup-proof': ['proofs/*', 'runs/*', '.alerts/*', '.drills/*'],
  'backup-prune': ['*'],
} as const

/** One role for each job, as docs/operations.md has them. */
export function roles({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }): readonly Role[] {
  const arn = `arn:aws:s3:::${bucket}`
  const below = `${arn}/${prefix === '' ? '' : `${prefix}/`}`
  const reads = [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${below}*` },
  ]
  const puts = (kinds: readonly string[], action: string | readonly string[]) => ({
    Effect: 'Allow',
    Action: action,
    // What begins with a dot, or a capital, is of no source's folder.
    Resource: kinds.map((kind) => (/^[*.A-Z]/.test(kind) ? `${below}${kind}` : `${below}*/${kind}`)),
  })
  const deleting = [
    's3:PutObject',
    's3:AbortMultipartUpload',
    's3:DeleteObject',
    's3:GetObjectRetention',
    's3:GetObjectLegalHold',
  ]
  const of = (name: keyof typeof environments, action: string | readonly string[]): Role => ({
    name: `backproof-${name}`,
    variable: environments[name],
    subject: `repo:OWNER/NAME:environment:${name}`,
    statements: [...reads, puts(writes[name], action)],
  })
  return [
    of('backup', ['s3:PutObject', 's3:AbortMultipartUpload']),
    of('backup-proof', 's3:PutObject'),
    of('backup-prune', deleting),
    {
      name: 'backproof-plan',
      variable: 'BACKUP_PLAN_ROLE_ARN',
      subject: 'repo:OWNER/NAME:pull_request',
      statements: reads,
    },
  ]
}

const document = (statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })

function trust(subject: string): string {
  return document([
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::ACCOUNT:oidc-provider/${issuer}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subject } },
    },
  ])
}
