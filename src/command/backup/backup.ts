import { randomInt } from 'node:crypto'
import {
  encodeManifest,
  type Manifest,
  makeId,
  type Proof,
  type SourceCatalog,
  standing,
} from '../../catalog/catalog.ts'
import {
  type Dump,
  type Engine,
  engineOf,
  type Facts,
  fullInstead,
  type OpenSource,
  type Since,
} from '../../engine/engine.ts'
import { preferredRole, type Role, type Source, serverOf } from '../../policy/policy.ts'
import { type Finding, isProblem, noteAlso, Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import type { BackupReport } from '../../report/report.ts'
import { boxDataKey, newDataKey, signManifest } from '../../seal/seal.ts'
import { compareSize, countsOf, encodeFacts, factsPart } from '../../verify/verify.ts'
import { finishAndTell } from '../alert/tell.ts'
import { eachSource } from '../each-source/each-source.ts'
import { requireListed } from '../project/databases/said.ts'
import { gapsOf } from '../project/entry.ts'
import { openProject, type Project } from '../project/project.ts'
import {
  attempt,
  beginWithDatabases,
  type Findings,
  keepProof,
  namesOf,
  newSession,
  past,
  takeLeases,
} from '../project/session.ts'
import { refuseOwnStores } from '../project/stores/own-store.ts'
import { requireTags } from '../project/tag.ts'
import type { Run } from '../result.ts'
import { confirmAndCommit } from './confirm.ts'
import { IndexKeys } from './index-keys.ts'
import { bytesBefore, groundOf } from './since.ts'
import { totalsOf, unusualIn } from './unusual.ts'
import { Upload } from './upload.ts'

/** Backs up every source that is named, now. */
export const backup: Run = async (world, options) => {
  const tags = requireTags(options.tag ?? [])
  const project = await openProject(world, options, { databases: 'server' })
  const session = newSession(project, 'backup')
  const changed = beginWithDatabases(session)
  const request = { trigger: 'manual', tags, retain: options.retain ?? false } as const
  await eachSource(session, project.sources, async (session, source) => {
    const { project } = session
    await attempt(session, source, { work: 'backup', trigger: 'manual', because: ['asked for'] }, async () => {
      const reading = project.catalog(source)
      // Beside the lease, which may be what fails first: nothing is left running then.
      reading.catch(() => {})
      const made = await makeBackup(project, source, reading, request).finally(() => Promise.allSettled([reading]))
      const catalog = await reading
      session.ids.push(made.id)
      // What could not be listed may fail alike for whoever needs it.
      const gaps = gapsOf({ ...catalog, damaged: [] })
      return { ...made.findings, failures: [...gaps, ...(made.findings.failures ?? [])] }
    })
  })
  return finishAndTell(session, changed)
}

export interface BackupRequest extends Pick<Manifest, 'trigger' | 'tags' | 'retain'> {
  /** Only what has changed, where there is something to build on. Absent: everything. */
  readonly increment?: true
}

/**
 * One backup of one source. Where a replica fails that was chosen of several servers, the primary is tried, once: a standby cancels
 * a dump that keeps it from following its primary, and the primary does not.
 */
export async function makeBackup(
  project: Project,
  source: Source,
  reading: SourceCatalog | Promise<SourceCatalog>,
  request: BackupRequest,
  subject: Subject = ofSource,
): Promise<Made> {
  const prefer = preferredRole(source, request.trigger)
  let chosen: OpenSource['host']
  const hear = (host: OpenSource['host']) => {
    chosen = host
  }
  try {
    return await backUp(project, source, reading, request, { prefer, findings: [], hear, subject })
  } catch (error) {
    if (chosen?.role !== 'replica' || !isProblem(error, 'tool-failed', 'source-failed', 'dump-incomplete')) throw error
    const message = `the dump of the replica ${chosen.name} failed, so the primary was tried: ${error.message}`
    project.world.log.warning(`${source.name}: ${message}`)
    const said: Finding = { level: 'warning', blame: 'source', message, ...(error.hint ? { hint: error.hint } : {}) }
    try {
      return await backUp(project, source, reading, request, { prefer: 'primary', findings: [said], hear, subject })
    } catch (second) {
      noteAlso(second, error)
      throw second
    }
  }
}

interface Made {
  readonly id: string
  /** Of an increment, what it builds on. */
  readonly base?: string
  readonly findings: Findings
}

/** What of an open source is backed up: as a rule its dump. */
export interface Subject {
  readonly dump: (live: OpenSource, since?: Since) => Dump
  /** The part of it that the next increment needs; undefined: it has none. */
  readonly statePart: (engine: Engine) => string | undefined
}

const ofSource: Subject = {
  dump: (live, since) => live.dump(since),
  statePart: ({ increments }) => increments?.statePart,
}

interface Wanted {
  readonly subject: Subject
  /** Which of several servers. */
  readonly prefer: Role
  /** Of an attempt before this one. */
  readonly findings: readonly Finding[]
  /** Is told the one that was chosen. */
  readonly hear: (host: OpenSource['host']) => void
}

/**
 * One backup of one source: open, dump, seal, put to every store at once, read back, commit. A store that fails is
 * left out and named among the failures; with no store left, or anything wrong with the dump, nothing is committed.
 */
async function backUp(
  project: Project,
  source: Source,
  reading: SourceCatalog | Promise<SourceCatalog>,
  { increment, ...request }: BackupRequest,
  wanted: Wanted,
): Promise<Made> {
  const { world, policy } = project
  // Before the dump: its manifest could not be written.
  const tags = requireTags(request.tags)
  const signing = project.signingKey()
  requireListed(project, source)
  await refuseOwnStores(project, source)
  const began = world.monotonicMs()
  const { places, failed } = await project.places(source)
  await using leases = await takeLeases(project, source.name, places, { goesOn: true })
  const signal = AbortSignal.any([world.signal, leases.signal])
  const catalog = await reading
  const engine = await engineOf(source.engine)
  using turn = await project.seats.server(serverOf(source), signal, source.member ? 'several' : 'one')
  await using live = await during(world.log, { what: `${source.name}: looking at the source` }, () =>
    engine.open(source, project.bench, signal, wanted.prefer, increment && bytesBefore(source, catalog, world.now())),
  )

  wanted.hear(live.host)
  using _ = await project.seats.heavy(live.sizeBytes, signal)
  for (const { store, message } of catalog.unread) {
    world.log.warning(`${source.name}: ${store} could not be listed: ${message}`)
  }
  const startedAt = world.now()
  const id = makeId(source.name, startedAt, randomInt(1000))
  const lap = laps(world.monotonicMs)
  const key = newDataKey()
  const statePart = source.increments && wanted.subject.statePart(engine)
  const indexKeys = statePart === undefined ? undefined : await IndexKeys.open(project, source.name)
  const keys = boxDataKey(id, key, policy.encryption.recipients, indexKeys?.secret)
  const ground =
    increment && indexKeys && statePart !== undefined
      ? groundOf(project, source, catalog, statePart, indexKeys, signal)
      : undefined
  const since = ground && 'since' in ground ? ground.since : undefined
  const freight = { id, source: source.name, key, signal, places: leases.places, progress: world.log.progress }
  const onFailure = (store: string) => leases.forget(store)
  const upload = new Upload({ ...freight, failed: [...failed, ...leases.failed], onFailure })
  try {
    const dump = wanted.subject.dump(live, since)
    for await (const part of dump.parts) {
      await upload.add(part, part.expectedBytes ?? live.sizeBytes)
    }
    const { facts, versions, findings: found, consistency, position, moment, base } = dump.result()
    await upload.add({ name: factsPart, compression: 'zstd', body: encodeFacts(facts) }, 0)
    const manifest: Manifest = {
      format: 'backproof/v1',
      id,
      source: source.name,
      engine: source.engine,
      kind: base === undefined ? 'full' : 'increment',
      ...(base === undefined ? {} : { base }),
      ...request,
      tags,
      startedAt: startedAt.toISOString(),
      finishedAt: world.now().toISOString(),
      parts: upload.parts,
      versions: { ...world.versions, ...(live.server ? { server: live.server.version } : {}), ...versions },
      origin: { ...world.origin, project: policy.project },
      consistency,
      ...(position ? { position } : {}),
      ...(moment ? { moment: moment.toISOString() } : {}),
      ...hostOf(live),
      ...totalsOf(facts, source),
    }
    turn[Symbol.dispose]()
    await upload.stored()
    const dumpMs = lap()
    const [unreadable] = await Promise.all([upload.readBack(manifest), leases.look()])
    const readBackMs = lap()
    const bytes = encodeManifest(manifest)
    const signature = signing && new TextEncoder().encode(signManifest(bytes, signing))
    await confirmAndCommit(project, leases, upload, { manifest, keys, signature, bytes }, signal)
    const chain = base === undefined || !since ? [] : since.states.map((state) => state.id)
    const unkept = await indexKeys?.keep(id, key, chain)
    const durations = { dump: dumpMs, readBack: readBackMs, commit: lap() }
    const durationMs = Math.round(world.monotonicMs() - began)
    // Proofs need no lease: it is given back meanwhile.
    const checking = recordCheck(project, source, catalog, upload, manifest, unreadable)
    const [checked] = await Promise.all([checking, leases[Symbol.asyncDispose]()])
    const described = describe(facts, manifest, upload)
    const stored = namesOf(upload.alive)
    const findings = [
      ...[...wanted.findings, ...(live.host?.findings ?? []), ...found, ...unreadable.map(notReadBack)],
      ...(ground && 'full' in ground ? [fullBecause(ground.full)] : []),
      ...(unkept === undefined ? [] : [notKept(unkept)]),
      ...unusualIn(source, catalog, { manifest, stored, now: world.now() }),
    ]
    const report = { ...described, findings, durationMs, durations }
    const newest = { startedAt, bytes: report.sealedBytes }
    const failures = [...upload.problems(), ...checked]
    const built = base === undefined ? {} : { base }
    return { id, ...built, findings: { backup: report, ...past(catalog, world.now(), newest), failures } }
  } catch (error) {
    await upload.abandon()
    throw error
  }
}

/** The check that every backup ends with: its copies were read back above; is its size reasonable as well? */
async function recordCheck(
  { world }: Project,
  source: Source,
  catalog: SourceCatalog,
  upload: Upload,
  manifest: Manifest,
  unreadable: readonly string[],
): Promise<readonly unknown[]> {
  const sealedBytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0)
  const now = world.now()
  const good = catalog.entries
    .filter((entry) => entry.manifest.kind === 'full' && standing(entry, now) === 'good')
    .map((entry) => entry.bytes)
  // What an increment holds depends on what has changed.
  const odd = manifest.kind === 'full' ? compareSize(sealedBytes, good, source.verify.size) : undefined
  const common = { id: manifest.id, level: 'check', startedAt: now, finishedAt: now, durations: {} } as const
  // What is odd is so of the backup, whichever copy is read; what was read back is each copy's own.
  const seen = namesOf(upload.alive).filter((store) => !unreadable.includes(store))
  const proofs: readonly Proof[] = odd
    ? namesOf(upload.alive.slice(0, 1)).map((store) => ({ ...common, store, outcome: 'failed', findings: [odd] }))
    : seen.map((store) => ({ ...common, store, outcome: 'passed', findings: [] }))
  const failed =
    odd && new Problem('proof-failed', `the check of ${manifest.id} failed: ${odd.message}`, { hint: odd.hint })
  const kept = await Promise.all(proofs.map((proof) => keepProof(world, upload.alive, source.name, proof)))
  // A store that takes none of them is named once.
  return [...(failed ? [failed] : []), ...kept.flat().slice(0, 1)]
}

const fullBecause = (why: string): Finding => ({
  level: 'note',
  blame: 'env',
  message: fullInstead(why),
})

const notKept = (why: string): Finding => ({
  level: 'warning',
  blame: 'env',
  message: `the key of its index could not be kept on this machine, so that the next backup will be a full one: ${why}`,
  hint: 'Set BACKPROOF_INDEX_KEY, or make the state directory writable (XDG_STATE_HOME).',
})

const notReadBack = (store: string) =>
  ({
    level: 'note',
    blame: 'env',
    message: `the copy in ${store} went into an archive class: its sizes were compared, but its bytes were not read back`,
    hint: 'Keep a second store that can be read immediately; docs/operations.md says how to restore from an archive class.',
  }) as const

function hostOf({ host }: OpenSource): Pick<Manifest, 'host'> {
  if (host === undefined) return {}
  const { findings: _, ...chosen } = host
  return { host: chosen }
}

type Later = 'durationMs' | 'durations' | 'findings'

function describe(facts: Facts, manifest: Manifest, upload: Upload): Omit<BackupReport, Later> {
  const { id, startedAt, parts, tags, consistency, host } = manifest
  const data = parts.filter((part) => part.name !== factsPart)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    id,
    startedAt,
    plainBytes: sum(data.map((part) => part.plainBytes)),
    sealedBytes: sum(parts.map((part) => part.bytes)),
    parts: parts.map(({ name, bytes, plainBytes }) => ({ name, bytes, plainBytes })),
    copies: [
      ...upload.alive.map(({ name, store }) => ({ store: name, where: store.where, outcome: 'stored' as const })),
      ...upload.failed.map(({ store, problem }) => ({
        store,
        where: store,
        outcome: 'failed' as const,
        message: problem.message,
      })),
    ],
    // Its bytes are told as its size.
    counts: countsOf(facts).filter(({ noun }) => noun !== 'bytes'),
    consistency,
    ...(host ? { host } : {}),
    tags,
  }
}

/** Milliseconds since the call before. */
function laps(monotonicMs: () => number): () => number {
  let last = monotonicMs()
  return () => {
    const passed = Math.round(monotonicMs() - last)
    last += passed
    return passed
  }
}
