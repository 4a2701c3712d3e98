import { createRequire } from 'node:module'
import { type Document, documentPdf } from '../../report/report.ts'
import { readAsset } from '../asset.ts'

/** The document as PDF: the same bytes for the same document. */
export async function printPdf(document: Document): Promise<Uint8Array> {
  // The names of its virtual files are cut at the folder of their module, which only CommonJS has a word for: the bundle does not.
  Object.assign(globalThis, { __dirname: import.meta.dirname })
  // Here and not above: what prints takes longer to load than all else, and hardly any run needs it.
  const [{ default: pdfmake }, { create }, regular, bold] = await Promise.all([
    import('pdfmake'),
    import('fontkit'),
    readFont(new URL('./font/DejaVuSans.ttf', import.meta.url), 'DejaVuSans.ttf'),
    readFont(new URL('./font/DejaVuSans-Bold.ttf', import.meta.url), 'DejaVuSans-Bold.ttf'),
  ])
  // Nothing of the report is an address, and none would be followed.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  // Its types do not know it.
  const { virtualfs } = pdfmake as unknown as { virtualfs: { writeFileSync(name: string, bytes: Buffer): void } }
  virtualfs.writeFileSync('regular.ttf', regular)
  virtualfs.writeFileSync('bold.ttf', bold)
  const [normal, thick] = ['regular.ttf', 'bold.ttf']
  pdfmake.setFonts({ Page: { normal, bold: thick, italics: normal, bolditalics: thick } })
  const fonts = [regular, bold].map((bytes) => create(bytes))
  const covers = (codePoint: number) =>
    fonts.every((font) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(codePoint))
  return pdfmake.createPdf(documentPdf(document, covers)).getBuffer()
}

const readFont = (built: URL, name: string) =>
  readAsset(built, () => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`))
