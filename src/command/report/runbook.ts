import { engineOf } from '../../engine/engine.ts'
import { type Health, planRecovery } from '../../judge/judge.ts'
import { renderRunbook } from '../../report/report.ts'
import { redactAll } from '../../world.ts'
import type { Options } from '../option.ts'
import { readPolicy } from '../project/policy-file.ts'
import type { Project } from '../project/project.ts'

/** The recovery plan of the project, as Markdown. */
export async function runbookOf(
  { policy, sources, world }: Project,
  health: Health,
  options: Options,
): Promise<string> {
  const engines = [...new Set(sources.map(({ engine }) => engine))]
  const known = await Promise.all(
    engines.map(async (name) => {
      const { can, globalsPart } = await engineOf(name)
      return [name, { takes: can.restores, globalsPart }] as const
    }),
  )
  const plan = planRecovery(policy, sources, health, new Map(known))
  // The health is redacted already; what the policy adds may repeat a value of the environment.
  const { text } = world.footing.policy ?? (await readPolicy(world, options.policy))
  return renderRunbook(health, redactAll(plan, world.redact), world.redact(text))
}
