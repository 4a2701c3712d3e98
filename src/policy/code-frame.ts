import type { Finding } from './finding.ts'

/** The lines around a finding with line numbers and a caret, for a terminal. */
export function codeFrame(_text: string, _finding: Finding, _options: { readonly colour: boolean }): string {
  return ''
}
