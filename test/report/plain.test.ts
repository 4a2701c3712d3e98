import { describe, expect, test } from 'vitest'
import { renderPlain } from '../../src/report/report.ts'

const mebibyte = 1_048_576
const plain = { command: 'list', status: 'succeeded', text: () => 'all', markdown: undefined, problems: [] } as const

describe('the summary of a command without a report', () => {
  test('shows its text as it is', () => {
    expect(renderPlain(plain)).toBe('### backproof list\n\n```\nall\n```\n')
  })

  test('cannot be broken out of by its text or by the command', () => {
    const text = () => 'a\n```\n````\n# <b>bold</b>'
    const shown = renderPlain({ ...plain, command: '</h3># x', text })
    expect(shown).toBe('### backproof \n\n`````\na\n```\n````\n# <b>bold</b>\n`````\n')
  })

  test('names every problem and what to do, if the text does not', () => {
    const problems = [
      { code: 'store-failed', message: 'b could <i>not</i> be listed', hint: 'Allow s3:ListBucket.' },
      { code: 'manifest-damaged', message: 'one is damaged' },
    ]
    const said = /### What to do\n\n- .*store-failed.*&#60;i&#62;not.*👉 Allow s3:ListBucket\.\n- .*manifest-damaged/
    expect(renderPlain({ ...plain, status: 'failed', problems })).toMatch(/^### ❌ backproof list\n/)
    expect(renderPlain({ ...plain, status: 'failed', problems })).toMatch(said)
    const markdown = '## shop: gate not met\n\n| a |\n|---|\n\n- rest\n'
    const shown = renderPlain({ ...plain, status: 'failed', markdown, problems })
    expect(shown).toMatch(/^## shop: gate not met\n\n### What to do\n/)
    expect(shown).toMatch(said)
    expect(renderPlain({ ...plain, markdown }).trimEnd()).toBe(markdown.trimEnd())
  })

  test('is never larger than 1 MiB, and says that it was cut', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `shop-${i} ${'é'.repeat(60)}`)
    const shown = renderPlain({ ...plain, text: () => lines.join('\n') })
    expect(Buffer.byteLength(shown)).toBeLessThan(mebibyte)
    const kept = shown.split('\n').filter((line) => lines.includes(line)).length
    expect(kept).toBeGreaterThan(5000)
    expect(shown).toContain(`_${20_000 - kept} more lines did not fit here: the JSON report has everything._`)
    const markdown = lines.join('\n\n')
    const cut = renderPlain({ ...plain, markdown })
    expect(Buffer.byteLength(cut)).toBeLessThan(mebibyte)
    expect(cut).toMatch(/The rest did not fit here: the JSON report has everything\._\n$/)
  })
})
