import type { ProofPoint } from '../../../judge/judge.ts'
import { plural } from '../../../words/words.ts'
import { html } from '../element.ts'
import { path } from './figure.ts'

const weeks = 53
const [cell, step] = [9, 11]
export const calendarWidth = weeks * step - (step - cell)
export const calendarHeight = 7 * step - (step - cell)

export type DayKind = 'failed' | 'restore' | 'read' | 'check'

export interface ProofDay {
  readonly day: string
  readonly passed: Readonly<Record<ProofPoint['level'], number>>
  readonly failed: number
}

const dayMs = 86_400_000

/** What was proven day by day. `dayOf`: the day of a moment on the policy's calendar. */
export function proofDays(proofs: readonly ProofPoint[], dayOf: (at: string) => string): ReadonlyMap<string, ProofDay> {
  const days = Map.groupBy(proofs, ({ at }) => dayOf(at))
  return new Map(
    [...days].map(([day, those]) => {
      const passed = { check: 0, read: 0, restore: 0 }
      for (const { level, outcome } of those) if (outcome === 'passed') passed[level] += 1
      return [day, { day, passed, failed: those.filter(({ outcome }) => outcome === 'failed').length }]
    }),
  )
}

/** A failed proof shows over all others; else the strongest that passed. */
export function kindOf({ passed, failed }: ProofDay): DayKind | undefined {
  if (failed > 0) return 'failed'
  return (['restore', 'read', 'check'] as const).find((level) => passed[level] > 0)
}

/** "2 restores and 20 checks passed, 1 proof failed" */
export function saidOf({ passed, failed }: ProofDay): string {
  const said = (['restore', 'read', 'check'] as const).flatMap((level) =>
    passed[level] > 0 ? [plural(passed[level], level)] : [],
  )
  return [
    ...(said.length > 0 ? [`${said.join(', ')} passed`] : []),
    ...(failed > 0 ? [`${plural(failed, 'proof')} failed`] : []),
  ].join(', ')
}

/** The days of a year until today, as columns of weeks that begin on a Monday. */
export function calendarDays(today: string): readonly string[] {
  const end = Date.parse(`${today}T00:00:00Z`)
  const weekday = (new Date(end).getUTCDay() + 6) % 7
  const first = end - ((weeks - 1) * 7 + weekday) * dayMs
  return Array.from({ length: (end - first) / dayMs + 1 }, (_, i) =>
    new Date(first + i * dayMs).toISOString().slice(0, 10),
  )
}

/** Squares by day. `told`: each with its own title, for the one calendar of all; else one path for each kind. */
export function calendar(days: readonly string[], proofs: ReadonlyMap<string, ProofDay>, told: boolean): string {
  const all = days.map((day, i) => {
    const proven = proofs.get(day)
    const box = [Math.floor(i / 7) * step, (i % 7) * step, cell, cell] as const
    return { day, box, proven, kind: (proven && kindOf(proven)) ?? ('none' as const) }
  })
  if (!told)
    return [...Map.groupBy(all, ({ kind }) => kind)]
      .map(([kind, those]) =>
        path(`square ${kind}`, those.map(({ box: [x, y] }) => `M${x} ${y + cell / 2}h${cell}`).join('')),
      )
      .join('')
  return all
    .map(({ day, box: [x, y], kind, proven }) => {
      const title = proven ? `<title>${html(day)}: ${html(saidOf(proven))}</title>` : ''
      return `<rect class="${kind}" x="${x}" y="${y}" width="${cell}" height="${cell}" rx="2">${title}</rect>`
    })
    .join('')
}
