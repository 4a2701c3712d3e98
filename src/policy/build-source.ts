import type { z } from 'zod'
import { durationMs } from './duration.ts'
import type { Assertion, Duration, Period, Policy, Retention, Source, Verify } from './policy.ts'
import type { Shapes } from './schema.ts'
import { everything, type RetentionInput } from './schema-retention.ts'
import type { Secret } from './secret.ts'

export type SourceInput = z.output<Shapes['postgres']> | z.output<Shapes['sqlite']> | z.output<Shapes['files']>
export type Defaults = z.output<Shapes['defaults']>
type VerifyInput = NonNullable<SourceInput['verify']>

interface Surroundings {
  readonly name: string
  readonly line: number
  readonly stores: Policy['stores']
  readonly defaults: Defaults
  readonly url: (template: string) => Secret
}

/** A source with the defaults of the policy and of this program filled in. */
export function buildSource(input: SourceInput, around: Surroundings): Source {
  const { defaults } = around
  const schedule = scheduleOf(input.schedule ?? defaults.schedule)
  const objectives = { ...defaults.objectives, ...present(input.objectives ?? {}) }
  const common = {
    name: around.name,
    line: around.line,
    stores: input.stores ?? defaults.stores ?? Object.keys(around.stores),
    ...(schedule === undefined ? {} : { schedule }),
    objectives: {
      ...(objectives.rpo ? { rpoMs: durationMs(objectives.rpo) } : {}),
      ...(objectives.rto ? { rtoMs: durationMs(objectives.rto) } : {}),
    },
    retention: buildRetention(mergeRetention(defaults.retention, input.retention)),
    verify: buildVerify(input, defaults),
    tools: input.tools ?? defaults.tools ?? ({ kind: 'auto' } as const),
  }
  if (input.engine === 'sqlite') return { ...common, engine: 'sqlite', path: input.path }
  if (input.engine === 'files') {
    return {
      ...common,
      engine: 'files',
      paths: input.paths,
      include: input.include ?? [],
      exclude: input.exclude ?? [],
    }
  }
  const all = (selection: { include?: string[] | undefined; exclude?: string[] | undefined } | undefined) => ({
    include: selection?.include ?? [],
    exclude: selection?.exclude ?? [],
  })
  return {
    ...common,
    engine: 'postgres',
    url: around.url(input.url),
    jobs: input.jobs ?? 1,
    globals: input.globals ?? 'without-passwords',
    tables: all(input.tables),
    schemas: all(input.schemas),
  }
}

/** Each key of retention (keep, tiers, max ...) is the source's where it has one, else the default's, as a whole. undefined: nothing said. */
export function mergeRetention(
  defaults: RetentionInput | undefined,
  own: RetentionInput | undefined,
): RetentionInput | undefined {
  return defaults === undefined && own === undefined ? undefined : { ...present(defaults ?? {}), ...present(own ?? {}) }
}

/** True where no rule would keep any backup. */
export function keepsNothing(retention: RetentionInput): boolean {
  const keep = present(retention.keep ?? {})
  const rules = Object.keys(keep).filter((rule) => rule !== 'tags' || (keep.tags?.length ?? 0) > 0)
  return rules.length === 0 && (retention.tiers?.length ?? 0) === 0
}

export const defaultMinKeep = 3
const week: Duration = { years: 0, months: 0, days: 7, ms: 0, text: '7d' }

function buildRetention(input: RetentionInput | undefined): Retention {
  // Nothing said: nothing is deleted. Deleting is asked for, never assumed.
  const { keep = {}, tiers = [], max = {}, ...rest } = input ?? { keep: { last: everything } }
  const { last, within, tags = [], hourly, daily, weekly, monthly, yearly } = keep
  const withinPeriods: Partial<Record<Period, Duration>> = present({
    hourly: keep['within-hourly'],
    daily: keep['within-daily'],
    weekly: keep['within-weekly'],
    monthly: keep['within-monthly'],
    yearly: keep['within-yearly'],
  })
  return {
    keep: {
      ...(last === undefined ? {} : { last }),
      counts: present({ hourly, daily, weekly, monthly, yearly }),
      ...(within === undefined ? {} : { within }),
      withinPeriods,
      tags,
    },
    tiers,
    minKeep: rest['min-keep'] ?? defaultMinKeep,
    max: {
      ...(max.count === undefined ? {} : { count: max.count }),
      ...(max.size === undefined ? {} : { bytes: max.size }),
    },
    protect: rest.protect ?? [],
    grace: rest.grace ?? week,
  }
}

function buildVerify(input: SourceInput, defaults: Defaults): Verify {
  const own: VerifyInput = input.verify ?? {}
  const read = scheduleOf(own.read ?? defaults.verify?.read)
  const restore = scheduleOf(own.restore ?? defaults.verify?.restore)
  const image = input.engine === 'postgres' ? input.verify?.image : undefined
  return {
    ...(read === undefined ? {} : { read }),
    ...(restore === undefined ? {} : { restore }),
    ...(image === undefined ? {} : { image }),
    size: present({ ...defaults.verify?.size, ...present(own.size ?? {}) }),
    assertions: (own.assert ?? []).map(buildAssertion),
  }
}

function buildAssertion(input: NonNullable<VerifyInput['assert']>[number]): Assertion {
  const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)
  if (input.tables)
    return { kind: 'tables', name: input.name ?? short(`tables ${input.tables.join(', ')}`), tables: input.tables }
  if (input.files)
    return { kind: 'files', name: input.name ?? short(`files ${input.files.join(', ')}`), files: input.files }
  const sql = input.sql ?? ''
  const { equals, min, max } = input
  return {
    kind: 'sql',
    name: input.name ?? short(sql.trim().replace(/\s+/g, ' ')),
    sql,
    expect: present({ equals, min, max }),
  }
}

function scheduleOf(line: string | undefined): string | undefined {
  return line === 'never' ? undefined : line
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The map without the keys that are undefined. */
function present<T extends object>(map: T): Present<T> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as Present<T>
}
