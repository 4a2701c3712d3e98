import {
  type Entry,
  encodeRecord,
  goesNow,
  type Leases,
  objectName,
  type Place,
  purge,
  purgeAt,
  readObject,
  readTrash,
  type SourceCatalog,
  trashMark,
} from '../../catalog/catalog.ts'
import type { SourceCommon } from '../../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../../problem.ts'
import { type CopyDecision, copyGrace, dependentsFirst, Needed } from '../../retain/retain.ts'
import { checkCopy } from '../../verify/verify.ts'
import { handOver } from '../copy/hand-over.ts'
import { recordDamage } from '../copy/record-damage.ts'
import type { Project } from '../project/project.ts'
import { changedInAny, lastLook } from './last-look.ts'
import type { Settled } from './settle.ts'

export interface Released {
  /** As carried out: what could not be confirmed has become "keep". */
  readonly copies: readonly CopyDecision[]
  /** Copies that are gone for good. */
  readonly purged: readonly { readonly id: string; readonly store: string }[]
  readonly findings: readonly string[]
  readonly failures: readonly unknown[]
}

/**
 * Carries out what the stores' own rules say of their copies: marks what goes, and purges what was marked a grace period ago.
 * Right before either, the other copies are read from their first to their last byte and compared with the manifest. Killed
 * anywhere, the backup is whole in every store that was confirmed: nothing is ever removed from those.
 */
export async function releaseCopies(
  project: Project,
  source: SourceCommon,
  settled: Settled,
  catalog: SourceCatalog,
  leases: Leases,
  { now, signal, expired }: Pick<Work, 'now' | 'signal' | 'expired'>,
): Promise<Released> {
  await takeBack(source, settled, leases.places, signal)
  const found = { confirmed: new Map(), purged: [], findings: [], failures: [] }
  const work: Work = { project, source, catalog, leases, now, signal, expired, ...found }
  const copies: CopyDecision[] = []
  // By store: a restore reads one, and needs there what the copies that stay depend on.
  const needed = new Map(leases.places.map(({ name }) => [name, new Needed()]))
  for (const decision of dependentsFirst(settled.copies, ({ entry }) => entry)) {
    const { entry, store } = decision
    try {
      const base = decision.keep ? undefined : needed.get(store)?.because(entry)
      const done = decision.keep ? decision : base === undefined ? await letGo(work, decision) : keep(decision, base)
      if (done.keep) needed.get(store)?.stays(entry)
      copies.push(done)
    } catch (error) {
      if (!isFailure(error)) throw error
      work.failures.push(error)
      needed.get(store)?.stays(entry)
      copies.push(keep(decision, error.message))
    }
  }
  const { purged, findings, failures } = work
  return { copies, purged, findings, failures }
}

interface Work {
  readonly project: Project
  readonly source: SourceCommon
  readonly catalog: SourceCatalog
  readonly leases: Leases
  /** The moment that was decided for. */
  readonly now: Date
  readonly signal: AbortSignal
  /** Ids whose mark in a store an earlier run has found past its grace period, too. */
  readonly expired: (place: Place) => Promise<ReadonlySet<string>>
  /** By backup and store: what is wrong with that copy; undefined = nothing. */
  readonly confirmed: Map<string, string | undefined>
  readonly purged: { id: string; store: string }[]
  readonly findings: string[]
  readonly failures: unknown[]
}

const keep = (decision: CopyDecision, why: string): CopyDecision => ({
  ...decision,
  keep: true,
  because: [why],
  needs: [],
})

/** What has changed since the decision is said: the next run decides anew. */
function stays({ findings }: Work, decision: CopyDecision, because: string): CopyDecision {
  findings.push(`the copy of ${decision.entry.id} in ${decision.store} stays for now: ${because}`)
  return keep(decision, because)
}

/** Marks of copies that stay after all; first of all, so that no later step can go by them. */
async function takeBack(
  source: SourceCommon,
  { decided, copies }: Settled,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<void> {
  const going = new Set(copies.filter(({ keep }) => !keep).map(({ entry, store }) => `${entry.id} ${store}`))
  for (const { entry, keep } of decided.decisions) {
    if (!keep) continue
    for (const { name, store } of places)
      if (entry.released?.includes(name) && !going.has(`${entry.id} ${name}`)) {
        // Marks need no lease: a person may have deleted the backup itself since.
        const mark = await readTrash(store, source.name, entry.id, signal)
        if (mark?.scope === 'copy') await store.remove([objectName.trash(source.name, entry.id)], signal)
      }
  }
}

async function letGo(work: Work, decision: CopyDecision): Promise<CopyDecision> {
  const { project, source, leases, now, signal } = work
  const { entry, store } = decision
  const place = leases.places.find(({ name }) => name === store)
  if (!place) return keep(decision, `${store} is not among the locked stores`)
  const key = objectName.trash(source.name, entry.id)
  const others = await Promise.all(decision.needs.map((name) => project.place(name)))
  if (!entry.released?.includes(store)) {
    const wrong = await unconfirmed(work, decision)
    if (wrong) return keep(decision, wrong)
    const changed = await changedInAny([place, ...others], entry, project.world.now(), signal)
    if (changed !== undefined) return stays(work, decision, changed)
    await leases.confirm()
    const bytes = encodeRecord(
      trashMark(project.world.now(), copyGrace(project.policy, source, store), decision.because, { scope: 'copy' }),
    )
    try {
      await place.store.put(key, bytes, { ifAbsent: true, signal, fromReserve: 'half' })
    } catch (error) {
      if (!isProblem(error, 'store-exists')) throw error
      return keep(decision, 'the backup itself was just deleted')
    }
    return decision
  }
  // Marks need no lease: it may have been brought back, or held, since the catalog was read.
  const marked = await readTrash(place.store, source.name, entry.id, signal)
  if (!marked) return keep(decision, 'it was just brought back')
  const grace = copyGrace(project.policy, source, store)
  if (marked.scope !== 'copy' || purgeAt(marked, grace) > now) return decision
  if (!(await work.expired(place)).has(entry.id)) {
    project.world.log.info(
      `${source.name}: the copy of ${entry.id} is past its grace period in ${store}: the next run removes it`,
    )
    return decision
  }
  const wrong = await unconfirmed(work, decision)
  if (wrong) return keep(decision, wrong)
  const departure = { place, entry, scope: 'copy', grace, now, others } as const
  const objection = await lastLook(departure, project.world.now(), signal)
  if (objection?.kind === 'called off') return keep(decision, objection.because)
  if (objection) return stays(work, decision, objection.because)
  // A failed proof that only this store has must not be forgotten with the copy.
  await handOver(
    place.store,
    others.map((other) => other.store),
    source.name,
    entry.id,
    signal,
  )
  await leases.confirm()
  project.world.log.info(`${source.name}: purging the copy of ${entry.id} from ${store}: its grace period is over`)
  const goes = () => goesNow(place.store, source.name, entry.id, departure, signal)
  if (!(await purge(place.store, source.name, entry.id, goes, signal)))
    return keep(decision, 'it was just brought back')
  work.purged.push({ id: entry.id, store })
  return decision
}

/** Why the copy must stay: what is wrong with one of those that should be there without it. */
async function unconfirmed(work: Work, { entry, store, needs }: CopyDecision): Promise<string | undefined> {
  const { project, source, findings, failures } = work
  for (const name of needs) {
    const key = `${entry.id} ${name} ${store}`
    const known = work.confirmed.has(key)
    const wrong = known ? work.confirmed.get(key) : await damageOf(work, entry, name, store)
    work.confirmed.set(key, wrong)
    if (wrong === undefined) continue
    const message = `the copy of ${entry.id} in ${store} stays, because the copy in ${name} is not intact: ${wrong}`
    if (!known) {
      findings.push(message)
      failures.push(
        new Problem('proof-failed', message, {
          hint: `The next \`backproof run\` heals the copy in ${name} from an intact one.`,
        }),
      )
    }
    return `${name} does not confirm its copy: ${wrong}`
  }
  project.world.log.info(`${source.name}: ${needs.join(', ')} confirmed ${entry.id}, byte by byte`)
  return undefined
}

/** What is wrong with the copy in `name`, without which that in `going` must not go. */
async function damageOf(work: Work, entry: Entry, name: string, going: string): Promise<string | undefined> {
  const { project, leases, signal } = work
  const placeOf = async (one: string) => leases.places.find((place) => place.name === one) ?? (await project.place(one))
  const place = await placeOf(name)
  using _ = project.world.log.progress({ what: `${entry.id}: confirming the copy in ${name}` })
  const found = await checkCopy(place, entry.manifest, project.policy.encryption.signers, signal)
  const failure = found.find(({ level }) => level === 'failure')?.message
  if (failure !== undefined) {
    work.failures.push(...(await recordDamage(project, work.source, work.catalog, entry, name, found)))
    return failure
  }
  // Without a secret key nobody can say which of two key objects opens the backup: both copies stay.
  const keyName = objectName.key(entry.manifest.source, entry.id)
  const [there, here] = await Promise.all(
    [place, await placeOf(going)].map(({ store }) => readObject(store, keyName, signal)),
  )
  const same = there && here && Buffer.from(there).equals(Buffer.from(here))
  return same ? undefined : `its key object is not the one in ${going}: ${keyName}`
}
