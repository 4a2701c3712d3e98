import { z } from 'zod'
import { durationMs } from '../../../time/time.ts'
import { didYouMean, namesSome } from '../../../words/words.ts'
import { type Findings, type Path, rangeAt } from '../../text/position.ts'
import { showPath } from '../../text/show.ts'
import type { Tree } from '../../text/tree.ts'
import { duration, expected, hookUrl, judged, map, oneOf, restoreTarget } from '../../value/leaf.ts'
import { namePattern, nameRule } from '../../value/name.ts'
import { type Argv, type ProgramVariable, program, variableNames, variablesOf } from '../../value/program.ts'
import type { Secret } from '../../value/secret.ts'
import type { Environment } from '../../value/template.ts'

/** Where a source is restored into when everything is, after what, and what is done around it. */
export interface Recovery {
  /** As after --into; its variables are replaced once it is used. */
  readonly into?: string
  /** Sources that must have been restored before. */
  readonly after: readonly string[]
  readonly before?: Hook
  readonly finally?: Hook
}

/** Done before a restore begins, or once it has ended, however that was. */
export type Hook =
  | {
      readonly kind: 'command'
      readonly argv: Argv
      readonly variables: readonly ProgramVariable[]
      readonly timeoutMs: number
    }
  | { readonly kind: 'url'; readonly url: Secret; readonly timeoutMs: number }

const hook = (noun: string, what: string) =>
  judged(
    oneOf(
      map(noun, {
        command: program.optional().describe('A list is a program and its arguments, a text a script for bash.'),
        url: hookUrl
          .optional()
          .describe('Is sent a POST with what is restored as JSON; any answer but 2xx is a failure.'),
        env: variableNames
          .optional()
          .describe('Names of the variables that the command gets beside PATH, HOME, LANG and BACKPROOF_RESTORE_*.'),
        timeout: duration.optional().describe('It is ended after this. Default: 10m of a command, 30s of a URL.'),
      }),
      ['command', 'url'],
      'what is done',
    ),
    ({ url, env }) =>
      url !== undefined && env !== undefined
        ? { message: 'is for a command: a URL is sent no variables', hint: 'Take env out.', key: 'env' }
        : undefined,
  )
    .optional()
    .describe(what)

export const recovery = map('recovery', {
  into: restoreTarget
    .optional()
    .describe('Where the source is restored into, as after --into: ${ORDERS_RESTORE_URL}, or a folder or file.')
    .meta({ examples: ['${ORDERS_RESTORE_URL}', '/srv/restored'] }),
  after: z
    .array(z.string(expected('the name of a source')), expected('a list of names of sources'))
    .min(1, expected('a list of at least one source'))
    .optional()
    .describe('Sources that must be restored before this one begins.')
    .meta({ uniqueItems: true }),
  'before-restore': hook('before-restore', 'Done before a restore of this source; if it fails, nothing is restored.'),
  'after-restore': hook('after-restore', 'Done once a restore of this source has ended, also where that failed.'),
})
  .optional()
  .describe('How the source is restored: where, in which order, and what is done before and after.')

type RecoveryInput = z.output<typeof recovery>
type HookInput = NonNullable<RecoveryInput>['before-restore']

/** Which of the presets of `restore --what` a source belongs to, or one of the policy's own. */
export const group = judged(z.string(expected(nameRule)).regex(namePattern, expected(nameRule)), (name) =>
  name === everySource
    ? {
        message: 'is what all sources together are called',
        hint: 'Write databases, files, configuration, or another name.',
      }
    : undefined,
)
  .optional()
  .describe(
    'What `restore --what` calls it: databases, files, configuration or a name of your own. Default: by its engine.',
  )
  .meta({ pattern: '^(?!everything$)[a-z0-9][a-z0-9._-]*$', examples: ['databases', 'files', 'configuration'] })

/** The one group that every source is in. */
export const everySource = 'everything'

export function buildRecovery(
  input: RecoveryInput,
  env: Environment,
  secret: (template: string, ...key: readonly string[]) => Secret,
): { readonly recovery?: Recovery } {
  if (!input) return {}
  const { into, after = [], 'before-restore': before, 'after-restore': last } = input
  const built = (hook: NonNullable<HookInput>, key: string): Hook => {
    const { command, url, timeout } = hook
    const givenMs = timeout === undefined ? undefined : durationMs(timeout)
    return url === undefined
      ? {
          kind: 'command',
          argv: command as Argv,
          variables: variablesOf(hook.env ?? [], env),
          timeoutMs: givenMs ?? 600_000,
        }
      : { kind: 'url', url: secret(url, 'recovery', key, 'url'), timeoutMs: givenMs ?? 30_000 }
  }
  return {
    recovery: {
      ...(into === undefined ? {} : { into }),
      after,
      ...(before ? { before: built(before, 'before-restore') } : {}),
      ...(last ? { finally: built(last, 'after-restore') } : {}),
    },
  }
}

/** Reports sources that wait for one that is not there, for themselves, or for each other. */
export function checkOrder(
  sources: readonly { readonly name: string; readonly recovery?: Recovery }[],
  names: readonly string[],
  root: Tree,
  findings: Findings,
): void {
  const afterOf = new Map(sources.map(({ name, recovery }) => [name, recovery?.after ?? []]))
  for (const { name, recovery } of sources) {
    for (const [index, other] of (recovery?.after ?? []).entries()) {
      const path: Path = ['sources', name, 'recovery', 'after', index]
      const add = (message: string, hint: string) =>
        findings.add({ message: `${showPath(path)} ${message}`, hint, range: rangeAt(root, path, 'value'), path })
      if (!names.includes(other)) {
        add(`is not a source of this policy${didYouMean(other, names)}`, `The sources are ${namesSome(names, 20)}.`)
        continue
      }
      const circle = wayTo(name, other, afterOf)
      if (circle)
        add(
          `makes a circle: ${[name, ...circle].join(' waits for ')}`,
          'Take one of these out: none of them could begin.',
        )
    }
  }
}

/** How one that is waited for waits for `name` itself; undefined: it does not. */
function wayTo(
  name: string,
  from: string,
  afterOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const seen = new Set<string>()
  const visit = (at: string): readonly string[] | undefined => {
    if (at === name) return [at]
    if (seen.has(at)) return undefined
    seen.add(at)
    for (const next of afterOf.get(at) ?? []) {
      const way = visit(next)
      if (way) return [at, ...way]
    }
    return undefined
  }
  return visit(from)
}
