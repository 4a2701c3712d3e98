import { marked } from 'marked'

/** Markdown as a page that looks like GitHub's, by a style of our own. `base`: where relative pictures are. */
export function page(markdown: string, base = ''): string {
  const body = marked.parse(markdown, { gfm: true, async: false })
  return `<!doctype html><html><head><meta charset="utf-8">${base && `<base href="${base}">`}<style>${style}</style></head><body>${body}</body></html>`
}

const style = `
body { margin: 0; padding: 24px; border: 1px solid #d1d9e0; border-radius: 6px; background: #fff; color: #1f2328; font: 14px/1.5 "Liberation Sans", Arial, sans-serif, "Noto Color Emoji"; overflow-wrap: break-word }
h1, h2 { margin: 20px 0 14px; padding-bottom: 6px; border-bottom: 1px solid #d1d9e0; line-height: 1.25 }
h1 { font-size: 28px } h2 { font-size: 21px } h3 { font-size: 17.5px; margin: 20px 0 12px }
body > :first-child { margin-top: 0 } body > :last-child { margin-bottom: 0 }
p, ul, ol, table, pre, details, blockquote { margin: 0 0 14px }
ul, ol { padding-left: 28px }
a { color: #0969da; text-decoration: none }
table { border-collapse: collapse; display: block; max-width: 100%; width: max-content; overflow: auto }
th, td { border: 1px solid #d1d9e0; padding: 6px 12px; vertical-align: middle }
th { font-weight: 600 } tr:nth-child(2n) td { background: #f6f8fa }
code { font: 85%/1.45 "Liberation Mono", monospace; background: #818b981f; border-radius: 6px; padding: 0.2em 0.4em }
pre { background: #f6f8fa; border-radius: 6px; padding: 14px; overflow: auto } pre code { background: none; padding: 0 }
img { max-width: 100% } summary { cursor: default; margin-bottom: 8px } sub { font-size: 75% }
blockquote { border-left: 4px solid #d1d9e0; color: #59636e; padding: 0 14px }
`
