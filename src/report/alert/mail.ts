import { plural } from '../../words/words.ts'
import { type Bulletin, bulletinText, detailOf, footer, headline, light, shown, titleOf } from './bulletin.ts'

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Pure. */
export function renderMail(bulletin: Bulletin): MailText {
  const { news, more } = shown(bulletin)
  const items = news.map((one) => {
    const details = detailOf(one).map((line) => `<p style="margin:0 0 4px">${html(line)}</p>`)
    return `<h3 style="margin:16px 0 4px">${light[one.kind]} ${html(titleOf(one, bulletin.timezone))}</h3>${details.join('')}`
  })
  const rest = more > 0 ? [`<p>and ${plural(more, 'more alert')}</p>`] : []
  const lines = [
    `<h2>${html(headline(bulletin))}</h2>`,
    ...items,
    ...rest,
    `<p style="color:#666">${html(footer(bulletin))}</p>`,
  ]
  return { subject: `[Backproof] ${headline(bulletin)}`, text: bulletinText(bulletin), html: lines.join('\n') }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const html = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
