import { z } from 'zod'
import { durationMs } from '../../../time/time.ts'
import { withArticle } from '../../../words/words.ts'
import type { Lacking } from '../../text/issue.ts'
import { duration, expected, judged, map, size } from '../../value/leaf.ts'
import { buildIncrements, type Increments, idleFault, maxChain } from './increments.ts'

/** How the log of a server is collected, so that any moment of it can be restored. */
export interface PointInTime {
  /** A piece of log is due so long after the last one. */
  readonly everyMs: number
  /** How far back any moment can be restored. */
  readonly windowMs: number
  /** Cron line of physical base backups; absent where dumps are what the log is played onto. */
  readonly base?: string
  /** Bases of what has changed alone, between those of everything. */
  readonly increments?: Increments
  /**
   * `auto`: the server keeps, in a replication slot, what was not collected yet, up to its own limit; `unlimited`: even if it has
   * none; `none`: only what it keeps anyway.
   */
  readonly slot: 'auto' | 'unlimited' | 'none'
  /** The slot may hold back so many bytes before a run fails. */
  readonly maxSlotLagBytes: number
}

const defaults = { every: 15 * 60_000, window: 7 * 86_400_000, base: '0 3 * * *', lag: 10 * 1024 ** 3 }

const every = judged(duration, (length) => {
  const ms = durationMs(length)
  return ms >= 60_000 && ms <= 86_400_000 ? undefined : { message: 'must be between 1m and 24h' }
})
  .optional()
  .describe('How often a piece of log is collected: the most that is lost with the server. Default: 15m.')
  .meta({ examples: ['15m'] })

const window = judged(duration, (length) => {
  const ms = durationMs(length)
  return ms >= 3_600_000 && ms <= 400 * 86_400_000 ? undefined : { message: 'must be between 1h and 400d' }
})
  .optional()
  .describe('How far back any second can be restored: at least as long as bases are apart. Default: 7d.')
  .meta({ examples: ['7d'] })

const nounOf = (engine: string) => `${withArticle(engine)} source's point-in-time`

/** Of an engine whose dumps are what the log is played onto. */
export const logOnDumps = (engine: string) =>
  map(nounOf(engine), { every, window })
    .optional()
    .describe(
      "Collects the server's log (binary log, oplog), so that any second can be restored and not only the moments of backups.",
    )

/** What its log does not have of the keys of one that is played onto bases of its own. */
export const lackingBases: Lacking = {
  'point-in-time.base': {
    because: 'its log is played onto its dumps',
    hint: 'Take it out: schedule says when it is dumped.',
  },
  'point-in-time.incremental': {
    because: 'its log is played onto its dumps, which are full ones',
    hint: 'Take it out.',
  },
  'point-in-time.max-chain': {
    because: 'its log is played onto its dumps, which are full ones',
    hint: 'Take it out.',
  },
  'point-in-time.slot': {
    because: 'its server keeps a log by its own settings',
    hint: 'Take it out: binlog_expire_logs_seconds, or the size of the oplog, on the server says for how long.',
  },
  'point-in-time.max-slot-lag': {
    because: 'its server keeps a log by its own settings',
    hint: 'Take it out: binlog_expire_logs_seconds, or the size of the oplog, on the server says for how long.',
  },
}

/** Of an engine that needs base backups beside its dumps. `cron` reads a cron line in the policy's zone. */
export const logOnBases = <Cron extends z.ZodType>(engine: string, cron: (what: string) => Cron) =>
  judged(basesShape(engine, cron), (input) => {
    const given = input as Input
    if (given.incremental !== undefined && given.incremental !== 'never' && given.base === 'never')
      return {
        key: 'incremental',
        message: 'needs a schedule of full bases to build on',
        hint: 'Write base: "0 3 * * 0", a cron line for the full bases.',
      }
    return idleFault(given, '0 3 * * *')
  })
    .optional()
    .describe(
      "Collects the server's log (WAL), so that any second can be restored and not only the moments of backups.",
    )

const basesShape = <Cron extends z.ZodType>(engine: string, cron: (what: string) => Cron) =>
  map(nounOf(engine), {
    every,
    window,
    base: cron('When a physical base backup is taken, which the log is played onto. Default: "0 3 * * *".'),
    incremental: cron(
      'When a base of only what has changed since the last one is taken; base is the schedule of full ones. Needs PostgreSQL 17 and summarize_wal. never, or nothing: every base is full.',
    ),
    'max-chain': maxChain(
      'So many bases build on each other at most, the full one among them; then a full one is due.',
    ),
    slot: z
      .enum(['auto', 'unlimited', 'none'], expected('auto, unlimited or none'))
      .optional()
      .describe(
        'auto: a replication slot on the server keeps the log until it is stored, if max_slot_wal_keep_size limits how much; unlimited: even if nothing does; none: no slot is made, and one that was made is dropped.',
      )
      .meta({ default: 'auto' }),
    'max-slot-lag': size
      .optional()
      .describe('The slot may hold back this much log on the server before runs fail. Default: 10GiB.')
      .meta({ examples: ['10GiB'] }),
  })

type Input = {
  readonly every?: Parameters<typeof durationMs>[0] | undefined
  readonly window?: Parameters<typeof durationMs>[0] | undefined
  readonly base?: string | undefined
  readonly incremental?: string | undefined
  readonly 'max-chain'?: number | undefined
  readonly slot?: 'auto' | 'unlimited' | 'none' | undefined
  readonly 'max-slot-lag'?: number | undefined
}

/** `bases`: whether dumps are not what the log is played onto. */
export function buildPointInTime(
  input: Input | undefined,
  { bases }: { readonly bases: boolean },
): { readonly pointInTime?: PointInTime } {
  if (input === undefined) return {}
  return {
    pointInTime: {
      everyMs: input.every === undefined ? defaults.every : durationMs(input.every),
      windowMs: input.window === undefined ? defaults.window : durationMs(input.window),
      ...(bases ? { base: input.base ?? defaults.base, ...buildIncrements(input) } : {}),
      slot: input.slot ?? 'auto',
      maxSlotLagBytes: input['max-slot-lag'] ?? defaults.lag,
    },
  }
}

/** A log belongs to the whole server: a source that stands for each of its databases has none of its own. */
export function pointInTimeFault(input: { readonly databases?: unknown; readonly 'point-in-time'?: unknown }) {
  if (input['point-in-time'] === undefined || input.databases === undefined) return undefined
  return {
    message: 'does not go with databases: the log is that of the whole server',
    hint: 'Give one database of the server a source of its own, and point-in-time there.',
    key: 'point-in-time',
  }
}

/** What is said where a source has no log; `instead`: what comes next. */
export function withoutLog(
  because = 'it has no log that could be collected',
  instead = 'schedule: "*/15 * * * *"',
): Lacking {
  const hint = `Take point-in-time out, and back it up as often as its loss may be: ${instead}.`
  return {
    'point-in-time': { because, hint },
    'verify.point-in-time': { because, hint: 'Take it out: restore: "0 4 * * 0" proves its newest backup.' },
  }
}
