import type { News, NewsKind } from '../../judge/judge.ts'
import { formatDuration, formatTime, oneLine, plural } from '../../words/words.ts'

/** All that is new for one channel. */
export interface Bulletin {
  readonly project: string
  readonly at: Date
  readonly timezone: string
  /** The run that says it, on GitHub. */
  readonly run?: string
  /** It is only a test: nothing is wrong. */
  readonly test?: true
  readonly news: readonly News[]
}

/** More are counted: a message is read on a phone. */
const mostNews = 20

export const light: Readonly<Record<NewsKind, string>> = { opened: '🔴', reminded: '🟠', closed: '🟢', passed: '⚪' }
const order: readonly NewsKind[] = ['opened', 'reminded', 'passed', 'closed']
const words: Readonly<Record<NewsKind, string>> = {
  opened: 'new',
  reminded: 'still open',
  passed: 'already over',
  closed: 'closed',
}

/** "shop: 2 new, 1 closed (orders failed, ...)": one line. */
export function headline({ project, news, test }: Bulletin): string {
  const counts = order.flatMap((kind) => {
    const count = news.filter((one) => one.kind === kind).length
    return count === 0 ? [] : [`${count} ${words[kind]}`]
  })
  const [first] = sorted(news)
  const more = news.length > 1 ? ` and ${plural(news.length - 1, 'more alert')}` : ''
  const what = first ? `: ${first.source} ${first.rule}${more}` : ''
  return oneLine(`${test ? 'Test: ' : ''}Backups of ${project}, ${counts.join(', ')}${what}`, 150)
}

/** The gravest first, as many as are shown. */
export function shown({ news }: Bulletin): { readonly news: readonly News[]; readonly more: number } {
  return { news: sorted(news).slice(0, mostNews), more: Math.max(0, news.length - mostNews) }
}

const sorted = (news: readonly News[]) => news.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

/** "orders: failed", and what became of it in a few words. */
export function titleOf({ kind, source, rule, since, until, flaps }: News, timezone: string): string {
  const from = formatTime(since, timezone)
  const lasted = until ? formatDuration(until.getTime() - since.getTime()) : undefined
  const state = {
    opened: `since ${from}`,
    reminded: `still, since ${from}`,
    closed: `over${lasted ? ` after ${lasted}` : ''}`,
    passed: `from ${from}${until ? ` to ${formatTime(until, timezone)}` : ''}, over by now`,
  }[kind]
  const again = flaps ? '; it comes and goes, and is closed after 6 h without it' : ''
  return `${source}: ${rule} ${state}${again}`
}

/** What was wrong, and what to do where it still is. */
export function detailOf({ kind, message, hint }: News): readonly string[] {
  const isOver = kind === 'closed' || kind === 'passed'
  return [oneLine(isOver ? `It was: ${message}` : message, 500), ...(hint && !isOver ? [oneLine(hint, 500)] : [])]
}

export function footer({ at, timezone, run, test }: Bulletin): string {
  const when = formatTime(at, timezone)
  const why = test ? 'This is a test of `backproof alert test`: nothing is wrong. ' : ''
  return `${why}Backproof, ${when}${run ? `, ${run}` : ''}`
}

/** As plain text, for mail. */
export function bulletinText(bulletin: Bulletin): string {
  const { news, more } = shown(bulletin)
  const parts = news.map((one) =>
    [`${light[one.kind]} ${titleOf(one, bulletin.timezone)}`, ...detailOf(one).map((line) => `   ${line}`)].join('\n'),
  )
  const rest = more > 0 ? [`and ${plural(more, 'more alert')}`] : []
  return `${[headline(bulletin), ...parts, ...rest, footer(bulletin)].join('\n\n')}\n`
}
