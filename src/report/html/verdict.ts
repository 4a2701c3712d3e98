import type { Health, HealthFinding, SourceHealth } from '../../judge/judge.ts'
import { formatTime, plural } from '../../words/words.ts'

/** The answer to the one question: can everything be restored? */
export interface PageVerdict {
  readonly headline: string
  readonly sentence: string
  /** Sources with a good backup. */
  readonly restorable: number
  /** Every one of them can be restored to this moment, or a later one. */
  readonly to?: string
}

export const isRestorable = ({ lastSuccess }: SourceHealth) => lastSuccess !== undefined

/** What the page says first. Nothing that could not be read is taken for good. Pure. */
export function verdictOf({ sources, totals, state, timezone, stores }: Health): PageVerdict {
  const able = sources.filter(isRestorable)
  const to = able.flatMap(({ lastSuccess }) => lastSuccess?.at ?? []).sort()[0]
  const unable =
    sources.length - able.length - sources.filter((one) => !isRestorable(one) && one.state === 'unknown').length
  const proven = sources.filter(({ proofs }) =>
    proofs.some(({ level, outcome }) => level === 'restore' && outcome === 'passed'),
  ).length
  const moment = to === undefined ? '' : ` to ${formatTime(to, timezone)} or later`
  const everyOne =
    sources.length === 1 ? 'The source has a good backup' : `All ${sources.length} sources have a good backup`
  const backedUp =
    able.length === sources.length
      ? `${everyOne}${moment && `, of ${moment.slice(4)}`}.`
      : `${plural(able.length, 'source')} of ${sources.length} can be restored${moment}.`
  const trial = `The last trial restore of ${proven} of ${sources.length} passed.`
  return {
    headline: headline(),
    sentence: sources.length === 0 ? 'The policy has no sources.' : `${backedUp} ${trial}`,
    restorable: able.length,
    ...(to === undefined ? {} : { to }),
  }

  function headline(): string {
    if (sources.length === 0) return 'Nothing is backed up'
    if (unable > 0) return `${plural(unable, 'source')} of ${sources.length} cannot be restored`
    if (totals.unknown > 0) return `${plural(totals.unknown, 'source')} of ${sources.length} could not be read`
    const trouble =
      totals.bad > 0 ? `${totals.bad} ${totals.bad === 1 ? 'source needs' : 'sources need'} attention` : ''
    if (trouble) return `Everything can be restored, but ${trouble}`
    const ill = stores.filter((store) => store.state === 'bad').length
    if (ill > 0) return `Everything can be restored, but ${plural(ill, 'store')} ${ill === 1 ? 'is' : 'are'} in trouble`
    return state === 'good' ? 'Everything can be restored' : 'Everything can be restored; there are warnings'
  }
}

export interface Advice extends HealthFinding {
  /** Where it was found: sources by their place in the policy. */
  readonly sources: readonly number[]
}

const levels = ['failure', 'warning', 'note'] as const

/** Every finding, the worst first; the same of many sources is one. Pure. */
export function adviceOf({ sources, stores, findings }: Health): readonly Advice[] {
  const all = [
    ...stores.flatMap(({ store, findings }) =>
      findings.map((one) => ({ store, ...one, sources: [] as readonly number[] })),
    ),
    ...findings.map((one) => ({ ...one, sources: [] as readonly number[] })),
    ...sources.flatMap((source, i) => source.findings.map((one) => ({ ...one, sources: [i] }))),
  ]
  const same = Map.groupBy(all, ({ level, code, message, hint }) => JSON.stringify([level, code, message, hint]))
  return [...same.values()]
    .flatMap(([one, ...others]) =>
      one ? [{ ...one, sources: [one, ...others].flatMap(({ sources }) => sources) }] : [],
    )
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
}
