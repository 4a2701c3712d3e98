import { markdown } from '../markdown/escape.ts'
import { bounded, mostBytes } from '../markdown/summary.ts'
import { type Block, type Document, mostCell } from './contract.ts'

/** It as GitHub-flavoured Markdown of at most so many bytes. Pure. */
export function documentMarkdown({ title, lines, blocks }: Document, limit = mostBytes): string {
  const head = [`# ${markdown(title, mostCell)}`, ...lines.map((line) => markdown(line, mostCell))]
  return bounded(
    [...head, ...blocks.map(blockText)].map((text) => `${text}\n`),
    limit,
  )
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${markdown(block.text, mostCell)}`
    case 'text':
      return markdown(block.text, mostCell)
    case 'list':
      return block.items.length === 0
        ? markdown(block.empty)
        : block.items.map((item) => `- ${markdown(item, 2 * mostCell)}`).join('\n')
    case 'table': {
      if (block.rows.length === 0) return markdown(block.empty)
      const row = (cells: readonly string[]) => `| ${cells.map((cell) => markdown(cell, mostCell)).join(' | ')} |`
      return [row(block.head), `|${'---|'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n')
    }
    case 'code':
      return ['```', ...block.lines.map((line) => line.replaceAll('`', "'")), '```'].join('\n')
    case 'signature':
      return `${markdown(block.text)}\n\n| Name | Date | Signature |\n|---|---|---|\n| &nbsp; | &nbsp; | &nbsp; |`
  }
}
