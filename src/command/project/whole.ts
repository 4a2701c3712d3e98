import { basesOf, type Entry, mapAtOnce, type Place } from '../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'
import { isProblem, Problem } from '../../problem.ts'
import { type OpenedBackup, openBackup, takeKey } from '../../verify/verify.ts'
import { nearestCopies } from '../copy/nearest.ts'
import type { Project } from './project.ts'

export interface Opening {
  readonly engine: Engine
  readonly entry: Entry
  /** What the backup builds on is among them. */
  readonly entries: readonly Entry[]
  /** Whose copy is opened; what it builds on is opened there as well, where there is a good copy. */
  readonly place: Place
  readonly signal: AbortSignal
}

/** A copy of a backup; of an increment, with all that it builds on, as the full backup that it stands for. */
export async function openWhole(
  project: Project,
  { engine, entry, entries, place, signal }: Opening,
): Promise<OpenedBackup> {
  if (entry.manifest.base !== undefined) requireIncrements(engine, entry)
  const levels = await openChain(project, { entry, entries, place, signal })
  return levels.length === 1 ? levels[0] : joined(levels, engine, signal)
}

/**
 * A copy of a backup, and of all that it builds on, the full one first. `broken` hears of what it builds on that is not what was
 * stored, whenever that is found.
 */
export async function openChain(
  project: Project,
  { entry, entries, place, signal }: Omit<Opening, 'engine'>,
  broken: (base: Entry) => void = () => undefined,
): Promise<readonly [OpenedBackup, ...OpenedBackup[]]> {
  const last = await openOne(project, entry, place, signal)
  if (entry.manifest.base === undefined) return [last]
  const bases = basesOf(entry, entries)
  if (bases[0]?.manifest.kind !== 'full' || bases.at(-1)?.id !== entry.manifest.base)
    throw new Problem('object-missing', `${entry.id} builds on ${entry.manifest.base}, which is deleted or missing`, {
      hint: 'Run `backproof show ID` of it, and restore another backup.',
    })
  const [full, ...between] = await mapAtOnce(
    bases,
    async (base): Promise<OpenedBackup> => {
      const heard = async <T>(opening: Promise<T>): Promise<T> => {
        try {
          return await opening
        } catch (error) {
          hear(error)
          throw error
        }
      }
      const hear = (error: unknown) => {
        if (isProblem(error, 'object-damaged', 'object-missing')) broken(base)
      }
      const opened = await heard(nearest(project, base, place).then((at) => openOne(project, base, at, signal)))
      return { ...opened, open: async (part) => (await heard(opened.open(part))).once('error', hear) }
    },
    8,
  )
  if (!full) throw new Error('a chain has a full backup')
  return [full, ...between, last]
}

/** Throws `tool-version` for an increment of an engine that makes none. */
export function requireIncrements({ increments }: Engine, { id, manifest }: Entry): void {
  if (manifest.base === undefined || increments) return
  throw new Problem('tool-version', `${id} is an increment on ${manifest.base}, which this version cannot restore`, {
    hint: 'Use the version of backproof that made it; `restore --raw DIR` writes its decrypted parts.',
  })
}

async function openOne(
  project: Project,
  { manifest }: Entry,
  place: Place,
  signal: AbortSignal,
): Promise<OpenedBackup> {
  return openBackup(place, manifest, await takeKey(place, manifest, await project.secretKeys(), signal), signal)
}

async function nearest(project: Project, base: Entry, place: Place): Promise<Place> {
  const broken = (base.damaged ?? []).map(({ store }) => store)
  const good = nearestCopies(project.policy, base).filter((store) => !broken.includes(store))
  const [first] = good
  if (first === undefined)
    throw new Problem('object-missing', `no store has ${base.id} whole`, {
      hint: 'Run `backproof run`, which mends copies; or restore a backup that does not build on it.',
    })
  return good.includes(place.name) ? place : project.place(first)
}

function joined(levels: readonly OpenedBackup[], engine: Engine, signal: AbortSignal): OpenedBackup {
  const last = levels.at(-1)
  const plain = engine.increments?.whole(levels, signal)
  if (!last || !plain) throw new Error('a chain has at least one backup, of an engine that makes increments')
  const whole = new Set<string>()
  return {
    ...plain,
    whole,
    sealedBytes: levels.reduce((sum, level) => sum + level.sealedBytes, 0),
    readBytes: () => levels.reduce((sum, level) => sum + level.readBytes(), 0),
    async open(part) {
      const stream = await plain.open(part)
      stream.once('end', () => whole.add(part))
      return stream
    },
  }
}
