import type { HealthState, ProofPoint, SourceHealth } from '../../judge/judge.ts'
import { type Family, type Labels, type Sample, seconds } from './family.ts'

type Value = number | boolean | undefined

/** A value for each source that has one. */
const each =
  (sources: readonly SourceHealth[]) =>
  (name: string, help: string, of: (source: SourceHealth) => Value): Family => ({
    name: `backproof_${name}`,
    help,
    samples: sources.flatMap((source) => sampleOf({ source: source.source }, of(source))),
  })

/** Several values for each source, told apart by more labels. */
const several =
  (sources: readonly SourceHealth[]) =>
  (name: string, help: string, of: (source: SourceHealth) => readonly (readonly [Labels, Value])[]): Family => ({
    name: `backproof_${name}`,
    help,
    samples: sources.flatMap((source) =>
      of(source).flatMap(([labels, value]) => sampleOf({ source: source.source, ...labels }, value)),
    ),
  })

export const sampleOf = (labels: Labels, value: Value): readonly Sample[] =>
  value === undefined ? [] : [{ labels, value: Number(value) }]

const secondsOf = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000)
const secondsAt = (at: string | undefined) => (at === undefined ? undefined : seconds(at))

export const states = ['good', 'warning', 'bad', 'unknown'] as const satisfies readonly HealthState[]

/** What is known of each source. Pure. */
export function sourceFamilies(sources: readonly SourceHealth[]): readonly Family[] {
  const [one, many] = [each(sources), several(sources)]
  return [
    many(
      'source_info',
      'Always 1: engine, group and class of the source.',
      ({ engine, group = '', class: kind = '' }) => [[{ engine, group, class: kind }, 1]],
    ),
    many('source_state', '1 for the state that the source is in, 0 for the others.', ({ state }) =>
      states.map((name) => [{ state: name }, name === state]),
    ),
    one('last_success_timestamp_seconds', 'Start of the newest good backup.', (s) => secondsAt(s.lastSuccess?.at)),
    one('last_success_age_seconds', 'Age of the newest good backup as of the report.', (s) =>
      secondsOf(s.lastSuccess?.ageMs),
    ),
    one('last_success_size_bytes', 'Sealed bytes of one copy of the newest good backup.', (s) => s.lastSuccess?.bytes),
    one('last_success_plain_bytes', 'The same before compression and encryption.', (s) => s.lastSuccess?.plainBytes),
    one('last_success_duration_seconds', 'From the start of the newest good backup to its manifest.', lastDuration),
    one('last_attempt_timestamp_seconds', 'Start of the newest attempt to back up that has ended.', (s) =>
      secondsAt(s.triggers.last?.at),
    ),
    one('last_attempt_succeeded', 'Whether that attempt succeeded.', ({ triggers: { last } }) =>
      last ? last.outcome === 'succeeded' : undefined,
    ),
    many(
      'attempts_succeeded_ratio',
      'Part of the attempts to back up of the last days that succeeded.',
      ({ triggers }) => [
        [{ days: '7' }, triggers.success.days7.rate],
        [{ days: '30' }, triggers.success.days30.rate],
        [{ days: '90' }, triggers.success.days90.rate],
      ],
    ),
    one('next_backup_timestamp_seconds', 'When the next backup is due.', (s) => secondsAt(s.schedule.nextAt)),
    one(
      'schedule_missed_ticks',
      'Ticks of the schedule that nothing answered; absent while it is alive.',
      (s) => s.schedule.missed,
    ),
    one(
      'backups',
      'Backups that count.',
      known(({ backups }) => backups.count),
    ),
    one(
      'backups_size_bytes',
      'Their sealed bytes, one copy of each.',
      known(({ backups }) => backups.bytes),
    ),
    one(
      'backups_stored_bytes',
      'The same over every copy that is known.',
      known(({ backups }) => backups.storedBytes),
    ),
    one(
      'backups_degraded',
      'Of them, those that are not in every store.',
      known(({ backups }) => backups.degraded),
    ),
    many('last_proof_timestamp_seconds', 'Start of the newest proof of this level and outcome.', newestProofs),
    many('proof_overdue', 'Whether the proof of this level is overdue by its schedule.', ({ proofs }) =>
      proofs.map(({ level, overdueSince }) => [{ level }, overdueSince !== undefined]),
    ),
    ...objectiveFamilies(sources),
    ...logFamilies(sources),
    many(
      'copy_whole',
      "Whether the newest backup's copy in this store is whole; absent where it could not be read.",
      ({ copies }) =>
        copies.flatMap(({ store, state }): readonly [Labels, Value][] =>
          ['unread', 'none', 'given-up'].includes(state) ? [] : [[{ store }, state === 'whole']],
        ),
    ),
    one(
      'size_growth_ratio_per_week',
      'Growth of the sealed size a week, as a part of the newest.',
      (s) => s.size?.perWeek,
    ),
    one(
      'deletion_frozen',
      'Whether nothing is deleted until a proof passes or a backup is acknowledged.',
      (s) => s.retention.frozen,
    ),
    one(
      'backups_unusual',
      'Unusual backups that nobody has acknowledged.',
      known((s) => s.anomalies.unacknowledged.length),
    ),
  ]
}

/** Of a source of which nothing could be read, zero backups would be a lie. */
const known = (of: (source: SourceHealth) => number) => (source: SourceHealth) =>
  source.state === 'unknown' ? undefined : of(source)

function lastDuration({ lastSuccess: last }: SourceHealth): Value {
  const ms = last ? Date.parse(last.endedAt) - Date.parse(last.at) : -1
  return ms >= 0 ? ms / 1000 : undefined
}

function newestProofs({ proofs, history }: SourceHealth): readonly (readonly [Labels, Value])[] {
  const newest = new Map<string, ProofPoint>()
  for (const proof of [...history.proofs, ...proofs]) {
    const key = `${proof.level} ${proof.outcome}`
    const best = newest.get(key)
    if (!best || Date.parse(best.at) < Date.parse(proof.at)) newest.set(key, proof)
  }
  return [...newest.values()].map(({ level, outcome, at }) => [{ level, outcome }, seconds(at)])
}

/** Of sources whose log is collected. */
function logFamilies(sources: readonly SourceHealth[]): readonly Family[] {
  const one = each(sources)
  const playedBack = ({ log }: SourceHealth) => (log?.proof?.outcome === 'passed' ? log.proof : undefined)
  return [
    one('log_age_seconds', 'How long ago the newest piece of its log ends.', ({ log }) =>
      secondsOf(log?.newest?.ageMs),
    ),
    one('log_every_seconds', 'How often a piece of it is collected, by the policy.', ({ log }) =>
      secondsOf(log?.everyMs),
    ),
    one(
      'log_window_seconds',
      'From the first moment to the last of the newest window that can be restored.',
      logWindow,
    ),
    one('log_longest_age_seconds', 'The most that would have been lost at any moment of the last week.', ({ log }) =>
      secondsOf(log?.ages.longestMs),
    ),
    one('log_pieces', 'Pieces that are kept.', ({ log }) => log?.pieces),
    one('log_size_bytes', 'Their sealed bytes, one copy of each.', ({ log }) => log?.bytes),
    one('log_last_proof_timestamp_seconds', 'When it was last played back, and that passed.', (s) =>
      secondsAt(playedBack(s)?.at),
    ),
    one('log_last_proof_duration_seconds', 'How long that took.', (s) => secondsOf(playedBack(s)?.durationMs)),
  ]
}

/** Zero where no moment can be restored. */
function logWindow({ log }: SourceHealth): Value {
  const [window] = log?.windows ?? []
  if (!log) return undefined
  return window ? (Date.parse(window.until) - Date.parse(window.from)) / 1000 : 0
}

function objectiveFamilies(sources: readonly SourceHealth[]): readonly Family[] {
  const one = each(sources)
  return [
    one('rpo_objective_seconds', 'objectives.rpo of the policy.', ({ objectives: { rpo } }) => secondsOf(rpo.targetMs)),
    one(
      'rpo_achieved_seconds',
      'What would be lost now: the age of the newest good backup, or of the end of its log.',
      ({ objectives: { rpo } }) => secondsOf(rpo.ageMs),
    ),
    one(
      'rpo_longest_gap_seconds',
      'The longest time without a good backup in the last 90 days.',
      ({ objectives: { rpo } }) => secondsOf(rpo.longestGapMs),
    ),
    one('rpo_met', 'Whether the RPO is met now.', ({ objectives: { rpo } }) => rpo.met),
    one('rto_objective_seconds', 'objectives.rto of the policy.', ({ objectives: { rto } }) => secondsOf(rto.targetMs)),
    one(
      'rto_measured_seconds',
      'Start of the server and restore, in the last restore that passed.',
      ({ objectives: { rto } }) => secondsOf(rto.measuredMs),
    ),
    one('rto_met', 'Whether that is within the RTO.', ({ objectives: { rto } }) => rto.met),
    one('verified_objective_seconds', 'objectives.verified-within of the policy.', ({ objectives: { verified } }) =>
      secondsOf(verified.targetMs),
    ),
    one('verified_age_seconds', 'Age of the last restore that passed.', ({ objectives: { verified } }) =>
      secondsOf(verified.ageMs),
    ),
    one('copies_objective', 'objectives.copies of the policy.', ({ objectives: { copies } }) => copies.target),
    one('copies', 'Stores that have the newest good backup.', ({ objectives: { copies } }) => copies.actual),
    one('copies_met', 'Whether they are enough.', ({ objectives: { copies } }) => copies.met),
  ]
}
