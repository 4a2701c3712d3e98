import type { Health, HealthState } from '../../judge/judge.ts'
import { formatTime, oneLine } from '../../words/words.ts'

/** Text from anywhere as text of HTML, in an element or a quoted attribute: bounded, and on one line. */
export function html(text: string, most = 400): string {
  return oneLine(text, most).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)
}

export const marks: Readonly<Record<HealthState, string>> = { good: '✓', warning: '!', bad: '✕', unknown: '?' }
const stateWords: Readonly<Record<HealthState, string>> = {
  good: 'good',
  warning: 'warning',
  bad: 'bad',
  unknown: 'not read',
}

/** A sign and a word: never a colour alone. */
export const mark = (state: HealthState, word = stateWords[state]) =>
  `<span class="mark ${state}"><b aria-hidden="true">${marks[state]}</b><span class="said">${word}</span></span>`

/** A moment for people, which machines can read as well. */
export const time = (at: string, { timezone }: Pick<Health, 'timezone'>) =>
  `<time datetime="${html(at, 40)}">${html(formatTime(at, timezone), 60)}</time>`

/** What a name is called on the page: names come from anywhere, ids from their place. */
export const sourceId = (index: number) => `s${index + 1}`

export interface Cell {
  /** HTML. */
  readonly shown: string
  /** What it is sorted by, as the health data have it. */
  readonly value?: number | string | undefined
}

/** A cell of plain text. */
export const plain = (text: string, most?: number): Cell => ({ shown: html(text, most) })
/** A number as it is shown, and as it is. */
export const number = (value: number | undefined, format: (value: number) => string): Cell =>
  value === undefined ? { shown: '–' } : { shown: html(format(value)), value }

export interface Table {
  readonly caption: string
  /** The name of what is in it, for tests and scripts. */
  readonly name: string
  readonly heads: readonly string[]
  /** The first cell is the head of its row. */
  readonly rows: readonly (readonly Cell[])[]
  readonly sortable?: boolean
  /** On a narrow screen each row is a card. */
  readonly cards?: boolean
  readonly hideCaption?: boolean
}

/** Rows and columns with a caption; those of a sortable table say what they are sorted by. */
export function table({ caption, name, heads, rows, sortable, cards, hideCaption }: Table): string {
  const head = heads.map((one) => `<th scope="col" role="columnheader">${html(one)}</th>`).join('')
  const body = rows.map(
    (cells) => `<tr role="row">${cells.map((cell, i) => tableCell(cell, i, cards ? heads : [])).join('')}</tr>`,
  )
  const kind = [...(cards ? ['cards'] : []), ...(sortable ? ['sortable'] : [])].join(' ')
  // Roles are said again: where CSS makes cards of rows, some browsers no longer take them for rows.
  return `<div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table role="table" class="${kind}" data-table="${name}"><caption${hideCaption ? ' class="hidden"' : ''}>${html(caption)}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">
${body.join('\n')}
</tbody></table></div>`
}

function tableCell({ shown, value }: Cell, column: number, heads: readonly string[]): string {
  const sorted = value === undefined ? '' : ` data-v="${html(String(value), 100)}"`
  if (column === 0) return `<th scope="row" role="rowheader"${sorted}>${shown}</th>`
  const head = heads[column]
  return `<td role="cell"${sorted}${head === undefined ? '' : ` data-head="${html(head)}"`}>${shown}</td>`
}

/** Rows of many figures, as short as HTML allows: a year has hundreds. */
export function figures(
  caption: string,
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = heads.map((one) => `<th scope="col">${html(one)}`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}`).join('')}`)
  return `<details class="numbers"><summary>Numbers: ${html(caption)}</summary><div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table data-table="${name}"><caption class="hidden">${html(caption)}</caption><thead><tr>${head}</thead><tbody>
${body.join('\n')}
</tbody></table></div></details>`
}
