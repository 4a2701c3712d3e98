import { isUtf8 } from 'node:buffer'

/*
 * A file name on Linux is bytes, usually UTF-8. Here it is a string in which a name that is not UTF-8 has each byte
 * above 127 as the lone surrogate U+DC00 + byte (the idea of Python's PEP 383), so that every name survives.
 */

export function decodeName(bytes: Uint8Array): string {
  // Deno gives plain arrays where Node gives Buffers.
  if (isUtf8(bytes)) return Buffer.from(bytes).toString('utf8')
  return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('')
}

/** Each name of a path is UTF-8 or not by itself, as a walk meets them: what begins alike must be the same text. */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const names: string[] = []
  for (let from = 0; from <= bytes.length; ) {
    const slash = bytes.indexOf(0x2f, from)
    const end = slash < 0 ? bytes.length : slash
    names.push(decodeName(bytes.subarray(from, end)))
    from = end + 1
  }
  return names.join('/')
}

export function encodeName(name: string): Buffer {
  if (name.isWellFormed()) return Buffer.from(name, 'utf8')
  const pieces = Array.from(name, (character) => {
    const unit = character.charCodeAt(0)
    return unit >= 0xdc80 && unit <= 0xdcff ? Buffer.of(unit - 0xdc00) : Buffer.from(character, 'utf8')
  })
  return Buffer.concat(pieces)
}

/** What `node:fs` takes: the string wherever it can be one, because Deno's knows no other. */
export function fsPath(path: string): string | Buffer {
  return path.isWellFormed() ? path : encodeName(path)
}

/** True for the directory itself and what is in it. */
export function isBelow(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`)
}

/** For messages: control characters and bytes that are no text are escaped. */
export function shown(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f]|[\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])/g, (character) => {
    const unit = character.charCodeAt(0)
    if (unit < 0x80) return `\\x${unit.toString(16).padStart(2, '0')}`
    return unit >= 0xdc80 && unit <= 0xdcff ? `\\x${(unit - 0xdc00).toString(16)}` : '\ufffd'
  })
}
