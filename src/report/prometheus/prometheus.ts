import type { Health } from '../../judge/judge.ts'
import { exposition, type Family, seconds } from './family.ts'
import { sourceFamilies, states } from './source.ts'
import { findingFamily, storeFamilies } from './store.ts'

/** The health in the text format of Prometheus: for its textfile collector, and for /metrics of the server. Pure. */
export function healthMetrics(health: Health): string {
  const families: readonly Family[] = [
    {
      name: 'backproof_report_timestamp_seconds',
      help: 'The moment that everything is of: alert on its age, or a report that is not made any more goes unnoticed.',
      samples: [{ labels: {}, value: seconds(health.at) }],
    },
    {
      name: 'backproof_state',
      help: '1 for the worst state of any source, store or finding, 0 for the others.',
      samples: states.map((state) => ({ labels: { state }, value: Number(state === health.state) })),
    },
    ...sourceFamilies(health.sources),
    ...storeFamilies(health.stores),
    findingFamily(health),
  ]
  const project = families.map((family) => ({
    ...family,
    samples: family.samples.map(({ labels, value }) => ({ labels: { project: health.project, ...labels }, value })),
  }))
  return exposition(project)
}
