import type { TextStyle } from '../report/report.ts'
import type { CommandName } from './name.ts'

/** One thing a person can say to a command: `--name` on the command line, an input of the same name of the action. */
export interface Option {
  readonly name: string
  readonly kind: 'flag' | 'one' | 'many'
  /** Placeholder of the value in help. */
  readonly value?: string
  readonly description: string
  /** Commands that take it; undefined = all. */
  readonly commands?: readonly CommandName[]
}

/** The one list of options: the command line's help and parser, the action's inputs and their test are made of it. */
export const options = [
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
      'prune',
      'list',
      'plan',
      'gate',
      'report',
      'doctor',
      'init',
      'retire',
    ],
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
    description: 'check (no key), read (secret key) or restore (secret key, and Docker for PostgreSQL); default read',
    commands: ['verify'],
  },
  {
    name: 'id',
    kind: 'many',
    value: 'ID',
    description: 'This backup, by its id from `backproof list`; the id may also be given alone, without --id',
    commands: ['verify', 'restore', 'show', 'tag', 'untag', 'hold', 'unhold', 'delete', 'undelete'],
  },
  {
    name: 'timeout',
    kind: 'one',
    value: 'DURATION',
    description: 'Stop if it takes longer: 2h; default verify.timeout, else four times objectives.rto, else 6h',
    commands: ['restore'],
  },
  {
    name: 'due',
    kind: 'flag',
    description: 'Only the proofs that are due by the schedules in the policy, each at its own level',
    commands: ['verify'],
  },
  {
    name: 'at',
    kind: 'one',
    value: 'TIME',
    description: "The newest backup made by this time (ISO 8601; in the policy's time zone if it has no offset)",
    commands: ['restore'],
  },
  {
    name: 'store',
    kind: 'one',
    value: 'NAME',
    description: 'Read the copy in this store. For init: s3://BUCKET/PREFIX, or a folder',
    commands: ['verify', 'restore', 'init'],
  },
  {
    name: 'into',
    kind: 'one',
    value: 'TARGET',
    description: 'Where to restore: a database URL, or a folder or file; ${NAME} reads it from the environment',
    commands: ['restore'],
  },
  {
    name: 'raw',
    kind: 'one',
    value: 'DIR',
    description: 'Write the decrypted parts as they are into this folder, new or empty, instead of restoring them',
    commands: ['restore'],
  },
  {
    name: 'only',
    kind: 'many',
    value: 'PATTERN',
    description: 'Restore only these tables, collections, indexes, files, keys or streams',
    commands: ['restore'],
  },
  {
    name: 'overwrite',
    kind: 'one',
    value: 'TARGET',
    description: 'Replace what the target holds; repeat its database name or path to confirm',
    commands: ['restore'],
  },
  {
    name: 'create',
    kind: 'flag',
    description: 'Create the target database first if it does not exist',
    commands: ['restore'],
  },
  {
    name: 'globals',
    kind: 'one',
    value: 'WHAT',
    description: 'Roles of a database server: apply creates those that the target lacks, print only shows them as SQL',
    commands: ['restore'],
  },
  {
    name: 'keep-going',
    kind: 'flag',
    description: 'Restore what can be restored, and list what cannot (exit code 1)',
    commands: ['restore'],
  },
  {
    name: 'apply',
    kind: 'flag',
    description: 'Carry out the deletions instead of only showing them',
    commands: ['run', 'prune'],
  },
  {
    name: 'because',
    kind: 'one',
    value: 'TEXT',
    description: 'The reason; kept with the hold, the deletion, the undelete or the run record',
    commands: ['hold', 'unhold', 'delete', 'undelete', 'tag', 'untag', 'retire', 'run', 'prune'],
  },
  {
    name: 'confirm',
    kind: 'many',
    value: 'NAME',
    description: 'Repeat the id of the last backup, or the source to retire, as a terminal would ask',
    commands: ['delete', 'retire'],
  },
  {
    name: 'all',
    kind: 'flag',
    description: 'Also backups of sources that are not in the policy: renamed, removed, or their policy is lost',
    commands: ['list'],
  },
  {
    name: 'since',
    kind: 'one',
    value: 'TIME',
    description: 'Only backups made at or after this time',
    commands: ['list'],
  },
  { name: 'until', kind: 'one', value: 'TIME', description: 'Only backups made before this time', commands: ['list'] },
  { name: 'limit', kind: 'one', value: 'N', description: 'Only the newest N', commands: ['list'] },
  {
    name: 'thaw',
    kind: 'flag',
    description:
      'Delete this time although a failed proof or a damaged manifest freezes deletion; give the reason with --because',
    commands: ['run', 'prune'],
  },
  {
    name: 'despite-gap',
    kind: 'flag',
    description:
      'Delete although a source was silent for a long time, because the clock is right; give the reason with --because',
    commands: ['run', 'prune'],
  },
  {
    name: 'against',
    kind: 'one',
    value: 'FILE',
    description: 'Compare with this earlier policy: what the change newly deletes and keeps, and a year ahead',
    commands: ['plan'],
  },
  {
    name: 'save',
    kind: 'one',
    value: 'FILE',
    description: 'Save what retention would delete now to this file, for prune --plan',
    commands: ['plan'],
  },
  {
    name: 'plan',
    kind: 'one',
    value: 'FILE',
    description: 'Carry out exactly this saved plan; refused if the policy or a backup has changed since',
    commands: ['prune'],
  },
  {
    name: 'shards',
    kind: 'one',
    value: 'N',
    description: 'Print the matrix of a workflow that splits the sources among N jobs, at most 256',
    commands: ['plan'],
  },
  {
    name: 'shard',
    kind: 'one',
    value: 'I/N',
    description: 'Only the sources of the I-th of N jobs: 3/16',
    commands: ['run', 'verify'],
  },
  {
    name: 'max-age',
    kind: 'one',
    value: 'DURATION',
    description: 'How old the backup may be: 1h; default objectives.rpo of the source',
    commands: ['gate'],
  },
  {
    name: 'verified-within',
    kind: 'one',
    value: 'DURATION',
    description:
      'How recent the last passed restore must be: 8d; default objectives.verified-within, else not required',
    commands: ['gate'],
  },
  {
    name: 'copies',
    kind: 'one',
    value: 'N',
    description: 'How many stores must have the backup; default objectives.copies, else 1',
    commands: ['gate'],
  },
  {
    name: 'otherwise',
    kind: 'one',
    value: 'backup',
    description: 'backup: if a new backup would help, make one (tagged gate, plus any --tag), then judge again',
    commands: ['gate'],
  },
  {
    name: 'override',
    kind: 'one',
    value: 'REASON',
    description: 'Pass although the gate is not met; the reason is recorded in the stores',
    commands: ['gate'],
  },
  {
    name: 'override-until',
    kind: 'one',
    value: 'TIME',
    description: 'When the override ends (ISO 8601), at most 7 days ahead',
    commands: ['gate'],
  },
  { name: 'markdown', kind: 'flag', description: 'Print the result as Markdown', commands: ['report'] },
  {
    name: 'html',
    kind: 'one',
    value: 'FILE',
    description: 'Also write the result as one HTML page',
    commands: ['report'],
  },
  {
    name: 'workflow',
    kind: 'many',
    value: 'FILE',
    description: 'Check this GitHub workflow instead: whether it leaks secrets or lets backups collide',
    commands: ['doctor'],
  },
  {
    name: 'project',
    kind: 'one',
    value: 'NAME',
    description: 'Name of the project; default: the name of the folder',
    commands: ['init'],
  },
  {
    name: 'recipient',
    kind: 'one',
    value: 'KEY',
    description: 'Public key (rpub1...) that opens the backups; without it, a pair is made and its secret key shown',
    commands: ['init'],
  },
  {
    name: 'region',
    kind: 'one',
    value: 'REGION',
    description: 'Region of the bucket that --store names',
    commands: ['init'],
  },
  {
    name: 'timezone',
    kind: 'one',
    value: 'ZONE',
    description: 'Time zone of the schedules: Europe/Stockholm; default: the one of this machine',
    commands: ['init'],
  },
  { name: 'replace', kind: 'flag', description: 'Overwrite existing files', commands: ['init'] },
  {
    name: 'quiet',
    kind: 'flag',
    description: 'Print only what needs attention',
    commands: ['run', 'backup', 'verify', 'restore', 'prune'],
  },
  {
    name: 'verbose',
    kind: 'flag',
    description: 'Print every source in full, even if nothing was due',
    commands: ['run', 'backup', 'verify', 'prune', 'report'],
  },
  { name: 'json', kind: 'flag', description: 'Print the result as one JSON document' },
] as const satisfies readonly Option[]

type Said<Kind extends Option['kind']> = Kind extends 'flag' ? boolean : Kind extends 'one' ? string : readonly string[]

/** What was said, by option; absent = not said. */
export type Options = {
  readonly [One in (typeof options)[number] as One['name']]?: Said<One['kind']>
} & {
  /** Words after the command: `keys generate`. */
  readonly words?: readonly string[]
}

/** How much the text of a result tells. */
export function detailOf({ quiet, verbose }: Options): NonNullable<TextStyle['detail']> {
  return quiet ? 'quiet' : verbose ? 'verbose' : 'usual'
}

/** The options that a command takes. */
export function optionsOf(command: CommandName): readonly Option[] {
  const all: readonly Option[] = options
  return all.filter((option) => !option.commands || option.commands.includes(command))
}
