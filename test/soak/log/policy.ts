import type { FakeName } from '../../command/log/fake.ts'
import { type FaultKind, faultKinds } from '../fault.ts'
import { keys } from '../keys.ts'
import type { Random } from '../random.ts'

/** Where bytes are others on their way, a check says of a piece that is whole that it is damaged: it does not count until the next one. */
const kinds = faultKinds.filter((kind) => kind !== 'flip')

/** What one world is like. */
export interface LogRules {
  /** MariaDB's log is played onto dumps, PostgreSQL's onto bases. */
  readonly engine: FakeName
  readonly faults: readonly FaultKind[]
  readonly deaths: boolean
  /** The clock of the server may be set. */
  readonly clocks: boolean
  /** The most that the clock of a command's machine is wrong by. */
  readonly skewMs: number
  readonly last: number
  readonly schedule: string
  readonly base: string
  /** So many bases build on each other at most; undefined: all are full. */
  readonly maxChain: number | undefined
  readonly proves: boolean
}

export function drawLogRules(random: Random): LogRules {
  const lines = ['0 2 * * *', '0 */6 * * *', '0 */12 * * *']
  return {
    engine: random.pick(['mariadb', 'postgres']),
    faults: random.chance(0.2) ? [] : random.some(kinds, 0.7),
    deaths: random.chance(0.7),
    clocks: random.chance(0.4),
    skewMs: random.chance(0.5) ? 0 : 20 * 86_400_000,
    last: random.between(1, 3),
    schedule: random.pick(lines),
    base: random.pick(lines),
    maxChain: random.chance(0.6) ? random.between(2, 4) : undefined,
    proves: random.chance(0.3),
  }
}

export function logPolicy({ engine, last, schedule, base, proves, maxChain }: LogRules): string {
  const between = maxChain === undefined ? '' : `, incremental: "0 * * * *", max-chain: ${maxChain}`
  const own = engine === 'postgres' ? `, base: "${base}"${between}` : ''
  return `version: 1
project: soak
stores:
  a: { directory: { path: ./a } }
  b: { directory: { path: ./b } }
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: ${engine}
    url: \${ORDERS_URL}
    schedule: "${schedule}"
    point-in-time: { every: 15m, window: 2d${own} }
    retention: { keep: { last: ${last} }, min-keep: 1, grace: 1d }
    verify: { check: "0 5 * * *"${proves ? ', point-in-time: "30 5 * * *"' : ''} }
`
}
