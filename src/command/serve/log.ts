import type { Log, World } from '../../world.ts'
import { redactAll } from '../../world.ts'

/** What a line says beside its event: short texts, numbers, lists of names. */
export type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** The server's own log: one line for each event, for people or for machines. */
export interface ServeLog {
  info(event: string, fields?: Fields): void
  warning(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

const mostText = 2000

/** Lines go to the log of the world, which takes secrets out of them; here every value is redacted before it is escaped. */
export function serveLog({ log, now, redact }: Pick<World, 'log' | 'now' | 'redact'>, json: boolean): ServeLog {
  const line =
    (level: string) =>
    (event: string, fields: Fields = {}) => {
      const clean = redactAll(fields, redact)
      const at = now().toISOString()
      log.info(json ? JSON.stringify({ at, level, event, ...clean }) : `${at} ${level} ${event}${words(clean)}`)
    }
  return { info: line('info'), warning: line('warning'), error: line('error') }
}

/** `key=value`, quoted where it is more than one plain word: no value can begin a line or look like another key. */
function words(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}=${shown(value)}`]))
    .join('')
}

function shown(value: NonNullable<Fields[string]>): string {
  const text = (typeof value === 'object' ? value.join(',') : String(value)).slice(0, mostText)
  return /^[\w.:/@,+-]+$/.test(text) ? text : JSON.stringify(text)
}

/** The log of a command that runs in this process: its warnings are lines of the server, its chatter is dropped. */
export function quietLog(log: ServeLog, command: string): Log {
  return {
    info: () => {},
    warning: (message) => log.warning('warning', { command, message }),
    error: (message) => log.error('error', { command, message }),
    group: (_, body) => body(),
    progress: () => ({ [Symbol.dispose]() {} }),
    fault: ({ file, finding: { line, column, message } }) =>
      log.error('policy-mistake', { command, at: `${file}:${line}:${column}`, message }),
  }
}
