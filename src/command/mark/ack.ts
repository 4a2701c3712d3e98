import { keepAck, measuresOf, objectName, putUndoing, readAck } from '../../catalog/catalog.ts'
import { judgeAnomalies, saysUnusual } from '../../judge/judge.ts'
import { Problem } from '../../problem.ts'
import { type World, whoIs } from '../../world.ts'
import type { Options } from '../option.ts'
import { sourceNamed } from '../project/databases/open.ts'
import type { FoundBackup } from '../project/entry.ts'
import type { Project } from '../project/project.ts'
import { readSigningKey } from '../project/secret.ts'
import type { Result, Run } from '../result.ts'
import { mark, mustStay, removeEverywhere, undoneBy } from './mark.ts'

/** Says that unusual backups are as they should be, or with --undo takes that back. */
export const ack: Run = (world, options) => (options.undo ? takeBack(world, options) : acknowledge(world, options))

async function acknowledge(world: World, options: Options): Promise<Result> {
  const because = options.because?.trim()
  if (!because)
    throw new Problem('usage', 'what is unusual is acknowledged with a reason', {
      hint: 'Give it: --because "archived the orders of 2019". It is kept with the backup.',
    })
  return mark(world, options, saysAcked, async (project, found, places) => {
    const { entry, shelved, catalog } = found
    const odd = unusualIn(project, found)
    const known = catalog.acks?.some(({ id }) => id === entry.id)
    if (!odd && !known)
      throw new Problem('usage', `${entry.id} is not unusual, so there is nothing to acknowledge`, {
        hint: `\`backproof report --source ${shelved.name}\` names the backups that are.`,
      })
    const by = whoIs(world.origin)
    const measures = measuresOf(entry.manifest)
    const signing = readSigningKey(world, project.policy)
    const said = { id: entry.id, at: world.now(), by, because: world.redact(because), measures }
    await keepAck(places, shelved.name, said, signing, world.signal)
    await mustStay(found, places, world.signal)
    if (odd) world.log.info(`${entry.id}: ${saysUnusual(odd.anomalies)}`)
  })
}

function unusualIn(project: Project, { entry, shelved, catalog }: FoundBackup) {
  // A database of a server is compared as its source says.
  const source = sourceNamed(project, shelved.name.split('/')[0] ?? '') ?? {}
  return judgeAnomalies(source, catalog, project.world.now()).unusual.find((one) => one.entry.id === entry.id)
}

const saysAcked = ({ entry, shelved }: FoundBackup) =>
  `acknowledged: its numbers count as usual for ${shelved.name}; \`backproof ack ${entry.id} --undo\` takes that back`

const takeBack = (world: World, options: Options) =>
  mark(
    world,
    options,
    (found) => (isAcked(found) ? 'no longer acknowledged' : 'was not acknowledged'),
    async (project, found, holding) => {
      if (!isAcked(found)) return
      const { entry, shelved } = found
      const { name } = shelved
      const { signers } = project.policy.encryption
      const places = await Promise.all(shelved.stores.map((store) => project.place(store)))
      const said = (
        await Promise.all(places.map((place) => readAck(place, name, entry.id, signers, world.signal)))
      ).find((one) => one !== undefined)
      const was = said && { at: said.at.toISOString(), by: said.by, because: said.because }
      // First of all: it is taken back only if it is known who does.
      const undoing = { verb: 'unack', ...undoneBy(world, options), was } as const
      await putUndoing(holding, name, entry.id, undoing, world.signal)
      await removeEverywhere(places, objectName.ack(name, entry.id), world.signal)
    },
  )

const isAcked = ({ entry, catalog }: FoundBackup) => catalog.acks?.some(({ id }) => id === entry.id) === true
