import { durationMs } from '../../time/time.ts'
import { buildRules } from '../alert/build.ts'
import type { AlertRules } from '../alert/model.ts'
import type { AlertsInput } from '../alert/schema.ts'
import { buildApplication, type DrillApplication } from '../drill/application.ts'
import { buildRetention, mergeRetention } from '../retention/build.ts'
import type { Retention } from '../retention/model.ts'
import { present } from '../retention/preset.ts'
import { classObjectives, type ObjectiveClass } from '../value/objective-class.ts'
import type { Secret, Unset } from '../value/secret.ts'
import { buildLogin, type SshLogin } from '../value/ssh.ts'
import type { Environment } from '../value/template.ts'
import { buildTools, type Tools, type ToolsInput } from '../value/tools.ts'
import { type Anomalies, buildAnomalies } from './kind/anomaly.ts'
import { type Assertion, type AssertionPlace, buildAssertion } from './kind/assertion.ts'
import type { Databases, Member } from './kind/databases.ts'
import type { Increments } from './kind/increments.ts'
import type { PointInTime } from './kind/point-in-time.ts'
import { buildRecovery, type Recovery } from './kind/recovery.ts'
import type { Defaults, SourceInput, VerifyInput } from './kind/shape.ts'

/** What a source of any engine has. */
export interface SourceCommon {
  readonly name: string
  /** Names of stores, at least one. */
  readonly stores: readonly string[]
  /** The stores to read first, in this order. Absent: the nearest first. */
  readonly readFrom?: readonly string[]
  /** Five-field cron line in the policy's zone; undefined = only on demand. */
  readonly schedule?: string
  /** True: not backed up by schedule, until this is taken back. */
  readonly paused?: boolean
  /** Each tick is delayed by up to this, by an amount that is the source's own. */
  readonly jitterMs?: number
  readonly objectives: Objectives
  readonly retention: Retention
  /** Absent: as `defaultAnomalies` says. */
  readonly anomalies?: Anomalies
  readonly verify: Verify
  readonly tools: Tools
  /** Forwards a port to its server. */
  readonly via?: SshLogin
  /** What `restore --what` calls it; absent: what its engine is. */
  readonly group?: string
  readonly recovery?: Recovery
  /** What a drill starts on its restored data. */
  readonly application?: DrillApplication
  /** A variable of its paths has no value: they are templates, and what goes there must refuse. */
  readonly unset?: Unset
  /** It stands for the databases of its server: whoever backs up takes those, each as a source of its own. */
  readonly databases?: Databases
  /** It is one of them. */
  readonly member?: Member
  /** Backups of what has changed are made between those of everything, whose schedule is `schedule`. */
  readonly increments?: Increments
  /** Its server's log is collected. */
  readonly pointInTime?: PointInTime
  /** What is told of it; absent: nobody would hear it. */
  readonly alerts?: AlertRules
  /** Line of the source in the policy file, 1-based: for annotations. */
  readonly line: number
}

/** What is promised: a gate holds a deploy to these where it is not told otherwise. */
export interface Objectives {
  /** What the loss of it costs; rpo and rto are filled in from it. */
  readonly class?: ObjectiveClass
  readonly rpoMs?: number
  readonly rtoMs?: number
  /** The newest proof by a restore may be this old. */
  readonly verifiedWithinMs?: number
  /** Stores that must hold the backup. */
  readonly copies?: number
}

export interface Verify {
  /** Cron lines; undefined = never on its own. */
  readonly check?: string
  readonly read?: string
  readonly restore?: string
  /** Of a source whose log is collected. */
  readonly pointInTime?: string
  /** What a read by schedule reads: one copy, each store in turn (default), or all. */
  readonly copies?: 'one' | 'all'
  /** How long a proof, or a restore, may take; undefined = four times the objective (rto), or six hours. */
  readonly timeoutMs?: number
  /** Image of the throw-away server; undefined = matches the dumped server. */
  readonly image?: string
  /** Fractions of the median of the recent backups: 0.5 = may shrink by half; 3 = may be three times larger on top. */
  readonly size: { readonly shrink?: number; readonly grow?: number }
  readonly assertions: readonly Assertion[]
}

/** Where a source stands, and what it takes from there. */
export interface Surroundings {
  readonly name: string
  readonly line: number
  /** Names of all stores. */
  readonly stores: readonly string[]
  readonly timezone: string
  readonly defaults: Defaults
  readonly env: Environment
  /** Rules of the whole policy; absent: nobody would hear of them. */
  readonly alerts?: AlertsInput | 'usual'
  /** A text that may hold variables, which stands below this key of the source. */
  readonly secret: (template: string, key: string) => Secret
  /** The same below a key that stands in the source, or else in the defaults. */
  readonly secretOf: (template: string, ...key: readonly string[]) => Secret
  /** A default of `via` is for those alone whose server this machine, or an image here, connects to. */
  readonly forwards: boolean
  /** Where the n-th assertion stands. */
  readonly assertionAt: (index: number) => AssertionPlace
}

/** What every source has, with the defaults of the policy and of this program filled in. */
export function buildCommon(input: SourceInput, around: Surroundings): SourceCommon {
  const { defaults } = around
  const schedule = scheduleOf(input.schedule ?? defaults.schedule)
  const readFrom = input['read-from'] ?? defaults['read-from']
  const jitter = input.jitter ?? defaults.jitter
  const via = input.via ?? (around.forwards && connectsHere(input.tools ?? defaults.tools) ? defaults.via : undefined)
  const verify = buildVerify(input, defaults, around.assertionAt)
  const top = around.alerts === 'usual' ? undefined : around.alerts
  return {
    name: around.name,
    line: around.line,
    stores: input.stores ?? defaults.stores ?? around.stores,
    ...(readFrom === undefined ? {} : { readFrom }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(input.paused ? { paused: true } : {}),
    ...(input.group === undefined ? {} : { group: input.group }),
    ...buildRecovery(input.recovery, around.env, around.secretOf),
    ...buildApplication(input.drill, around.secretOf),
    ...(jitter === undefined ? {} : { jitterMs: durationMs(jitter) }),
    objectives: buildObjectives(input.objectives, defaults.objectives),
    retention: buildRetention(mergeRetention(defaults.retention, input.retention), around.timezone),
    ...buildAnomalies(input.anomalies, defaults.anomalies),
    verify,
    ...(around.alerts === undefined ? {} : { alerts: buildRules(top, input.alerts, verify.size) }),
    ...(via === undefined ? {} : { via: buildLogin(via, (key) => around.secretOf(key, 'via', 'key')) }),
    tools: buildTools(input.tools ?? defaults.tools ?? { kind: 'auto' }, (key) => around.secretOf(key, 'tools', 'key')),
  }
}

/** Those of the source come before the defaults; in both, what is written out comes before what its class says. */
function buildObjectives(own: SourceInput['objectives'], inherited: Defaults['objectives']): Objectives {
  return { ...objectivesOf(inherited), ...objectivesOf(own) }
}

function objectivesOf(input: SourceInput['objectives']): Objectives {
  const { class: kind, rpo, rto, copies, 'verified-within': verifiedWithin } = input ?? {}
  return {
    ...(kind === undefined ? {} : { class: kind, ...classObjectives[kind] }),
    ...(rpo ? { rpoMs: durationMs(rpo) } : {}),
    ...(rto ? { rtoMs: durationMs(rto) } : {}),
    ...(verifiedWithin ? { verifiedWithinMs: durationMs(verifiedWithin) } : {}),
    ...(copies === undefined ? {} : { copies }),
  }
}

/** Whether programs are where a port that is forwarded to this machine can be reached. */
export const connectsHere = (tools: Pick<ToolsInput, 'kind'> | undefined): boolean =>
  tools === undefined || tools.kind === 'auto' || tools.kind === 'host' || tools.kind === 'image'

function buildVerify(input: SourceInput, defaults: Defaults, at: Surroundings['assertionAt']): Verify {
  const own: VerifyInput = input.verify ?? {}
  const check = scheduleOf(own.check ?? defaults.verify?.check)
  const copies = own.copies ?? defaults.verify?.copies
  const read = scheduleOf(own.read ?? defaults.verify?.read)
  const restore = scheduleOf(own.restore ?? defaults.verify?.restore)
  const pointInTime = scheduleOf(own['point-in-time'])
  const { image } = own
  const timeout = own.timeout ?? defaults.verify?.timeout
  return {
    ...(timeout === undefined ? {} : { timeoutMs: durationMs(timeout) }),
    ...(check === undefined ? {} : { check }),
    ...(copies === undefined ? {} : { copies }),
    ...(read === undefined ? {} : { read }),
    ...(restore === undefined ? {} : { restore }),
    ...(pointInTime === undefined ? {} : { pointInTime }),
    ...(image === undefined ? {} : { image }),
    size: present({ ...defaults.verify?.size, ...present(own.size ?? {}) }),
    assertions: (own.assert ?? []).map((assertion, index) => ({ ...buildAssertion(assertion), at: at(index) })),
  }
}

function scheduleOf(line: string | undefined): string | undefined {
  return line === 'never' ? undefined : line
}
