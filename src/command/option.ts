import type { CommandName } from './all.ts'

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
    description: 'Only this source; may be given several times',
    commands: ['run', 'backup', 'verify', 'restore', 'prune', 'list', 'plan', 'doctor'],
  },
  {
    name: 'tag',
    kind: 'many',
    value: 'TAG',
    description: 'A tag on the new backup: up to 24 of letters, digits and : - _ .',
    commands: ['backup'],
  },
  {
    name: 'retain',
    kind: 'flag',
    description: 'Keep the new backup until somebody deletes it by hand',
    commands: ['backup'],
  },
  {
    name: 'level',
    kind: 'one',
    value: 'LEVEL',
    description: 'check (no key), read (secret key) or restore (secret key and a throw-away container); default read',
    commands: ['verify'],
  },
  {
    name: 'id',
    kind: 'many',
    value: 'ID',
    description: 'This backup; the id as `restorable list` shows it',
    commands: ['verify', 'restore', 'hold', 'unhold', 'delete', 'undelete'],
  },
  {
    name: 'at',
    kind: 'one',
    value: 'TIME',
    description: 'The newest backup not younger than this time (ISO 8601)',
    commands: ['restore'],
  },
  {
    name: 'store',
    kind: 'one',
    value: 'NAME',
    description: 'Read the copy in this store',
    commands: ['verify', 'restore'],
  },
  {
    name: 'into',
    kind: 'one',
    value: 'TARGET',
    description: 'Where to restore: a database URL, or a folder or file; ${NAME} takes it from the environment',
    commands: ['restore'],
  },
  {
    name: 'only',
    kind: 'many',
    value: 'PATTERN',
    description: 'Restore only these tables or files',
    commands: ['restore'],
  },
  {
    name: 'overwrite',
    kind: 'one',
    value: 'TARGET',
    description: 'Replace what the target holds: its database name or path, once more, so that it is meant',
    commands: ['restore'],
  },
  {
    name: 'apply',
    kind: 'flag',
    description: 'Carry out the deletions, not only show them',
    commands: ['run', 'prune'],
  },
  {
    name: 'because',
    kind: 'one',
    value: 'TEXT',
    description: 'Why; kept with the hold or the deletion',
    commands: ['hold', 'delete'],
  },
  { name: 'json', kind: 'flag', description: 'Print the result as one JSON document' },
] as const satisfies readonly Option[]

/** What was said, by option; absent = not said. */
export interface Options {
  readonly policy?: string
  readonly source?: readonly string[]
  readonly tag?: readonly string[]
  readonly retain?: boolean
  readonly level?: string
  readonly id?: readonly string[]
  readonly at?: string
  readonly store?: string
  readonly into?: string
  readonly only?: readonly string[]
  readonly overwrite?: string
  readonly apply?: boolean
  readonly because?: string
  readonly json?: boolean
  /** Words after the command: `keys generate`. */
  readonly words?: readonly string[]
}

export function optionsOf(command: CommandName): readonly Option[] {
  const all: readonly Option[] = options
  return all.filter((option) => !option.commands || option.commands.includes(command))
}
