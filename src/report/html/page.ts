import type { Health, HealthFinding, SourceHealth } from '../../judge/judge.ts'
import { formatTime, oneLine, sparkline } from '../../words/words.ts'
import { cellsOf, healthLine, marks, otherFindings, sizesOf } from '../markdown/markdown.ts'
import { advice } from '../phrase.ts'

/** Text from anywhere as text of HTML, in an element or a quoted attribute. */
function html(text: string, most = 2000): string {
  return oneLine(text, most).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`)
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --dim: light-dark(#59636e, #9198a1); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin: 0; }
section { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
.good { border-left-color: #1a7f37; }
.warning { border-left-color: #bf8700; }
.bad { border-left-color: #cf222e; }
.unknown { border-left-color: #59636e; }
small, dt { color: var(--dim); }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .2rem 1rem; margin: .7rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .7rem 0 0; padding-left: 1.2rem; }
`

/** The health as one page that needs nothing else: no script, no address, readable on a phone. */
export function healthPage(health: Health): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(healthLine(health))}</title>
<style>${style}</style>
</head>
<body>
<h1>${marks[health.state]} ${html(healthLine(health))}</h1>
<small>${formatTime(health.at, health.timezone)}</small>
${otherFindings(health)
  .map((one) => `<p><b>${one.level}</b>: ${html(advice(one))}</p>\n`)
  .join('')}${health.sources.map((source) => section(source, health)).join('\n')}
</body>
</html>
`
}

const labels: Readonly<Record<string, string>> = {
  age: 'age, of RPO',
  stores: 'in',
  proofs: 'last proofs',
  restore: 'restore, of RTO',
  kept: 'kept',
  next: 'next',
}

function section(source: SourceHealth, health: Health): string {
  const { newest } = source.backups
  const sizes = sizesOf(source)
  const rows = [
    ...(newest ? [['newest', newest.id]] : []),
    ...Object.entries(cellsOf(source, health)).map(([name, text]) => [labels[name] ?? name, text]),
    ...(sizes.length > 1 ? [['sizes', sparkline(sizes)]] : []),
  ]
  const list = rows.map(([name = '', text = '']) => `<dt>${html(name)}</dt><dd>${html(text)}</dd>`).join('\n')
  const found = source.findings.map(finding).join('\n')
  return `<section class="${source.state}">
<h2>${marks[source.state]} ${html(source.source)} <small>${html(source.engine)}</small></h2>
${found === '' ? '' : `<ul>\n${found}\n</ul>\n`}<dl>
${list}
</dl>
</section>`
}

const finding = (one: HealthFinding) => `<li><b>${one.level}</b>: ${html(advice(one))}</li>`
