import { condemns, type Entry, type Level, type Proof, type SourceCatalog } from '../../catalog/catalog.ts'
import { engineOf, type Finding } from '../../engine/engine.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isProblem, Problem, type ProblemCode } from '../../problem.ts'
import { during } from '../../progress.ts'
import type { ProofReport } from '../../report/report.ts'
import {
  checkCommitment,
  checkCopy,
  compareSize,
  readBackup,
  type TestWitness,
  takeKey,
  testRestore,
} from '../../verify/verify.ts'
import type { World } from '../../world.ts'
import { isOfOneStore } from '../copy/failover.ts'
import { nearestCopies } from '../copy/nearest.ts'
import { confirmEntry } from '../project/confirm-entry.ts'
import { sourceNamed } from '../project/databases/open.ts'
import { requireRestorable } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { type Findings, keepProof, keepTrial } from '../project/session.ts'
import { limitMs, startLimit } from '../project/time-limit.ts'
import { openWhole } from '../project/whole.ts'
import { isGoodFull, ofItself } from './chain.ts'

/** What is to be proven of one backup. */
export interface ProofRequest {
  readonly level: Level
  /** Stores in the order in which to try them; absent: all that have it whole, the nearest first. */
  readonly stores?: readonly string[]
  /** Of another server than the policy's: a trial, which is kept apart from proofs. */
  readonly image?: string | undefined
  /** `first`: until one copy has answered for the backup; `all`: each copy answers for itself. */
  readonly copies: 'first' | 'all'
  /** Looks on while a backup is restored. */
  readonly witness?: TestWitness
}

/**
 * Proves a backup, copy by copy, and stores each answer beside it whatever it is. A copy that is damaged, or cannot be read,
 * is named, and the next one is tried.
 */
export async function prove(
  project: Project,
  source: SourceCommon,
  catalog: SourceCatalog,
  entry: Entry,
  { level, image, stores = nearestCopies(project.policy, entry), copies, witness }: ProofRequest,
): Promise<Findings> {
  if (level !== 'check') requireRestorable(entry)
  const startedAt = project.world.now()
  const proofs: ProofReport[] = []
  const damaged: { proof: ProofReport; failure: Finding }[] = []
  const failures: unknown[] = []
  const unwritten: unknown[] = []
  let answered: string | undefined
  for (const store of stores) {
    if (copies === 'first' && answered !== undefined) break
    try {
      const first = proofs.length === 0
      const request = { source, catalog, entry, level, image, store, startedAt, first, ...(witness ? { witness } : {}) }
      const { proof, report, unwritten: refused } = await proveCopy(project, request)
      proofs.push(report)
      unwritten.push(...refused)
      const broken = proof.findings.find(({ level, blame }) => level === 'failure' && blame === 'copy')
      if (broken) damaged.push({ proof: report, failure: broken })
      const failure = proof.findings.find(({ level, blame }) => level === 'failure' && blame !== 'copy')
      if (failure)
        failures.push(image === undefined ? proofFailed(report, failure) : trialFailed(report, image, failure))
      if (failure || !broken) answered ??= store
      // What the environment refuses one copy, it refuses the next as well.
      if (failure && !condemns(proof)) break
    } catch (error) {
      if (!isOfOneStore(error)) throw error
      // All copies are sealed to the same keys, as a rule.
      const known = isProblem(error, 'key-wrong') && failures.some((one) => isProblem(one, 'key-wrong'))
      if (!known) failures.push(error)
      const next = stores[stores.indexOf(store) + 1]
      if (next && answered === undefined && error.code !== 'key-wrong')
        project.world.log.warning(`${entry.id}: ${error.message}; trying the copy in ${next}`)
    }
  }
  const passed = proofs.find(({ outcome }) => outcome === 'passed')?.store
  failures.push(...damaged.map(({ proof, failure }) => copyDamaged(proof, failure, passed)))
  // A store that takes none of the proofs is named once.
  return { proofs, failures: [...failures, ...unwritten.slice(0, 1)] }
}

export interface CopyRequest {
  readonly source: SourceCommon
  readonly catalog: SourceCatalog
  readonly entry: Entry
  readonly level: Level
  readonly store: string
  /** Absent: a proof. */
  readonly image?: string | undefined
  /** What is known already of the copy's bytes; absent = they are read. */
  readonly tried?: readonly Finding[]
  /** One moment for all copies: no copy's proof clears another's from the same time. */
  readonly startedAt: Date
  /** What is the same of every copy is looked at once. */
  readonly first: boolean
  readonly witness?: TestWitness
}

interface Attempt {
  readonly findings: readonly Finding[]
  readonly durations: Readonly<Record<string, number>>
  readonly compared: string
}

/** One proof of one copy: tried, judged, and stored in every store that has the backup. */
export async function proveCopy(
  project: Project,
  request: CopyRequest,
): Promise<{ readonly proof: Proof; readonly report: ProofReport; readonly unwritten: readonly unknown[] }> {
  const { source, level, store, startedAt } = request
  const { world } = project
  const entry = await confirmEntry(project, source, request.entry, store)
  const began = world.monotonicMs()
  const tried =
    level === 'check'
      ? await tryCheck(project, { ...request, entry })
      : await tryTwice(project, { ...request, entry }, level)
  const findings = [...tried.findings, ...overRto(source, tried.durations)].map((finding) => ({
    ...finding,
    message: world.redact(finding.message),
  }))
  const outcome = findings.some((finding) => finding.level === 'failure') ? 'failed' : 'passed'
  const { durations } = tried
  const proof = {
    id: entry.id,
    level,
    outcome,
    startedAt,
    finishedAt: world.now(),
    store,
    findings,
    durations,
  } as const
  const holding = [...new Set([...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store), store])]
  const places = await Promise.all(holding.map((name) => project.place(name)))
  const { image } = request
  const unwritten =
    image === undefined
      ? await keepProof(world, places, source.name, proof)
      : await keepTrial(world, places, source.name, { proof, image })
  const report = {
    id: entry.id,
    store,
    level,
    outcome,
    durationMs: Math.round(world.monotonicMs() - began),
    durations,
    findings,
    compared:
      image === undefined ? tried.compared : `${tried.compared}, on ${image}: a trial, which counts as no proof`,
    // Only a restore measures it.
    ...(source.objectives.rtoMs === undefined || level !== 'restore' ? {} : { rtoMs: source.objectives.rtoMs }),
  }
  return { proof, report, unwritten }
}

/** What fails before anything is restored is the choice of the image, as a rule. */
const trialFailed = ({ id }: ProofReport, image: string, { blame, message, hint }: Finding): Problem =>
  new Problem('restore-failed', `${id} would not restore on ${image}: ${message}`, {
    hint:
      blame === 'env'
        ? `Give --image the version that was dumped or a newer one, of the same product, by a name that this machine can pull; it says nothing against the backup.${hint ? ` ${hint}` : ''}`
        : `${hint ? `${hint} ` : ''}This says nothing against the backup: mend the source before its server is changed for the version of --image.`,
  })

const codes: Readonly<Record<Finding['blame'], ProblemCode>> = {
  data: 'proof-failed',
  copy: 'proof-failed',
  env: 'sandbox-failed',
  source: 'restore-failed',
  policy: 'policy-invalid',
}

function proofFailed({ id, level, store, findings }: ProofReport, first: Finding): Problem {
  const failures = findings.filter((finding) => finding.level === 'failure').length
  const more = failures > 1 ? ` (and ${failures - 1} more)` : ''
  return new Problem(
    codes[blamed(findings)],
    `the ${level} proof of ${id} in ${store} failed: ${first.message}${more}`,
    {
      hint: first.hint ?? 'Prove an older backup with --id ID; take a new backup now.',
    },
  )
}

/** Whose fault a failed proof is: the backup's, if that of any of it. */
function blamed(all: readonly Finding[]): Finding['blame'] {
  const blames = all.filter(({ level }) => level === 'failure').map(({ blame }) => blame)
  return (['data', 'copy', 'policy', 'source', 'env'] as const).find((one) => blames.includes(one)) ?? 'data'
}

/** `whole`: a store whose copy of the same backup passed. */
function copyDamaged(report: ProofReport, first: Finding, whole: string | undefined): Problem {
  const { message, hint } = proofFailed(report, first)
  const { id, store } = report
  if (whole === undefined) return new Problem('proof-failed', message, { hint })
  return new Problem('proof-failed', `${message}; the copy in ${whole} passed`, {
    hint: `The backup is good: the next \`backproof run\` heals the copy of ${id} in ${store} from ${whole}.`,
  })
}

/** A failure that the bytes of this one copy explain is the copy's; else it is that of the backup, whichever copy is read. */
async function tryCheck(
  project: Project,
  { source, catalog, entry, store, first, tried }: CopyRequest,
): Promise<Attempt> {
  const found = tried ?? (await checkAloud(project, source, entry, store))
  const findings = found.map(ofCopy)
  // What an increment holds depends on what has changed.
  if (first && entry.manifest.kind === 'full') {
    const now = project.world.now()
    const before = catalog.entries.filter((other) => isGoodFull(other, now) && other.startedAt < entry.startedAt)
    const odd = compareSize(
      entry.bytes,
      before.map((other) => other.bytes),
      source.verify.size,
    )
    if (odd) findings.push(odd)
  }
  return { findings, durations: {}, compared: `${entry.manifest.parts.length} objects in ${store}` }
}

async function checkAloud(
  { world, policy, place }: Project,
  source: SourceCommon,
  { id, manifest }: Entry,
  store: string,
): Promise<readonly Finding[]> {
  using limit = startProofLimit(world, source)
  try {
    const at = await place(store)
    return await during(world.log, { what: `${id}: checking the copy in ${store}` }, () =>
      checkCopy(at, manifest, policy.encryption.signers, limit.signal),
    )
  } catch (error) {
    if (limit.expired && !world.signal.aborted) return endedBy(limit.expired).findings
    throw error
  }
}

const startProofLimit = (world: World, source: SourceCommon) =>
  startLimit(
    world.signal,
    limitMs(source),
    'it',
    'sandbox-failed',
    'Set verify: { timeout: 12h } of the source in the policy, if it may take that long.',
  )

const ofCopy = (finding: Finding): Finding => (finding.blame === 'data' ? { ...finding, blame: 'copy' } : finding)

async function tryTwice(project: Project, request: CopyRequest, level: 'read' | 'restore'): Promise<Attempt> {
  const { source, entry, store } = request
  const { log } = project.world
  for (let attempt = 1; ; attempt++) {
    const tried = ofItself(await tryOpen(project, request, level), entry, request.catalog)
    const failed = tried.findings.filter(({ level }) => level === 'failure')
    if (failed.length === 0 || failed.every(({ blame }) => blame !== 'data' && blame !== 'copy')) return tried
    const wrong = await checkAloud(project, source, entry, store)
    if (wrong.some(({ blame }) => blame === 'data')) return { ...tried, findings: tried.findings.map(ofCopy) }
    if (!tried.broke || attempt === 2) return tried
    log.warning(
      `${entry.id}: what ${store} returned could not be opened, but its objects are intact: reading them once more`,
    )
  }
}

/** `broke`: the bytes were not what the manifest says, so that another answer may be right. */
async function tryOpen(
  project: Project,
  { source, catalog, entry, store, image: other, witness }: CopyRequest,
  level: 'read' | 'restore',
): Promise<Attempt & { readonly broke: boolean }> {
  const { world } = project
  using limit = startProofLimit(world, source)
  const { signal } = limit
  const place = await project.place(store)
  const engine = await engineOf(entry.manifest.engine)
  const secrets = await project.secretKeys()
  let blame: Finding['blame'] = 'copy'
  try {
    // Whole parts are no intact copy: what a restore from this store alone starts with is this store's own.
    const uncommitted = await checkCommitment(place, entry.manifest, project.policy.encryption.signers, signal)
    if (uncommitted.length > 0) return { findings: uncommitted.map(ofCopy), durations: {}, compared: '', broke: true }
    // A wrong key says nothing about the backup: its Problem passes, and no proof is recorded.
    await takeKey(place, entry.manifest, secrets, signal)
    // Each store has a key object of its own; the sealed parts are the same bytes everywhere.
    blame = 'data'
    const opened = await openWhole(project, { engine, entry, entries: catalog.entries, place, signal })
    const { assertions, image: usual } = source.verify
    const image = other ?? usual
    const known = sourceNamed(project, source.name)
    const own = known?.engine === engine.name ? { source: known } : {}
    if (level === 'read') {
      const reading = {
        what: `${entry.id}: reading`,
        done: opened.readBytes,
        of: opened.sealedBytes,
        unit: 'sealed',
      } as const
      const by = { image, tools: source.tools, ...own }
      const findings = await during(world.log, reading, () =>
        readBackup(opened, (files) => engine.contents(opened, by, project.bench, signal, files), assertions),
      )
      return { findings, durations: {}, compared: `${opened.whole.size} parts read whole`, broke: false }
    }
    const { monotonicMs, log } = world
    const { progress } = log
    const looking = witness ? { witness } : {}
    const around = { id: entry.id, image, ...own, ...looking, bench: project.bench, monotonicMs, progress, signal }
    const tested = await testRestore(opened, engine, assertions, around)
    return limit.expired && !world.signal.aborted ? { ...endedBy(limit.expired), durations: tested.durations } : tested
  } catch (error) {
    // What was cut off says nothing of the backup.
    if (limit.expired && !world.signal.aborted) return endedBy(limit.expired)
    if (!isProblem(error, 'object-damaged', 'object-missing')) throw error
    const { message, hint } = error
    return {
      findings: [{ level: 'failure', blame, message, ...(hint ? { hint } : {}) }],
      durations: {},
      compared: '',
      broke: true,
    }
  }
}

function endedBy({ message, hint }: Problem): Attempt & { readonly broke: boolean } {
  const finding: Finding = { level: 'failure', blame: 'env', message, ...(hint ? { hint } : {}) }
  return { findings: [finding], durations: {}, compared: '', broke: false }
}

/** A restore that takes longer than the objective proves the backup all the same. */
export function overRto(source: SourceCommon, durations: Readonly<Record<string, number>>): readonly Finding[] {
  const { rtoMs } = source.objectives
  const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0)
  if (rtoMs === undefined || took <= rtoMs) return []
  const message = `the restore took ${Math.round(took / 1000)} s, the objective (rto) is ${Math.round(rtoMs / 1000)} s`
  return [{ level: 'warning', blame: 'env', message }]
}
