import type { Globals } from './statement.ts'

/* The statements of roles as text, and as SQL that a person may print and run. */

// A server's encodings, as the Encoding Standard names them. LATIN1 is bytes as they are.
const labels: Readonly<Record<string, string>> = {
  ...{ UTF8: 'utf-8', SQL_ASCII: 'utf-8', LATIN2: 'iso-8859-2', LATIN3: 'iso-8859-3', LATIN4: 'iso-8859-4' },
  ...{ LATIN5: 'iso-8859-9', LATIN6: 'iso-8859-10', LATIN7: 'iso-8859-13', LATIN8: 'iso-8859-14' },
  ...{ LATIN9: 'iso-8859-15', ISO_8859_5: 'iso-8859-5', ISO_8859_6: 'iso-8859-6', ISO_8859_7: 'iso-8859-7' },
  ...{ ISO_8859_8: 'iso-8859-8', WIN1250: 'windows-1250', WIN1251: 'windows-1251', WIN1252: 'windows-1252' },
  ...{ WIN1253: 'windows-1253', WIN1254: 'windows-1254', WIN1255: 'windows-1255', WIN1256: 'windows-1256' },
  ...{ WIN1257: 'windows-1257', WIN1258: 'windows-1258', WIN866: 'ibm866', WIN874: 'windows-874' },
  ...{ KOI8R: 'koi8-r', KOI8U: 'koi8-u', EUC_JP: 'euc-jp', EUC_KR: 'euc-kr', EUC_CN: 'gb2312' },
}
// What a server may have besides: never told from bytes here. In an encoding that is none of a server's, as SJIS, a byte of a
// name could swallow the quote behind it.
const alsoOfServers = new Set(['EUC_TW', 'EUC_JIS_2004', 'MULE_INTERNAL', 'LATIN10'])

/**
 * The same in UTF-8, from the bytes of its encoding; as it is where those cannot be told. undefined: no server has such an
 * encoding.
 */
export function inUtf8(globals: Globals): Globals | undefined {
  const { encoding, statements, refused } = globals
  if (encoding === 'LATIN1') return { ...globals, encoding: 'UTF8' }
  const label = Object.hasOwn(labels, encoding) ? labels[encoding] : undefined
  if (label === undefined) return alsoOfServers.has(encoding) ? globals : undefined
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  const decode = (text: string): string => decoder.decode(Buffer.from(text, 'latin1'))
  try {
    const decoded = statements.map(({ sql, roles }) => ({ sql: decode(sql), roles: roles.map(decode) }))
    return { encoding: 'UTF8', statements: decoded, refused }
  } catch {
    // A name of a database with another encoding: on a server all of them share their roles.
    return encoding === 'UTF8' ? { ...globals, encoding: 'SQL_ASCII' } : globals
  }
}

const quoted = /"(?:[^"]|"")*"|(?<![\w$])[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/g
// What a terminal or a log obeys, or does not show as it is; and ends of lines, so that none begins with what psql obeys.
const special = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/g
const has = (text: string): boolean => text.search(special) >= 0

/** The same statement in one line that holds nothing but what can be seen. */
export function printable(sql: string): string {
  const hex = (char: string): string => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
  return sql
    .replace(quoted, (text) => {
      if (!has(text)) return text
      if (text.startsWith('"')) return `U&${text.replaceAll('\\', '\\\\').replace(special, (char) => `\\${hex(char)}`)}`
      // A backslash in front of one takes it as it is.
      if (/^[eE]/.test(text))
        return text.replace(/\\([\s\S])|[\s\S]/g, (whole, after: string | undefined) => {
          const char = after ?? whole
          return has(char) ? `\\u${hex(char)}` : whole
        })
      return `E${text.replaceAll('\\', '\\\\').replace(special, (char) => `\\u${hex(char)}`)}`
    })
    .replace(special, ' ')
}
