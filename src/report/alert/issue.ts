import type { News } from '../../judge/judge.ts'
import { formatTime } from '../../words/words.ts'
import { markdown } from '../markdown/escape.ts'
import { type Bulletin, detailOf, footer, light, titleOf } from './bulletin.ts'

/** By this first line a later run finds the issue of a source again. */
export function issueMarker(project: string, source: string): string {
  const plain = (name: string) => name.replaceAll(/[^a-z0-9._~/-]/g, '')
  return `<!-- backproof alerts of ${plain(project)} ${plain(source)} -->`
}

/** What is open of one source now. */
export interface OpenAlert {
  readonly rule: string
  readonly message: string
  readonly hint?: string
  readonly since: Date
}

/** What an alert of a project is about, and not of a source; no source has a space in its name. */
export const drillsOf = (project: string) => `drills of ${project}`
export const keysOf = (project: string) => `keys of ${project}`
const subjectOf = (source: string) =>
  / of /.test(source) ? `${source.charAt(0).toUpperCase()}${source.slice(1)}` : `Backups of ${source}`

export const issueTitle = (source: string) => `${subjectOf(source)} need attention`

/** The issue's text: all that is open now, or that nothing is. Pure. */
export function issueBody(source: string, open: readonly OpenAlert[], bulletin: Bulletin): string {
  const items = open.map(({ rule, message, hint, since }) => {
    const advice = hint ? `\n  ${markdown(hint, 500)}` : ''
    return `- **${rule}** since ${markdown(formatTime(since, bulletin.timezone))}: ${markdown(message, 500)}${advice}`
  })
  const now = items.length === 0 ? ['🟢 Nothing is wrong with it any more.'] : items
  return [
    `## ${items.length === 0 ? '🟢' : '🔴'} ${markdown(subjectOf(source))}`,
    now.join('\n'),
    `<sub>Kept up to date by Backproof, and closed when all is well again. ${foot(bulletin)}</sub>`,
  ].join('\n\n')
}

/** The comment that notifies people: what has changed. Pure. */
export function issueComment(news: readonly News[], bulletin: Bulletin): string {
  const parts = news.map((one) => {
    const details = detailOf(one).map((line) => `> ${markdown(line, 500)}`)
    return [`${light[one.kind]} **${markdown(titleOf(one, bulletin.timezone))}**`, '', ...details].join('\n')
  })
  return [...parts, `<sub>${foot(bulletin)}</sub>`].join('\n\n')
}

/** Our own address of the run is the one link. */
function foot(bulletin: Bulletin): string {
  const { run, ...rest } = bulletin
  const link = run && /^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(run) ? ` ([run](${run}))` : ''
  return `${markdown(footer(rest))}${link}`
}
