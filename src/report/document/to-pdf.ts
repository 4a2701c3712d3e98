import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { oneLine } from '../../words/words.ts'
import { type Block, type Document, mostCell } from './contract.ts'

/** Whether the font of the page has a glyph for a character. */
export type Covers = (codePoint: number) => boolean

/** A4 across, without the margins, in points. */
const [pageWidth, cellPadding] = [769, 16]

/** What the library for PDF prints: only data, so nothing but text gets onto the page. Pure. */
export function documentPdf({ title, lines, at, blocks }: Document, covers: Covers): TDocumentDefinitions {
  const shown = (text: string, most = mostCell) => inGlyphs(oneLine(text, most), covers)
  const date = new Date(at)
  return {
    info: { title: shown(title), creator: 'Backproof', producer: 'Backproof', creationDate: date, modDate: date },
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [36, 36, 36, 42],
    defaultStyle: { font: 'Page', fontSize: 8, lineHeight: 1.15 },
    language: 'en',
    footer: (page: number, pages: number) => ({
      columns: [
        { text: shown(title, 120), fontSize: 7, color: '#57606a' },
        { text: `${page} / ${pages}`, fontSize: 7, color: '#57606a', alignment: 'right' },
      ],
      margin: [36, 12, 36, 0],
    }),
    content: [
      { text: shown(title), fontSize: 18, bold: true, margin: [0, 0, 0, 6] },
      ...lines.map((line) => ({ text: shown(line), color: '#57606a' })),
      ...blocks.map((block) => contentOf(block, shown)),
    ],
  }
}

/** A character that the font lacks is told by its number, and is no empty box. */
function inGlyphs(text: string, covers: Covers): string {
  return [...text.toWellFormed()]
    .map((one) => {
      const codePoint = one.codePointAt(0) ?? 0
      return covers(codePoint) ? one : `\\u{${codePoint.toString(16)}}`
    })
    .join('')
}

function contentOf(block: Block, shown: (text: string, most?: number) => string): Content {
  switch (block.kind) {
    case 'heading':
      return { text: shown(block.text), fontSize: 12, bold: true, margin: [0, 14, 0, 4], headlineLevel: 1 }
    case 'text':
      return { text: shown(block.text), margin: [0, 0, 0, 4] }
    case 'list':
      if (block.items.length === 0) return { text: shown(block.empty) }
      return { ul: block.items.map((item) => ({ text: shown(item, 2 * mostCell), margin: [0, 0, 0, 2] })) }
    case 'table': {
      if (block.rows.length === 0) return { text: shown(block.empty) }
      const room = pageWidth - block.widths.length * cellPadding
      const sum = block.widths.reduce((total, width) => total + width, 0)
      return {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          // Fixed: a long word is broken, and pushes no column off the page.
          widths: block.widths.map((width) => Math.floor((width / sum) * room)),
          body: [
            block.head.map((text) => ({ text: shown(text), bold: true })),
            ...block.rows.map((row) => row.map((text) => cellOf(shown(text)))),
          ],
        },
        layout: 'lightHorizontalLines',
        fontSize: 7,
        margin: [0, 0, 0, 4],
      }
    }
    case 'code':
      return {
        stack: [
          ...block.lines.map((line) => ({ text: shown(line), fontSize: 9, preserveLeadingSpaces: true })),
          ...(block.picture === undefined
            ? []
            : [{ svg: block.picture, width: 130, margin: [0, 6, 0, 0] as [number, number, number, number] }]),
        ],
        margin: [12, 0, 0, 6],
        unbreakable: true,
      }
    case 'signature':
      return {
        stack: [
          { text: shown(block.text), margin: [0, 0, 0, 30] },
          {
            text: 'Name ______________________________    Date ____________________    Signature ______________________________',
          },
        ],
        unbreakable: true,
      }
  }
}

const cellOf = (text: string): Content =>
  ['NOT MET', 'failed', 'failure', 'bad'].includes(text) ? { text, color: '#b91c1c', bold: true } : { text }
