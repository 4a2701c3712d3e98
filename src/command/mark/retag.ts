import { maxTags, objectName, putRecordEverywhere, type TagEvent, tagsOf } from '../../catalog/catalog.ts'
import { Problem } from '../../problem.ts'
import { type World, whoIs } from '../../world.ts'
import type { Options } from '../option.ts'
import type { FoundBackup } from '../project/entry.ts'
import { requireTags } from '../project/tag.ts'
import type { Result, Run } from '../result.ts'
import { mark, mustStay } from './mark.ts'

/** Gives backups that are there more tags: `protect`, `keep.tags` and the gate's --tag go by them. */
export const tag: Run = (world, options) => change(world, options, 'add')

/** Takes tags from backups, those that they were made with as well. */
export const untag: Run = (world, options) => change(world, options, 'remove')

async function change(world: World, options: Options, verb: TagEvent['verb']): Promise<Result> {
  const tags = requireTags(options.tag ?? [])
  if (tags.length === 0)
    throw new Problem('usage', 'no tag is named', {
      hint: 'Name it with --tag T; repeat --tag for more.',
    })
  const after = (found: FoundBackup) => {
    const now = tagsOf(found.entry)
    return verb === 'add' ? [...new Set([...now, ...tags])] : now.filter((one) => !tags.includes(one))
  }
  return mark(
    world,
    options,
    (found) => `tagged ${after(found).join(' ') || 'with nothing'}`,
    async (_, found, places) => {
      const { entry, shelved } = found
      if (after(found).length > maxTags) {
        throw new Problem('usage', `${entry.id} would have ${after(found).length} tags`, {
          hint: `A backup has at most ${maxTags}: remove some with \`backproof untag ${entry.id} --tag T\`.`,
        })
      }
      // Later than every earlier record, whatever this machine's clock says.
      const lastMs = entry.retagged?.at.getTime() ?? 0
      const at = new Date(Math.max(world.now().getTime(), lastMs + 1))
      const value = { by: whoIs(world.origin), because: world.redact(options.because ?? '') }
      for (const tag of tags)
        await putRecordEverywhere(
          places,
          objectName.tag(shelved.name, entry.id, { at, verb, tag }),
          value,
          world.signal,
        )
      await mustStay(found, places, world.signal)
    },
  )
}
