import { eachAtOnce, encodeRun, makeId, objectName, putRecord, sourceOf } from '../../catalog/catalog.ts'
import type { Policy } from '../../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../../problem.ts'
import { fingerprint, recipientFault } from '../../seal/seal.ts'
import { namesSome, plural } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { openProject, type Project } from '../project/project.ts'
import { takeLeases } from '../project/session.ts'
import { problemJson, type Result, type Run } from '../result.ts'
import { type KeyFolder, keyFolders, keyIds, ownerOf } from './boxed.ts'
import { rotateBackup } from './rotate-backup.ts'

/** What became of the backups of one source and its log. */
interface Rotated {
  readonly source: string
  rotated: number
  /** Had these recipients before. */
  already: number
  /** No backup any more, or none yet: a sweep takes what is left of it. */
  skipped: number
}

interface Unrotated {
  /** The backup, the source or the store. */
  readonly what: string
  readonly error: unknown
}

/**
 * Boxes the data key of every backup and of every piece of log, in every store, to the recipients of the policy, or to those
 * that are named, and to nobody else. No data is read or written but one small part of each backup that is changed. Whatever is
 * killed, each backup opens with the keys that it had or with the new ones: run it again to go on.
 */
export const rotateKeys: Run = async (world, options) => {
  const project = await openProject(world, options, { gone: 'too' })
  const recipients = wantedRecipients(project.policy, options)
  const secrets = await project.secretKeys()
  const { folders, unread } = await keyFolders(project, options.source ?? [])
  const failed: Unrotated[] = unread.map(({ where, error }) => ({ what: where, error }))
  const done = new Map<string, Rotated>()
  for (const folder of folders) {
    const name = ownerOf(folder.name)
    const tally = done.get(name) ?? { source: name, rotated: 0, already: 0, skipped: 0 }
    done.set(name, tally)
    try {
      failed.push(...(await rotateFolder({ project, folder, recipients, secrets, tally })))
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'cancelled')) throw error
      failed.push({ what: folder.name, error })
    }
  }
  failed.push(...(await keepRecords(project, folders, done, failed)))
  return resultOf(world, recipients, [...done.values()], failed)
}

/** Whom backups are sealed to from now on, by the policy: a key that is named and not in it would open no backup of tomorrow. */
function wantedRecipients({ encryption, path }: Policy, { to = [] }: Options): readonly string[] {
  const known = encryption.recipients.map((one) => one.toLowerCase())
  for (const key of to) {
    const fault = recipientFault(key)
    if (fault !== undefined)
      throw new Problem('key-invalid', `--to ${fault}`, { hint: 'Give a recipient: rpub1..., of 63 characters.' })
    if (known.includes(key.toLowerCase())) continue
    throw new Problem('usage', `${fingerprint(key)} (--to) is not a recipient of ${path}`, {
      hint: 'Add it to encryption.recipients first, so that new backups are sealed to it as well.',
    })
  }
  return to.length > 0 ? to : encryption.recipients
}

interface FolderWork {
  readonly project: Project
  readonly folder: KeyFolder
  readonly recipients: readonly string[]
  readonly secrets: Awaited<ReturnType<Project['secretKeys']>>
  readonly tally: Rotated
}

/** So long one that was killed keeps backups and ticks from the source, and itself from going on. */
const leaseMs = 5 * 60_000

/** Under a lease in each store, so that nothing is copied, healed or purged meanwhile. Throws `lease-held`. */
async function rotateFolder({
  project,
  folder,
  recipients,
  secrets,
  tally,
}: FolderWork): Promise<readonly Unrotated[]> {
  const { world } = project
  await using leases = await takeLeases(project, folder.name, folder.places, { ttlMs: leaseMs })
  const signal = AbortSignal.any([world.signal, leases.signal])
  const failed: Unrotated[] = leases.failed.map(({ store, problem }) => ({ what: store, error: problem }))
  const ids = await keyIds({ name: folder.name, places: leases.places }, signal)
  let count = 0
  using _ = world.log.progress({ what: `${folder.name}: keys`, done: () => count, of: ids.size, unit: 'backups' })
  await eachAtOnce([...ids], async ([id, places]) => {
    try {
      const { how, faults } = await rotateBackup({ source: folder.name, id, places, recipients, secrets }, signal)
      tally[how] += 1
      failed.push(...faults.map((error) => ({ what: id, error })))
    } catch (error) {
      if (!isFailure(error) || isProblem(error, 'cancelled', 'lease-abandoned')) throw error
      failed.push({ what: id, error })
    }
    count += 1
  })
  return failed
}

/** Who can open backups has changed: each store says of each source when, and by whom. */
async function keepRecords(
  { world, openedAt }: Project,
  folders: readonly KeyFolder[],
  done: ReadonlyMap<string, Rotated>,
  failed: readonly Unrotated[],
): Promise<readonly Unrotated[]> {
  const unwritten: Unrotated[] = []
  for (const [source, { rotated }] of done) {
    if (rotated === 0) continue
    const own = folders.filter(({ name }) => ownerOf(name) === source)
    const places = [...new Map(own.flatMap(({ places }) => places).map((place) => [place.name, place])).values()]
    const [fault] = failed.filter(({ what }) => ownerOf(sourceOf(what) ?? what) === source)
    const id = makeId(source, openedAt, 0)
    const outcome = fault ? 'failed' : 'succeeded'
    const record = {
      ...({ id, source, command: 'rotate', trigger: 'manual', outcome } as const),
      ...{ startedAt: openedAt, finishedAt: world.now() },
      because: [`${plural(rotated, 'backup')} sealed to other keys`],
      ...(fault ? { problem: problemOf(world, fault.error) } : {}),
    }
    const key = objectName.run(source, openedAt, id, outcome, 'rotate')
    const refused = await putRecord(places, key, encodeRun(record, world.origin), world.signal)
    unwritten.push(...refused.map(({ place, problem }) => ({ what: place.name, error: problem })))
  }
  return unwritten
}

function problemOf(world: World, error: unknown) {
  const { code, message } = problemJson(error)
  return { code, message: world.redact(message) }
}

function resultOf(
  world: World,
  recipients: readonly string[],
  sources: readonly Rotated[],
  failed: readonly Unrotated[],
): Result {
  const total = (of: 'rotated' | 'already' | 'skipped') => sources.reduce((sum, one) => sum + one[of], 0)
  const to = recipients.map(fingerprint)
  const json = {
    version: 1,
    recipients: to,
    rotated: total('rotated'),
    already: total('already'),
    sources,
    failed: failed.map(({ what, error }) => ({ what, ...problemOf(world, error) })),
  }
  const text = () =>
    [
      `${plural(total('rotated'), 'backup')} sealed to ${namesSome(to)}; ${total('already').toLocaleString('en-US')} had these recipients`,
      ...sources.map(({ source, rotated, already }) => `  ${source}: ${rotated} rotated, ${already} as they were`),
      ...failed
        .slice(0, mostTold)
        .map(({ what, error }) => `  not rotated: ${what}: ${problemOf(world, error).message}`),
      ...(failed.length > mostTold ? [`  and ${failed.length - mostTold} more, all in --json`] : []),
      ...(failed.length > 0 ? ['Run it again once that is mended: what is done is not done twice.'] : []),
    ].join('\n')
  const problems = distinct(failed)
  return { json, text, problems, told: [] }
}

const mostTold = 20

/** One of each kind: ten thousand backups that a key does not open are one mistake. */
function distinct(failed: readonly Unrotated[]): readonly unknown[] {
  return [...new Map(failed.map(({ error }) => [isProblem(error) ? error.code : error, error])).values()]
}
