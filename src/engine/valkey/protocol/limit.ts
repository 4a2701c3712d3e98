/** What a server may take, and send, before it is taken for none. */
export interface Limit {
  /** Without a byte of it, while something is awaited. */
  readonly silentMs: number
  /** Of one value. */
  readonly mostBytes: number
  /** Elements of one list. */
  readonly mostItems: number
}

const shortMs = 30_000
/** What a server does in one go takes as long as there is data: all of it goes, or one value of a gigabyte comes. */
const longMs = 30 * 60_000

/** Of the value that a command gives: no more fits into a buffer anyway. */
const anyBytes = 2 ** 32
const anyItems = 2 ** 32 - 1

/** Said of the server, and not of its data. */
const short: Limit = { silentMs: shortMs, mostBytes: 16 * 1024 * 1024, mostItems: 1024 }
const data: Limit = { silentMs: shortMs, mostBytes: anyBytes, mostItems: anyItems }
const slow: Limit = { ...data, silentMs: longMs }

const limits: Readonly<Record<string, Limit>> = {
  ...Object.fromEntries(['AUTH', 'PING', 'INFO', 'SELECT', 'TIME', 'REPLCONF'].map((command) => [command, short])),
  ...Object.fromEntries(['DUMP', 'RESTORE', 'FLUSHALL', 'FUNCTION'].map((command) => [command, slow])),
}

/** By the first word of a command. */
export const limitOf = (command: string): Limit => limits[command] ?? data

/** Until the server has forked it sends a line feed every ten seconds; a replica of its own waits 60 s (repl-timeout). */
export const syncSilentMs = 120_000
