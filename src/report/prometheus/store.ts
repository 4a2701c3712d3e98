import type { Health, HealthFinding, StoreHealth } from '../../judge/judge.ts'
import { type Family, type Labels, seconds } from './family.ts'
import { sampleOf, states } from './source.ts'

/** What is known of each store. Pure. */
export function storeFamilies(stores: readonly StoreHealth[]): readonly Family[] {
  const one = (name: string, help: string, of: (store: StoreHealth) => number | boolean | undefined): Family => ({
    name: `backproof_store_${name}`,
    help,
    samples: stores.flatMap((store) => sampleOf({ store: store.store }, of(store))),
  })
  return [
    {
      name: 'backproof_store_info',
      help: 'Always 1: kind and place of the store.',
      samples: stores.map(({ store, kind, where }) => ({ labels: { store, kind, where }, value: 1 })),
    },
    {
      name: 'backproof_store_state',
      help: '1 for the state that the store is in, 0 for the others.',
      samples: stores.flatMap(({ store, state }) =>
        states.map((name) => ({ labels: { store, state: name }, value: Number(name === state) })),
      ),
    },
    one('reachable', 'Whether the store answers.', ({ probe }) => probe.state === 'reached'),
    one('probe_timestamp_seconds', 'When it was asked.', ({ probe }) => seconds(probe.at)),
    one('backups', 'Backups of which it has a copy.', ({ backups }) => backups?.count),
    one('bytes', 'Their sealed bytes.', ({ backups }) => backups?.bytes),
    one(
      'deleted_bytes',
      'Sealed bytes of what is marked as deleted and still there.',
      ({ backups }) => backups?.deletedBytes,
    ),
    one('newest_timestamp_seconds', 'Start of the newest backup in it.', ({ backups }) =>
      backups?.newestAt === undefined ? undefined : seconds(backups.newestAt),
    ),
    one('free_bytes', 'Free on its file system.', ({ room }) => room?.freeBytes),
    one('size_bytes', 'Size of its file system.', ({ room }) => room?.totalBytes),
    one('min_free_bytes', 'min-free of the policy.', ({ room }) => room?.minFreeBytes),
    {
      name: 'backproof_store_cost_per_month',
      help: 'What it has now costs a month, by the prices of the policy, in the currency of the label.',
      samples: stores.flatMap(({ store, cost }) => sampleOf({ store, currency: cost?.currency ?? '' }, cost?.perMonth)),
    },
  ]
}

/** How many findings there are of each code and level; of none there is no series. Pure. */
export function findingFamily({ sources, stores, findings }: Health): Family {
  const counts = new Map<string, { readonly labels: Labels; value: number }>()
  const add = (found: readonly HealthFinding[], source: string, store: string) => {
    for (const { code, level } of found) {
      const labels = { source, store, code, level }
      const key = JSON.stringify(labels)
      const known = counts.get(key) ?? { labels, value: 0 }
      known.value += 1
      counts.set(key, known)
    }
  }
  for (const { source, findings: own } of sources) add(own, source, '')
  for (const { store, findings: own } of stores) add(own, '', store)
  add(findings, '', '')
  return { name: 'backproof_findings', help: 'Findings of this code and level.', samples: [...counts.values()] }
}
