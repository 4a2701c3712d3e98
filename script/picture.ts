/** Makes docs/picture/ anew: what the program writes in a workflow, as markdown, and as GitHub shows it. Needs Chromium. */

import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openBrowser } from './picture/browser.ts'
import { page } from './picture/page.ts'
import { withDigest } from './picture/png.ts'
import { dashboard, scenes } from './picture/scene.ts'

const folder = resolve(import.meta.dirname, '../docs/picture')
const widths = { summary: 1012, comment: 780 }

await mkdir(folder, { recursive: true })
await using browser = await openBrowser()
const written = await scenes()
for (const name of ['summary', 'comment'] as const) {
  const markdown = written[name]
  const png = await browser.picture(page(markdown), widths[name], 1.5)
  const digest = createHash('sha256').update(markdown).digest('hex')
  await writeFile(join(folder, `${name}.md`), markdown)
  await writeFile(join(folder, `${name}.png`), withDigest(png, digest))
  console.log(`docs/picture/${name}.png: ${png.length} bytes`)
}

const { page: html, text } = await dashboard()
const digest = createHash('sha256').update(text).digest('hex')
await writeFile(join(folder, 'dashboard.md'), text)
for (const theme of ['light', 'dark'] as const) {
  await using shown = await browser.show(html, { width: 1280, theme })
  // It is of a year that is past, which is what the page would tell.
  await shown.evaluate('document.getElementById("stale").hidden = true')
  const bottom = '[...document.querySelectorAll(".wide figure")].at(-1).getBoundingClientRect().bottom'
  const png = withDigest(await shown.picture((await shown.evaluate<number>(bottom)) + 4), digest)
  await writeFile(join(folder, `dashboard-${theme}.png`), png)
  console.log(`docs/picture/dashboard-${theme}.png: ${png.length} bytes`)
}
