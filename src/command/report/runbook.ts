import { engineOf } from '../../engine/engine.ts'
import { type Health, planRecovery } from '../../judge/judge.ts'
import { renderRunbook } from '../../report/report.ts'
import { redactAll } from '../../world.ts'
import type { Project } from '../project/project.ts'

/** The recovery plan of the project, as Markdown. */
export async function runbookOf({ policy, sources, world }: Project, health: Health): Promise<string> {
  const engines = [...new Set(sources.map(({ engine }) => engine))]
  const options = await Promise.all(
    engines.map(async (name) => {
      const { can, globalsPart } = await engineOf(name)
      return [name, { takes: can.restores, globalsPart }] as const
    }),
  )
  const plan = planRecovery(policy, sources, health, new Map(options))
  // The health is redacted already; what the policy adds may repeat a value of the environment.
  return renderRunbook(health, redactAll(plan, world.redact))
}
