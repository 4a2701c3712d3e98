import type { Health, HealthFinding } from '../../judge/judge.ts'
import { formatBytes, formatCount, formatDuration, formatTime, plural } from '../../words/words.ts'
import { html, mark, sourceId } from './element.ts'
import { type Advice, adviceOf, verdictOf } from './verdict.ts'

/** Before anything else: is everything restorable. */
export function verdict(health: Health): string {
  const { headline, sentence } = verdictOf(health)
  return `<section class="verdict ${health.state}" aria-labelledby="verdict">${mark(health.state)}
<div><h1 id="verdict">${html(headline)}</h1>
<p>${html(sentence)}</p></div></section>`
}

interface Tile {
  readonly name: string
  readonly label: string
  readonly value: number | undefined
  readonly shown: string
  readonly note: string
  readonly ill?: boolean
}

/** The figures that tell most, each with what it is measured by. */
export function tiles(health: Health): string {
  const tiles = [restorable(health), lost(health), proven(health), slowest(health), success(health), stored(health)]
  return `<dl class="tiles">${tiles.map(tile).join('\n')}</dl>`
}

function tile({ name, label, value, shown, note, ill }: Tile): string {
  const raw = value === undefined ? '' : ` data-v="${value}"`
  return `<div${ill ? ' class="ill"' : ''}><dt>${html(label)}</dt><dd class="figure" data-tile="${name}"${raw}>${html(shown, 60)}</dd><dd>${html(note, 120)}</dd></div>`
}

function restorable(health: Health): Tile {
  const { restorable, to } = verdictOf(health)
  return {
    name: 'restorable',
    label: 'Restorable',
    value: restorable,
    shown: `${restorable} of ${health.sources.length}`,
    note: to === undefined ? 'no backup yet' : `to ${formatTime(to, health.timezone)} or later`,
    ill: restorable < health.sources.length,
  }
}

function lost({ sources }: Health): Tile {
  const [worst] = sources
    .flatMap(({ source, objectives: { rpo } }) =>
      rpo.ageMs === undefined ? [] : [{ source, ...rpo, ageMs: rpo.ageMs }],
    )
    .sort((a, b) => b.ageMs - a.ageMs)
  const missed = sources.filter(({ objectives }) => objectives.rpo.met === false).length
  const target = worst?.targetMs === undefined ? '' : `, RPO ${formatDuration(worst.targetMs)}`
  return {
    name: 'age',
    label: 'Lost at most, now',
    value: worst?.ageMs,
    shown: worst ? formatDuration(worst.ageMs) : '–',
    note: missed > 0 ? `${plural(missed, 'source')} beyond the RPO` : worst ? `${worst.source}${target}` : 'not known',
    ill: missed > 0,
  }
}

function proven({ sources }: Health): Tile {
  const ages = sources.flatMap(({ objectives }) => objectives.verified.ageMs ?? [])
  const late = sources.filter(({ objectives }) => objectives.verified.met === false).length
  const oldest =
    ages.length === 0 ? 'no trial restore has passed' : `the longest ago ${formatDuration(Math.max(...ages))}`
  return {
    name: 'proven',
    label: 'Trial restore passed',
    value: ages.length,
    shown: `${ages.length} of ${sources.length}`,
    note: late > 0 ? `${plural(late, 'source')} too long ago` : oldest,
    ill: late > 0,
  }
}

function slowest({ sources }: Health): Tile {
  const [worst] = sources
    .flatMap(({ source, objectives: { rto } }) =>
      rto.measuredMs === undefined ? [] : [{ source, ...rto, measuredMs: rto.measuredMs }],
    )
    .sort((a, b) => b.measuredMs - a.measuredMs)
  const missed = sources.filter(({ objectives }) => objectives.rto.met === false).length
  const target = worst?.targetMs === undefined ? '' : `, RTO ${formatDuration(worst.targetMs)}`
  return {
    name: 'restore',
    label: 'Slowest restore',
    value: worst?.measuredMs,
    shown: worst ? formatDuration(worst.measuredMs) : '–',
    note:
      missed > 0 ? `${plural(missed, 'source')} beyond the RTO` : worst ? `${worst.source}${target}` : 'none measured',
    ill: missed > 0,
  }
}

function success({ sources }: Health): Tile {
  const of = sources.map(({ triggers }) => triggers.success.days30)
  const succeeded = of.reduce((sum, one) => sum + one.succeeded, 0)
  const all = of.reduce((sum, one) => sum + one.succeeded + one.failed, 0)
  return {
    name: 'success',
    label: 'Backups, 30 days',
    value: all === 0 ? undefined : succeeded / all,
    shown: all === 0 ? '–' : percent(succeeded / all),
    note: all === 0 ? 'none was tried' : `${formatCount(succeeded)} of ${formatCount(all)} succeeded`,
  }
}

/** 99.96 % is not yet all. */
export const percent = (part: number) => `${part === 1 ? '100' : (Math.floor(part * 1000) / 10).toFixed(1)} %`

function stored({ totals, stores }: Health): Tile {
  const costs = Map.groupBy(
    stores.flatMap(({ cost }) => cost ?? []),
    ({ currency }) => currency,
  )
  const cost = [...costs].map(
    ([currency, those]) => `${those.reduce((sum, { perMonth }) => sum + perMonth, 0).toFixed(2)} ${currency} a month`,
  )
  return {
    name: 'stored',
    label: 'Stored',
    value: totals.storedBytes,
    shown: formatBytes(totals.storedBytes),
    note: [`${plural(totals.backups, 'backup')}, ${plural(stores.length, 'store')}`, ...cost].join(', '),
  }
}

const mostShown = 8
const mostAll = 200

/** What to do first: failures and warnings, each with what to type. Notes are folded away. */
export function todo(health: Health): string {
  const all = adviceOf(health)
  const shown = all.filter(({ level }) => level !== 'note')
  const notes = all.filter(({ level }) => level === 'note')
  const list = (some: readonly Advice[]) =>
    `<ol class="todo">${some
      .slice(0, mostAll)
      .map((one) => item(one, health))
      .join('\n')}</ol>${left(some.length - mostAll)}`
  const rest = shown.slice(mostShown)
  return `<section aria-labelledby="todo"><h2 id="todo">What to do first</h2>
${shown.length === 0 ? '<p class="calm">Nothing needs attention.</p>' : list(shown.slice(0, mostShown))}
${rest.length > 0 ? `<details><summary>${html(plural(rest.length, 'more finding'))}</summary>${list(rest)}</details>` : ''}
${notes.length > 0 ? `<details><summary>${html(plural(notes.length, 'note'))}</summary>${list(notes)}</details>` : ''}</section>`
}

const left = (count: number) => (count > 0 ? `<p>… and ${formatCount(count)} more, in report --json</p>` : '')

const states: Readonly<Record<HealthFinding['level'], string>> = { failure: 'bad', warning: 'warning', note: 'unknown' }

function item({ level, code, message, hint, sources, store }: Advice, health: Health): string {
  const links = sources
    .slice(0, 3)
    .map((i) => `<a href="#${sourceId(i)}">${html(health.sources[i]?.source ?? '', 80)}</a>`)
  const more = sources.length > 3 ? ` and ${sources.length - 3} more` : ''
  const names = links.length > 0 ? `${links.join(', ')}${more}` : store === undefined ? '' : html(store, 80)
  const whose = names === '' ? '' : `<span class="whose">${names}</span> `
  return `<li class="${states[level]}" data-code="${html(code, 40)}"><p>${whose}<b>${level}</b> ${html(message)}</p>${hint ? `<p class="hint">${commands(hint)}</p>` : ''}</li>`
}

/** What stands between backticks is to be typed. */
function commands(text: string): string {
  return html(text, 600).replace(/`([^`]+)`/g, '<code>$1</code>')
}
