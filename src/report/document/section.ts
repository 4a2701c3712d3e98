import type { Advice, Compliance, Health, HealthFinding, Met } from '../../judge/judge.ts'
import { formatDuration, formatTime, namesSome } from '../../words/words.ts'
import { type Block, mostRows, type Table } from './contract.ts'

export const metWords: Readonly<Record<Met, string>> = { met: 'met', unmet: 'NOT MET', unknown: 'not known' }

/** A rule of which something is to be said: one without a target is none. */
export function metWord(met: boolean | undefined, target: unknown): string {
  if (target === undefined) return 'no objective'
  return met === undefined ? metWords.unknown : met ? metWords.met : metWords.unmet
}

export const ms = (value: number | undefined) => (value === undefined ? '–' : formatDuration(value))
export const rate = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value * 1000) / 10} %`)
export const time = (at: string | undefined, timezone: string) => (at === undefined ? '–' : formatTime(at, timezone))

/** A table, and below it how much did not fit. */
export function table(
  head: Table['head'],
  widths: Table['widths'],
  rows: Table['rows'],
  empty: string,
): readonly Block[] {
  const left = rows.length - mostRows
  return [
    { kind: 'table', head, widths, rows: rows.slice(0, mostRows), empty },
    ...(left > 0 ? [{ kind: 'text' as const, text: `… and ${left} more: the JSON report has them.` }] : []),
  ]
}

export function complianceBlocks(rows: readonly Compliance[]): readonly Block[] {
  return [
    { kind: 'heading', text: 'Compliance' },
    { kind: 'text', text: 'Each rule of the policy, and the objects in the stores that show whether it is met.' },
    ...table(
      ['of', 'rule', 'asked', 'found', 'met', 'evidence'],
      [12, 10, 22, 24, 8, 24],
      rows.map(({ source, store, rule, asked, found, met, evidence }) => [
        source ?? `store ${store ?? ''}`,
        rule,
        asked,
        found,
        metWords[met],
        namesSome(evidence, 3) || '–',
      ]),
      'The policy sets no rules.',
    ),
  ]
}

const levelOrder = ['failure', 'warning', 'note']

export function findingBlocks({ sources, stores, findings }: Health): readonly Block[] {
  const all: readonly (readonly [string, HealthFinding])[] = [
    ...sources.flatMap(({ source, findings: own }) => own.map((one) => [source, one] as const)),
    ...stores.flatMap(({ store, findings: own }) => own.map((one) => [`store ${store}`, one] as const)),
    ...findings.map((one) => ['–', one] as const),
  ]
  const sorted = all.toSorted(([, a], [, b]) => levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level))
  return [
    { kind: 'heading', text: 'Findings' },
    ...table(
      ['level', 'of', 'code', 'finding', 'what to do'],
      [7, 12, 12, 42, 27],
      sorted.map(([of, { level, code, message, hint = '–' }]) => [level, of, code, message, hint]),
      'There are none.',
    ),
  ]
}

export function adviceBlocks(advice: readonly Advice[]): readonly Block[] {
  return [
    { kind: 'heading', text: 'Advice' },
    {
      kind: 'list',
      items: advice.map(({ message, hint }) => `${message}. ${hint}`),
      empty: 'There is none: nothing that is measured comes near its limit.',
    },
  ]
}

export const signatureBlocks: readonly Block[] = [
  { kind: 'heading', text: 'Signature' },
  { kind: 'signature', text: 'I have read this report, and what it says has been acted upon or accepted.' },
]
