import type { SourceHealth } from '../health/contract.ts'
import type { Expected, RecoveryStep, RecoveryTime } from './contract.ts'

/** How long a restore of it takes, by those that were measured. Pure. */
export function expectedOf({ objectives: { rto }, history }: SourceHealth): Expected {
  const measured = history.proofs.flatMap(({ level, outcome, durations }) => {
    const ms = (durations?.['start'] ?? 0) + (durations?.['restore'] ?? 0)
    return level === 'restore' && outcome === 'passed' && ms > 0 ? [ms] : []
  })
  const { measuredMs, targetMs } = rto
  return {
    ...(measuredMs === undefined ? {} : { ms: measuredMs }),
    ...(measured.length > 1 ? { slowestMs: Math.max(...measured) } : {}),
    measured: measured.length,
    ...(targetMs === undefined ? {} : { kept: measured.filter((ms) => ms <= targetMs).length }),
  }
}

type Timed = Pick<RecoveryStep, 'after' | 'expected'> & { readonly source: Pick<SourceHealth, 'source'> }

/** How long all of it takes: the steps stand in order, so what a step waits for is known before it. Pure. */
export function timeOf(steps: readonly Timed[]): RecoveryTime {
  const ways = new Map<string, { readonly ms: number; readonly names: readonly string[] }>()
  const longest = (names: readonly string[]) =>
    names.flatMap((name) => ways.get(name) ?? []).reduce((most, way) => (way.ms > most.ms ? way : most), none)
  for (const { source, after, expected } of steps) {
    const before = longest(after)
    ways.set(source.source, { ms: before.ms + (expected.ms ?? 0), names: [...before.names, source.source] })
  }
  const path = longest([...ways.keys()])
  return {
    sequenceMs: steps.reduce((sum, { expected }) => sum + (expected.ms ?? 0), 0),
    pathMs: path.ms,
    path: path.names,
    unknown: steps.filter(({ expected }) => expected.ms === undefined).map(({ source }) => source.source),
  }
}

const none = { ms: 0, names: [] as readonly string[] }
