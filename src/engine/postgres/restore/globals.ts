import type { Readable } from 'node:stream'
import { Problem } from '../../../problem.ts'
import { inUtf8 } from './globals-text.ts'
import type { Globals, RoleStatement } from './statement.ts'

const maxBytes = 16 * 1024 * 1024

/** Reads the part whole. Throws `object-damaged` for more than any server's roles, and for an encoding that no server has. */
export async function readGlobals(part: Readable): Promise<Globals> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of part as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new Problem('object-damaged', `globals.sql is larger than ${maxBytes} bytes`, {
        hint: 'Restore without --globals, and create the roles yourself.',
      })
    chunks.push(chunk)
  }
  const globals = parseGlobals(Buffer.concat(chunks).toString('latin1'))
  const told = inUtf8(globals)
  if (told !== undefined) return told
  throw new Problem('object-damaged', `globals.sql is in ${globals.encoding}, which is not a server encoding`, {
    hint: 'Restore without --globals, and inspect that part (restore --raw) before you trust this backup.',
  })
}

const name = String.raw`((?:"(?:[^"]|"")+")|[^\s"';]+)`
const allowed = [
  new RegExp(`^CREATE ROLE ${name}$`),
  new RegExp(`^ALTER ROLE ${name} (?:WITH|SET|RESET|IN DATABASE) `),
  new RegExp(`^GRANT ${name} TO ${name}(?: WITH | GRANTED BY |$)`),
  new RegExp(`^COMMENT ON ROLE ${name} IS `),
  new RegExp(`^SECURITY LABEL FOR (?:"(?:[^"]|"")+"|\\w+) ON ROLE ${name} IS `),
]
// Tablespaces are places of the machine that was backed up.
const passedOver =
  /^(?:SET (?:default_transaction_read_only|client_encoding|standard_conforming_strings) |(?:CREATE|ALTER) TABLESPACE |(?:GRANT|REVOKE) [A-Z ]+ ON TABLESPACE |COMMENT ON TABLESPACE )/

/** What pg_dumpall writes of roles, in bytes as latin1 takes them. Only that is ever run: whoever can write a backup could have written this. */
export function parseGlobals(text: string): Globals {
  const statements: RoleStatement[] = []
  const refused: string[] = []
  let encoding = 'UTF8'
  for (const { sql, isPlain } of statementsOf(text)) {
    encoding = /^SET client_encoding = '(\w+)'$/.exec(sql)?.[1] ?? encoding
    const roles = isPlain ? allowed.flatMap((one) => one.exec(sql)?.slice(1) ?? []) : []
    if (roles.length > 0) statements.push({ sql, roles: roles.map(unquoted) })
    else if (!passedOver.test(sql)) refused.push(sql.slice(0, 40).replace(/\s+/g, ' '))
  }
  return { encoding, statements, refused }
}

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text)

interface Statement {
  readonly sql: string
  /** False where, outside of quotes, it holds what pg_dumpall does not write and another reader may take for an end. */
  readonly isPlain: boolean
}

const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|;|[^'";-]+|[\s\S]/g
// White space by itself, so that a command of psql is seen where it begins.
const blankOr = new RegExp(`\\s+|${token.source}`, 'g')
const escapedOr = /'(?:[^'\\]|''|\\[\s\S])*'|[\s\S]/g
const escaped = /(?:^|[^\w$])[eE]$/

/** Split at semicolons outside of quotes; psql's own commands, which begin a line, are left out. */
function* statementsOf(text: string): Generator<Statement> {
  let sql = ''
  let before = ''
  let isPlain = true
  let isBlank = true
  for (let at = 0; at < text.length; ) {
    if (isBlank && text[at] === '\\') {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end + 1
      continue
    }
    const found = next(text, at, escaped.test(before), isBlank)
    at += found.length
    before = (before + found).slice(-2)
    if (found.startsWith('--')) isPlain &&= isBlank
    else if (found === ';') {
      yield { sql: sql.trim(), isPlain }
      sql = ''
      isPlain = true
      isBlank = true
    } else {
      const isQuoted = /^['"]/.test(found)
      isPlain &&= isQuoted ? found.length > 1 : !/[\\$]|\/\*/.test(found)
      isBlank &&= /^\s*$/.test(found)
      sql += found
    }
  }
  if (!isBlank) yield { sql: sql.trim(), isPlain: false }
}

function next(text: string, at: number, isEscaped: boolean, isBlank: boolean): string {
  const pattern = isBlank ? blankOr : isEscaped && text[at] === "'" ? escapedOr : token
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
