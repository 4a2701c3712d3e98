import { type Ack, type Entry, isUsable, measuresOf, type SourceCatalog } from '../../catalog/catalog.ts'
import { defaultAnomalies, type SourceCommon } from '../../policy/policy.ts'
import { plural } from '../../words/words.ts'
import type { HealthFinding } from '../health/contract.ts'
import type { Anomaly, AnomalyVerdict, UnusualBackup } from './contract.ts'
import { lookAt, type Measured } from './look.ts'

/** Backups that one is compared with: those right before it. */
const window = 30

/**
 * Which backups are unlike those that were made before them, by what their manifests say: size, totals, compression and
 * duration. Each is compared with those before it that are usual themselves, or acknowledged: what is unusual does not become
 * usual by coming again. `acks` count as backups of that size, also where their backups are gone. Only full backups are compared,
 * since what an increment holds depends on what has changed. Pure.
 */
export function judgeAnomalies(
  { anomalies = defaultAnomalies }: Pick<SourceCommon, 'anomalies'>,
  { entries, acks = [] }: Pick<SourceCatalog, 'entries' | 'acks'>,
  now: Date,
): AnomalyVerdict {
  const needs = anomalies.history
  const full = entries.filter((entry) => entry.manifest.kind === 'full' && isUsable(entry, now))
  const [newest] = full
  if (!newest || anomalies.effect === 'none') return { newest: 'none', history: { has: 0, needs }, unusual: [] }
  const acked = new Set(acks.map(({ id }) => id))
  const found: UnusualBackup[] = []
  let state: AnomalyVerdict['newest'] = 'usual'
  let has = 0
  const alone = acknowledgedAlone(acks, full)
  const before: Measured[] = []
  for (const entry of full.toReversed()) {
    const { engine } = entry.manifest
    const one = { at: entry.startedAt.getTime(), measures: measuresOf(entry.manifest) }
    while (alone[0] && alone[0].at < one.at) before.push(...alone.splice(0, 1))
    const earlier = before.slice(-window)
    has = earlier.length
    state = 'usual'
    if (acked.has(entry.id)) state = 'acknowledged'
    else if (has < needs) state = 'short'
    else {
      const odd = lookAt(one, earlier, known(acks, earlier, one), engine).filter(
        ({ kind }) => !anomalies.ignore.includes(kind),
      )
      if (odd.length > 0) {
        state = 'unusual'
        found.push({ entry, anomalies: odd, freezes: anomalies.effect === 'freeze' && odd.some(stops) })
      }
    }
    if (state !== 'unusual') before.push(one)
  }
  return { newest: state, history: { has, needs }, unusual: found.reverse() }
}

/** A slow runner is no reason to keep everything. */
const stops = ({ kind }: Anomaly) => kind !== 'duration'

/** Those whose backups are gone: the others are among the entries. */
function acknowledgedAlone(acks: readonly Ack[], entries: readonly Entry[]): Measured[] {
  const there = new Set(entries.map(({ id }) => id))
  return acks
    .filter(({ id }) => !there.has(id))
    .map(measured)
    .sort((a, b) => a.at - b.at)
}

const measured = ({ startedAt, measures }: Ack): Measured => ({ at: startedAt.getTime(), measures })

/**
 * What a person has acknowledged and this one may be like: that of a later backup, too, since one word about several that are
 * alike is enough; of an earlier one for as long as it is among those that this is compared with.
 */
function known(acks: readonly Ack[], earlier: readonly Measured[], { at }: Measured): readonly Measured[] {
  const first = earlier[0]?.at ?? at
  return acks.map(measured).filter((ack) => ack.at >= first)
}

/** What of it stops deletion, in words. Pure. */
export function freezesBy({ unusual }: AnomalyVerdict): readonly { readonly id: string; readonly because: string }[] {
  return unusual
    .filter(({ freezes }) => freezes)
    .map(({ entry, anomalies }) => ({ id: entry.id, because: saysUnusual(anomalies) }))
}

/** What is worst, with how much else there is. */
export function saysUnusual(anomalies: readonly Anomaly[]): string {
  return anomalies.map(({ message }) => message).join('; ')
}

/** "not enough history: 3 of the 7 backups before it that a comparison takes" */
export const saysShort = ({ history: { has, needs } }: AnomalyVerdict) =>
  `not enough history to compare the newest backup with: ${has} of ${needs} backups`

/** Unusual backups that are named one by one. */
const mostNamed = 5

/** For a person to read, newest first. Pure. */
export function anomalyFindings({ unusual }: Pick<AnomalyVerdict, 'unusual'>): readonly HealthFinding[] {
  const found = unusual.slice(0, mostNamed).map(({ entry: { id }, anomalies, freezes }): HealthFinding => {
    const encrypted = anomalies.some(({ kind }) => kind === 'compression')
    return {
      level: encrypted ? 'failure' : 'warning',
      code: 'anomaly',
      backup: id,
      message: `${id} is unlike the backups before it${freezes ? ', so nothing is deleted' : ''}: ${saysUnusual(anomalies)}`,
      hint: encrypted
        ? `Look at the source before anything else; keep the earlier backups. If it is meant, run \`backproof ack ${id} --because TEXT\`.`
        : `Find out what the source lost or gained; if it is meant, run \`backproof ack ${id} --because TEXT\`.`,
    }
  })
  const rest = unusual.length - mostNamed
  if (rest <= 0) return found
  const message = `${plural(rest, 'more backup')} ${rest === 1 ? 'is' : 'are'} unlike those before`
  return [
    ...found,
    { level: 'warning', code: 'anomaly', message, hint: 'One acknowledgment covers all that are alike.' },
  ]
}
