import { Marked } from 'marked'
import { describe, expect, test } from 'vitest'
import type { News } from '../../../src/judge/judge.ts'
import {
  type Bulletin,
  issueBody,
  issueComment,
  issueMarker,
  renderMail,
  webhookBody,
} from '../../../src/report/report.ts'

/** All that a name, a tag or a server's banner could hold. */
const evil = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  '@octo/everyone #1 <!channel> <@U1> <https://evil.example|click> @here <@&5> @everyone',
  '[click](https://evil.example) ![x](https://evil.example/x.png) **bold** `code` ~~x~~ | a | b |',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}} ${{ secrets.X }}',
  '\n::error::pwned\n##[error]x\r\n# heading\n- list\n--> <!-- x',
  '\u001b[31mred\u0007\u0000 \u202egnp.exe \u200b',
].join(' ')
const long = `${evil}${'A<b>'.repeat(25_000)}`

const news = (message: string): News => ({
  ...{ kind: 'opened', source: 'orders', rule: 'failed', message, hint: message, flaps: false, channels: ['hook'] },
  since: new Date('2026-03-02T10:00:00Z'),
})
const bulletin = (count = 1): Bulletin => ({
  project: 'shop',
  at: new Date('2026-03-02T12:00:00Z'),
  timezone: 'Europe/Stockholm',
  run: 'https://github.com/octo/shop/actions/runs/1',
  news: Array.from({ length: count }, () => news(long)),
})

/** Every text of a JSON document. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
const control = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u200b]/

describe('a name of 100 kB of markup', () => {
  test('is plain text in Slack, and mentions nobody', () => {
    const body = JSON.parse(webhookBody(bulletin(), 'slack')) as { text: string; blocks: { text?: { type: string } }[] }
    for (const { text } of body.blocks) if (text) expect(text.type).toBe('plain_text')
    expect(body.text).not.toMatch(/[<>]/)
    for (const text of texts(body)) expect(text).not.toMatch(control)
  })

  test('is escaped in Discord, and mentions nobody', () => {
    const body = JSON.parse(webhookBody(bulletin(), 'discord'))
    expect(body.allowed_mentions).toEqual({ parse: [] })
    const [{ description }] = body.embeds
    expect(description.length).toBeLessThanOrEqual(4096)
    // Each sign that means something has its backslash; the two stars of our own title are all that has none.
    expect(description.replace(/\\[!-/:-@[-`{-~]/g, '').replaceAll('**', '')).not.toMatch(/[*_`~|<>[\]()#@]/)
  })

  test('is a run of plain text in Teams', () => {
    const body = JSON.parse(webhookBody(bulletin(), 'teams'))
    const blocks = body.attachments[0].content.body as { type: string; inlines: { type: string }[] }[]
    expect(new Set(blocks.map(({ type }) => type))).toEqual(new Set(['RichTextBlock']))
    expect(new Set(blocks.flatMap(({ inlines }) => inlines.map(({ type }) => type)))).toEqual(new Set(['TextRun']))
  })

  test('is text in HTML mail, and one line in its subject', () => {
    const { html, subject, text } = renderMail(bulletin())
    expect(html.replace(/<\/?(h2|h3|p)( style="[^"]*")?>/g, '')).not.toMatch(/[<>]/)
    expect(subject).not.toMatch(/[\r\n\u0000-\u001f]/)
    expect(subject.length).toBeLessThan(200)
    expect(text).not.toMatch(control)
  })

  test('has no structure in an issue: no link but our own, no image, no mention, no command', () => {
    const open = [{ rule: 'failed', message: long, hint: long, since: new Date('2026-03-02T10:00:00Z') }]
    for (const text of [issueBody('orders', open, bulletin()), issueComment([news(long)], bulletin())]) {
      const html = new Marked({ gfm: true }).parse(text, { async: false })
      const links = [...html.matchAll(/href="([^"]*)"/g)].map((found) => found[1])
      expect(links).toEqual(['https://github.com/octo/shop/actions/runs/1'])
      expect(html).not.toMatch(/<(img|script|table|code)/)
      expect(text).not.toMatch(/@\w|^::|##\[/m)
      expect(text.length).toBeLessThan(20_000)
    }
  })

  test('does not end the marker of an issue', () => {
    expect(issueMarker('shop-->x', 'orders/a\n-->')).toBe('<!-- backproof alerts of shop--x orders/a-- -->')
  })
})

test('a thousand alerts are one message within the limits of each receiver', () => {
  const many = bulletin(1000)
  const slack = JSON.parse(webhookBody(many, 'slack'))
  expect(slack.blocks.length).toBeLessThanOrEqual(50)
  const teams = webhookBody(many, 'teams')
  expect(teams.length).toBeLessThan(28_000)
  expect(texts(JSON.parse(teams)).join()).toContain('and 980 more alerts')
  expect(renderMail(many).html.length).toBeLessThan(100_000)
})
