import { createHash } from 'node:crypto'
import { html } from '../html/element.ts'
import { type Block, type Document, mostCell } from './contract.ts'

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:1.6rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #d1d9e0;vertical-align:top;overflow-wrap:anywhere}
pre{font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f8fa;padding:.6rem}
svg{width:11rem;height:11rem}.dim{color:#57606a}
@media print{body{margin:0;max-width:none;font-size:11pt}pre{background:none;border:1px solid #999}h2,pre,figure{break-inside:avoid}}`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** It as one page that needs nothing else, made to be printed. Pure. */
export function documentHtml({ title, lines, blocks }: Document): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${html(title)}</h1>
${lines.map((line) => `<p class="dim">${html(line)}</p>`).join('\n')}
${blocks.map(blockHtml).join('\n')}
</body>
</html>
`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${html(block.text)}</h2>`
    case 'text':
      return `<p>${html(block.text, mostCell)}</p>`
    case 'list':
      return block.items.length === 0
        ? `<p>${html(block.empty)}</p>`
        : `<ul>${block.items.map((item) => `<li>${html(item, 2 * mostCell)}</li>`).join('')}</ul>`
    case 'table': {
      if (block.rows.length === 0) return `<p>${html(block.empty)}</p>`
      const row = (cells: readonly string[], tag: 'th' | 'td') =>
        `<tr>${cells.map((cell) => `<${tag}>${html(cell, mostCell)}</${tag}>`).join('')}</tr>`
      return `<table>${row(block.head, 'th')}${block.rows.map((cells) => row(cells, 'td')).join('')}</table>`
    }
    case 'code':
      return `<figure><pre>${block.lines.map((line) => html(line, mostCell)).join('\n')}</pre>${block.picture ?? ''}</figure>`
    case 'signature':
      return `<p>${html(block.text)}</p><p>Name ____________________ Date ____________ Signature ____________________</p>`
  }
}
