import { readTrialImage, type SeenTrial, type SourceCatalog } from '../../catalog/catalog.ts'
import { isFailure } from '../../problem.ts'
import type { Project } from '../project/project.ts'

/** Trials whose images are read, of the newest: so many can be told from their dates. */
const mostRead = 3

/** On which images the newest trials were; what cannot be read is absent, and stays a trial. */
export async function trialImages(
  project: Project,
  source: string,
  { entries, trials = [], unread }: SourceCatalog,
): Promise<ReadonlyMap<SeenTrial, string>> {
  const images = new Map<SeenTrial, string>()
  for (const trial of trials.slice(0, mostRead)) {
    const copies = entries.find(({ id }) => id === trial.id)?.copies ?? []
    const name = copies.find((store) => !unread.some((one) => one.store === store))
    if (name === undefined) continue
    try {
      const image = await readTrialImage(await project.place(name), source, trial, project.world.signal)
      if (image !== undefined) images.set(trial, image)
    } catch (error) {
      if (!isFailure(error)) throw error
    }
  }
  return images
}
