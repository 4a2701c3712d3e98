import type { WebhookChannel } from '../../policy/policy.ts'
import { plural } from '../../words/words.ts'
import { type Bulletin, detailOf, footer, headline, light, shown, titleOf } from './bulletin.ts'

/** The body of a post, as the receiver of this style reads it. Pure. */
export function webhookBody(bulletin: Bulletin, style: WebhookChannel['style']): string {
  return JSON.stringify({ json: plain, slack, discord, teams }[style](bulletin))
}

/** Documented in docs/alerts.md; fields are added, never changed. */
function plain({ project, at, run, test, news }: Bulletin) {
  return {
    version: 1,
    project,
    at: at.toISOString(),
    ...(run ? { run } : {}),
    ...(test ? { test } : {}),
    alerts: news.map(({ kind, source, rule, message, hint, since, until, flaps }) => ({
      ...{ kind, source, rule, message },
      ...(hint ? { hint } : {}),
      since: since.toISOString(),
      ...(until ? { until: until.toISOString() } : {}),
      ...(flaps ? { flaps } : {}),
    })),
  }
}

/** Lines of plain text: what stands in them is never markup. */
function lines(bulletin: Bulletin): readonly { readonly title: string; readonly details: readonly string[] }[] {
  const { news, more } = shown(bulletin)
  return [
    ...news.map((one) => ({
      title: `${light[one.kind]} ${titleOf(one, bulletin.timezone)}`,
      details: detailOf(one),
    })),
    ...(more > 0 ? [{ title: `and ${plural(more, 'more alert')}`, details: [] }] : []),
  ]
}

/** Blocks of `plain_text`, in which nothing is a mention, a link or a format; the text above them is for notifications. */
function slack(bulletin: Bulletin) {
  const block = (text: string) => ({
    type: 'section',
    text: { type: 'plain_text', text: text.slice(0, 3000), emoji: false },
  })
  // Slack's own three characters (https://docs.slack.dev/messaging/formatting-message-text).
  const escaped = headline(bulletin).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return {
    text: escaped,
    blocks: [
      block(headline(bulletin)),
      ...lines(bulletin).map(({ title, details }) => block([title, ...details].join('\n'))),
      { type: 'context', elements: [{ type: 'plain_text', text: footer(bulletin).slice(0, 2000), emoji: false }] },
    ],
  }
}

/** Discord's Markdown takes a backslash before any sign; whatever is left of a mention notifies nobody. */
function discord(bulletin: Bulletin) {
  const escaped = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
  const texts = lines(bulletin).map(({ title, details }) =>
    [`**${escaped(title)}**`, ...details.map(escaped)].join('\n').slice(0, 1500),
  )
  const description: string[] = []
  let left = 4000
  for (const text of texts) {
    left -= text.length + 2
    if (left < 0) break
    description.push(text)
  }
  const cut = texts.length - description.length
  return {
    content: escaped(headline(bulletin)).slice(0, 1900),
    embeds: [
      {
        description: [...description, ...(cut > 0 ? [`and ${cut} more`] : [])].join('\n\n'),
        footer: { text: footer(bulletin).slice(0, 2000) },
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** An adaptive card for a workflow of Teams. Runs of a RichTextBlock are never Markdown, unlike a TextBlock's. */
function teams(bulletin: Bulletin) {
  const block = (runs: readonly object[]) => ({ type: 'RichTextBlock', inlines: runs })
  const run = (text: string, more: object = {}) => ({ type: 'TextRun', text, ...more })
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block([run(headline(bulletin), { weight: 'Bolder', size: 'Medium' })]),
            ...lines(bulletin).map(({ title, details }) =>
              block([run(title, { weight: 'Bolder' }), ...details.map((one) => run(`\n${one}`))]),
            ),
            block([run(footer(bulletin), { isSubtle: true, size: 'Small' })]),
          ],
        },
      },
    ],
  }
}
