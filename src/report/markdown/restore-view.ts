import { code, markdown } from './escape.ts'

/** One source that was to be restored, in words. */
export interface RestoreRow {
  readonly source: string
  readonly state: 'completed' | 'failed' | 'not begun'
  readonly backup: string
  readonly into: string
  /** What was compared, or why not. */
  readonly says: string
}

export interface RestoresView {
  readonly title: string
  readonly failed: boolean
  readonly rows: readonly RestoreRow[]
}

const marks = { completed: '✅', failed: '❌', 'not begun': '⏸️' } as const

/** The job summary of a restore. */
export function renderRestores({ title, failed, rows }: RestoresView): string {
  const lines = rows.map(
    ({ source, state, backup, into, says }) =>
      `| ${marks[state]} ${state} | ${code(source, 200)} | ${code(backup, 300)} | ${code(into, 300)} | ${markdown(says, 500)} |`,
  )
  return [
    `### ${failed ? '❌' : '✅'} backproof restore: ${markdown(title, 200)}`,
    '',
    ['| state | source | backup | into | |', '|---|---|---|---|---|', ...lines].join('\n'),
    '',
  ].join('\n')
}
