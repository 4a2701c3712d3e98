/** Tokens: two themes, one accent, five sizes of type, spaces of four pixels. Contrast is computed by a test, in both themes. */
const tokens = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f5f7, #0e1115); --panel: light-dark(#fff, #161a20); --line: light-dark(#dadee5, #2d343e);
  --text: light-dark(#1a2029, #e7ebf0); --dim: light-dark(#566070, #9ba6b4); --accent: light-dark(#2453c4, #82a8ff);
  --good: light-dark(#17703d, #52c583); --warning: light-dark(#855700, #e2ad43); --bad: light-dark(#b92331, #ff817e);
  --empty: light-dark(#e6e9ee, #262c35); --tint1: light-dark(#2453c4, #82a8ff); --tint2: light-dark(#7f9fe6, #4b6fc0);
  --tint3: light-dark(#c0cff4, #2f4678); --small: .8125rem;
}`

const ground = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; margin: 0; }
header, main, footer { margin: 0 auto; max-width: 80rem; padding: 0 1.5rem; }
header { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; padding-top: 1rem; }
header p, footer p { margin: 0; overflow-wrap: anywhere; min-width: 0; }
footer { padding-bottom: 2rem; padding-top: 2rem; font-size: var(--small); }
section { margin-top: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; margin: 0; }
h2 { font-size: 1.125rem; margin: 0 0 .75rem; }
h3 { display: inline; font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration: none; overflow-wrap: anywhere; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
small { color: var(--dim); display: block; font-weight: 400; font-size: var(--small); overflow-wrap: anywhere; }
.dim, .more { color: var(--dim); }
.calm { color: var(--dim); margin: 0; }
.hidden { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
.skip { background: var(--panel); left: 1rem; padding: .5rem 1rem; position: absolute; top: -4rem; z-index: 1; }
.skip:focus { top: .5rem; }
#stale { background: var(--panel); border: 1px solid var(--warning); border-radius: 6px; color: var(--warning); margin: 1rem 0 0; padding: .5rem 1rem; }
`

const first = `
.verdict { align-items: start; display: flex; gap: 1rem; margin-top: 1.5rem; }
.verdict p { color: var(--dim); margin: .25rem 0 0; max-width: 60rem; overflow-wrap: anywhere; }
.verdict > .mark .said { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
.verdict > .mark b { border-width: 2px; font-size: 1.25rem; height: 2.25rem; line-height: 2rem; width: 2.25rem; }
.mark { align-items: center; display: inline-flex; gap: .375rem; white-space: nowrap; }
.mark b { border: 1.5px solid; border-radius: 50%; display: inline-block; flex: none; font-size: .6875rem; height: 1.125rem; line-height: .9375rem; text-align: center; width: 1.125rem; }
.mark.good { color: var(--good); } .mark.warning { color: var(--warning); } .mark.bad { color: var(--bad); } .mark.unknown { color: var(--dim); }
.tiles { background: var(--line); border: 1px solid var(--line); border-radius: 8px; display: grid; gap: 1px; grid-template-columns: repeat(6, 1fr); margin: 1.5rem 0 0; overflow: hidden; }
.tiles div { background: var(--panel); min-width: 0; padding: .75rem 1rem; }
.tiles dt { color: var(--dim); font-size: var(--small); }
.tiles dd { color: var(--dim); font-size: var(--small); margin: 0; overflow-wrap: anywhere; }
.tiles .figure { color: var(--text); font-size: 1.5rem; font-weight: 600; letter-spacing: -.01em; line-height: 1.4; }
.tiles .ill .figure { color: var(--bad); }
.todo { list-style: none; margin: 0; padding: 0; }
.todo li { background: var(--panel); border: 1px solid var(--line); border-left: 3px solid var(--dim); margin-top: -1px; overflow-wrap: anywhere; padding: .625rem 1rem; }
.todo li.bad { border-left-color: var(--bad); } .todo li.warning { border-left-color: var(--warning); }
.todo li:first-child { border-top-left-radius: 6px; border-top-right-radius: 6px; } .todo li:last-child { border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; }
.todo p { margin: 0; }
.todo b { font-weight: 600; } .todo .bad b { color: var(--bad); } .todo .warning b { color: var(--warning); }
.todo .hint { color: var(--dim); }
.todo .whose { font-weight: 600; }
summary { color: var(--accent); cursor: pointer; padding: .375rem 0; }
`

const tables = `
.scroll { max-width: 100%; overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; width: 100%; }
section > .scroll, .inside > .scroll { margin-bottom: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
caption { color: var(--dim); font-size: var(--small); padding: .5rem .75rem; text-align: left; overflow-wrap: anywhere; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tbody tr { border-top: 1px solid var(--line); }
thead th { color: var(--dim); font-size: var(--small); font-weight: 500; white-space: nowrap; }
tbody th { font-weight: 600; }
thead button { background: none; border: 0; color: inherit; cursor: pointer; font: inherit; margin: -.25rem; padding: .25rem; }
thead button:hover { color: var(--text); }
thead button::after { content: "\\2009\\2195"; opacity: .5; }
[aria-sort=ascending] button::after { content: "\\2009\\2191"; opacity: 1; } [aria-sort=descending] button::after { content: "\\2009\\2193"; opacity: 1; }
[aria-sort] button { color: var(--accent); }
.missed-text { color: var(--bad); font-weight: 600; }
.numbers > summary { font-size: var(--small); } .numbers table { width: auto; }
.sortable tbody tr:hover { background: light-dark(#f7f8fa, #1b2028); }
.numbers td, .numbers th { padding: .125rem .75rem .125rem 0; white-space: nowrap; }
.numbers .scroll { max-height: 24rem; overflow: auto; }
.spark { height: 1.125rem; margin-left: .5rem; vertical-align: -.1875rem; width: 4rem; }
`

const charts = `
.chart { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; margin: 0; min-width: 0; padding: .75rem 1rem 1rem; }
.chart figcaption { margin-bottom: .75rem; } .chart figcaption span { color: var(--dim); display: block; font-size: var(--small); overflow-wrap: anywhere; }
.plot { display: grid; gap: .25rem .5rem; grid-template-columns: auto minmax(0, 1fr); }
.plot svg { border-bottom: 1px solid var(--line); display: block; grid-column: 2; height: 7.5rem; width: 100%; }
.calendar .plot { grid-template-columns: minmax(0, 1fr); } .calendar .x { grid-column: 1; }
.calendar .plot svg { grid-column: 1; aspect-ratio: 581 / 75; border: 0; height: auto; }
.y { color: var(--dim); display: flex; flex-direction: column; font-size: .75rem; justify-content: space-between; text-align: right; white-space: nowrap; }
.x { color: var(--dim); display: flex; font-size: .75rem; grid-column: 2; justify-content: space-between; }
.pair { display: grid; gap: 1rem; grid-template-columns: repeat(2, minmax(0, 1fr)); margin-top: 1rem; } .wide { margin-top: 1rem; }
.due { list-style: none; margin: 0 0 .75rem; padding: 0; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { align-items: center; display: grid; font-size: var(--small); gap: 0 .75rem; grid-template-columns: 9rem minmax(0, 1fr) 8rem; line-height: 1.6; }
.rows a { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .rows span { color: var(--dim); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: right; }
.rows svg { display: block; height: .875rem; width: 100%; }
.x.inset { margin: .25rem 8.75rem 0 9.75rem; }
.legend { display: flex; flex-wrap: wrap; font-size: .75rem; gap: .25rem 1rem; list-style: none; margin: .75rem 0 0; padding: 0; color: var(--dim); }
.legend svg { height: .625rem; margin-right: .375rem; width: .625rem; }
.legend li { overflow-wrap: anywhere; min-width: 0; }
.line { fill: var(--accent); fill-opacity: .12; stroke: var(--accent); stroke-linejoin: round; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.rail { stroke: var(--line); vector-effect: non-scaling-stroke; }
.tick { stroke: var(--tint1); stroke-width: 1.6; } .window { fill: var(--tint2); } .day { stroke-width: 8; } .square { stroke-width: 9; }
.restore, .store1 { fill: var(--tint1); stroke: var(--tint1); } .read, .store2, .plain { fill: var(--tint2); stroke: var(--tint2); } .check, .store3, .met { fill: var(--tint3); stroke: var(--tint3); }
.store4 { fill: var(--dim); } .store5 { fill: var(--line); } .store6 { fill: var(--text); }
.missed, .failed { fill: var(--bad); stroke: var(--bad); } .none { fill: var(--empty); stroke: var(--empty); }
rect[class], path.column { stroke: none; }
.target { fill: none; stroke: var(--text); stroke-dasharray: 4 3; vector-effect: non-scaling-stroke; }
`

const sources = `
details.source { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; margin-top: .5rem; }
details.source > summary { color: var(--text); padding: .625rem 1rem; overflow-wrap: anywhere; }
details.source > summary .mark { margin-left: .5rem; } details.source > summary .dim { font-size: var(--small); margin-left: .5rem; }
.inside { padding: 0 1rem 1rem; } .inside:focus { outline: none; }
.inside > .scroll { margin-top: 1rem; }
.facts { display: grid; font-size: .875rem; gap: .25rem 1rem; grid-template-columns: max-content minmax(0, 1fr); margin: .25rem 0 1rem; }
.facts dt { color: var(--dim); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.several { display: flex; flex-wrap: wrap; gap: 0 2rem; margin-top: .5rem; } .several > * { max-width: 100%; min-width: 0; }
`

const narrow = `
@media (max-width: 64rem) { .tiles { grid-template-columns: repeat(3, 1fr); } .pair { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 60rem) {
  .cards, .cards tbody, .cards caption { display: block; }
  .cards thead, .cards thead tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .125rem .5rem; } .cards thead th { padding: .125rem; }
  .cards:not(.sortable) thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  .cards tbody tr { display: grid; gap: .5rem 1rem; grid-template-columns: repeat(4, minmax(0, 1fr)); padding: .75rem; }
  .cards th[scope=row] { grid-column: span 3; padding: 0; } .cards td { padding: 0; }
  .cards td::before { color: var(--dim); content: attr(data-head); display: block; font-size: .75rem; }
  .cards td[data-head=State] { text-align: right; } .cards td[data-head=State]::before { content: none; }
}
@media (max-width: 40rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.375rem; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .cards tbody tr { grid-template-columns: repeat(3, minmax(0, 1fr)); } .cards th[scope=row] { grid-column: span 2; }
  .cards, .cards small { font-size: .8125rem; }
  .rows li { grid-template-columns: minmax(0, 1fr) auto; padding-bottom: .375rem; } .rows svg { grid-column: 1 / -1; grid-row: 2; }
  .x.inset { margin-left: 0; margin-right: 0; }
}`

const paper = `
@media print {
  :root { color-scheme: light; }
  body { background: #fff; font-size: 11px; } header, main, footer { max-width: none; padding: 0; }
  .skip, thead button::after { display: none; } details.source, .chart, .todo li, .tiles, tr { break-inside: avoid; }
  details.source[open] { break-inside: auto; } .scroll { overflow: visible; max-height: none; }
  .tiles { grid-template-columns: repeat(3, 1fr); } a { color: inherit; }
  svg, .tiles { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`

export const style = [tokens, ground, first, tables, charts, sources, narrow, paper].join('')
