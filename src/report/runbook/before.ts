import type { Health, RecoveryPlan, RecoveryStep, StoreNeed, Variable } from '../../judge/judge.ts'
import { namesSome, plainSize } from '../../words/words.ts'
import { code, markdown } from '../markdown/escape.ts'
import { blank, command, commands, table } from './block.ts'

/** What a plan that burns with the building is worth. */
export const keep =
  'Print it, or keep it where it is found when the repository, its host and the servers are away. It holds no secret. Steps 1 to 5 are done in their order; what stands in a block is run as it stands, in one shell, in the folder that holds the policy.'

export function detect({ policy, steps }: RecoveryPlan): string {
  return `## 1. Is it lost?

Is the application down, or the data? Whoever sees it writes down the time: ${blank}. Decide who leads: ${blank}.

- The application: ${blank} (the address to look at, and what it says when it is well).
- The servers: ${blank} (the console of the host).
- The backups: the first command shows each source and store with what is wrong, the second whether each source has a backup that is recent enough (exit code 0). Both only read.

${command(['report', ...policy])}
${command(['gate', ...policy, ...(steps.every(({ source }) => source.objectives.rpo.targetMs !== undefined) ? [] : ['--max-age', '7d'])])}
Stop what still writes to what is left, and keep it: it may hold what no backup has.`
}

export function ready(health: Health, plan: RecoveryPlan): string {
  return [
    '## 2. Get ready',
    '### Servers and room',
    servers(plan),
    `A machine that reaches all of it: Node 24 and Backproof, ${tools(plan)}. CPU, memory and network: not known to the backups: ${blank}.`,
    '### In hand',
    inHand(health, plan),
    `Give the variables their values (\`export NAME='value'\`, from ${blank}). These lines say which is missing:`,
    commands(checks(plan)),
    lost(plan.lost),
    'The stores answer, and have the backups:',
    command(['list', ...plan.policy, '--limit', '5']),
  ]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')
}

function servers({ steps }: RecoveryPlan): string {
  return table(
    ['source', 'needs', 'room', 'restored into'],
    steps.map(({ source, provide, into }) => [
      markdown(source.source, 200),
      provide.kind === 'server'
        ? `a new, empty server: ${markdown(source.engine)} ${provide.version === undefined ? '(version unknown)' : markdown(provide.version, 100)}, or newer`
        : 'a folder that is empty or not there',
      provide.plainBytes === undefined
        ? 'unknown'
        : `${plainSize(provide.plainBytes)}${provide.kind === 'server' ? '; on its disk, with indexes: unknown' : ''}`,
      code(into, 300),
    ]),
  )
}

function tools({ steps }: RecoveryPlan): string {
  const servers = steps.filter(({ provide }) => provide.kind === 'server')
  if (servers.length === 0) return 'nothing else'
  const each = [...Map.groupBy(servers, toolsOf)].map(
    ([said, all]) =>
      `${said} (${markdown(
        namesSome(
          all.map(({ source }) => source.source),
          20,
        ),
        500,
      )})`,
  )
  return `and the client programs of the servers: ${each.join('; ')}`
}

const toolsOf = ({ provide }: RecoveryStep) =>
  provide.tools === 'auto'
    ? 'found by themselves: on the machine, or in Docker'
    : `as the policy says, ${code(provide.tools, 200)}`

function inHand({ policy, sources }: Health, { stores, places }: RecoveryPlan): string {
  const row = (what: string, where: string) => [what, where, blank]
  return table(
    ['what', 'which', 'who has it'],
    [
      row('the policy', code(policy, 300)),
      row(
        `a secret key${keys(sources)}`,
        '<code>BACKPROOF_SECRET_KEY</code>, or a file: <code>BACKPROOF_SECRET_KEY_FILE</code>',
      ),
      ...stores.map((store) =>
        row(`the store ${markdown(store.store, 200)}, ${markdown(store.where, 300)}`, access(store)),
      ),
      ...places.map(({ name, sources, example }) =>
        row(`where ${markdown(namesSome(sources, 20), 500)} goes`, `${code(name)}: ${code(example, 300)}`),
      ),
    ],
  )
}

/** Any one of these opens the backups. */
function keys(sources: Health['sources']): string {
  const all = new Map(
    sources.flatMap(({ encryption }) =>
      encryption.recipients
        .filter(({ sealsNewest, inPolicy }) => sealsNewest ?? inPolicy)
        .map((one) => [one.fingerprint, one] as const),
    ),
  )
  const shown = [...all.values()].map(
    ({ fingerprint, holder }) =>
      `${code(fingerprint, 100)}${holder === undefined ? '' : ` (${markdown(holder, 200)})`}`,
  )
  return shown.length === 0 ? ' (to which keys the backups are sealed is unknown)' : `, any one of ${shown.join(', ')}`
}

function access({ kind, variables, ambient }: StoreNeed): string {
  if (variables.length > 0) return variables.map((name) => code(name, 200)).join(', ')
  if (kind === 'directory') return 'the folder, mounted in this place'
  return ambient
    ? '<code>AWS_ACCESS_KEY_ID</code> and <code>AWS_SECRET_ACCESS_KEY</code>, or a role of the machine'
    : 'nothing'
}

function checks({ stores, places }: RecoveryPlan): readonly string[] {
  const key = ': "${BACKPROOF_SECRET_KEY:-${BACKPROOF_SECRET_KEY_FILE:?give a secret key}}"'
  const each = (names: readonly string[], what: string) =>
    names.filter((name) => /^\w+$/.test(name)).map((name) => `: "\${${name}:?${what}}"`)
  return [
    key,
    ...each([...new Set(stores.flatMap(({ variables }) => variables))], 'a store needs it'),
    ...each(
      places.map(({ name }) => name),
      'say where to restore into',
    ),
  ]
}

/** Empty: there is none. */
function lost(variables: readonly Variable[]): string {
  const safe = variables.filter(({ name, example }) => /^\w+$/.test(name) && /^[\w:/@.?=&-]+$/.test(example))
  if (safe.length === 0) return ''
  return `Of what was lost, a restore only makes sure that it does not go there. Where its old address is not known any more, one that nobody has does:

${commands(safe.map(({ name, example }) => `export ${name}="\${${name}:-${example}}"`))}`
}
