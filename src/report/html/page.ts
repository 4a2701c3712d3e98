import { createHash } from 'node:crypto'
import type { Health } from '../../judge/judge.ts'
import { healthLine } from '../markdown/markdown.ts'
import { html, time } from './element.ts'
import { tiles, todo, verdict } from './first.ts'
import { ledger } from './ledger.ts'
import { overview } from './overview.ts'
import { script } from './script.ts'
import { sourceDetail } from './source-detail.ts'
import { sourceTable } from './source-table.ts'
import { storeTable } from './store-table.ts'
import { style } from './style.ts'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing from anywhere, and of what is here only this style and this script. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The health as one page that needs nothing else, and that is all there without its script. Pure. */
export function healthPage(health: Health): string {
  const { project, sources } = health
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${html(healthLine(health))}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#verdict">Skip to what matters</a>
<header><p>Backups of <b>${html(project, 120)}</b></p><p class="dim">as of ${time(health.at, health)}</p></header>
<main>
<p id="stale" role="status" data-at="${html(health.at, 40)}" hidden></p>
${verdict(health)}
${tiles(health)}
${todo(health)}
<section aria-labelledby="sources"><h2 id="sources">Sources</h2>
${sourceTable(health)}</section>
${overview(health)}
<section aria-labelledby="stores"><h2 id="stores">Stores</h2>
${storeTable(health)}</section>
${ledger(health)}
<section aria-labelledby="each"><h2 id="each">Each source</h2>
${sources.map((source, i) => sourceDetail(source, i, health)).join('\n')}</section>
</main>
<footer><p class="dim">${html(healthLine(health))}. Made by Backproof from ${html(health.policy, 200)}; the same as data: <code>backproof report --json</code>.</p></footer>
<script>${script}</script>
</body>
</html>
`
}
