import { table } from '../../words/words.ts'

/** One thing that the doctor looked at. */
export interface Examined {
  readonly what: string
  readonly outcome: 'good' | 'bad' | 'note'
  readonly says: string
  readonly hint?: string
}

const marks = { good: 'good', bad: 'BAD ', note: 'note' } as const

export function examinedTable(examined: readonly Examined[]): string {
  return table(examined.map(({ what, outcome, says }) => [marks[outcome], what, says]))
}
