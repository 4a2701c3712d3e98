import { writeFile } from 'node:fs/promises'
import { Problem } from '../problem.ts'
import { healthPage, healthText, renderHealth, type TextStyle } from '../report/report.ts'
import { reasonOf } from '../words/words.ts'
import { readHealth } from './health/health.ts'
import { pathFrom } from './project/policy-file.ts'
import { openProject } from './project/project.ts'
import type { Run } from './result.ts'

/** The health of every source. It informs: what is unwell does not fail it, only what cannot be looked at. */
export const report: Run = async (world, options) => {
  const project = await openProject(world, options, { patience: 'short' })
  const { health, problems } = await readHealth(project, options)
  if (options.html !== undefined) await writePage(pathFrom(world.cwd, options.html), healthPage(health))
  const markdown = renderHealth(health)
  const text = ({ detail = 'usual' }: TextStyle) => (options.markdown ? markdown : healthText(health, detail))
  return { json: health, text, markdown, problems }
}

async function writePage(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page)
  } catch (cause) {
    throw new Problem('usage', `the page cannot be written: ${reasonOf(cause)}`, {
      hint: 'Give --html a file in a folder that exists and may be written to.',
      cause,
    })
  }
}
