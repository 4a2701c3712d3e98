import type { Health, SourceHealth } from '../../judge/judge.ts'
import { wallText } from '../../time/time.ts'
import { formatBytes, formatCount, formatDuration, plural } from '../../words/words.ts'
import {
  calendar,
  calendarDays,
  calendarHeight,
  calendarWidth,
  dayStrip,
  figure,
  legend,
  proofDays,
  rpoDays,
  saidOf,
  storageBar,
  storeKind,
  svg,
  timeline,
  timelineWidth,
} from './chart/chart.ts'
import { figures, html, sourceId } from './element.ts'

const dayMs = 86_400_000
/** Rows of a chart: what is left out is in the table of sources. */
const mostRows = 100

/** The charts over all sources. */
export function overview(health: Health): string {
  if (health.sources.length === 0) return ''
  return `<section aria-labelledby="overview"><h2 id="overview">Over time</h2>
<div class="wide">${timelines(health)}</div>
<div class="wide">${proofs(health)}</div>
<div class="pair">${rpo(health)}<div>${storage(health)}</div></div></section>`
}

/** The day of a moment, on the policy's calendar. */
export const dayIn = (timezone: string) => (at: string) => wallText(new Date(at), timezone).slice(0, 10)

/** A row for each source: its name, and a picture. */
function rows(
  health: Health,
  what: string,
  picture: (
    source: SourceHealth,
    i: number,
  ) => { readonly says: string; readonly width: number; readonly height: number; readonly body: string },
): string {
  const all = health.sources.slice(0, mostRows).map((source, i) => {
    const drawn = picture(source, i)
    const name = html(source.source, 120)
    return `<li><a href="#${sourceId(i)}">${name}</a>${svg({ ...drawn, id: `${what}${i}`, title: source.source })}<span>${html(drawn.says, 80)}</span></li>`
  })
  const more = health.sources.length - mostRows
  return `<ul class="rows">${all.join('\n')}</ul>${more > 0 ? `<p>… and ${formatCount(more)} more sources</p>` : ''}`
}

function timelines(health: Health): string {
  const to = Date.parse(health.at)
  const oldest = health.sources.flatMap(({ recovery }) => [
    ...recovery.moments.slice(-1),
    ...recovery.windows.map(({ from }) => from),
  ])
  const from = Math.min(...oldest.map((at) => Date.parse(at)), to - dayMs)
  const day = dayIn(health.timezone)
  const list = rows(health, 'w', ({ recovery }) => {
    const count = recovery.windows.length > 0 ? `${plural(recovery.windows.length, 'window')}, ` : ''
    return {
      says: `${count}${plural(recovery.count, 'moment')}`,
      width: timelineWidth,
      height: 16,
      body: timeline(recovery, { from, to }),
    }
  })
  const middle = new Date((from + to) / 2).toISOString()
  const axis = [day(new Date(from).toISOString()), day(middle), day(health.at)]
  return `<figure class="chart"><figcaption><b>Restorable to when</b> <span>each tick is a backup that can be restored, each bar a span of which every moment can be</span></figcaption>${list}<div class="x inset" aria-hidden="true">${axis.map((one) => `<span>${one}</span>`).join('')}</div></figure>`
}

function proofs(health: Health): string {
  const day = dayIn(health.timezone)
  const all = proofDays(
    health.sources.flatMap(({ history }) => history.proofs),
    day,
  )
  const days = calendarDays(day(health.at))
  const shown = days.flatMap((one) => all.get(one) ?? [])
  const sum = (of: (one: (typeof shown)[number]) => number) => shown.reduce((total, one) => total + of(one), 0)
  const passed = {
    check: sum((one) => one.passed.check),
    read: sum((one) => one.passed.read),
    restore: sum((one) => one.passed.restore),
  }
  const said = saidOf({ day: '', passed, failed: sum(({ failed }) => failed) }) || 'no proof'
  const left = health.sources.some(({ history }) => history.proofsLeft !== undefined)
  const says = `${said} in a year${left ? '; of checks, which each backup has in every store, only the newest 400 of a source are counted' : ''}`
  const months = [...Map.groupBy(shown, (one) => one.day.slice(0, 7))].map(([month, those]) => {
    const of = (level: 'check' | 'read' | 'restore') =>
      formatCount(those.reduce((total, { passed }) => total + passed[level], 0))
    return [
      month,
      of('restore'),
      of('read'),
      of('check'),
      formatCount(those.reduce((total, { failed }) => total + failed, 0)),
    ]
  })
  return `<div>${figure({
    id: 'proofs',
    title: 'Calendar of proofs',
    says,
    width: calendarWidth,
    height: calendarHeight,
    body: calendar(days, all, true),
    x: [days[0] ?? '', days.at(-1) ?? ''],
    kind: 'calendar',
    legend: legend([
      ['restore', 'restored'],
      ['read', 'read'],
      ['check', 'checked'],
      ['failed', 'failed'],
      ['none', 'no proof'],
    ]),
  })}${figures('proofs that passed, by month', 'proofs', ['Month', 'Restores', 'Reads', 'Checks', 'Failed'], months)}</div>`
}

function rpo(health: Health): string {
  const today = dayIn(health.timezone)(health.at)
  const end = Date.parse(`${today}T00:00:00Z`)
  const days = Array.from({ length: 90 }, (_, i) => new Date(end - (89 - i) * dayMs).toISOString().slice(0, 10))
  const list = rows(health, 'r', ({ objectives }) => {
    const missed = objectives.rpo.days.filter(({ met }) => met === false).length
    const longest = objectives.rpo.longestGapMs
    const said = longest === undefined ? 'not known' : formatDuration(longest)
    return {
      says: missed > 0 ? `${said}, ${plural(missed, 'day')} missed` : said,
      width: 900,
      height: 14,
      body: dayStrip(rpoDays(objectives.rpo, days), 14),
    }
  })
  return `<figure class="chart"><figcaption><b>RPO, day by day</b> <span>whether the longest time without a backup was within the objective; the longest of 90 days</span></figcaption>${list}<div class="x inset" aria-hidden="true"><span>${days[0]}</span><span>${today}</span></div>${legend(
    [
      ['met', 'within the objective'],
      ['missed', 'missed'],
      ['plain', 'no objective'],
    ],
  )}</figure>`
}

function storage(health: Health): string {
  const stores = health.stores.map(({ store }) => store)
  const bytesOf = ({ copies }: SourceHealth) =>
    stores.map((name) => copies.find(({ store }) => store === name)?.bytes ?? 0)
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
  const most = Math.max(...health.sources.map((source) => sum(bytesOf(source))), 1)
  const list = rows(health, 'b', (source) => ({
    says: formatBytes(sum(bytesOf(source))),
    width: 1000,
    height: 16,
    body: storageBar(bytesOf(source), most),
  }))
  const cells = health.sources.map((source) => [
    html(source.source, 120),
    ...stores.map((name) => {
      const bytes = source.copies.find(({ store }) => store === name)?.bytes
      return bytes === undefined ? 'not known' : formatBytes(bytes)
    }),
  ])
  return `<figure class="chart"><figcaption><b>Storage by source and store</b> <span>${html(formatBytes(health.totals.storedBytes))} sealed, every copy that is known</span></figcaption>${list}${legend(stores.slice(0, 20).map((name, i) => [storeKind(i), name] as const))}</figure>${figures('storage by source and store', 'storage', ['Source', ...stores], cells)}`
}
