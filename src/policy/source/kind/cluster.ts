import { z } from 'zod'
import { isProblem } from '../../../problem.ts'
import { durationMs } from '../../../time/time.ts'
import { duration, expected, judged } from '../../value/leaf.ts'
import type { Secret } from '../../value/secret.ts'
import type { SourceInput } from './shape.ts'

export type Role = 'primary' | 'replica'

/** Of several servers of one cluster: which they are, and which is dumped. */
export interface Cluster {
  /** "db-2", "db-2:5433": in place of the host of the URL, in the order in which they are preferred. */
  readonly hosts?: readonly string[]
  /** `auto`: backups by schedule from a replica, others from the primary. */
  readonly prefer: 'auto' | Role
  /** A replica that lags more is not dumped. */
  readonly maxLagMs: number
}

export const clusterDefaults = { prefer: 'auto', maxLagMs: 60_000 } as const

export interface Clustered {
  readonly url: Secret
  /** Absent: nothing of it is written, which with a URL of several hosts means its defaults. */
  readonly cluster?: Cluster
}

const hostPattern = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?)(:\d{1,5})?$/

/** The keys of a source whose URL may name several hosts. */
export const clusterKeys = {
  hosts: judged(
    z
      .array(
        z
          .string(expected('a host such as db-1.example:5432'))
          .regex(hostPattern, expected('a host such as db-1.example:5432')),
        expected('a list of hosts such as [db-1.example, db-2.example:5433]'),
      )
      .min(1, expected('a list of at least one host'))
      .max(32, expected('at most 32 hosts')),
    (list) => {
      const twice = list.find((host, index) => list.indexOf(host) !== index)
      return twice === undefined ? undefined : { message: `has ${twice} twice` }
    },
  )
    .optional()
    .describe(
      'The servers of one cluster, primary and replicas, in place of the host of url; each with its port where that is not the one of url.',
    )
    .meta({ uniqueItems: true, examples: [['db-1.example', 'db-2.example:5433']] }),
  prefer: z
    .enum(['auto', 'replica', 'primary'], expected('auto, replica or primary'))
    .optional()
    .describe(
      'Which of several hosts is dumped: auto takes a replica for backups by schedule, and the primary for all others.',
    )
    .meta({ default: 'auto' }),
  'max-lag': duration
    .optional()
    .describe('A replica that lags more than this, or by an unknown time, is not dumped. Default: 60s.')
    .meta({ examples: ['60s'] }),
}

type ClusterInput = {
  readonly [Key in keyof typeof clusterKeys]?: z.output<(typeof clusterKeys)[Key]>
} & SourceInput

export function buildCluster(input: ClusterInput): Pick<Clustered, 'cluster'> {
  const { hosts, prefer, 'max-lag': lag } = input
  if (hosts === undefined && prefer === undefined && lag === undefined) return {}
  return {
    cluster: {
      ...(hosts === undefined ? {} : { hosts }),
      prefer: prefer ?? clusterDefaults.prefer,
      maxLagMs: lag === undefined ? clusterDefaults.maxLagMs : durationMs(lag),
    },
  }
}

/** The address of a cluster as the policy writes it: with other hosts, the same URL is that of another cluster. */
export const clusterAddress = ({ url: { template }, cluster }: Clustered): string =>
  cluster?.hosts === undefined ? template : `${template} at ${[...cluster.hosts].sort().join(',')}`

export const describeCluster = ({ cluster }: Clustered): readonly string[] =>
  cluster?.hosts === undefined ? [] : [`(hosts ${cluster.hosts.join(', ')})`]

const authority = /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/

/** What dumps of it take turns at; undefined where a variable of the URL has no value. */
export function clusterServer({ url, cluster }: Clustered): string | undefined {
  if (cluster?.hosts !== undefined) return cluster.hosts.join(',')
  try {
    return authority.exec(url.reveal())?.[1]
  } catch (error) {
    // Whoever connects says so.
    if (!isProblem(error, 'secret-missing')) throw error
    return undefined
  }
}

/** Whether the policy file itself says the names of the hosts: else they came with a secret. */
export function namesHosts({ url, cluster }: Clustered): boolean {
  if (cluster?.hosts !== undefined) return true
  const hosts = authority.exec(url.template)?.[1]
  return hosts !== undefined && !hosts.includes('${')
}

/** The role that a backup asks for; what has none is asked for the primary. */
export function preferredRole(
  { cluster }: { readonly name: string; readonly cluster?: Cluster },
  trigger: 'schedule' | 'manual' | 'gate',
): Role {
  const { prefer } = cluster ?? clusterDefaults
  if (prefer !== 'auto') return prefer
  return trigger === 'schedule' ? 'replica' : 'primary'
}
