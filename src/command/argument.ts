import { parseArgs } from 'node:util'
import { isProblem, Problem } from '../problem.ts'
import { nearest } from '../words/words.ts'
import { version } from '../world.ts'
import { commands, isCommand } from './all.ts'
import type { CommandName } from './name.ts'
import { type Option, type Options, optionsOf } from './option.ts'

/** Words of other tools, and what does it here. */
const pointers: Readonly<Record<string, string>> = {
  ls: 'Run `backproof list`.',
  snapshots: 'Run `backproof list`.',
  status: 'Run `backproof report`; `backproof plan` shows what is due.',
  validate: 'Run `backproof doctor`: it checks the policy, and what a backup needs.',
  check: 'Run `backproof verify --level check`.',
  forget: 'Run `backproof prune`: it shows what retention would delete; --apply deletes.',
  info: 'Run `backproof show ID`.',
  'dry-run': 'Run `backproof plan` for what a run would do, `backproof prune` for what would be deleted.',
}

/** What shows and does nothing. */
function dryRun(command: CommandName): string {
  if (command === 'prune') return 'Leave it out: `backproof prune` only shows what would go; --apply deletes.'
  if (command === 'run') return 'Run `backproof plan` for what is due, `backproof prune` for what would be deleted.'
  return 'Run `backproof doctor`: it tries what a backup needs without making one.'
}

type CommandLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly command: CommandName; readonly options: Options }

/** What was asked for; throws `usage` with what to type instead. */
export function parse(args: readonly string[]): CommandLine {
  const [first, ...rest] = args
  if (first === '--version' || first === '-V') return { kind: 'text', text: version }
  if (first === undefined || first === 'help' || first === '--help' || first === '-h')
    return { kind: 'text', text: overview() }
  if (first.startsWith('-')) {
    throw new Problem('usage', `the command comes first, before ${first.split('=')[0]}`, {
      hint: 'Run `backproof COMMAND [options]`; `backproof --help` lists the commands.',
    })
  }
  if (!isCommand(first)) {
    const near = nearest(first, Object.keys(commands))
    const hint = pointers[first] ?? (near ? `Did you mean ${near}?` : 'Run `backproof --help`.')
    throw new Problem('usage', `${first} is not a command`, { hint })
  }
  const known = optionsOf(first)
  const spec = Object.fromEntries([
    ...known.map(({ name, kind }) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'many' },
    ]),
    ['help', { type: 'boolean', short: 'h' }],
  ]) as Record<string, { type: 'boolean' | 'string'; multiple?: boolean; short?: string }>
  try {
    const { values, positionals, tokens } = parseArgs({
      args: rest,
      options: spec,
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
    if (values['help']) return { kind: 'text', text: helpOf(first) }
    // "$ID" of a shell that has none would otherwise mean the newest.
    const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''))
    if (positionals.includes(''))
      throw new Problem('usage', `${first}: an id is empty`, { hint: 'Give it a value, or leave it out.' })
    if (empty)
      throw new Problem('usage', `${first}: --${empty[0]} is empty`, { hint: 'Give it a value, or leave it out.' })
    // An id may stand alone, as in every tool of this kind.
    const alone =
      first !== 'rehearse' && known.some(({ name }) => name === 'id') ? 'id' : first === 'retire' ? 'source' : undefined
    const [stray] = takesWords(first) || alone ? [] : positionals
    if (stray !== undefined)
      throw new Problem('usage', `${first} takes no argument ${stray}`, {
        hint: `Run \`backproof ${first} --help\`.`,
      })
    refuseRepeated(first, known, tokens)
    const options = values as Options
    const named = alone && positionals.length > 0 ? { [alone]: [...(options[alone] ?? []), ...positionals] } : {}
    return { kind: 'command', command: first, options: { ...options, ...named, words: alone ? [] : positionals } }
  } catch (cause) {
    if (isProblem(cause)) throw cause
    const said = /'(--?[^' ]+)/.exec((cause as Error).message)?.[1]
    const names = known.map(({ name }) => name)
    const typed = said?.replace(/^-+/, '') ?? ''
    const near = names.includes(typed) ? undefined : nearest(typed, names)
    const hint =
      (typed === 'dry-run' ? dryRun(first) : undefined) ??
      (near ? `Did you mean --${near}?` : `Run \`backproof ${first} --help\`.`)
    const { code = '', message } = cause as NodeJS.ErrnoException
    // What util.parseArgs finds, in our own words (https://nodejs.org/api/errors.html).
    const lacks = code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && /is ambiguous|argument missing/.test(message)
    const value = known.find(({ name }) => name === typed)?.value ?? 'VALUE'
    if (said && lacks)
      throw new Problem('usage', `${first}: ${said} needs a value`, {
        hint: `Write ${said} ${value}; a value that begins with a dash is written ${said}=${value}.`,
        cause,
      })
    if (said && code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new Problem('usage', `${first}: ${said} takes no value`, {
        hint: `Write ${said} alone, or leave it out.`,
        cause,
      })
    throw new Problem('usage', `${first}: there is no option ${said ?? 'in that form'}`, { hint, cause })
  }
}

/** The last would silently stand for all. */
function refuseRepeated(
  command: CommandName,
  known: readonly Option[],
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: unknown }[],
): void {
  const given = tokens.filter(({ kind }) => kind === 'option')
  for (const { name, kind } of known) {
    const same = given.filter((token) => token.name === name)
    if (kind !== 'one' || same.length < 2) continue
    const hint =
      command === 'init' && name === 'store'
        ? 'Give one: init writes a policy with one store. Then add the other one under stores:, and name both in the stores: of defaults.'
        : `Give --${name} once.`
    throw new Problem('usage', `${command}: --${name} is given ${same.length} times, but takes one value`, { hint })
  }
}

/** What may stand alone after a command. */
const words: Readonly<Partial<Record<CommandName, string>>> = {
  alert: ' [check|test]',
  keys: ' generate',
  rehearse: ' [options] -- COMMAND...',
  retire: ' SOURCE',
  schema: ' [policy|report]',
}

/** A word stands after it: `keys check`. */
export const takesWords = (command: CommandName) => ['alert', 'keys', 'rehearse', 'schema'].includes(command)

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'Backups as policy, restores as proof.',
    '',
    'Usage: backproof <command> [options]',
    '',
    ...lines,
    '',
    'Run `backproof <command> --help` for its options and examples.',
    'Exit codes: 0 done, 1 an operation failed, 2 policy or usage, 3 a gate is not met, 4 a backup or its proof is',
    'damaged, 5 a migration failed, 6 an assertion fails after it, 130 cancelled.',
  ].join('\n')
}

function helpOf(command: CommandName): string {
  const { summary, examples } = commands[command]
  const named = optionsOf(command).map(
    ({ name, value, description }) => [`--${name}${value ? ` ${value}` : ''}`, description] as const,
  )
  const width = Math.max(...named.map(([name]) => name.length))
  const takesIds = command !== 'rehearse' && named.some(([name]) => name === '--id ID')
  const alone = takesIds ? ' [ID...]' : (words[command] ?? '')
  return [
    `${summary}.`,
    '',
    `Usage: backproof ${command}${alone}${command === 'rehearse' ? '' : ' [options]'}`,
    '',
    ...named.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n')
}
