import { z } from 'zod'
import { expected, map, oneOf, place, serverUrl } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { quoted, variableName } from './kind/draft.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface GitSource extends SourceCommon {
  readonly engine: 'git'
  /** https://user:token@host/repository.git, ssh://..., file://...; absent: `path`. */
  readonly url?: Secret
  /** A repository of this machine. */
  readonly path?: string
  /** A repository without a ref is a backup, too. */
  readonly allowEmpty: boolean
  /** Socket of the agent that has keys for ssh. */
  readonly agent?: string
}

const shape = (common: CommonShape) =>
  oneOf(
    map('a git source', {
      engine: z.literal('git').describe('A git repository: every ref, and all that they reach.'),
      url: serverUrl({ schemes: ['https', 'ssh', 'file'], example: 'user@host/owner/repository.git' })
        .optional()
        .describe(
          'https://user:${TOKEN}@host/repository.git, ssh://git@host/repository.git, or file:///repository.git.',
        ),
      path: place(common.env)
        .optional()
        .describe('A repository of this machine, in place of url. May contain ${NAME}.'),
      'allow-empty': z
        .boolean(expected('true or false'))
        .optional()
        .describe('True: a repository without a single ref is backed up, and is no failure.')
        .meta({ default: false }),
      ...common.own,
      verify: common.verify('git'),
    }),
    ['url', 'path'],
    'what is backed up',
  )

export const git: SourceKind<GitSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'machine',
  group: 'files',
  into: './restored.git',
  asserts: ['count-of', 'required'],
  counts: { noun: 'commits', rule: 'exact' },
  shape,
  build(input, around) {
    const agent = around.env['SSH_AUTH_SOCK']
    return {
      ...buildCommon(input, around),
      engine: 'git',
      ...(input.url === undefined ? {} : { url: around.secret(input.url, 'url') }),
      ...(input.path === undefined ? {} : { path: input.path }),
      allowEmpty: input['allow-empty'] ?? false,
      ...(agent === undefined ? {} : { agent }),
    }
  },
  identity(source) {
    const where = describeGit(source)
    return { whole: where, content: [where] }
  },
  describe: describeGit,
  draft: {
    example: 'git:. (a repository), git:https://host/repository.git',
    draft(name, text) {
      const where = /^git:(.+)$/.exec(text)?.[1]
      if (where === undefined) return undefined
      if (!/^[a-z+]+:\/\//i.test(where)) return { lines: [`path: ${quoted(where)}`], variables: [] }
      const variable = `${variableName(name)}_REPOSITORY_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: where.replace(/\/\/[^@/]*@/, '//USER:TOKEN@') }],
      }
    },
    vague: {
      words: /^git$/i,
      hint: (name) => `Name the repository: --source ${name}=git:./${name}, or git:https://host/${name}.git.`,
    },
  },
}

function describeGit({ url, path }: GitSource): string {
  return url?.template ?? `the repository ${path ?? ''}`
}
