import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { policySchema } from '../../src/policy/policy.ts'
import { marked, mistakes } from './example.ts'

/** A name, a policy whose «mark» is where the finding must point, its message, and a piece of its hint. */
export type Case = readonly [name: string, text: string, message: string, hint?: string]

/** What an editor shows of a policy's text, by the JSON Schema alone. */
const editor = new Ajv({ strict: false }).compile(policySchema())
export const editorRefuses = (text: string) => {
  const document = parseDocument(text, { merge: true })
  return document.errors.length > 0 || !editor(document.toJS())
}

/** Cases of these names are refused by the schema already, so that an editor shows them while they are typed. */
export function describeEditor(of: string, cases: readonly Case[], onlyProgram: readonly string[]): void {
  it(`an editor refuses a mistake ${of} by the schema, except for those that only the program can find`, () => {
    const passed = cases.filter(([, text]) => !editorRefuses(marked(text).text)).map(([name]) => name)
    expect(passed).toEqual(onlyProgram)
  })
}

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
