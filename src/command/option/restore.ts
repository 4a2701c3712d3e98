import type { Option } from './contract.ts'

/** The options of `restore` alone. */
export const restoreOptions = [
  {
    name: 'what',
    kind: 'one',
    value: 'GROUP',
    description:
      'Restore several sources, each into its recovery.into: everything, databases, files, configuration, or a group',
    commands: ['restore'],
  },
  {
    name: 'timeout',
    kind: 'one',
    value: 'DURATION',
    description: 'Stop if it takes longer: 2h; default verify.timeout, else four times objectives.rto, else 6h',
    commands: ['restore'],
  },
  {
    name: 'at',
    kind: 'one',
    value: 'TIME',
    description:
      "With point-in-time that second, or latest; else the newest backup by then (ISO 8601, or in the policy's time zone)",
    commands: ['restore'],
  },
  {
    name: 'into',
    kind: 'one',
    value: 'TARGET',
    description: 'Where to restore: a database URL, or a folder or file; ${NAME} reads it from the environment',
    commands: ['restore'],
  },
  {
    name: 'via',
    kind: 'one',
    value: 'USER@HOST',
    description:
      'Reach the database of --into by way of this machine, which the policy names in via, with its host key',
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
    kind: 'many',
    value: 'TARGET',
    description: 'Replace what the target holds; repeat its database name or path to confirm',
    commands: ['restore'],
  },
  {
    name: 'create',
    kind: 'flag',
    description: 'Create the target database first if it does not exist; with --what, each that a server lacks',
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
    name: 'no-hooks',
    kind: 'flag',
    description:
      'Leave out before-restore and after-restore of the source: for a look at a copy, not for the application',
    commands: ['restore'],
  },
  {
    name: 'status',
    kind: 'flag',
    description:
      'Show the restores that there were instead, or the one of this id; of verify: the drills that there were',
    commands: ['restore', 'verify'],
  },
  {
    name: 'finish',
    kind: 'flag',
    description: 'Run the after-restore hook of a restore that was cut off, by its id, and close its record',
    commands: ['restore'],
  },
] as const satisfies readonly Option[]
