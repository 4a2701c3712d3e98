import type { Outlook, SourceComparison } from '../../judge/judge.ts'
import { formatBytes, formatCount, plural, storedSize } from '../../words/words.ts'
import { markdown } from './escape.ts'

const width = 8

/** A year ahead as Markdown: both policies side by side, and a plot made of text, narrow enough for a phone. */
export function renderOutlook({ before, after }: NonNullable<SourceComparison['outlook']>, open: boolean): string {
  const last = after.months.at(-1)
  if (!last) return after.assumptions.map((line) => `- a year ahead: ${markdown(line)}`).join('\n')
  return [
    `<details${open ? ' open' : ''}><summary>📈 a year ahead: ${plural(last.held, 'backup')}, ${storedSize(last.bytes)}</summary>`,
    compared(before, after),
    plot(after),
    after.assumptions.map((line) => `- ${markdown(line)}`).join('\n'),
    '</details>',
  ].join('\n\n')
}

function compared(before: Outlook | undefined, after: Outlook): string {
  const both = [...(before ? [before] : []), after]
  const row = (name: string, show: (outlook: Outlook) => string) => `| ${name} | ${both.map(show).join(' | ')} |`
  const last = (outlook: Outlook) => outlook.months.at(-1)
  return [
    row('in a year', (outlook) => (outlook === after ? 'with this change' : 'without')),
    `|---|${both.map(() => '--:|').join('')}`,
    row('backups', (outlook) => formatCount(last(outlook)?.held ?? 0)),
    row('oldest', (outlook) => age(last(outlook)?.oldestMs ?? 0)),
    row('sealed in all stores', (outlook) => formatBytes(last(outlook)?.bytes ?? 0)),
    ...(both.some(({ price }) => price) ? [row('price a month', ({ price }) => money(price))] : []),
  ].join('\n')
}

const money = (price: Outlook['price']) =>
  price
    ? `${formatCount(Math.floor(price.perMonth))}${price.perMonth.toFixed(2).slice(-3)} ${markdown(price.currency)}`
    : '?'

/** One line and one bar for each month: storage at its end. */
function plot({ months }: Outlook): string {
  const most = Math.max(1, ...months.map(({ bytes }) => bytes))
  const rows = months.map(({ month, held, bytes, oldestMs }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((bytes / most) * width))).padEnd(width)
    return `${month} ${bar} ${formatBytes(bytes).padStart(9)} ${String(held).padStart(5)} ${age(oldestMs).padStart(5)}`
  })
  const head = `month   ${'sealed in all stores'.padEnd(width + 10)} ${'held'.padStart(5)} ${'back'.padStart(5)}`
  return `\`\`\`text\n${[head, ...rows].join('\n')}\n\`\`\``
}

const hourMs = 3_600_000
const age = (ms: number) => (ms >= 48 * hourMs ? `${Math.round(ms / (24 * hourMs))} d` : `${Math.round(ms / hourMs)} h`)
