import { objectName } from '../../catalog/catalog.ts'
import { formatBytes, formatDuration, namesSome, plural } from '../../words/words.ts'
import type { Health, ProofPoint, SourceHealth, StoreHealth } from '../health/contract.ts'
import type { Compliance, Met } from './contract.ts'

/** Every rule of the policy that can be held against what the stores have, met or not. Pure. */
export function complianceOf({ sources, stores }: Health): readonly Compliance[] {
  return [...sources.flatMap(ofSource), ...stores.flatMap(ofStore)]
}

const metOf = (met: boolean | undefined): Met => (met === undefined ? 'unknown' : met ? 'met' : 'unmet')
const ms = (value: number | undefined) => (value === undefined ? 'not known' : formatDuration(value))

function ofSource(source: SourceHealth): readonly Compliance[] {
  const rows = [...ofObjectives(source), ...ofSchedules(source), ...ofSealing(source)]
  return rows.map((row) => ({ source: source.source, ...row }))
}

type Row = Omit<Compliance, 'source' | 'store'>

function ofObjectives(source: SourceHealth): readonly Row[] {
  const { rpo, rto, copies, verified } = source.objectives
  const byName = passedByName(source)
  const rows: Row[] = []
  if (rpo.targetMs !== undefined) {
    const missed = rpo.days.filter(({ met }) => met === false).length
    const past = rpo.days.length > 0 ? `; missed on ${missed} of the last ${plural(rpo.days.length, 'day')}` : ''
    rows.push({
      rule: 'rpo',
      asked: `a good backup of the last ${formatDuration(rpo.targetMs)}`,
      found:
        rpo.ageMs === undefined ? 'no good backup is known' : `the newest is ${formatDuration(rpo.ageMs)} old${past}`,
      met: metOf(rpo.met ?? (source.unread.length > 0 ? undefined : false)),
      evidence: manifestOf(source),
    })
  }
  if (rto.targetMs !== undefined) rows.push(rtoRow(source, rto.targetMs))
  if (copies.target !== undefined)
    rows.push({
      rule: 'copies',
      asked: `copies in ${plural(copies.target, 'store')}`,
      found: copies.actual === undefined ? 'not known' : `in ${plural(copies.actual, 'store')}`,
      met: metOf(copies.met),
      evidence: manifestOf(source),
    })
  if (verified.targetMs !== undefined)
    rows.push({
      rule: 'verified-within',
      asked: `a test restore of the last ${formatDuration(verified.targetMs)}`,
      found:
        verified.ageMs === undefined
          ? 'none is known'
          : `the last that passed is ${ms(verified.ageMs)} old${byName ? `, ${nameAlone}` : ''}`,
      met: verified.met && byName ? 'unknown' : metOf(verified.met ?? (source.unread.length > 0 ? undefined : false)),
      evidence: newestRestore(source),
    })
  return rows
}

/** What could not be restored was not restored within any time, however long ago another could. */
function rtoRow(source: SourceHealth, targetMs: number): Row {
  const { rto } = source.objectives
  const last = source.proofs.find(({ level }) => level === 'restore')
  const failed = last?.outcome === 'failed' ? last : undefined
  const took =
    rto.measuredMs === undefined
      ? (rto.unread ?? 'no restore was measured')
      : `the last test restore that passed took ${formatDuration(rto.measuredMs)}`
  return {
    rule: 'rto',
    asked: `restored within ${formatDuration(targetMs)}`,
    found: failed ? `the last test restore, of ${failed.at}, failed; ${took}` : took,
    met: failed ? 'unmet' : metOf(rto.met),
    evidence: failed
      ? [proofName(source.source, failed)]
      : proofNames(source, ({ id, at }) => id === rto.backup && at === rto.at),
  }
}

function ofSchedules({ schedule, verification, proofs, ...source }: SourceHealth): readonly Row[] {
  const rows: Row[] = []
  const { last } = source.triggers
  const failed = last?.outcome === 'failed' ? last : undefined
  if (schedule.cron !== undefined && schedule.state !== 'paused')
    rows.push({
      rule: 'schedule',
      asked: `${schedule.cron} (${schedule.timezone})`,
      found:
        schedule.state === 'silent'
          ? `${plural(schedule.missed ?? 0, 'tick')} missed`
          : failed
            ? `the last attempt, of ${failed.at}, failed`
            : 'it is kept',
      met: source.state === 'unknown' ? 'unknown' : metOf(schedule.state === 'alive' && !failed),
      evidence: manifestOf(source),
    })
  for (const level of ['read', 'restore'] as const) {
    const cron = verification?.[level]
    if (cron === undefined) continue
    const last = proofs.find((proof) => proof.level === level)
    const overdue = last
      ? last.overdueSince !== undefined
      : source.findings.some(({ code, message }) => code === 'proof-overdue' && message.includes(`the ${level} proof`))
    const passed = last?.outcome === 'passed' && !overdue
    const byName = passed && level === 'restore' && last.durations === undefined
    rows.push({
      rule: `${level}-proofs`,
      asked: `${cron} (${schedule.timezone})`,
      found: last
        ? `the last, of ${last.at}, ${last.outcome}${byName ? `, ${nameAlone}` : ''}${overdue ? '; the next is overdue' : ''}`
        : overdue
          ? 'none, and it is overdue'
          : 'none yet',
      met: byName || !(last || overdue) ? 'unknown' : metOf(passed),
      evidence: last ? [proofName(source.source, last)] : [],
    })
  }
  return rows
}

function ofSealing(source: SourceHealth): readonly Row[] {
  const { encryption, retention, lastSuccess, anomalies } = source
  const wanted = encryption.recipients.filter(({ inPolicy }) => inPolicy)
  const lacks = wanted.filter(({ sealsNewest }) => sealsNewest === false)
  const unread = !lastSuccess || wanted.length === 0 || wanted.some(({ sealsNewest }) => sealsNewest === undefined)
  const rows: Row[] = [
    {
      rule: 'encryption',
      asked: `sealed to ${plural(wanted.length, 'recipient')}`,
      found:
        unread && lacks.length === 0
          ? (encryption.unread ?? 'not known')
          : lacks.length === 0
            ? `the newest backup is sealed to all of them (${encryption.algorithm})`
            : `the newest backup is not sealed to ${namesSome(lacks.map(({ fingerprint }) => fingerprint))}`,
      met: lacks.length > 0 ? 'unmet' : unread ? 'unknown' : 'met',
      evidence: lastSuccess ? [objectName.key(source.source, lastSuccess.id)] : [],
    },
  ]
  if (encryption.signed.required)
    rows.push({
      rule: 'signature',
      asked: `signed by one of ${plural(encryption.signed.signers.length, 'signer')}`,
      found: lastSuccess ? 'every backup that counts is' : 'no backup counts',
      met: lastSuccess ? 'met' : 'unknown',
      evidence: lastSuccess ? [objectName.signature(source.source, lastSuccess.id)] : [],
    })
  rows.push({
    rule: 'deletion',
    asked: retention.rules.join('; '),
    found: !retention.frozen
      ? 'deletion follows the rules'
      : anomalies.unacknowledged.length > 0
        ? 'nothing is deleted until unusual backups are acknowledged'
        : 'nothing is deleted until a proof passes',
    met: source.state === 'unknown' ? 'unknown' : metOf(!retention.frozen),
    evidence: [],
  })
  return rows
}

function ofStore({ store, room }: StoreHealth): readonly Compliance[] {
  if (room?.minFreeBytes === undefined) return []
  return [
    {
      store,
      rule: 'min-free',
      asked: `${formatBytes(room.minFreeBytes)} free`,
      found: `${formatBytes(room.freeBytes)} free`,
      met: metOf(room.met),
      evidence: [],
    },
  ]
}

const manifestOf = ({ source, lastSuccess }: Pick<SourceHealth, 'source' | 'lastSuccess'>) =>
  lastSuccess ? [objectName.manifest(source, lastSuccess.id)] : []

const proofName = (source: string, { id, at, level, store, outcome }: ProofPoint) =>
  objectName.proof(source, id, new Date(at), level, store, outcome)

function proofNames(source: SourceHealth, fits: (proof: ProofPoint) => boolean): readonly string[] {
  const found = source.history.proofs.filter((proof) => proof.level === 'restore' && fits(proof))
  return found.map((proof) => proofName(source.source, proof))
}

const nameAlone = 'by its name alone: its object was not read, or does not say how it went'

/** The newest test restore that passed has nothing to show: anybody who may write into the store may have made its name. */
function passedByName({ history }: SourceHealth): boolean {
  const last = history.proofs.findLast(({ level, outcome }) => level === 'restore' && outcome === 'passed')
  return last !== undefined && last.durations === undefined
}

function newestRestore(source: SourceHealth): readonly string[] {
  return proofNames(source, ({ outcome }) => outcome === 'passed').slice(-1)
}
