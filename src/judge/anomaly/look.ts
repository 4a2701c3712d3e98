import type { Measures } from '../../catalog/catalog.ts'
import { type EngineName, kindOf } from '../../policy/policy.ts'
import { formatBytes, formatCount, formatDuration } from '../../words/words.ts'
import type { Anomaly } from './contract.ts'
import { deviation, type Limits, median, type Sample, type Usual, unusual } from './usual.ts'

/** What was measured of a backup, and when it started. */
export interface Measured {
  readonly at: number
  readonly measures: Measures
}

const size: Limits = { factor: 1.25, least: 64 * 1024 }
const tally: Limits = { factor: 1.25, least: 20 }
/** A runner may be slow, or its network. */
const time: Limits = { factor: 3, least: 60_000 }

/** What is unlike what was before, what is worst first. `acked`: what a person has acknowledged. Pure. */
export function lookAt(
  one: Measured,
  before: readonly Measured[],
  acked: readonly Measured[],
  engine: EngineName,
): readonly Anomaly[] {
  const of = (take: Take) => compared(take, one, before, acked)
  const { noun, of: objects } = kindOf(engine).counts
  const nouns = Object.keys(one.measures.counts ?? {})
  // What was counted before and is not there at all is counted as nothing.
  const known = [...new Set([...nouns, noun, ...(objects === undefined ? [] : [objects])])]
  const counts = known.flatMap((name) => {
    const { sample, samples, usual } = of(countOf(name))
    return name === objects
      ? fewer(name, sample, samples, usual)
      : numbered(name, 'counts', sample, samples, usual, tally, formatCount)
  })
  const plain = of(({ plainBytes }) => plainBytes)
  const whole = numbered('size', 'size', plain.sample, plain.samples, plain.usual, size, formatBytes)
  const sealed = of(({ sealedBytes }) => sealedBytes)
  const worse = compression(of(({ ratio }) => ratio))
  // What is sealed changes with what is plain, and with what compression leaves.
  const stored =
    whole.length + worse.length > 0
      ? []
      : numbered('sealed size', 'size', sealed.sample, sealed.samples, sealed.usual, size, formatBytes)
  const took = of(({ durationMs }) => durationMs)
  const slow = numbered('duration', 'duration', took.sample, took.samples, took.usual, time, formatDuration)
  return [
    ...worse,
    ...counts,
    ...whole,
    ...stored,
    // Less work takes less time.
    ...slow.filter(({ value, usual }) => value > usual.center),
  ]
}

type Take = (measures: Measures) => number | undefined

const countOf =
  (noun: string): Take =>
  ({ counts }) =>
    counts && (Object.hasOwn(counts, noun) ? counts[noun] : 0)

interface Compared {
  readonly sample: Sample | undefined
  readonly samples: readonly Sample[]
  readonly usual: readonly Sample[]
}

function compared(take: Take, one: Measured, before: readonly Measured[], acked: readonly Measured[]): Compared {
  const taken = ({ at, measures }: Measured): Sample[] => {
    const value = take(measures)
    return value === undefined ? [] : [{ at, value }]
  }
  return { sample: taken(one)[0], samples: before.flatMap(taken), usual: acked.flatMap(taken) }
}

/** Of fewer numbers than that no middle says anything: an older version did not write them down. */
const fewest = 3

function numbered(
  measure: string,
  kind: Anomaly['kind'],
  sample: Sample | undefined,
  samples: readonly Sample[],
  acked: readonly Sample[],
  limits: Limits,
  format: (value: number) => string,
): readonly Anomaly[] {
  if (!sample || samples.length < fewest) return []
  const usual = unusual(sample, samples, acked, limits)
  return usual
    ? [{ measure, kind, value: sample.value, usual, message: says(measure, sample.value, usual, format) }]
    : []
}

const says = (measure: string, value: number, { center, spread, over }: Usual, format: (value: number) => string) =>
  `${measure} ${format(value)}; usual ${format(rounded(center))} ± ${format(rounded(spread))} over ${over} backups`

const rounded = (value: number) => Math.max(0, Math.round(value))

/** Tables and the like do not vary by chance: a set that has not shrunk so far is unusual as soon as it does. */
function fewer(
  noun: string,
  sample: Sample | undefined,
  samples: readonly Sample[],
  acked: readonly Sample[],
): readonly Anomaly[] {
  const last = samples.at(-1)
  if (!sample || !last || samples.length < fewest || acked.some(({ value }) => value <= sample.value)) return []
  const drops = samples.slice(1).map(({ value }, index) => (samples[index]?.value ?? value) - value)
  if (last.value - sample.value <= Math.max(0, ...drops)) return []
  const usual = { ...middleOf(samples), center: last.value, over: samples.length }
  const missing = last.value - sample.value
  const message = `${formatCount(missing)} of ${formatCount(last.value)} ${noun} ${missing === 1 ? 'is' : 'are'} gone: ${formatCount(sample.value)} left, over ${samples.length} backups before`
  return [{ measure: noun, kind: 'counts', value: sample.value, usual, message }]
}

/** What compresses at all has a ratio below it; what is encrypted, and photographs, do not. */
const compressible = 0.75
const incompressible = 0.9
/** Of all that is there, so much more is left. */
const leastRise = 0.15

/** A ratio is a fraction already: it is compared as it is. */
function compression({ sample, samples, usual }: Compared): readonly Anomaly[] {
  if (!sample || samples.length < fewest) return []
  const { center, spread } = middleOf(samples)
  const rise = Math.max(leastRise, 6 * spread * (1 + 5 / samples.length))
  const known = usual.some(({ value }) => sample.value - value <= leastRise)
  if (center > compressible || sample.value - center <= Math.min(rise, incompressible - center) || known) return []
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`
  const numbers = `${percent(sample.value)} of its size is left after compression; usual ${percent(center)} ± ${percent(spread)} over ${samples.length} backups`
  const message =
    sample.value >= incompressible
      ? `suddenly incompressible, which is what ransomware looks like: ${numbers}`
      : `it compresses much worse, as where part of it is encrypted: ${numbers}`
  return [
    {
      measure: 'compression',
      kind: 'compression',
      value: sample.value,
      usual: { center, spread, over: samples.length },
      message,
    },
  ]
}

function middleOf(samples: readonly Sample[]): { readonly center: number; readonly spread: number } {
  const center = median(samples.map(({ value }) => value))
  return { center, spread: 1.4826 * deviation(samples.map(({ value }) => value - center)) }
}
