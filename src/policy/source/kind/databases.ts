import { z } from 'zod'
import { expected, type Fault, judged, texts } from '../../value/leaf.ts'
import { memberName } from '../../value/member-name.ts'
import type { Secret } from '../../value/secret.ts'
import { databaseIn, inDatabase } from '../../value/server-path.ts'

/** Which databases of a server are sources of their own: patterns in which * and ? are wild; no `include`: all. */
export interface Databases {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** What a source is of: one of the databases of the server that the policy has under this name. */
export interface Member {
  readonly group: string
  readonly database: string
  /** Of all of them, the one whose backup has what the server has once: roles, users. */
  readonly carries: boolean
}

export const databases = z
  .union(
    [
      z.literal('all'),
      judged(texts('all or a list of at least one pattern', 'a pattern such as tenant_*'), (patterns) => {
        if (patterns.length === 1 && patterns[0] === 'all')
          return {
            message: 'takes only a database that is called all',
            hint: 'Write databases: all, without brackets.',
            index: 0,
          }
        const index = patterns.findIndex((one) => one === '!' || /^!!/.test(one))
        return index === -1 ? undefined : { message: 'must have a pattern after its !', index }
      }),
    ],
    expected('all, or a list of patterns such as ["tenant_*", "!tenant_test*"]'),
  )
  .optional()
  .describe(
    'Every database of the server that matches is a source of its own: all, or patterns with * and ?; those that begin with ! are left out.',
  )

export function buildDatabases(input: z.output<typeof databases>): { readonly databases?: Databases } {
  if (input === undefined) return {}
  const patterns = input === 'all' ? [] : input
  const exclude = patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1))
  return { databases: { include: patterns.filter((one) => !one.startsWith('!')), exclude } }
}

/** As the policy has them; none: all. */
export const patternsOf = ({ include, exclude }: Databases): readonly string[] => [
  ...include,
  ...exclude.map((one) => `!${one}`),
]

/** Which of the server it names, in words; for the policy's text and for people. */
export function describeDatabases(databases: Databases): string {
  const names = patternsOf(databases)
  return names.length === 0 ? '(all databases)' : `(databases ${names.join(', ')})`
}

export function takesDatabase({ include, exclude }: Databases, database: string): boolean {
  const matches = (pattern: string) => expressionOf(pattern).test(database)
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches)
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/[*?]|[^*?]+/g, (text) =>
    text === '*' ? '.*' : text === '?' ? '.' : RegExp.escape(text),
  )
  return new RegExp(`^${source}$`, 'su')
}

/** What is wrong with a URL beside `databases`, as far as the policy's text shows it. */
export function databasesFault(input: { readonly url: string; readonly databases?: unknown }): Fault | undefined {
  if (input.databases === undefined) return undefined
  const named = databaseIn(input.url)
  if (named === '') return undefined
  return {
    message: `names the database ${named}, and databases names them as well`,
    hint: `Take /${named} out of url, or take databases out.`,
    key: 'url',
  }
}

/** One database of the server, as a source of its own. */
export function memberOf<S extends { readonly name: string; readonly url: Secret; readonly databases?: Databases }>(
  { databases: _, ...source }: S,
  member: Member,
): Omit<S, 'databases'> {
  const { url } = source as unknown as S
  return { ...source, name: memberName(member.group, member.database), member, url: urlOf(url, member.database) }
}

/** The address of one database of the server. */
export function urlOf(url: Secret, database: string): Secret {
  const within = inDatabase(url.template, database)
  // One variable for all of it has no place for the name.
  const template = within === url.template ? `${within}/${encodeURIComponent(database)}` : within
  return {
    template,
    reveal: () => inDatabase(url.reveal(), database),
    origin: () => url.origin(),
    toJSON: () => template,
  }
}
