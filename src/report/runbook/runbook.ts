import type { Health, RecoveryPlan } from '../../judge/judge.ts'
import { formatTime } from '../../words/words.ts'
import { markdown } from '../markdown/escape.ts'
import { afterwards, contacts, switchOver } from './after.ts'
import { detect, keep, ready } from './before.ts'
import { policyItself } from './policy.ts'
import { overview, restores } from './restore.ts'
import { trouble } from './trouble.ts'

/**
 * What to do when everything is lost, for this very policy, as GitHub-flavoured Markdown. The numbered steps are done from the
 * first to the last, and their blocks of commands are run as they stand; the rest is for when something goes wrong. Pure.
 */
export function renderRunbook(health: Health, plan: RecoveryPlan, policy?: string): string {
  const { project, at, timezone } = health
  return [
    `# Recovery plan of ${markdown(project, 200)}`,
    `Written ${formatTime(at, timezone)} by \`backproof report --runbook\`. Ids, ages and times are of that moment; the commands take the newest backup that there is when they are run.`,
    keep,
    overview(health, plan),
    detect(plan),
    ready(health, plan),
    restores(health, plan),
    switchOver(plan),
    afterwards(plan),
    trouble(health, plan, policy !== undefined),
    contacts,
    policyItself(health.policy, policy),
  ]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}
