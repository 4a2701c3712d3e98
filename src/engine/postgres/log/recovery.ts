import { Problem, remedy } from '../../../problem.ts'
import { type Child, lastLines, type Runtime } from '../../../runtime/runtime.ts'
import { formatLsn, type Lsn, parseLsn } from './lsn.ts'
import type { Room } from './room.ts'

/** Where a recovery stops. There always is one: without, a server takes the end of what it has for the end of the log. */
export type Stop = { readonly time: Date } | { readonly lsn: Lsn } | 'consistency'

/** What a server that recovers is told: to reach nobody, to run nothing of its own, and where to stop. */
export function recoverySettings(stop: Stop, room: Room, control: Control): string {
  const target =
    stop === 'consistency'
      ? { recovery_target: 'immediate' }
      : 'time' in stop
        ? { recovery_target_time: stop.time.toISOString().replace('T', ' ').replace('Z', '+00') }
        : { recovery_target_lsn: formatLsn(stop.lsn) }
  const settings: Readonly<Record<string, string>> = {
    ...target,
    recovery_target_inclusive: 'on',
    recovery_target_action: 'promote',
    recovery_target_timeline: 'current',
    // All of the log lies in its own folder already.
    restore_command: 'false',
    // Without readers it does not need the sizes that the primary had.
    hot_standby: 'off',
    max_prepared_transactions: String(control.preparedTransactions),
    listen_addresses: '',
    unix_socket_directories: room.path,
    hba_file: room.at('hba.conf'),
    ident_file: room.at('ident.conf'),
    ssl: 'off',
    archive_mode: 'off',
    shared_preload_libraries: '',
    session_preload_libraries: '',
    local_preload_libraries: '',
    max_logical_replication_workers: '0',
    autovacuum: 'off',
    max_locks_per_transaction: '1024',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    huge_pages: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '',
    log_startup_progress_interval: '1s',
    log_timezone: 'UTC',
    lc_messages: 'C',
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')
}

/** What pg_controldata says of a base. */
export interface Control {
  readonly system: string
  readonly segmentBytes: number
  readonly preparedTransactions: number
}

export function parseControl(said: string): Control {
  const value = (name: string): string => {
    const line = said.split('\n').find((one) => one.startsWith(`${name}:`))
    if (line !== undefined) return line.slice(name.length + 1).trim()
    throw new Problem('object-damaged', `pg_controldata does not tell ${name} of the base`, { hint: remedy.damaged })
  }
  return {
    system: value('Database system identifier'),
    segmentBytes: Number(value('Bytes per WAL segment')),
    preparedTransactions: Math.max(64, Number(value('max_prepared_xacts setting'))),
  }
}

/** A server that has recovered and takes connections. */
export interface RecoveredServer {
  readonly child: Child
  readonly reached: Date | undefined
}

/** Starts it, and waits until it has stopped where it was told to. @throws Problem `restore-failed`. */
export async function recoverServer(
  room: Room,
  stop: Stop,
  runtime: Runtime,
  signal: AbortSignal,
  hear: (lsn: Lsn) => void,
): Promise<RecoveredServer> {
  const args = ['postgres', '-D', room.at('data'), '-c', `config_file=${room.at('postgresql.conf')}`]
  // Its log, line by line.
  const child = runtime.spawn(
    { program: 'sh', args: ['-c', 'exec "$@" 2>&1', 'sh', ...args], name: 'postgres', env: { LC_ALL: 'C' } },
    signal,
  )
  child.ended.catch(() => undefined)
  const log = new RecoveryLog(hear)
  try {
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      log.hear(String(chunk))
      if (log.isReady) break
    }
  } catch (error) {
    if (signal.aborted) throw error
    throw log.failure(error)
  }
  if (!log.isReady) throw log.failure(undefined)
  child.stdout.on('error', () => undefined)
  child.stdout.resume()
  log.mustHaveStopped(stop)
  return { child, reached: log.reached }
}

const keptLines = 20

/** What a server says while it recovers. */
export class RecoveryLog {
  isReady = false
  reached: Date | undefined
  #stopped: string | undefined
  #rest = ''
  readonly #lines: string[] = []
  readonly #progress: (lsn: Lsn) => void

  constructor(progress: (lsn: Lsn) => void) {
    this.#progress = progress
  }

  hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = (lines.pop() ?? '').slice(0, 10_000)
    for (const line of lines) this.#line(line)
  }

  /** Throws where it came to an end, but not to the one that it was told. */
  mustHaveStopped(stop: Stop): void {
    const said = this.#stopped
    const isThere =
      said !== undefined &&
      (stop === 'consistency'
        ? /after reaching consistency/.test(said)
        : 'time' in stop
          ? stoppedAfter(said, stop.time)
          : /WAL location \(LSN\) "/.test(said))
    if (isThere) return
    throw new Problem(
      'restore-failed',
      `the recovery did not stop where it was told to: ${said ?? 'the server does not say where it stopped'}`,
      { hint: 'Take a base that is older, or another moment.' },
    )
  }

  /** Why it ended. */
  failure(cause: unknown): Problem {
    const said = this.#lines.join('\n')
    const failed = (message: string, hint: string) => new Problem('restore-failed', message, { hint, cause })
    if (/recovery ended before configured recovery target was reached/.test(said))
      return failed(
        'the log ends before the moment that was asked for, or has a gap before it',
        'Take an earlier moment: `backproof list` shows until when the log goes.',
      )
    if (/requested recovery stop point is before consistent recovery point/.test(said))
      return failed(
        'the moment lies before the end of the base',
        'Take a later moment, or a base that had ended before: `backproof list` shows them.',
      )
    return failed(
      `the server cannot recover: ${lastLines(said) || 'it says nothing'}`,
      'What it says names what is missing; an extension that it needs to read its log must be in the image (verify: { image: ... }).',
    )
  }

  #line(line: string): void {
    this.#lines.push(line.slice(0, 1000))
    if (this.#lines.length > keptLines) this.#lines.shift()
    if (/^LOG: +recovery stopping /.test(line)) this.#stopped = line
    const reached = /last completed transaction was at log time (.+)$/.exec(line)?.[1]
    if (reached !== undefined) this.reached = timeIn(reached)
    const lsn = parseLsn(/redo in progress, .*current LSN: ([0-9A-F/]+)/.exec(line)?.[1] ?? '')
    if (lsn !== undefined) this.#progress(lsn)
    if (/database system is ready to accept connections/.test(line)) this.isReady = true
  }
}

/** "2026-11-21 07:28:53.519799+00" */
function timeIn(text: string): Date | undefined {
  const time = new Date(text.trim().replace(' ', 'T').replace(/\+00$/, 'Z'))
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** The first transaction that was left out ended later: to the millisecond, by which the time was rounded down. */
function stoppedAfter(said: string, time: Date): boolean {
  const left = timeIn(/ time (\S+ \S+)$/.exec(said)?.[1] ?? '')
  return / before (?:commit|abort)/.test(said) && left !== undefined && left >= time
}
