import { policyInvalid } from './finding.ts'
import type { Policy } from './policy.ts'

/** What only other folders can judge: each returns why the text is wrong, undefined where it is right. */
export interface PolicyChecks {
  recipient(text: string): string | undefined
  signer(text: string): string | undefined
  cron(line: string, timezone: string): string | undefined
}

export interface ParseOptions {
  /** The file's path, as people know it: part of every message. */
  readonly path: string
  /** Where `${NAME}` takes its values from. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly checks: PolicyChecks
}

/**
 * The policy in a text, with every default filled in.
 * @throws Problem policy-invalid with every mistake found (see policyFindings), and nothing else, whatever the text.
 */
export function parsePolicy(_text: string, options: ParseOptions): Policy {
  throw policyInvalid(options.path, [])
}
