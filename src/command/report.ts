import { writeFile } from 'node:fs/promises'
import { type Place, type Proof, readDurations, type SourceCatalog } from '../catalog/catalog.ts'
import { judgeHealth, newestRestore, type SourceHealth } from '../judge/judge.ts'
import type { Source } from '../policy/policy.ts'
import { isFailure, Problem } from '../problem.ts'
import {
  type HealthReport,
  healthJson,
  healthPage,
  healthText,
  renderHealth,
  type TextStyle,
} from '../report/report.ts'
import { reasonOf } from '../words/words.ts'
import { redactAll } from '../world.ts'
import { gapsOf } from './project/entry.ts'
import { pathFrom } from './project/policy-file.ts'
import { openProject, type Project } from './project/project.ts'
import { lookUnclaimed, unclaimedJson } from './project/unclaimed.ts'
import type { Run } from './result.ts'

/** The health of every source. It informs: what is unwell does not fail it, only what cannot be looked at. */
export const report: Run = async (world, options) => {
  const project = await openProject(world, options, { patience: 'short' })
  const problems: unknown[] = []
  const sources: SourceHealth[] = []
  const failing = new Set<string>()
  for (const source of project.sources) {
    const catalog = await project.catalog(source)
    problems.push(...gapsOf({ ...catalog, damaged: [] }))
    for (const { store } of catalog.unread) failing.add(store)
    sources.push(await look(project, source, catalog, problems))
  }
  const unclaimed = await lookUnclaimed(project, options, failing)
  const health: HealthReport = {
    project: project.policy.project,
    at: world.now(),
    timezone: project.policy.timezone,
    sources,
    warnings: unclaimed.warnings,
  }
  if (options.html !== undefined) await writePage(pathFrom(world.cwd, options.html), healthPage(health))
  const markdown = renderHealth(health)
  const text = ({ detail = 'usual' }: TextStyle) => (options.markdown ? markdown : healthText(health, detail))
  return { json: { ...healthJson(health), ...unclaimedJson(unclaimed) }, text, markdown, problems }
}

async function look(
  project: Project,
  source: Source,
  catalog: SourceCatalog,
  problems: unknown[],
): Promise<SourceHealth> {
  const { world, policy } = project
  const now = world.now()
  const proof = newestRestore(catalog, now)
  let durations = {}
  try {
    const place = proof && (await placeOf(project, catalog, proof))
    if (place) durations = await readDurations(place, source.name, proof, world.signal)
  } catch (error) {
    if (!isFailure(error)) throw error
    problems.push(error)
  }
  const health = judgeHealth(policy, source, catalog, now, durations)
  // Before anything is made of them: in Markdown and HTML a secret no longer looks like itself.
  return { ...health, findings: health.findings.map((finding) => redactAll(finding, world.redact)) }
}

/** A proof stands beside every copy of its backup: the store that it is of may have left the policy, or be away. */
async function placeOf(project: Project, { entries, unread }: SourceCatalog, proof: Proof): Promise<Place | undefined> {
  const copies = entries.find(({ id }) => id === proof.id)?.copies ?? []
  const name = [proof.store, ...copies].find(
    (store) => copies.includes(store) && !unread.some((one) => one.store === store),
  )
  return name === undefined ? undefined : project.place(name)
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
