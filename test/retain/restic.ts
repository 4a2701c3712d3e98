import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isProblem } from '../../src/problem.ts'
import { type Duration, type Period, parseDuration } from '../../src/time/time.ts'
import { decided } from './decided.ts'
import { entry, rules } from './entry.ts'

const run = promisify(execFile)
const seed = 20260214
const hostCount = 10
const ruleCount = 55

interface Snapshot {
  readonly host: string
  readonly at: string
  readonly tags: readonly string[]
}

interface Rule {
  readonly last: number
  readonly counts: Readonly<Partial<Record<Period, number>>>
  readonly within: string | undefined
  readonly withinPeriods: Readonly<Partial<Record<Period, string>>>
  readonly tags: readonly (readonly string[])[]
}

const periods: readonly Period[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly']
const tag = ['a', 'b', 'c']
const start = Date.UTC(2025, 2, 31, 12)

/** Dense in hours and days near the newest, sparse over years, so that every period is met. */
const ages = fc.array(fc.oneof(fc.nat(360), fc.nat(72 * 60), fc.nat(40 * 1440), fc.nat(1200 * 1440)), {
  minLength: 6,
  maxLength: 8,
  size: 'max',
})

function generateSnapshots(): readonly Snapshot[] {
  return fc
    .sample(fc.tuple(ages, fc.array(fc.subarray(tag), { minLength: 8, maxLength: 8 })), { seed, numRuns: hostCount })
    .flatMap(([minutes, tags], host) =>
      [...new Set(minutes)].map((ago, i) => ({
        host: `host${host}`,
        at: new Date(start - ago * 60_000).toISOString().slice(0, 19).replace('T', ' '),
        tags: tags[i] ?? [],
      })),
    )
}

function generateRules(): readonly Rule[] {
  const length = fc.constantFrom('3h', '2d', '7d', '1mo', '2mo3d', '1y', '1y1mo1d2h')
  const some = <T>(one: fc.Arbitrary<T>) => fc.dictionary(fc.constantFrom(...periods), one, { maxKeys: 2 })
  const rule = fc.record({
    last: fc.oneof(fc.constant(0), fc.nat(4)),
    counts: some(fc.integer({ min: 1, max: 6 })),
    within: fc.option(length, { nil: undefined, freq: 1 }),
    withinPeriods: some(length),
    tags: fc.oneof(fc.constant([]), fc.array(fc.subarray(tag, { minLength: 1 }), { maxLength: 2 })),
  })
  const said = ({ last, counts, within, withinPeriods, tags }: Rule) =>
    last > 0 || within !== undefined || [...Object.keys(counts), ...Object.keys(withinPeriods), ...tags].length > 0
  return fc.sample(rule.filter(said), { seed, numRuns: ruleCount })
}

/** restic writes months as m. */
const resticLength = (text: string) => text.replaceAll('mo', 'm')

function flags(rule: Rule): readonly string[] {
  return [
    ...(rule.last > 0 ? ['--keep-last', `${rule.last}`] : []),
    ...Object.entries(rule.counts).flatMap(([period, count]) => [`--keep-${period}`, `${count}`]),
    ...(rule.within ? ['--keep-within', resticLength(rule.within)] : []),
    ...Object.entries(rule.withinPeriods).flatMap(([period, text]) => [`--keep-within-${period}`, resticLength(text)]),
    ...rule.tags.flatMap((tags) => ['--keep-tag', tags.join(',')]),
  ]
}

function length(text: string): Duration {
  const made = parseDuration(text)
  if ('wrong' in made) throw new Error(made.wrong)
  return made
}

const mapValues = <T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]))

/** Times that this program keeps, newest first. */
function ours(snapshots: readonly Snapshot[], { last, counts, within, withinPeriods, tags }: Rule): readonly string[] {
  const entries = snapshots.map(({ at, tags }, i) => entry(at, { id: `${i}`, tags }))
  const keep = {
    last,
    counts,
    tags,
    withinPeriods: mapValues(withinPeriods, length),
    ...(within ? { within: length(within) } : {}),
  }
  try {
    const { decisions } = decided(entries, rules(keep), { now: new Date('2026-01-01'), timezone: 'UTC' })
    return decisions.filter((made) => made.keep).map((made) => made.entry.startedAt.toISOString().slice(0, 19))
  } catch (error) {
    if (isProblem(error, 'retention-refused')) return []
    throw error
  }
}

interface Group {
  readonly host: string
  readonly keep: readonly { readonly time: string }[] | null
  readonly remove: readonly { readonly time: string }[] | null
  readonly reasons: readonly { readonly counters: Readonly<Record<string, number>> }[] | null
}

/** Which restic is asked; `missing`: why there is none. */
export interface Restic {
  readonly name: string
  readonly missing: string | undefined
  /** Its program, once it is there: compiling takes minutes. */
  readonly program: () => Promise<string>
}

/** The same decisions as those of restic's own program, on the same random snapshots and rules. */
export function agreement({ name, missing, program }: Restic): void {
  describe(`keep has the meaning of ${name}’s forget`, () => {
    let binary = ''
    let directory = ''
    let keepsOldest = true
    const snapshots = generateSnapshots()
    const restic = async (...args: string[]) => {
      const env = {
        ...process.env,
        TZ: 'UTC',
        RESTIC_PASSWORD: 'test',
        RESTIC_REPOSITORY: join(directory, 'repository'),
      }
      return (await run(binary, ['--no-cache', ...args], { env, cwd: directory, maxBuffer: 1 << 28 })).stdout
    }
    const forget = async (...args: readonly string[]): Promise<readonly Group[]> =>
      JSON.parse(await restic('forget', '--dry-run', '--no-lock', '--json', '--group-by', 'host', ...args))

    beforeAll(async () => {
      if (missing !== undefined) return
      binary = await program()
      directory = await mkdtemp(join(tmpdir(), 'backproof-restic-'))
      await writeFile(join(directory, 'file'), 'x')
      await restic('init')
      const probe = ['2020-01-01 08:00:00', '2020-01-01 20:00:00'].map((at) => ({ host: 'probe', at, tags: [] }))
      for (const { host, at, tags } of [...probe, ...snapshots])
        await restic(
          'backup',
          '--quiet',
          '--force',
          '--host',
          host,
          '--time',
          at,
          ...tags.flatMap((tag) => ['--tag', tag]),
          'file',
        )
      // Before 0.16, restic did not keep the oldest where slots remain.
      const [probed] = await forget('--host', 'probe', '--keep-daily', '2')
      keepsOldest = probed?.remove === null || probed?.remove.length === 0
    }, 1_800_000)

    afterAll(async () => {
      if (directory) await rm(directory, { recursive: true, force: true })
    })

    /** Since 0.17 restic refuses, as this program does, to keep nothing of a host: it then keeps all, and says no more. */
    async function forgetAll(...rule: readonly string[]): Promise<readonly Group[]> {
      const refused = (error: unknown) => /refusing to delete last snapshot/.test(String(error))
      try {
        return await forget(...rule)
      } catch (error) {
        if (!refused(error)) throw error
      }
      const groups: Group[] = []
      for (const host of new Set(snapshots.map((snapshot) => snapshot.host))) {
        try {
          groups.push(...(await forget('--host', host, ...rule)))
        } catch (error) {
          if (!refused(error)) throw error
          const own = snapshots.filter((snapshot) => snapshot.host === host)
          groups.push({
            host,
            keep: null,
            remove: own.map(({ at }) => ({ time: at.replace(' ', 'T') })),
            reasons: null,
          })
        }
      }
      return groups
    }

    /** Times that restic keeps, newest first; with what an old restic lacks added. */
    function theirs({ host, keep, remove, reasons }: Group, rule: Rule): readonly string[] {
      const kept = new Set((keep ?? []).map(({ time }) => time.slice(0, 19)))
      const all = [...kept, ...(remove ?? []).map(({ time }) => time.slice(0, 19))].sort()
      expect(all.length, host).toBe(snapshots.filter((snapshot) => snapshot.host === host).length)
      const [oldest] = all
      const newest = all.at(-1)
      if (!keepsOldest && oldest && newest) {
        const slotsRemain = Object.values(reasons?.at(-1)?.counters ?? mapValues(rule.counts, (count) => count)).some(
          (left) => left > 0,
        )
        if (slotsRemain || Object.values(rule.withinPeriods).some((text) => isWithin(oldest, newest, length(text))))
          kept.add(oldest)
      }
      return [...kept].sort().reverse()
    }

    function isWithin(oldest: string, newest: string, { years, months, days, ms }: Duration): boolean {
      const at = new Date(`${newest}Z`)
      at.setUTCFullYear(at.getUTCFullYear() - years, at.getUTCMonth() - months, at.getUTCDate() - days)
      return Date.parse(`${oldest}Z`) > at.getTime() - ms
    }

    test('both decide the same in every generated case', async (context) => {
      if (missing !== undefined) context.skip(missing)
      let cases = 0
      let deleted = 0
      for (const rule of generateRules()) {
        const groups = (await forgetAll(...flags(rule))).filter(({ host }) => host !== 'probe')
        expect(groups).toHaveLength(hostCount)
        for (const group of groups) {
          const own = snapshots.filter(({ host }) => host === group.host)
          const expected = theirs(group, rule)
          expect(ours(own, rule), `${group.host} ${flags(rule).join(' ')}`).toEqual(expected)
          cases += 1
          deleted += own.length - expected.length
        }
      }
      expect(cases).toBeGreaterThanOrEqual(500)
      expect(deleted).toBeGreaterThan(500)
    })
  })
}
