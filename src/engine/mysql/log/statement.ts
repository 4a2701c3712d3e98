import { crc32, inflateSync } from 'node:zlib'
import { Problem } from '../../../problem.ts'
import { type EventHeader, headerBytes, kinds } from './event.ts'
import type { Fate } from './scanner.ts'

interface Statement {
  /** The session's database; empty: none. */
  readonly database: string
  /** Those that it changes, where the server says so. */
  readonly changes: readonly string[] | undefined
  readonly sql: string
  readonly databaseAt: number
}

const postBytes = 13

/**
 * What becomes of a statement, where one database of a server comes back. The log is that of the whole server, and a statement may
 * change a database that its session is not in: whether it does is told by MySQL, and by the names in the statement.
 */
export function statementFate(header: EventHeader, head: Buffer, checksum: number, database: string): Fate {
  const found = statementIn(header, head, checksum)
  const words = wordsOf(found.sql)
  const kind = kindOf(words)
  if (kind === 'transaction') return 'keep'
  // Who may come in belongs to the server.
  if (kind === 'account') return 'drop'
  const changes = found.changes?.includes(database) ?? mentions(words, database)
  if (found.database === database) {
    const elsewhere = found.changes === undefined ? isElsewhere(words, database) : !changes
    return elsewhere ? 'drop' : 'keep'
  }
  if (!changes) return 'drop'
  const shown = found.sql.slice(0, 120).replaceAll(/\s+/g, ' ')
  if (found.database !== '' || header.type !== kinds.query || head.length < header.size)
    throw new Problem(
      'restore-failed',
      `the log has a statement that changes ${database} from within ${found.database || 'no database'}, and cannot be played back alone: ${shown}`,
      { hint: 'Restore to the moment before it with --at, or to the end of the log on a server of your own.' },
    )
  // Every name in it is a full one: in which database it is run makes no difference.
  return { replace: within(head, found.databaseAt, database, checksum) }
}

export interface XaStep {
  readonly step: 'START' | 'COMMIT' | 'ROLLBACK'
  /** As the server writes it: X'7831',X'',1. */
  readonly transaction: string
}

/** What a statement does to a distributed transaction, which is prepared first, and ended by another session, perhaps much later. */
export function xaStepOf(header: EventHeader, head: Buffer, checksum: number): XaStep | undefined {
  const { sql } = statementIn(header, head, checksum)
  const [, step, transaction] = /^XA (START|COMMIT|ROLLBACK) (\S+)$/.exec(sql) ?? []
  return step === undefined || transaction === undefined ? undefined : { step: step as XaStep['step'], transaction }
}

function statementIn({ size, type }: EventHeader, head: Buffer, checksum: number): Statement {
  const body = head.subarray(headerBytes, Math.min(head.length, size - checksum))
  const nameBytes = body.readUInt8(8)
  const variables = body.readUInt16LE(11)
  const at = postBytes + variables
  const sql = body.subarray(at + nameBytes + 1)
  return {
    database: body.toString('utf8', at, at + nameBytes),
    changes: changedIn(body.subarray(postBytes, at)),
    sql: (type === kinds.query ? sql : inflated(sql)).toString('utf8'),
    databaseAt: headerBytes + at,
  }
}

/** One byte says in how many its length stands. */
function inflated(bytes: Buffer): Buffer {
  const lengthBytes = (bytes.readUInt8(0) & 0x07) + 1
  return inflateSync(bytes.subarray(lengthBytes), { maxOutputLength: 1024 * 1024 * 1024 })
}

// How many bytes each variable of a statement's event has; a name is one byte of length and as many characters.
const widths: Readonly<Record<number, number>> = {
  0: 4,
  1: 8,
  3: 4,
  4: 6,
  5: -1,
  7: 2,
  8: 2,
  9: 8,
  10: 4,
  13: 3,
  16: 1,
}
const changedNames = 12
const tooMany = 254

/** The databases that MySQL says a statement changes. */
function changedIn(variables: Buffer): readonly string[] | undefined {
  let at = 0
  while (at < variables.length) {
    const code = variables.readUInt8(at++)
    if (code === changedNames) return namesIn(variables.subarray(at))
    if (code === 2 || code === 6) {
      // A catalog (with a zero behind it, of old), which is the same in all of them.
      at += 1 + (variables[at] ?? 0) + (code === 2 ? 1 : 0)
    } else if (code === 11) {
      // Who invokes it: a user and a host.
      at += 1 + (variables[at] ?? 0)
      at += 1 + (variables[at] ?? 0)
    } else {
      const width = widths[code]
      if (width === undefined) return undefined
      at += width < 0 ? 1 + (variables[at] ?? 0) : width
    }
  }
  return undefined
}

function namesIn(bytes: Buffer): readonly string[] | undefined {
  const count = bytes[0] ?? 0
  if (count >= tooMany) return undefined
  const names: string[] = []
  for (let at = 1; names.length < count; ) {
    const end = bytes.indexOf(0, at)
    if (end < 0) return undefined
    names.push(bytes.toString('utf8', at, end))
    at = end + 1
  }
  return names
}

function within(event: Buffer, at: number, database: string, checksum: number): Buffer {
  const name = Buffer.from(database)
  const whole = Buffer.concat([event.subarray(0, at), name, event.subarray(at)])
  whole.writeUInt8(name.length, headerBytes + 8)
  whole.writeUInt32LE(whole.length, 9)
  // Where it ends in its file says nothing in another one.
  whole.writeUInt32LE(0, 13)
  if (checksum > 0) whole.writeUInt32LE(crc32(whole.subarray(0, -checksum)), whole.length - checksum)
  return whole
}

interface Word {
  readonly text: string
  readonly isName: boolean
}

const pieces =
  /\s+|\/\*M?!\d*|\*\/|\/\*[\s\S]*?(?:\*\/|$)|--(?=\s)[^\n]*|#[^\n]*|`((?:[^`]|``)*)`|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|([\p{L}\p{N}_$]+)|(.)/gsu

function wordsOf(sql: string): readonly Word[] {
  const words: Word[] = []
  for (const [, quoted, word, sign] of sql.matchAll(pieces)) {
    if (quoted !== undefined) words.push({ text: quoted.replaceAll('``', '`'), isName: true })
    else if (word !== undefined) words.push({ text: word, isName: true })
    else if (sign !== undefined) words.push({ text: sign, isName: false })
  }
  return words
}

function kindOf(words: readonly Word[]): 'transaction' | 'account' | 'other' {
  const [first = '', second = ''] = words.map(({ text }) => text.toUpperCase())
  if (['BEGIN', 'COMMIT', 'ROLLBACK', 'SAVEPOINT', 'RELEASE', 'XA'].includes(first)) return 'transaction'
  if (first === 'START' && second === 'TRANSACTION') return 'transaction'
  if (['GRANT', 'REVOKE', 'FLUSH'].includes(first)) return 'account'
  if (first === 'SET' && /^(?:PASSWORD|DEFAULT|ROLE)$/.test(second)) return 'account'
  const things = words.slice(1, 5).map(({ text }) => text.toUpperCase())
  const isOfAccount = ['CREATE', 'ALTER', 'DROP', 'RENAME'].includes(first)
  const thing = things.find((word) => !['OR', 'REPLACE'].includes(word))
  return isOfAccount && (thing === 'USER' || thing === 'ROLE') ? 'account' : 'other'
}

/** Whether a name of that database's is in it: "shop.orders", or the database itself. */
function mentions(words: readonly Word[], database: string): boolean {
  return words.some(
    ({ text, isName }, index) =>
      isName &&
      text === database &&
      (words[index + 1]?.text === '.' || /^(?:DATABASE|SCHEMA|EXISTS)$/i.test(words[index - 1]?.text ?? '')),
  )
}

const targets = new Set([
  'TABLE',
  'VIEW',
  'INTO',
  'UPDATE',
  'FROM',
  'TRIGGER',
  'EVENT',
  'PROCEDURE',
  'FUNCTION',
  'SEQUENCE',
  'ON',
])

/** What it changes has the name of another database in front. */
function isElsewhere(words: readonly Word[], database: string): boolean {
  const verb = words[0]?.text.toUpperCase() ?? ''
  const keyword =
    verb === 'UPDATE' ? 0 : words.findIndex(({ text }, index) => index > 0 && targets.has(text.toUpperCase()))
  if (keyword < 0) return false
  let at = keyword + 1
  while (/^(?:IF|NOT|EXISTS|IGNORE|LOW_PRIORITY)$/i.test(words[at]?.text ?? '')) at++
  return words[at]?.isName === true && words[at + 1]?.text === '.' && words[at]?.text !== database
}
