import { messageOf, Problem } from '../../../problem.ts'
import { reasonOf } from '../../../words/words.ts'
import type { Refusal } from './reply.ts'

/** What may be typed so that a user may do all that a backup does. */
export const backupRights = '+sync +replconf +ping +info'
export const scanRights = '+ping +info +select +scan +dump +pexpiretime +function|dump ~*'
export const restoreRights = '+@all ~*'

/** A command that the server refused, as a failure; what it says never has the password in it. */
export function refused(place: string, command: string, { text, code }: Refusal): Problem {
  return new Problem('source-failed', `${place} refuses ${command}: ${text}`, { hint: hintOf(text, code) })
}

function hintOf(text: string, code: string): string {
  if (code === 'WRONGPASS' || /invalid (username-password|password)|without any password/i.test(text))
    return 'Check user and password in the URL: redis://user:password@host:6379, with special characters URL-encoded.'
  if (code === 'NOAUTH') return 'Add user and password to the URL: the server asks for a password.'
  if (code === 'NOPERM')
    return `Give the user of the URL what a backup needs, ACL SETUSER NAME ${backupRights}; where SYNC is not allowed, ${scanRights}; for a restore ${restoreRights}.`
  if (code === 'LOADING') return 'Wait until the server has loaded its data, and run it again.'
  if (code === 'NOMASTERLINK') return 'It is a replica that has lost its primary: name the primary in the URL.'
  if (code === 'READONLY') return 'It is a replica: name the primary in the URL.'
  if (code === 'OOM') return 'Its maxmemory is reached: restore into a server with more memory.'
  if (code === 'DENIED') return 'Its protected mode takes connections from its own machine only: set a password there.'
  return 'Its message says why; `backproof doctor` tries the address and the rights.'
}

export function lost(place: string, cause: unknown): Problem {
  const why =
    cause === undefined ? 'the server closed the connection' : `the connection failed: ${reasonOf(cause as Error)}`
  return new Problem('source-failed', `${place}: ${why}`, {
    hint: 'Run it again; the log of the server says whether it ended, or a limit of its clients was reached.',
    ...(cause === undefined ? {} : { cause: messageOf(cause) }),
  })
}

/** What came is no answer. */
export const foreign = (place: string, cause: Error) =>
  new Problem('source-failed', `${place}: ${reasonOf(cause)}`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
    cause,
  })

export const silent = (place: string, command: string, ms: number) =>
  new Problem('source-failed', `${place} has said nothing for ${Math.round(ms / 1000)} s, asked for ${command}`, {
    hint: 'Check that the server runs, is neither paused nor busy (redis-cli -h HOST ping, then SLOWLOG GET), and that the URL names it and no other program.',
  })
