import { objectName, type PublishedName } from '../../catalog/catalog.ts'
import type { Health } from '../../judge/judge.ts'
import { isFailure, Problem } from '../../problem.ts'
import { healthBadge, healthPage } from '../../report/report.ts'
import type { Options } from '../option.ts'
import type { Project } from '../project/project.ts'
import { runbookOf } from './runbook.ts'

/** What each is for a browser: a bucket that is read as a site would offer a page of no type for download. */
const types: Readonly<Record<PublishedName, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'health.json': 'application/json',
  'badge.svg': 'image/svg+xml',
  'runbook.md': 'text/markdown; charset=utf-8',
}

/** A store that refuses is told once everything else is done. */
export async function publish(project: Project, options: Options, health: Health): Promise<readonly Problem[]> {
  const { publish: name } = options
  if (name === undefined) return []
  try {
    const keys = await publishHealth(project, name, health, options)
    project.world.log.info(`published in ${name}: ${keys.join(', ')}`)
    return []
  } catch (error) {
    if (!isFailure(error)) throw error
    return [refusal(name, error)]
  }
}

function refusal(name: string, error: Problem): Problem {
  const hint =
    error.code === 'store-denied'
      ? 'Let the role of this job write .published/* in that store: docs/reports.md has what it needs.'
      : (error.hint ?? `Run it again once ${name} can be written to.`)
  return new Problem(error.code, `the report could not be published in ${name}: ${error.message}`, {
    hint,
    cause: error,
  })
}

/**
 * Puts page, data, badge and recovery plan beside the backups of a store, where each replaces the one before. The page is last: whoever sees
 * the new one finds the data that it is made of.
 */
async function publishHealth(
  project: Project,
  name: string,
  health: Health,
  options: Options,
): Promise<readonly string[]> {
  const { signal } = project.world
  const content: Readonly<Record<PublishedName, string>> = {
    'health.json': `${JSON.stringify(health)}\n`,
    'badge.svg': healthBadge(health),
    'runbook.md': await runbookOf(project, health, options),
    'index.html': healthPage(health),
  }
  const { store } = await project.place(name)
  const keys: string[] = []
  for (const [file, text] of Object.entries(content) as [PublishedName, string][]) {
    const key = objectName.published(file)
    await store.put(key, Buffer.from(text), { signal, contentType: types[file] })
    keys.push(key)
  }
  return keys
}
