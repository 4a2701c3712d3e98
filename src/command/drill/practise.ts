import type { DrilledSource, DrillKind, Entry, SourceCatalog } from '../../catalog/catalog.ts'
import { waitsFor } from '../../judge/judge.ts'
import { usable } from '../../plan/plan.ts'
import type { Source } from '../../policy/policy.ts'
import { messageOf, Problem } from '../../problem.ts'
import type { ProofReport } from '../../report/report.ts'
import { eachSource } from '../each-source/each-source.ts'
import { gapsOf } from '../project/entry.ts'
import { attempt, type Findings, past, type Session } from '../project/session.ts'
import { proveSeated } from '../verify/turn.ts'
import { Witness } from './witness.ts'

/** What a drill is, for those that take part. */
export interface Practice {
  readonly kind: DrillKind
  readonly startedAt: Date
  readonly trigger: 'manual' | 'schedule'
  readonly because: readonly string[]
}

/**
 * Restores the newest backup of each source into a throw-away place, compares it, and asks what the policy asks. One that
 * waits for another (recovery.after) begins once that one is there, and not at all where it is not. `sources`: those first
 * that others wait for.
 */
export async function practise(
  session: Session,
  sources: readonly Source[],
  practice: Practice,
): Promise<readonly DrilledSource[]> {
  const began = session.project.world.monotonicMs()
  const ended = new Map(sources.map((source) => [source, Promise.withResolvers<boolean>()]))
  const outcomes = new Map<Source, DrilledSource>()
  await eachSource(session, sources, async (session, source) => {
    const there = ended.get(source)
    try {
      for (const other of waitsFor(source, sources)) {
        if (await ended.get(other)?.promise) continue
        const problem = `it waits for ${other.name}, which was not restored`
        outcomes.set(source, { source: source.name, outcome: 'not-begun', problem })
        const hint = `See what is wrong with ${other.name} first.`
        session.problems.push({
          source: source.name,
          error: new Problem('restore-failed', `${source.name} was not restored: ${problem}`, { hint }),
        })
        return
      }
      const { told, restored } = await one(session, source, practice, began)
      outcomes.set(source, told)
      there?.resolve(restored)
    } finally {
      there?.resolve(false)
    }
  })
  return sources.flatMap((source) => outcomes.get(source) ?? [])
}

interface Practised {
  readonly told: DrilledSource
  /** What waits for it can begin, also where its application did not answer. */
  readonly restored: boolean
}

async function one(session: Session, source: Source, practice: Practice, began: number): Promise<Practised> {
  const { project } = session
  const { world } = project
  const from = world.monotonicMs()
  const known = session.problems.length
  const witness = new Witness(project, source)
  let entry: Entry | undefined
  let proofs: readonly ProofReport[] = []
  const { trigger, because } = practice
  const whole = await attempt(session, source, { work: 'restore', trigger, because }, async () => {
    const catalog = await project.catalog(source)
    entry = usable(catalog, world.now())[0]
    if (!entry) throw noBackup(source, catalog)
    const found = await proveSeated(project, source, catalog, entry, { level: 'restore', copies: 'first', witness })
    proofs = found.proofs ?? []
    if (proofs.some(({ outcome }) => outcome === 'passed')) session.ids.push(entry.id)
    return withFailures({ ...found, ...past(catalog, world.now()) }, [...gapsOf(catalog), ...witness.failures])
  })
  const proof = proofs.find(({ outcome }) => outcome === 'passed') ?? proofs.at(-1)
  const restored = proof?.outcome === 'passed'
  const passed = restored && witness.failures.length === 0
  const first = session.problems.slice(known).find((one) => one.source === source.name)
  const { application, assertions } = witness
  const told: DrilledSource = {
    source: source.name,
    outcome: passed ? 'passed' : 'failed',
    ...(entry ? { backup: entry.id, rpo: rpoOf(source, entry, practice.startedAt) } : {}),
    durationMs: Math.round(world.monotonicMs() - from),
    ...(proof ? ofProof(source, proof) : {}),
    ...(witness.readyAt === undefined ? {} : { readyMs: Math.round(witness.readyAt - began) }),
    ...(assertions ? { assertions } : {}),
    ...(application ? { application } : {}),
    ...(passed && whole ? {} : first ? { problem: messageOf(first.error).slice(0, 4000) } : {}),
  }
  return { told, restored }
}

function withFailures(found: Findings, more: readonly unknown[]): Findings {
  return { ...found, failures: [...more, ...(found.failures ?? [])] }
}

function noBackup(source: Source, { unread }: SourceCatalog): Problem {
  const [gap] = unread
  const why = gap ? `; ${gap.store} could not be read: ${gap.message}` : ''
  return new Problem('unknown-id', `${source.name} has no backup to restore${why}`, {
    hint: gap?.hint ?? `Run \`backproof backup --source ${source.name}\` first.`,
  })
}

function rpoOf({ objectives: { rpoMs } }: Source, { startedAt }: Entry, at: Date): NonNullable<DrilledSource['rpo']> {
  const ageMs = Math.max(0, at.getTime() - startedAt.getTime())
  return { ...(rpoMs === undefined ? {} : { targetMs: rpoMs, met: ageMs <= rpoMs }), ageMs }
}

function ofProof(
  { objectives: { rtoMs } }: Source,
  { store, outcome, durations, compared }: ProofReport,
): Partial<DrilledSource> {
  const measuredMs = (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  const target = rtoMs === undefined ? {} : { targetMs: rtoMs, met: measuredMs <= rtoMs }
  return {
    store,
    stepsMs: { ...durations },
    ...(compared === '' ? {} : { compared: compared.slice(0, 4000) }),
    // What was not restored right was not there in time either.
    ...(durations['restore'] === undefined || outcome === 'failed' ? {} : { rto: { ...target, measuredMs } }),
  }
}
