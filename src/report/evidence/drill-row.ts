import type { DrillHealth, DrillSourceHealth, Health } from '../../judge/judge.ts'
import type { Row } from './csv.ts'

const met = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no')

/** A row for each source of each drill; one for a drill of which only the name is known. Pure. */
export function drillRows({ drills }: Health): readonly Row[] {
  return (drills?.ledger ?? []).flatMap((drill) => {
    const sources: readonly (DrillSourceHealth | undefined)[] = drill.sources?.length ? drill.sources : [undefined]
    return sources.map((one) => ({ ...drillCells(drill), ...sourceCells(one), not_known: notKnown(drill, one) }))
  })
}

function drillCells({ id, kind, outcome, startedAt, endedAt = '', by, signedOff }: DrillHealth): Row {
  return {
    ...{ drill: id, kind, outcome, started_at: startedAt, ended_at: endedAt },
    ...{ asked_by: by?.actor ?? '', run: by?.run ?? '', signed_off_by: signedOff?.name ?? '' },
    ...{ signed_off_claimed: met(signedOff?.claimed), signed_off_because: signedOff?.because ?? '' },
  }
}

function sourceCells(one: DrillSourceHealth | undefined): Row {
  const { source = '', outcome = '', backup = '', store = '', rto, rpo, compared = '', problem = '' } = one ?? {}
  const { assertions, application } = one ?? {}
  return {
    ...{ source, source_outcome: outcome, backup, store },
    ...{ restore_ms: rto?.measuredMs ?? '', rto_ms: rto?.targetMs ?? '', rto_met: met(rto?.met) },
    ...{ data_age_ms: rpo?.ageMs ?? '', rpo_ms: rpo?.targetMs ?? '', rpo_met: met(rpo?.met), compared },
    assertions: assertions ? `${assertions.asked} ${assertions.outcome}` : '',
    application: application ? `${application.asked} ${application.outcome}` : '',
    problem,
  }
}

function notKnown({ unread, by, kind, signedOff }: DrillHealth, one: DrillSourceHealth | undefined): string {
  return [
    ...(unread === undefined ? [] : [`all but kind, outcome and started_at: ${unread}`]),
    ...(by?.actor === undefined ? ['asked_by: its record does not say'] : []),
    ...(kind === 'manual' && !signedOff ? ['signed_off_by: its record does not say'] : []),
    ...(one && !one.rto ? ['restore_ms, rto_met: no restore was measured'] : []),
    ...(one && !one.rpo ? ['data_age_ms, rpo_met: no backup was restored'] : []),
  ].join('; ')
}

/** Restores on another version: what they show is not that the backup is good. Pure. */
export function trialRows({ sources }: Health): readonly Row[] {
  return sources.flatMap(({ source, trials = [] }) =>
    trials.map(({ id, at, outcome, store, image }) => ({
      ...{ source, backup: id, started_at: at, outcome, store, image: image ?? '' },
      not_known: image === undefined ? 'image: its object was not read' : '',
    })),
  )
}
