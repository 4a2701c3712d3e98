import type { Option } from './contract.ts'

/** What is backed up, proven and restored, from where and where to. */
export const subjectOptions = [
  {
    name: 'policy',
    kind: 'one',
    value: 'FILE',
    description: 'The policy file; default .github/backup-policy.yml, then backup-policy.yml',
  },
  {
    name: 'source',
    kind: 'many',
    value: 'NAME',
    description:
      'Only this source; repeatable. For init: NAME=postgres (mysql, valkey ...), or app.sqlite, env:A,B_*, ./folder',
    commands: [
      'run',
      'backup',
      'verify',
      'restore',
      'rehearse',
      'prune',
      'list',
      'plan',
      'gate',
      'report',
      'alert',
      'doctor',
      'init',
      'retire',
      'keys',
    ],
  },
  {
    name: 'to',
    kind: 'many',
    value: 'KEY',
    description: 'Seal to this recipient (rpub1...) of the policy alone; repeatable. Default: to all of the policy',
    commands: ['keys'],
  },
  {
    name: 'shares',
    kind: 'one',
    value: 'N',
    description: 'Into how many shares the secret key is split; default 3',
    commands: ['keys'],
  },
  {
    name: 'threshold',
    kind: 'one',
    value: 'N',
    description: 'How many of the shares give the key back; default 2',
    commands: ['keys'],
  },
  {
    name: 'tag',
    kind: 'many',
    value: 'TAG',
    description: 'A tag to give, remove, list or ask for: up to 24 letters, digits and : - _ .',
    commands: ['backup', 'gate', 'list', 'tag', 'untag'],
  },
  {
    name: 'retain',
    kind: 'flag',
    description: 'Keep the new backup until it is deleted by id',
    commands: ['backup'],
  },
  {
    name: 'level',
    kind: 'one',
    value: 'LEVEL',
    description:
      'check (no key), read (secret key), restore or point-in-time (both also Docker for database servers); default read',
    commands: ['verify'],
  },
  {
    name: 'id',
    kind: 'many',
    value: 'ID',
    description: 'This backup, by its id from `backproof list`; the id may also be given alone, without --id',
    commands: ['verify', 'restore', 'show', 'tag', 'untag', 'hold', 'unhold', 'delete', 'undelete', 'ack', 'rehearse'],
  },
  {
    name: 'due',
    kind: 'flag',
    description: 'Only the proofs that are due by the schedules in the policy, each at its own level',
    commands: ['verify'],
  },
  {
    name: 'image',
    kind: 'one',
    value: 'IMAGE',
    description:
      'Image of the throw-away server: postgres:18; default verify.image. For verify: a trial, apart from proofs',
    commands: ['verify', 'rehearse'],
  },
  {
    name: 'migration',
    kind: 'one',
    value: 'COMMAND',
    description: 'The migration as one text for a shell, in place of the words after --',
    commands: ['rehearse'],
  },
  {
    name: 'drill',
    kind: 'one',
    value: 'KIND',
    description:
      'Practise the disaster: partial (some sources in their turn), full (every source in order) or manual (sign off)',
    commands: ['verify'],
  },
  {
    name: 'signed-off-by',
    kind: 'one',
    value: 'NAME',
    description: 'Who signs off a manual drill, with --because; default, on GitHub: who approved or started the run',
    commands: ['verify'],
  },
  {
    name: 'failed',
    kind: 'flag',
    description: 'The manual drill failed, with --because: it is recorded as failed',
    commands: ['verify'],
  },
  {
    name: 'store',
    kind: 'one',
    value: 'NAME',
    description: 'Read the copy in this store. For init: s3://BUCKET/PREFIX, or a folder',
    commands: ['verify', 'restore', 'rehearse', 'init'],
  },
] as const satisfies readonly Option[]
