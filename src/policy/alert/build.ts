import { durationMs } from '../../time/time.ts'
import { type Findings, type Path, rangeAt, treeAt } from '../text/position.ts'
import { showPath } from '../text/show.ts'
import type { Tree } from '../text/tree.ts'
import type { AlertRules, AlertTimes, RuleName } from './model.ts'
import type { AlertsInput, RulesInput, SourceAlertsInput } from './schema.ts'

/** Where `notify` stands without `alerts`: all that needs no value and is never what somebody wants. */
const usualRules: AlertRules = {
  failed: true,
  proofFailed: true,
  rpoMissed: true,
  rtoMissed: true,
  scheduleDead: true,
  degraded: true,
  anomaly: true,
}
/** What of a source its rules depend on. */
interface Ruled {
  readonly name: string
  readonly schedule?: string
  readonly pointInTime?: object
  readonly objectives: { readonly rpoMs?: number; readonly rtoMs?: number }
}

/** Its verify.size. */
interface UsualSize {
  readonly shrink?: number
  readonly grow?: number
}

const usualRemindMs = 86_400_000
const [usualGrow, usualShrink] = [2, 0.5]

/** The rules of a source: those of the policy, with its own changes. */
export function buildRules(
  top: AlertsInput | undefined,
  own: SourceAlertsInput | undefined,
  size: UsualSize,
): AlertRules {
  const all = top === undefined ? usualRules : changed({}, top, size)
  if (own === undefined) return all
  return changed(Array.isArray(own) ? {} : all, own, size)
}

export function buildTimes(input: AlertsInput | undefined, timezone: string): AlertTimes {
  if (input === undefined || Array.isArray(input)) return { remindMs: usualRemindMs }
  const { remind, 'quiet-hours': quiet } = input
  return {
    ...(remind === 'never' ? {} : { remindMs: remind === undefined ? usualRemindMs : durationMs(remind) }),
    ...(quiet
      ? {
          quiet: {
            fromMinute: minuteOf(quiet.from),
            toMinute: minuteOf(quiet.to),
            timezone: quiet.timezone ?? timezone,
            except: quiet.except ?? [],
          },
        }
      : {}),
  }
}

/** Of the stores; undefined: it is not asked for. */
export function storageLowOf(input: AlertsInput | undefined): true | number | undefined {
  const low = input === undefined ? true : said(input)['storage-low']
  return low === false ? undefined : low
}

/** A rule of the whole policy, of its drills or keys; undefined: it is not asked for. */
export function wholeRule(
  input: AlertsInput | undefined,
  rule: 'drill-overdue' | 'key-rotation-due',
): true | undefined {
  return input === undefined || said(input)[rule] ? true : undefined
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

type Entries = SourceAlertsInput | AlertsInput

/** Each rule that is said, as one map: a list says `true` of each name. */
function said(input: Entries): RulesInput {
  if (!Array.isArray(input)) return input
  return Object.assign({}, ...input.map((one) => (typeof one === 'string' ? { [one]: true } : one)))
}

function changed(rules: AlertRules, input: Entries, size: UsualSize): AlertRules {
  const own = said(input)
  const flags = {
    failed: own.failed,
    proofFailed: own['proof-failed'],
    rpoMissed: own['rpo-missed'],
    rtoMissed: own['rto-missed'],
    scheduleDead: own['schedule-dead'],
    degraded: own.degraded,
    anomaly: own.anomaly,
  }
  const values = {
    notRunForMs: own['not-run-for'] && durationMs(own['not-run-for']),
    tooLarge: own['too-large'] === true ? (size.grow ?? usualGrow) : own['too-large'],
    tooSmall: own['too-small'] === true ? (size.shrink ?? usualShrink) : own['too-small'],
  }
  const next: Record<string, true | number> = { ...(rules as Record<string, true | number>) }
  for (const [name, value] of Object.entries({ ...flags, ...values })) {
    if (value === false) delete next[name]
    else if (value !== undefined) next[name] = value
  }
  return next as AlertRules
}

/** What a rule is measured by, where a source may lack it: such a rule would never alert. */
const needs: readonly {
  readonly rule: RuleName
  readonly what: string
  readonly has: (source: Ruled) => boolean
}[] = [
  { rule: 'rpo-missed', what: 'objectives.rpo', has: ({ objectives }) => objectives.rpoMs !== undefined },
  { rule: 'rto-missed', what: 'objectives.rto', has: ({ objectives }) => objectives.rtoMs !== undefined },
  {
    rule: 'schedule-dead',
    what: 'a schedule',
    has: ({ schedule, pointInTime }) => schedule !== undefined || pointInTime !== undefined,
  },
]

/** Rules that nothing could ever meet, and alerts that nobody would hear. */
export function checkAlerts(root: Tree, surrounding: Surrounding, findings: Findings): void {
  const { sources, stores, heard } = surrounding
  const places: readonly { readonly path: Path; readonly of: readonly Ruled[]; readonly own: boolean }[] = [
    { path: ['alerts'], of: sources, own: false },
    ...sources.map((source) => ({ path: ['sources', source.name, 'alerts'], of: [source], own: true })),
  ]
  for (const { path, of, own } of places) {
    const tree = treeAt(root, path)
    if (!tree) continue
    const add = (message: string, hint: string, at: Path) =>
      findings.add({ message: `${showPath(at)} ${message}`, hint, range: rangeAt(root, at, 'key'), path: at })
    if (!heard) {
      add('would reach nobody', 'Add notify: { github-issue: true }, or another channel of docs/alerts.md.', path)
      continue
    }
    for (const { rule, what, has } of needs) {
      const at = placeOf(tree, path, rule)
      if (!at || of.some(has)) continue
      const [only] = of
      const who = of.length === 1 && only ? `${only.name} has no` : 'no source has'
      add(`would never alert: ${who} ${what.replace(/^a /, '')}`, `Set ${what}, or take the rule out.`, at)
    }
    const low = placeOf(tree, path, 'storage-low')
    if (low && own) add('is of stores, not of a source', 'Write it in the alerts of the whole policy.', low)
    else if (low && stores.every(({ kind }) => kind !== 'directory'))
      add('would never alert: no store is a directory, and S3 does not tell how much is free', 'Take it out.', low)
    for (const { rule, never, hint, has } of ofPolicy) {
      const at = placeOf(tree, path, rule)
      if (at && own) add('is of the whole policy, not of a source', 'Write it in the alerts of the whole policy.', at)
      else if (at && !has(surrounding)) add(`would never alert: ${never}`, hint, at)
    }
  }
}

interface Surrounding {
  readonly sources: readonly Ruled[]
  readonly stores: readonly { readonly kind: string }[]
  /** The policy asks for some. */
  readonly drills: boolean
  /** It says how long a key may be in use. */
  readonly rotates: boolean
  /** Somebody is told. */
  readonly heard: boolean
}

/** Rules of the policy itself, and what each needs of it. */
const ofPolicy = [
  {
    rule: 'drill-overdue',
    never: 'the policy asks for no drill',
    hint: 'Set drills: { partial: "0 4 * * 1" }, or take it out.',
    has: ({ drills }: Surrounding) => drills,
  },
  {
    rule: 'key-rotation-due',
    never: 'the policy does not say how long a key may be in use',
    hint: 'Set encryption: { rotate-every: 90d }, or take it out.',
    has: ({ rotates }: Surrounding) => rotates,
  },
] as const

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Where a rule is asked for below the key `alerts`; undefined: it is not, or it is switched off. */
function placeOf(tree: Tree, path: Path, rule: RuleName): Path | undefined {
  const own = tree.children.get(rule)
  if (own) return own.value === false ? undefined : [...path, rule]
  if (!Array.isArray(tree.value)) return undefined
  const index = tree.value.findIndex((one) => one === rule || (isMap(one) && rule in one && one[rule] !== false))
  return index === -1 ? undefined : [...path, index]
}
