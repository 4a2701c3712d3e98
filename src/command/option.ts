import type { TextStyle } from '../report/report.ts'
import type { CommandName } from './name.ts'
import type { Option } from './option/contract.ts'
import { decisionOptions } from './option/decision.ts'
import { displayOptions } from './option/display.ts'
import { restoreOptions } from './option/restore.ts'
import { serveOptions } from './option/serve.ts'
import { subjectOptions } from './option/subject.ts'

export type { Option } from './option/contract.ts'

/** The one list of options: the command line's help and parser, the action's inputs and their test are made of it. */
export const options = [
  ...subjectOptions,
  ...restoreOptions,
  ...decisionOptions,
  ...displayOptions,
  ...serveOptions,
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
