import { oneLine } from '../../words/words.ts'

/** One metric with all of its series. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly samples: readonly Sample[]
}

export interface Sample {
  readonly labels: Labels
  readonly value: number
}

export type Labels = Readonly<Record<string, string>>

/** Longer labels are of no use to anybody, and a series of 100 kB is refused. */
const mostLabel = 300

/**
 * Gauges in the text format that Prometheus and its textfile collector read (version 0.0.4). A family without a sample is left
 * out: absent means not known. Two samples of the same labels would make the whole file invalid, so the first counts. Pure.
 */
export function exposition(families: readonly Family[]): string {
  return families.flatMap(linesOf).join('')
}

function linesOf({ name, help, samples }: Family): readonly string[] {
  const series = new Map<string, number>()
  for (const { labels, value } of samples) {
    const written = labelsText(labels)
    if (Number.isFinite(value) && !series.has(written)) series.set(written, value)
  }
  if (series.size === 0) return []
  return [
    `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`,
    `# TYPE ${name} gauge\n`,
    ...[...series].map(([labels, value]) => `${name}${labels} ${value}\n`),
  ]
}

const labelsText = (labels: Labels) =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`

const escaped = (value: string) =>
  oneLine(value, mostLabel).toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"')

/** Seconds since 1970, as Prometheus counts. */
export const seconds = (at: string) => Date.parse(at) / 1000
