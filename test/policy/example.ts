import { scheduleChecks } from '../../src/plan/plan.ts'
import {
  type ParseOptions,
  type Policy,
  type PolicyFinding,
  parsePolicy,
  policyFindings,
} from '../../src/policy/policy.ts'

/** Stand-ins for the checks of the other folders, as simple as a test can read. */
export const checks: ParseOptions['checks'] = {
  recipient: (text) => (text.startsWith('rpub1') ? undefined : 'it does not begin with rpub1'),
  signer: (text) => (text.startsWith('rsig1') ? undefined : 'it does not begin with rsig1'),
  ...scheduleChecks,
  cron: (line) => (line.split(' ').length === 5 ? undefined : `it has ${line.split(' ').length} fields`),
}

export function parse(
  text: string,
  env: Readonly<Record<string, string | undefined>> = {},
  other: Partial<ParseOptions['checks']> = {},
): Policy {
  return parsePolicy(text, { path: 'backup-policy.yml', env, checks: { ...checks, ...other } })
}

/** What is wrong with a policy; fails for an error that is none of the policy's. */
export function mistakes(
  text: string,
  env: Readonly<Record<string, string | undefined>> = {},
): readonly PolicyFinding[] {
  try {
    parse(text, env)
    return []
  } catch (error) {
    const findings = policyFindings(error)
    if (findings.length === 0) throw error
    return findings
  }
}

/** A right policy in parts: a test replaces one of them. */
export function policyText(
  part: { top?: string; stores?: string; keys?: string; defaults?: string; sources?: string } = {},
): string {
  return [
    part.top ?? 'version: 1\nproject: shop',
    part.stores ?? 'stores:\n  disk: { directory: { path: /backups } }',
    part.keys ?? 'encryption: { recipients: [rpub1example] }',
    part.defaults ?? '',
    part.sources ?? 'sources:\n  app: { engine: sqlite, path: app.sqlite }',
    '',
  ].join('\n')
}

/** A source of the given lines (indented by four) in a right policy. */
export function withSource(lines: string): string {
  return policyText({ sources: `sources:\n  orders:\n${lines.replace(/^/gm, '    ')}` })
}

/** A postgres source with more lines. */
export function withPostgres(lines: string): string {
  return withSource(`engine: postgres\nurl: \${URL}\n${lines}`)
}

/** Takes the marks of a text out, «like this», and gives the place they enclosed. */
export function marked(text: string): { text: string; line: number; column: number; endColumn: number } {
  const from = text.indexOf('«')
  const to = text.indexOf('»') - 1
  if (from < 0 || to < from) throw new Error('no «marks» in the text')
  const before = text.slice(0, from)
  const column = from - before.lastIndexOf('\n')
  return {
    text: text.replace('«', '').replace('»', ''),
    line: before.split('\n').length,
    column,
    endColumn: column + to - from,
  }
}
