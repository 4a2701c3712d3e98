import type { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import type { Assertion, AssertionPlace, Policy, Source, Verify } from '../model.ts'
import { buildRetention, mergeRetention } from '../retention/build.ts'
import { present } from '../retention/preset.ts'
import type { Shapes } from '../schema.ts'
import type { Secret } from '../value/secret.ts'

export type SourceInput = z.output<Shapes['postgres']> | z.output<Shapes['sqlite']> | z.output<Shapes['files']>
export type Defaults = z.output<Shapes['defaults']>
type VerifyInput = NonNullable<SourceInput['verify']>

interface Surroundings {
  readonly name: string
  readonly line: number
  readonly stores: Policy['stores']
  readonly timezone: string
  readonly defaults: Defaults
  readonly url: (template: string) => Secret
  /** Where the n-th assertion stands. */
  readonly assertionAt: (index: number) => AssertionPlace
}

/** A source with the defaults of the policy and of this program filled in. */
export function buildSource(input: SourceInput, around: Surroundings): Source {
  const { defaults } = around
  const schedule = scheduleOf(input.schedule ?? defaults.schedule)
  const readFrom = input['read-from'] ?? defaults['read-from']
  const jitter = input.jitter ?? defaults.jitter
  const objectives = { ...defaults.objectives, ...present(input.objectives ?? {}) }
  const verifiedWithin = objectives['verified-within']
  const common = {
    name: around.name,
    line: around.line,
    stores: input.stores ?? defaults.stores ?? Object.keys(around.stores),
    ...(readFrom === undefined ? {} : { readFrom }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(input.paused ? { paused: true } : {}),
    ...(jitter === undefined ? {} : { jitterMs: durationMs(jitter) }),
    objectives: {
      ...(objectives.rpo ? { rpoMs: durationMs(objectives.rpo) } : {}),
      ...(objectives.rto ? { rtoMs: durationMs(objectives.rto) } : {}),
      ...(verifiedWithin ? { verifiedWithinMs: durationMs(verifiedWithin) } : {}),
      ...(objectives.copies === undefined ? {} : { copies: objectives.copies }),
    },
    retention: buildRetention(mergeRetention(defaults.retention, input.retention), around.timezone),
    verify: buildVerify(input, defaults, around.assertionAt),
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

function buildVerify(input: SourceInput, defaults: Defaults, at: Surroundings['assertionAt']): Verify {
  const own: VerifyInput = input.verify ?? {}
  const check = scheduleOf(own.check ?? defaults.verify?.check)
  const copies = own.copies ?? defaults.verify?.copies
  const read = scheduleOf(own.read ?? defaults.verify?.read)
  const restore = scheduleOf(own.restore ?? defaults.verify?.restore)
  const image = input.engine === 'postgres' ? input.verify?.image : undefined
  const timeout = own.timeout ?? defaults.verify?.timeout
  return {
    ...(timeout === undefined ? {} : { timeoutMs: durationMs(timeout) }),
    ...(check === undefined ? {} : { check }),
    ...(copies === undefined ? {} : { copies }),
    ...(read === undefined ? {} : { read }),
    ...(restore === undefined ? {} : { restore }),
    ...(image === undefined ? {} : { image }),
    size: present({ ...defaults.verify?.size, ...present(own.size ?? {}) }),
    assertions: (own.assert ?? []).map((assertion, index) => ({ ...buildAssertion(assertion), at: at(index) })),
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
