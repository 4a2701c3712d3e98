import { all, mapAtOnce, objectName, type SourceCatalog, standing } from '../../catalog/catalog.ts'
import {
  type Health,
  type HealthFinding,
  judgeHealth,
  judgeProject,
  judgeStore,
  type Keys,
  type Look,
  type StoreLook,
} from '../../judge/judge.ts'
import type { Source } from '../../policy/policy.ts'
import { isFailure } from '../../problem.ts'
import { fingerprint } from '../../seal/seal.ts'
import { redactAll } from '../../world.ts'
import { lookAtDrills } from '../drill/look.ts'
import { lookAtKeys } from '../keys/age.ts'
import { logLook } from '../log/view.ts'
import type { Options } from '../option.ts'
import { gapsOf } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { lookUnclaimed } from '../project/unclaimed.ts'
import { trialImages } from './images.ts'
import { probeStore } from './probe.ts'
import { restoresMadeOf } from './restores.ts'
import { sealedTo } from './sealed-to.ts'
import { restoreTimes } from './times.ts'
import { workOn } from './work.ts'

/** The health data, and what could not be looked at. */
export interface HealthReading {
  readonly health: Health
  /** What it was judged by. */
  readonly catalogs: ReadonlyMap<string, SourceCatalog>
  readonly problems: readonly unknown[]
}

/** Sources that are looked at at once: each reads its stores side by side. */
const atOnce = 8

/** How every source and store of the project is, read from the stores. */
export async function readHealth(project: Project, options: Options): Promise<HealthReading> {
  const { world, policy } = project
  const now = world.now()
  const problems: unknown[] = []
  const catalogs = new Map<string, SourceCatalog>()
  const sources = await mapAtOnce(
    project.sources,
    async (source) => {
      const catalog = await project.catalog(source)
      catalogs.set(source.name, catalog)
      const look = await lookAt(project, source, catalog, problems)
      return judgeHealth(policy, source, catalog, now, look)
    },
    atOnce,
  )
  // In the policy's order, whichever was read first.
  const gaps = project.sources.flatMap(({ name }) => {
    const catalog = catalogs.get(name)
    return catalog ? gapsOf({ ...catalog, damaged: [] }) : []
  })
  const failing = new Set([...catalogs.values()].flatMap(({ unread }) => unread.map(({ store }) => store)))
  const looked = await lookUnclaimed(project, options, failing)
  const stores = await mapAtOnce(storesOf(project, options), async (name) => {
    const own = project.sources.flatMap((source) => {
      const catalog = source.stores.includes(name) ? catalogs.get(source.name) : undefined
      return catalog ? [catalog] : []
    })
    return judgeStore(policy, name, own, await lookInto(project, name, own), now)
  })
  const findings = looked.warnings.map(
    (message): HealthFinding => ({
      level: 'warning',
      code: / is not known: /.test(message) ? 'not-looked' : 'unclaimed',
      message,
    }),
  )
  // Drills and keys are of the whole project: whoever asks about some sources does not ask about them.
  const whole = options.source === undefined
  const drills = whole ? await lookAtDrills(project, [...catalogs.values()]) : undefined
  const keys = whole ? await lookAtKeys(project) : []
  const health = judgeProject(
    policy,
    {
      ...{
        sources,
        stores,
        unclaimed: looked.unclaimed,
        findings: [...findings, ...(drills?.findings ?? []), ...keys],
      },
      drills: drills?.health,
    },
    now,
  )
  // Before anything is made of it: in Markdown and HTML a secret no longer looks like itself.
  return { health: redactAll(health, (text) => cut(world.redact(text))), catalogs, problems: [...gaps, ...problems] }
}

const longest = 4000

/** A message may be all that a program or a server has said. Of what is redacted already: half a secret would not be found. */
const cut = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`)

/** Whoever asks about some sources asks about their stores. */
function storesOf({ policy, sources }: Project, { source = [] }: Options): readonly string[] {
  const all = Object.keys(policy.stores)
  if (source.length === 0) return all
  return all.filter((name) => sources.some(({ stores }) => stores.includes(name)))
}

async function lookAt(project: Project, source: Source, catalog: SourceCatalog, problems: unknown[]): Promise<Look> {
  const { world } = project
  const { places } = await project.places(source)
  const read = places.filter(({ name }) => !catalog.unread.some(({ store }) => store === name))
  const [times, keys, work, images, restores, log] = await all([
    attempt(() => restoreTimes(project, source.name, catalog)),
    keysOf(project, source, catalog),
    workOn(world, source.name, read),
    trialImages(project, source.name, catalog),
    restoresMadeOf(project, source.name, read, catalog.unread),
    attempt(() => logLook(project, source, catalog)),
  ])
  if ('failed' in times) problems.push(times.failed)
  if ('failed' in log) problems.push(log.failed)
  return {
    ...('failed' in times ? { timesUnread: times.failed.message } : { times: times.value }),
    keys,
    images,
    restores,
    ...('failed' in log ? { logUnread: log.failed.message } : log.value ? { log: log.value } : {}),
    work: { ...work, unread: [...work.unread, ...catalog.unread.map(({ store }) => store)] },
  }
}

async function keysOf(project: Project, source: Source, catalog: SourceCatalog): Promise<Keys> {
  const policy = project.policy.encryption.recipients.map(fingerprint)
  const found = await attempt(() => sealedTo(project, source.name, catalog.entries))
  if ('failed' in found) return { policy, unread: found.failed.message }
  return { policy, ...(found.value ? { sealedTo: found.value } : {}) }
}

async function attempt<T>(body: () => Promise<T>) {
  try {
    return { value: await body() }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { failed: error }
  }
}

async function lookInto(project: Project, name: string, catalogs: readonly SourceCatalog[]): Promise<StoreLook> {
  const { signal } = project.world
  const probe = await probeStore(project, name, catalogs)
  if (probe.state !== 'reached' || probe.cached) return { probe, lock: { state: 'unknown' } }
  const opened = await attempt(() => project.place(name))
  if ('failed' in opened)
    return { probe, lock: { state: 'unknown' }, unread: [unreadOf('what is free', opened.failed)] }
  const { store } = opened.value
  const room = await attempt(async () => store.room?.(signal))
  const lock = await attempt(() => lockIn(project, name, catalogs))
  return {
    probe,
    ...('value' in room && room.value ? { room: room.value } : {}),
    lock: 'failed' in lock ? { state: 'unknown' } : lock.value,
    unread: [
      ...('failed' in room ? [unreadOf('what is free on the file system', room.failed)] : []),
      ...('failed' in lock ? [unreadOf('the lock of the newest backup', lock.failed)] : []),
    ],
  }
}

const unreadOf = (
  what: string,
  { message, hint }: { readonly message: string; readonly hint?: string | undefined },
) => ({
  what,
  message,
  ...(hint === undefined ? {} : { hint }),
})

/** Whether an object lock holds the newest backup there. */
async function lockIn(project: Project, name: string, catalogs: readonly SourceCatalog[]): Promise<StoreLook['lock']> {
  const { store } = await project.place(name)
  if (store.lockless) return { state: 'impossible' }
  const now = project.world.now()
  const [newest] = catalogs
    .flatMap(({ entries }) => entries)
    .filter((entry) => standing(entry, now) === 'good' && entry.copies.includes(name))
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  if (!newest) return { state: 'unknown' }
  const stored = await store.head(objectName.manifest(newest.manifest.source, newest.id), project.world.signal)
  const until = stored?.lockedUntil
  return until && until > now ? { state: 'locked', until: until.toISOString() } : { state: 'unknown' }
}
