import { createHash } from 'node:crypto'
import { type Finding, Problem } from '../../../problem.ts'
import { formatBytes } from '../../../words/words.ts'
import { literal, type Session } from '../session.ts'
import { formatLsn, type Lsn, parseLsn } from './lsn.ts'
import type { LogOptions } from './option.ts'

/** What the server says of a slot. */
export interface SlotState {
  /** From here on it keeps the log; undefined: it keeps nothing. */
  readonly kept: Lsn | undefined
  readonly status: 'reserved' | 'extended' | 'unreserved' | 'lost'
  /** How much it keeps, bytes. */
  readonly lagBytes: number
}

/** The slot of a source: made once, and advanced by SQL alone. */
export class Slot {
  readonly name: string
  readonly #session: Session

  constructor(source: string, session: Session) {
    this.name = slotName(source)
    this.#session = session
  }

  async state(): Promise<SlotState | undefined> {
    const [row] = await this.#session.rows<{
      kept: string | null
      status: SlotState['status'] | null
      lag: number | null
    }>(`
      select restart_lsn::text as kept, wal_status as status,
        pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)::int8 as lag
      from pg_catalog.pg_replication_slots where slot_name = ${literal(this.name)} and slot_type = 'physical'`)
    if (row === undefined) return undefined
    return { kept: parseLsn(row.kept ?? ''), status: row.status ?? 'lost', lagBytes: row.lag ?? 0 }
  }

  /** Makes it, where it is not there or keeps nothing, or will not after the next checkpoint. True if it did. */
  async make(): Promise<boolean> {
    const state = await this.state()
    if (state !== undefined && state.status !== 'lost' && state.status !== 'unreserved') return false
    if (state !== undefined) await this.drop()
    await this.#session.lines(
      `select pg_catalog.pg_create_physical_replication_slot(${literal(this.name)}, true) is null;`,
    )
    return true
  }

  /** The server may forget what lies before. It never goes back, and a second time does nothing. */
  async advance(until: Lsn): Promise<void> {
    const state = await this.state()
    if (state?.kept === undefined || state.kept >= until) return
    await this.#session.lines(
      `select pg_catalog.pg_replication_slot_advance(${literal(this.name)}, ${literal(formatLsn(until))}) is null;`,
    )
  }

  async drop(): Promise<void> {
    await this.#session.lines(`select pg_catalog.pg_drop_replication_slot(slot_name) is null
      from pg_catalog.pg_replication_slots where slot_name = ${literal(this.name)} and slot_type = 'physical';`)
  }
}

/** Of 63 bytes, letters, digits and "_": another source whose name differs only in other characters gets another slot. */
export function slotName(name: string): string {
  // The bases of a source, and its pieces, are kept under its name with a folder behind it.
  const source = name.replace(/\/=log.*$/, '')
  const plain = source
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 40)
  return `backproof_${plain}_${createHash('sha256').update(source).digest('hex').slice(0, 8)}`
}

/** What is worth telling of a slot that still keeps all that is needed. */
export function slotFindings({ name }: Slot, state: SlotState, { maxSlotLag }: LogOptions): readonly Finding[] {
  const tell = (level: Finding['level'], message: string, hint: string): Finding => ({
    level,
    blame: 'source',
    message,
    hint,
  })
  const kept = `the replication slot ${name} kept ${formatBytes(state.lagBytes)} of log on the server`
  const findings: Finding[] = []
  if (state.status !== 'reserved')
    findings.push(
      tell(
        'warning',
        `${kept}, more than max_wal_size (it is ${state.status}): the server removes it once it reaches max_slot_wal_keep_size`,
        'Collect the log more often, or raise max_slot_wal_keep_size.',
      ),
    )
  if (maxSlotLag !== undefined && state.lagBytes > maxSlotLag)
    findings.push(
      tell('failure', `${kept}, more than max-slot-lag allows`, 'Collect the log more often, or raise max-slot-lag.'),
    )
  return findings
}

/** The slot has lost what it was to keep. */
export function slotLost({ name }: Slot): Problem {
  return new Problem(
    'log-gap',
    `the server has invalidated the replication slot ${name}: what it kept reached max_slot_wal_keep_size`,
    {
      hint: 'Make a new base, which makes the slot again; what was collected until then stays restorable. Raise max_slot_wal_keep_size, or collect the log more often.',
    },
  )
}
