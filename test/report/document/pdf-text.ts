import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PdfText {
  readonly pages: number
  /** Words as they are drawn, without any space: a cell may break anywhere. */
  readonly solid: string
  /** How far to the right text goes, in parts of the page's width. */
  readonly right: number
  readonly info: Readonly<Record<string, unknown>>
}

/** What another program reads in a PDF. */
export async function pdfText(bytes: Uint8Array): Promise<PdfText> {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const pdf = await loading.promise
  const texts: string[] = []
  let right = 0
  for (let page = 1; page <= pdf.numPages; page++) {
    const one = await pdf.getPage(page)
    const [, , width = 1] = one.view
    const { items } = await one.getTextContent()
    for (const item of items) if ('str' in item) right = Math.max(right, (item.transform[4] + item.width) / width)
    texts.push(...items.map((item) => ('str' in item ? item.str : '')))
  }
  const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> }
  const { numPages: pages } = pdf
  await loading.destroy()
  return { pages, solid: solid(texts.join('')), right, info }
}

export const solid = (text: string) => text.replace(/\s+/g, '')
