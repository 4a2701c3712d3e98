import { type Entry, isUsable, type SourceCatalog } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { findEntry } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { saidBeside } from '../project/said.ts'

/** Requires the id again for each backup whose deletion leaves its source with no backup, or with no proven one. */
export async function confirmLast(project: Project, options: Options): Promise<void> {
  const ids = new Set(options.id)
  for (const id of ids) {
    const { entry, catalog } = await findEntry(project, id)
    const last = lastOf(entry, catalog, ids, project.world.now())
    if (last !== undefined)
      await confirm(project.world, options, id, `${id} is ${last}`, `backproof delete ${[...ids].join(' ')}`)
  }
}

/** What a source loses with this backup, beside the others that go; undefined: others like it are left. Pure. */
function lastOf(
  entry: Entry,
  { source, entries }: SourceCatalog,
  going: ReadonlySet<string>,
  now: Date,
): string | undefined {
  if (!isUsable(entry, now)) return undefined
  const left = entries.filter((other) => isUsable(other, now) && !going.has(other.id))
  if (left.length === 0) return `the last backup of ${source}`
  if (isProven(entry) && !left.some(isProven)) return `the last backup of ${source} that has passed a proof`
  return undefined
}

const isProven = ({ proofs }: Entry) => proofs.some(({ level, outcome }) => outcome === 'passed' && level !== 'check')

/** @throws Problem usage unless the name was given with --confirm, or is typed again on a terminal. */
export async function confirm(
  world: World,
  options: Options,
  name: string,
  because: string,
  command: string,
): Promise<void> {
  if (options.confirm?.includes(name)) return
  const answer = await world.ask?.(`${because}. Type ${name} to confirm: `)
  if (answer?.trim() === name) return
  throw new Problem('usage', answer === undefined ? because : `${because}, and ${name} was not typed`, {
    hint: `Run \`${command}${saidBeside(options)} --confirm ${name}\` to confirm.`,
  })
}
