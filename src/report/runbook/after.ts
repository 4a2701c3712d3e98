import type { RecoveryPlan } from '../../judge/judge.ts'
import { code } from '../markdown/escape.ts'
import { blank, command } from './block.ts'

export function switchOver({ lost }: RecoveryPlan): string {
  const names = lost.map(({ name }) => code(name, 200)).join(', ')
  return `## 4. Switch over

How each restore ended, and whether a hook is still to be run:

${command(['restore', '--status'])}
- [ ] The application is configured for the new places: ${blank}
- [ ] DNS, load balancer or connection string: ${blank} (which record, at whom, its TTL)
- [ ] It answers, and shows what was written last: ${blank}
- [ ] Passwords and keys that were on the lost machines are replaced: ${blank}
${names === '' ? '' : `- [ ] The backups' own variables have the new addresses, here and in the workflow: ${names}\n`}`
}

export function afterwards({ policy }: RecoveryPlan): string {
  return `## 5. Afterwards

Once the policy has the places of what is new, its first backup, then what the reports say; both end with exit code 0, or say what is still to be done:

${command(['backup', ...policy])}
${command(['report', ...policy, '--fail-on', 'bad'])}
- [ ] For the next hours somebody watches the application, its errors and the size of its data: ${blank}
- [ ] What was lost between the newest backup and the disaster is told to those who must know: ${blank}
- [ ] The times are written down: noticed ${blank}, restored ${blank}, switched over ${blank}
- [ ] \`backproof report --runbook\` is run again, and this plan replaced.`
}

export const contacts = `## Contacts

| who | for what | how |
|---|---|---|
${Array.from({ length: 5 }, () => `| ${blank} | ${blank} | ${blank} |`).join('\n')}
`
