import { hash } from 'node:crypto'
import {
  type Entry,
  mapAtOnce,
  objectName,
  type Proof,
  type RunRecord,
  readObject,
  readProofObject,
  readRun,
  type SourceCatalog,
  standing,
} from '../../catalog/catalog.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import type { EvidenceReading, RestoreDone, RestoreTest } from '../../report/report.ts'
import type { Project } from '../project/project.ts'
import { seenRestores, shownRestore, storiesOf } from '../restore/record/story.ts'

/** Of each source, the newest: years of daily ones. What is left out is said in the pack. */
const [mostTests, mostRestores] = [4000, 4000]

type Reading = Pick<EvidenceReading, 'tests' | 'restores'>

/**
 * Every test restore and every restore that the stores know of, with who asked and what shows it; and in sentences what the pack
 * does not have although the stores may. Throws what the stores throw.
 */
export async function readEvidence(
  project: Project,
  catalogs: ReadonlyMap<string, SourceCatalog>,
): Promise<{ readonly reading: Reading; readonly gaps: readonly string[] }> {
  const now = project.world.now()
  const gaps: string[] = []
  const tests: RestoreTest[] = []
  const restores: RestoreDone[] = []
  for (const source of project.sources) {
    const catalog = catalogs.get(source.name)
    if (!catalog) continue
    const all = catalog.entries
      .filter((entry) => !['foreign', 'future'].includes(standing(entry, now)))
      .flatMap((entry) => entry.proofs.map((proof) => ({ entry, proof })))
      .filter(({ proof }) => proof.level === 'restore' && proof.startedAt <= now)
      .toSorted((a, b) => b.proof.startedAt.getTime() - a.proof.startedAt.getTime())
    tests.push(...(await mapAtOnce(all.slice(0, mostTests), (one) => testOf(project, catalog, one.entry, one.proof))))
    const done = await restoresOf(project, source)
    restores.push(...done.restores)
    gaps.push(...gapsOf(catalog, all.length - mostTests, done))
  }
  return { reading: { tests, restores }, gaps }
}

type Done = {
  readonly left: number
  readonly unread: SourceCatalog['unread']
  readonly restores: readonly RestoreDone[]
}

/** What is not in the pack of one source. */
function gapsOf({ source, unread, damaged }: SourceCatalog, testsLeft: number, done: Done): readonly string[] {
  const failed = new Set(unread.map(({ store }) => store))
  return [
    ...unread.map(
      ({ store, message }) => `${source}: ${store} could not be read, so nothing that only it has is here: ${message}`,
    ),
    ...done.unread
      .filter(({ store }) => !failed.has(store))
      .map(({ store, message }) => `${source}: the restores that only ${store} knows of are not here: ${message}`),
    ...(testsLeft > 0 ? [`${source}: ${testsLeft} older test restores are not here`] : []),
    ...(done.left > 0 ? [`${source}: ${done.left} older restores are not here`] : []),
    ...damaged.map(
      ({ store, id, message }) => `${source}: the proofs of ${id} in ${store} may be missing here: ${message}`,
    ),
  ]
}

async function testOf(project: Project, catalog: SourceCatalog, entry: Entry, proof: Proof): Promise<RestoreTest> {
  const { signal } = project.world
  const source = catalog.source
  const store = [proof.store, ...entry.copies].find(
    (name) => entry.copies.includes(name) && !catalog.unread.some((one) => one.store === name),
  )
  const place = store === undefined ? undefined : await project.place(store)
  const notKnown: string[] = []
  /** What a store does not give is said in the pack, and the rest of it stands. */
  const attempt = async <T>(
    fields: string,
    body: (() => Promise<T | undefined>) | undefined,
  ): Promise<T | undefined> => {
    try {
      const found = await body?.()
      if (found === undefined)
        notKnown.push(`${fields}: ${body ? 'there is no record of it' : 'no store that has it could be read'}`)
      return found
    } catch (error) {
      if (!isFailure(error)) throw error
      notKnown.push(`${fields}: ${error.message}`)
      return undefined
    }
  }
  const manifest = objectName.manifest(source, proof.id)
  // What only a name says is not claimed; a failure is believed in any case.
  const byName = proof.outcome === 'failed'
  const object = await attempt(
    `${byName ? '' : 'outcome, '}finished_at, restore_ms, steps, proof_sha256, test_versions`,
    place && (() => readProofObject(place, source, proof, signal)),
  )
  const times = object?.says
  const digest = await attempt(
    'manifest_sha256',
    place && (async () => hash('sha256', await readObject(place.store, manifest, signal))),
  )
  const run = await attempt(
    'asked_by',
    place && (async () => runOf(catalog, proof, (one) => readRun(place, one, signal))),
  )
  const { actor, run: workflowRun } = run?.origin ?? {}
  if (run && actor === undefined) notKnown.push('asked_by: the record of the run does not say')
  const isKnown = byName || times !== undefined
  if (object && !isKnown)
    notKnown.push('outcome: the proof object records no test, and only its name says that one passed')
  const took = (times?.durations['start'] ?? 0) + (times?.durations['restore'] ?? 0)
  if (times && took === 0) notKnown.push('restore_ms: the proof recorded no restore')
  return {
    source,
    backup: proof.id,
    backupStartedAt: entry.startedAt.toISOString(),
    startedAt: proof.startedAt.toISOString(),
    ...(times?.finishedAt ? { finishedAt: times.finishedAt.toISOString() } : {}),
    ...(isKnown ? { outcome: proof.outcome } : {}),
    store: proof.store,
    engine: entry.manifest.engine,
    backupVersions: entry.manifest.versions,
    bytes: entry.bytes,
    ...(times ? { testVersions: times.versions } : {}),
    ...(object ? { proofSha256: hash('sha256', object.bytes) } : {}),
    ...(actor === undefined ? {} : { askedBy: actor }),
    ...(run ? { askedBecause: run.because.join('; ') } : {}),
    ...(workflowRun === undefined ? {} : { run: workflowRun }),
    ...(took > 0 ? { restoreMs: took } : {}),
    ...(times ? { durations: times.durations } : {}),
    failures: proof.findings.filter(({ level }) => level === 'failure').map(({ message }) => message),
    manifest,
    ...(digest === undefined ? {} : { manifestSha256: digest }),
    proof: objectName.proof(source, proof.id, proof.startedAt, proof.level, proof.store, proof.outcome),
    notKnown,
  }
}

/** The attempt that the proof came of: the last one at a restore proof that began no later than it, and did not end before it. */
async function runOf(
  { runs }: SourceCatalog,
  proof: Proof,
  read: (run: RunRecord) => Promise<RunRecord | undefined>,
): Promise<RunRecord | undefined> {
  const [last] = runs
    .filter(({ command, startedAt }) => command === 'restore' && startedAt <= proof.startedAt)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const whole = last && (last.origin ? last : await read(last))
  return whole && whole.finishedAt >= proof.startedAt ? whole : undefined
}

async function restoresOf(project: Project, source: Source): Promise<Done> {
  const { seen, unread } = await seenRestores(project, source)
  const stories = await storiesOf(project, source, seen.slice(0, mostRestores))
  const restores = stories.map((story): RestoreDone => {
    const { id, backup, state, startedAt, completedAt, origin, into, scope, store, restoredBytes, error } =
      shownRestore(source.name, story)
    const { actor } = origin
    return {
      ...{ source: source.name, id, backup, state, startedAt },
      ...(completedAt === undefined ? {} : { completedAt }),
      ...(actor === undefined ? {} : { askedBy: actor }),
      ...(into === undefined ? {} : { into }),
      ...(scope === undefined ? {} : { scope }),
      ...(store === undefined ? {} : { store }),
      ...(restoredBytes === undefined ? {} : { restoredBytes }),
      ...(error ? { error: `${error.code}: ${error.message}` } : {}),
    }
  })
  return { restores, left: Math.max(0, seen.length - mostRestores), unread }
}
