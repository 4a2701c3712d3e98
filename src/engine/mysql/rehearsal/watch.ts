import { setTimeout } from 'node:timers/promises'
import { Problem, remedy } from '../../../problem.ts'
import type { Watch, Watched } from '../../contract.ts'
import { clientCommand } from '../connection.ts'
import { type Asker, plain } from '../session.ts'

/** MariaDB keeps none of it unless it is told to; MySQL keeps only the statements of sessions that are still there. */
export const watching = [
  '--performance-schema=ON',
  '--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON',
  '--performance-schema-instrument=statement/%=ON',
  '--performance-schema-consumer-events-statements-current=ON',
  '--performance-schema-consumer-events-statements-history-long=ON',
  '--performance-schema-events-statements-history-long-size=10000',
]

const everyMs = 100

// Those that keep others from writing, or from reading. What is granted for a statement's preparation alone lets both go on.
const strong = "'SHARED_READ_ONLY', 'SHARED_NO_WRITE', 'SHARED_NO_READ_WRITE', 'EXCLUSIVE'"
const now = 'cast(unix_timestamp(now(6)) * 1000 as unsigned)'
const locks = `select 'lock', m.owner_thread_id, m.object_instance_begin, m.lock_type, m.object_name, ${now}
  from performance_schema.metadata_locks m join performance_schema.threads t on t.thread_id = m.owner_thread_id
  where m.object_type = 'TABLE' and m.lock_status = 'GRANTED' and m.lock_type in (${strong})
    and m.object_schema = database() and t.processlist_id <> connection_id()`
// Or what this session asks would push the migration's own statements out of the history.
const unseen = "update performance_schema.threads set instrumented = 'NO' where processlist_id = connection_id()"
const latest = "select 'latest', coalesce(max(timer_start), 0) from performance_schema.events_statements_history_long"
// `select $$` is what the client of MySQL 9 asks first, to hear whether the server refuses it.
const refusedSince = (time: string) => `
  select 'refused', returned_sqlstate, message_text, left(sql_text, 2000)
  from performance_schema.events_statements_history_long
  where mysql_errno <> 0 and errors > 0 and event_name not like 'statement/sp/%' and sql_text is not null
    and sql_text <> 'select $$' and timer_start > ${BigInt(time)} order by timer_start limit 1000`

interface Held {
  readonly object: string
  readonly mode: string
  readonly since: number
  until: number
}

/** A second session that looks every 100 ms until it is told to end. */
export async function watchMysql({ connection, runtime, signal }: Asker): Promise<Watch> {
  const { product, database } = connection
  const mine = new AbortController()
  const args = ['--batch', '--binary-mode', '--skip-column-names', '--unbuffered', '--connect-timeout=30']
  const command = clientCommand(product.client, [...args, `--database=${database}`], connection, runtime)
  const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]))
  child.ended.catch(() => undefined)
  child.stdin.on('error', () => undefined)
  const rows = rowsOf(child.stdout as AsyncIterable<Buffer>)
  const ask = async (sql: string): Promise<readonly (readonly string[])[]> => {
    child.stdin.write(`${sql.replace(/\s+/g, ' ')}; select 'end';\n`)
    const found: (readonly string[])[] = []
    for (;;) {
      const next = await rows.next()
      if (next.done === true) {
        await child.ended
        throw new Problem('tool-failed', `${product.client} in ${runtime.where} ended before it was asked to`, {
          hint: remedy.program,
        })
      }
      if (next.value[0] === 'end') return found
      found.push(next.value)
    }
  }
  let from = '0'
  try {
    await ask(unseen)
    from = (await ask(latest))[0]?.[1] ?? '0'
  } catch (error) {
    mine.abort(error)
    throw error
  }
  const held = new Map<string, Held>()
  const over = new AbortController()
  const sampling = sample(ask, held, AbortSignal.any([signal, over.signal]))
  sampling.catch(() => undefined)
  return {
    async end(): Promise<Watched> {
      over.abort()
      try {
        await sampling
        const failed = (await ask(refusedSince(from))).map(([, code = '', message = '', statement = '']) => ({
          ...{ code, message, statement },
        }))
        return { locks: longest(held), failed }
      } finally {
        child.stdin.end()
        mine.abort(new Problem('cancelled', 'the session is closed'))
        await child.ended.catch(() => undefined)
      }
    },
  }
}

async function sample(
  ask: (sql: string) => Promise<readonly (readonly string[])[]>,
  held: Map<string, Held>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const [, thread = '', lock = '', mode = '', object = '', time = ''] of await ask(locks)) {
      const at = Number(time)
      const key = [thread, lock, mode, object].join(' ')
      const known = held.get(key)
      if (known) known.until = at
      // It may have been taken right after the look before.
      else held.set(key, { object, mode, since: at - everyMs, until: at })
    }
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

const longest = (held: ReadonlyMap<string, Held>): NonNullable<Watched['locks']> =>
  [...held.values()]
    .map(({ object, mode, since, until }) => ({ object, mode, heldMs: Math.round(until - since) }))
    .sort((a, b) => b.heldMs - a.heldMs)
    .slice(0, 20)

/** What the client writes in --batch, a row at a time. */
async function* rowsOf(stdout: AsyncIterable<Buffer>): AsyncGenerator<readonly string[], undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stdout) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.split('\t').map(plain)
  }
  return undefined
}
