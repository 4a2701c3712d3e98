import type { Finding } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { KeptTopic } from './archive/archive.ts'

const longest = '9223372036854775807'

/** How a topic is while its records come: none may be removed, refused or given another time before all are there. */
const loading = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'message.timestamp.type': 'CreateTime',
  'message.timestamp.before.max.ms': longest,
  'message.timestamp.after.max.ms': longest,
} as const

/** Not set while records come: a copy that is missing would refuse them, and storage elsewhere would move them. */
const later = /^(?:min\.insync\.replicas|remote\.|local\.retention\.)/

/** What only a cluster has that is set up for it: storage elsewhere, which a throw-away server lacks. */
const elsewhere = /^(?:remote\.|local\.retention\.)/

/** A topic as it is to be in the end, and on the way there. */
export interface TopicPlan {
  readonly kept: KeptTopic
  readonly replicas: number
  /** In the end. */
  readonly wanted: Readonly<Record<string, string>>
  /** In effect in the end, as far as the target tells. */
  readonly effective: Readonly<Record<string, string>>
  /** While its records come. */
  readonly loading: Readonly<Record<string, string>>
}

/** The configuration of a topic in the end: the kept one, without what a throw-away server cannot have. */
export function wantedOf({ configuration }: KeptTopic, throwAway: boolean): Readonly<Record<string, string>> {
  const entries = Object.entries(configuration).filter(([name]) => !(throwAway && elsewhere.test(name)))
  return Object.fromEntries(entries)
}

/** As many copies as it had, where there are as many brokers; else -1, as many as the target makes of a topic. */
export const replicasOf = ({ replicas }: KeptTopic, brokers: number): number => (brokers >= replicas ? replicas : -1)

const roomBytes = 1024 * 1024
const mostBytes = 2 ** 31 - 1

export function loadingOf(
  { maxMessageBytes }: Pick<KeptTopic, 'maxMessageBytes'>,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const stays = Object.entries(wanted).filter(([name]) => !later.test(name))
  // The same records in other batches, compressed again, may take a little more.
  const most = String(Math.min(mostBytes, 2 * maxMessageBytes + roomBytes))
  return { ...Object.fromEntries(stays), ...loading, 'max.message.bytes': most }
}

/** What is changed once all records are there; undefined: taken back. */
export function lastChanges(plan: TopicPlan, keeps: boolean): ReadonlyMap<string, string | undefined> {
  const changes = new Map<string, string | undefined>()
  for (const name of new Set([...Object.keys(plan.loading), ...Object.keys(plan.wanted)])) {
    if (name === 'retention.ms' && keeps) continue
    if (plan.loading[name] !== plan.wanted[name]) changes.set(name, plan.wanted[name])
  }
  return changes
}

const marginMs = 3_600_000
const standardRetentionMs = 7 * 24 * 3_600_000

/** True where the target would soon remove some of what was restored, because it is as old as that. */
export function wouldExpire({ effective }: Pick<TopicPlan, 'effective'>, oldest: bigint, now: number): boolean {
  if (!deletes(effective)) return false
  const retention = Number(effective['retention.ms'] ?? standardRetentionMs)
  return retention >= 0 && Number(oldest) >= 0 && Number(oldest) + retention < now + marginMs
}

const deletes = (effective: Readonly<Record<string, string>>) =>
  (effective['cleanup.policy'] ?? 'delete').includes('delete')

/** True where the target itself removes records, so that what is there is not compared. */
export function moves({ effective }: Pick<TopicPlan, 'effective'>): boolean {
  const compacts = (effective['cleanup.policy'] ?? '').includes('compact')
  return compacts || (deletes(effective) && Number(effective['retention.bytes'] ?? -1) >= 0)
}

export function notes(
  plans: readonly TopicPlan[],
  {
    keeping,
    busy,
    throwAway,
  }: { readonly keeping: readonly string[]; readonly busy: readonly string[]; readonly throwAway: boolean },
): readonly Finding[] {
  const say = (
    names: readonly string[],
    level: Finding['level'],
    message: string,
    hint?: string,
  ): readonly Finding[] =>
    names.length === 0
      ? []
      : [
          {
            ...{ level, blame: 'env', message: `${message}: ${namesSome(names)}` },
            ...(hint === undefined ? {} : { hint }),
          },
        ]
  const named = (which: (plan: TopicPlan) => boolean) => plans.filter(which).map(({ kept }) => kept.name)
  return [
    ...say(
      named(({ replicas }) => replicas === -1),
      throwAway ? 'note' : 'warning',
      'restored with as many replicas as the target makes of a topic, because it has fewer brokers than there were replicas',
    ),
    ...(throwAway
      ? say(
          named(({ kept, wanted }) => Object.keys(kept.configuration).some((name) => wanted[name] === undefined)),
          'note',
          'storage elsewhere is not set up on the throw-away server, so that part of the configuration is not tried',
        )
      : say(
          named(moves),
          'note',
          'the target itself compacts these, or keeps them to a size, so their records are not compared',
        )),
    ...say(
      keeping,
      'warning',
      'some records are older than the topic keeps them, so retention.ms was left at -1, where nothing expires',
      'Once they are used, set it again: kafka-configs.sh --alter --entity-type topics --entity-name NAME --add-config retention.ms=...',
    ),
    ...say(
      busy,
      'warning',
      'these groups have members in the target, who alone may set offsets, so theirs were not restored',
      'Stop their members, and run kafka-consumer-groups.sh --reset-offsets, or restore again.',
    ),
  ]
}
