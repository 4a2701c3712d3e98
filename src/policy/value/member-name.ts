import { createHash } from 'node:crypto'

const longest = 100

/**
 * The name of a source that is one database of a server: "orders/tenant_7". What may not stand in a key is written byte by byte,
 * `Tenant "7"` as "=54enant=20=227=22": in lower case, for file systems that take A for a. A longer one than keys can hold ends
 * in its digest. Two databases never have one name. Pure.
 */
export function memberName(group: string, database: string): string {
  return `${group}/${encoded(database)}`
}

function encoded(database: string): string {
  const bytes = [...Buffer.from(database)].map((byte, at, all) => {
    const char = String.fromCharCode(byte)
    // Two dots lead upwards to some, and a last one is lost to others.
    const isPlain = /[a-z0-9_-]/.test(char) || (char === '.' && at > 0 && at < all.length - 1 && all[at - 1] !== byte)
    return isPlain ? char : `=${byte.toString(16).padStart(2, '0')}`
  })
  const text = bytes.join('')
  if (text !== '' && text.length <= longest) return text
  let begin = ''
  for (const one of bytes) {
    if (begin.length + one.length > longest - 34) break
    begin += one
  }
  return `${begin}=x${createHash('sha256').update(database).digest('hex').slice(0, 32)}`
}

/** The group of such a name, and its database; without one where the name has only its digest. undefined: it is no such name. */
export function readMember(
  name: string,
): { readonly group: string; readonly database: string | undefined } | undefined {
  // What the log of a source is kept under is no database's.
  const [, group, text] = /^([^/]+)\/(?!=log(?:-|$))([a-z0-9._=-]{1,100})$/.exec(name) ?? []
  if (group === undefined || text === undefined) return undefined
  const bytes = [...text.matchAll(/=([0-9a-f]{2})|([^=])/g)].map(([, hex, char = '']) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  const database = Buffer.from(bytes).toString()
  return { group, database: encoded(database) === text ? database : undefined }
}
