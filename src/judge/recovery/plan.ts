import { extname } from 'node:path'
import { type Hook, kindOf, type Policy, type Source, shownProgram, shownTools } from '../../policy/policy.ts'
import type { BackupHealth, Health, SourceHealth } from '../health/contract.ts'
import type { Check, Provision, RecoveryPlan, RecoveryStep, Words } from './contract.ts'
import { inOrder, waitsFor } from './order.ts'
import { expectedOf, timeOf } from './time.ts'
import { lostVariables, placeVariables, storeNeeds } from './variable.ts'

/** What the program knows of an engine. */
export interface EngineOptions {
  /** Options that a restore takes. */
  readonly takes: readonly string[]
  /** The part that has what a server has once: its roles. */
  readonly globalsPart?: string | undefined
}

const found = ['.github/backup-policy.yml', 'backup-policy.yml']

/** How everything comes back that these sources were. Pure. */
export function planRecovery(
  policy: Policy,
  sources: readonly Source[],
  health: Health,
  engines: ReadonlyMap<string, EngineOptions>,
): RecoveryPlan {
  const healthOf = new Map(health.sources.map((one) => [one.source, one]))
  const ordered = inOrder(sources).flatMap((source) => {
    const own = healthOf.get(source.name)
    return own ? [{ source, own }] : []
  })
  const names = new Set<string>()
  const placed = ordered.map(({ source, own }) => ({ source, own, ...placeOf(source, names) }))
  const policyWords = found.includes(policy.path) ? [] : words('policy', policy.path)
  const chosen = placed.map(({ source }) => source)
  const steps = placed.map(({ source, own, into, said }): RecoveryStep => {
    const command = (of: BackupHealth, what: Words, more: Words = []) => [
      'restore',
      ...policyWords,
      ...what,
      ...(said ? [] : words('into', into)),
      ...optionsOf(engines.get(source.engine), [of, ...siblings(own, health)]),
      ...more,
    ]
    const backup = own.lastSuccess
    const proven = own.lastProven
    const newest = words('source', source.name)
    return {
      source: own,
      after: waitsFor(source, chosen).map(({ name }) => name),
      into,
      ...('paths' in source ? { paths: source.paths } : {}),
      provide: provisionOf(source, backup),
      ...(backup ? { backup, restore: command(backup, newest) } : {}),
      ...(proven && proven.id !== backup?.id
        ? { proven: { backup: proven, restore: command(proven, words('id', proven.id)) } }
        : {}),
      copies: backup ? copiesOf(own, backup, (store) => command(backup, newest, words('store', store))) : [],
      expected: expectedOf(own),
      checks: source.verify.assertions.map(checkOf),
      hooks: hooksOf(source),
    }
  })
  const places = placeVariables(placed)
  const stores = storeNeeds(
    policy,
    Object.keys(policy.stores).filter((name) => chosen.some((one) => one.stores.includes(name))),
  )
  const known = [...places.map(({ name }) => name), ...stores.flatMap(({ variables }) => variables)]
  return {
    steps,
    time: timeOf(steps),
    ...(placed.every(({ said }) => said) ? { together: ['restore', ...policyWords, '--what', 'everything'] } : {}),
    places,
    stores,
    lost: lostVariables(policy, chosen, known),
    policy: policyWords,
  }
}

/** A value that begins like an option is one word with it. */
export const words = (option: string, value: string): Words =>
  value.startsWith('-') ? [`--${option}=${value}`] : [`--${option}`, value]

/** Where the policy says nothing, a variable or a folder that no other source has. */
function placeOf(
  { name, engine, recovery }: Source,
  taken: Set<string>,
): { readonly into: string; readonly said: boolean } {
  if (recovery?.into !== undefined) return { into: recovery.into, said: true }
  const { into } = kindOf(engine)
  if (!into.includes('${')) return { into: `./restored/${name}${extname(into)}`, said: false }
  const base = `${name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')}_RESTORE_URL`
  let variable = base
  for (let n = 2; taken.has(variable); n += 1) variable = `${base}_${n}`
  taken.add(variable)
  return { into: `\${${variable}}`, said: false }
}

/** A new server has neither the database nor its roles; a backup without them has none to give. */
function optionsOf(engine: EngineOptions | undefined, backups: readonly BackupHealth[]): Words {
  const { takes, globalsPart } = engine ?? { takes: [] }
  const has = globalsPart !== undefined && backups.some(({ parts = [] }) => parts.includes(globalsPart))
  return [
    ...(takes.includes('create') ? ['--create'] : []),
    ...(has && takes.includes('globals') ? ['--globals', 'apply'] : []),
  ]
}

/** Of the databases of a server, one has the roles of all. */
function siblings({ database }: SourceHealth, { sources }: Health): readonly BackupHealth[] {
  if (!database) return []
  return sources.flatMap((one) => (one.database?.of === database.of && one.lastSuccess ? [one.lastSuccess] : []))
}

function provisionOf({ engine, tools }: Source, backup: BackupHealth | undefined): Provision {
  const version = backup?.versions?.['server']
  return {
    kind: kindOf(engine).reads === 'server' ? 'server' : 'folder',
    ...(version === undefined ? {} : { version }),
    tools: shownTools(tools),
    ...(backup ? { plainBytes: backup.plainBytes } : {}),
  }
}

function copiesOf({ copies }: SourceHealth, { stores }: BackupHealth, command: (store: string) => Words) {
  return copies.flatMap(({ store, state }) =>
    stores.includes(store) && state !== 'damaged' ? [{ store, restore: command(store) }] : [],
  )
}

function checkOf(assertion: Source['verify']['assertions'][number]): Check {
  if (assertion.kind === 'required')
    return { name: assertion.name, asks: `${assertion.names.join(', ')} must be there` }
  const { equals, matches, min, max } = assertion.expect
  const must = [
    ...(equals === undefined ? [] : [`is ${equals}`]),
    ...(matches === undefined ? [] : [`matches ${matches}`]),
    ...(min === undefined ? [] : [`is at least ${min}`]),
    ...(max === undefined ? [] : [`is at most ${max}`]),
  ]
  return { name: assertion.name, asks: `${assertion.kind} ${assertion.ask.trim()}: ${must.join(' and ')}` }
}

function hooksOf({ recovery }: Source): RecoveryStep['hooks'] {
  const shown = (when: 'before' | 'after', hook: Hook | undefined) => {
    if (!hook) return []
    return hook.kind === 'command'
      ? [{ when, what: shownProgram(hook.argv), variables: hook.variables.map(({ name }) => name) }]
      : [{ when, what: `POST ${hook.url.template}`, variables: [] }]
  }
  return [...shown('before', recovery?.before), ...shown('after', recovery?.finally)]
}
