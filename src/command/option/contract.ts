import type { CommandName } from '../name.ts'

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
