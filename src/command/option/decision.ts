import type { Option } from './contract.ts'

/** What is deleted, marked, planned, and asked of a gate. */
export const decisionOptions = [
  {
    name: 'apply',
    kind: 'flag',
    description: 'Carry out the deletions instead of only showing them',
    commands: ['run', 'prune', 'serve'],
  },
  {
    name: 'because',
    kind: 'one',
    value: 'TEXT',
    description: 'The reason; kept with the hold, the deletion, the acknowledgment, the sign-off or the run record',
    commands: ['hold', 'unhold', 'delete', 'undelete', 'ack', 'tag', 'untag', 'retire', 'run', 'prune', 'verify'],
  },
  {
    name: 'undo',
    kind: 'flag',
    description: 'Take the acknowledgment back: the backup is unusual again',
    commands: ['ack'],
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
      'Delete this time although a failed proof or an unusual backup freezes deletion; give the reason with --because',
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
    description: 'Save what retention would delete now to this file, for prune --plan; for rehearse, its Markdown',
    commands: ['plan', 'rehearse'],
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
    name: 'at-least-every',
    kind: 'one',
    value: 'DURATION',
    description:
      'How old the newest restorable moment may be, by the log or a backup: 15m; with a log, default objectives.rpo',
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
] as const satisfies readonly Option[]
