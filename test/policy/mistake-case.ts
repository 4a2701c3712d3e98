import { describe, expect, it } from 'vitest'
import { marked, mistakes } from './example.ts'

/** A name, a policy whose «mark» is where the finding must point, its message, and a piece of its hint. */
export type Case = readonly [name: string, text: string, message: string, hint?: string]

/** A test of each case: its mistake is the only one, said in these words, at the mark. */
export function describeMistakes(of: string, cases: readonly Case[]): void {
  describe(`a mistake ${of} is reported at its place`, () => {
    for (const [name, text, message, hint] of cases) {
      it(name, () => {
        const expected = marked(text)
        const findings = mistakes(expected.text)
        expect(findings.map((one) => one.message)).toHaveLength(1)
        const [finding] = findings
        if (message === 'not valid YAML') expect(finding?.message).toMatch(/^not valid YAML: /)
        else expect(finding?.message).toBe(message)
        // The whole file is no place: what is missing from it is shown at its start.
        if (message !== 'encryption is missing') {
          const { line, column, endColumn } = expected
          expect(`${finding?.line}:${finding?.column}-${finding?.endColumn}`).toBe(`${line}:${column}-${endColumn}`)
        }
        if (hint !== undefined) expect(finding?.hint).toContain(hint)
      })
    }
  })
}
