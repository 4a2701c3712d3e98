import { Problem, remedy } from '../../../problem.ts'

/** What becomes of a statement's bytes; `replace` is for one that is heard of as a whole. */
export type Verdict = 'keep' | 'drop' | { readonly replace: string }

/** Hears of a dump's statements, in their order. */
export interface Listener {
  /** How a statement begins: up to the rows of an INSERT, else all of it, or its first 16 KiB. */
  statement(head: string, isWhole: boolean): Verdict
  /** The same one has ended; `rows`: of an INSERT. */
  ended(rows: number): void
  /** A comment of one line between statements. */
  comment(line: string): void
}

type Mode = 'between' | 'line' | 'remark' | 'code' | 'quote' | 'code line' | 'code remark' | 'into' | 'name' | 'rows'

const headBytes = 16 * 1024
const shownBytes = 2048
// What must be seen at once of what begins between statements.
const lookahead = 16

const [tab, newline, carriage, space] = [0x09, 0x0a, 0x0d, 0x20]
const [double, hash, single, open, close, comma, minus, slash] = [0x22, 0x23, 0x27, 0x28, 0x29, 0x2c, 0x2d, 0x2f]
const [star, bang, semicolon, capitalM, capitalV, backslash, back] = [0x2a, 0x21, 0x3b, 0x4d, 0x56, 0x5c, 0x60]

const isSpace = (byte: number | undefined): boolean =>
  byte === space || byte === newline || byte === tab || byte === carriage

/**
 * Reads what mysqldump and mariadb-dump write as the client that restores it reads it, and counts the rows of its INSERTs: a
 * byte at a time, in whatever pieces it comes. Strict: what it does not know is an error, and not a guess.
 * @throws Problem `dump-incomplete`
 */
export class DumpReader {
  readonly #listener: Listener
  #mode: Mode = 'between'
  #quote = 0
  #delimiter = Buffer.from(';')
  /** False under NO_BACKSLASH_ESCAPES, in which a routine may have been written. */
  #escapes = true
  #parentheses = 0
  #rows = 0
  #isQuoted = false
  #verdict: 'undecided' | 'keep' | 'drop' = 'keep'
  /** The beginning of an undecided statement, of earlier chunks. */
  #held: Buffer[] = []
  #heldBytes = 0
  #line = ''
  /** Bytes that nothing can be made of without the next ones. */
  #rest: Buffer = Buffer.alloc(0)
  /** The first byte of the current chunk that was not returned yet. */
  #from = 0
  #out: Buffer[] = []

  constructor(listener: Listener) {
    this.#listener = listener
  }

  /** Gives what is kept of what is decided. */
  push(chunk: Uint8Array): readonly Buffer[] {
    const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    return this.#read(this.#rest.length === 0 ? next : Buffer.concat([this.#rest, next]), false)
  }

  /** @throws Problem `dump-incomplete` where a statement has not ended. */
  end(): readonly Buffer[] {
    const out = this.#read(this.#rest, true)
    if (this.#mode !== 'between') throw malformed('it ends in the middle of a statement')
    return out
  }

  #read(bytes: Buffer, isLast: boolean): readonly Buffer[] {
    this.#out = []
    this.#from = 0
    let at = 0
    while (at < bytes.length) {
      const next = this.#step(bytes, at, isLast)
      if (next === at) break
      at = next
    }
    if (isLast && this.#mode === 'line') this.#endLine()
    this.#rest = Buffer.from(bytes.subarray(at))
    this.#leave(bytes, at)
    return this.#out
  }

  /** Goes on in the present mode; gives where to go on, or `at` again where more bytes are needed. */
  #step(bytes: Buffer, at: number, isLast: boolean): number {
    switch (this.#mode) {
      case 'between':
        return this.#between(bytes, at, isLast)
      case 'line':
        return this.#wholeLine(bytes, at)
      case 'code line': {
        const end = bytes.indexOf(newline, at)
        if (end >= 0) this.#mode = 'code'
        return end < 0 ? bytes.length : end + 1
      }
      case 'remark':
      case 'code remark': {
        const end = bytes.indexOf('*/', at)
        // The last byte may be the star of the end.
        if (end < 0) return isLast ? bytes.length : Math.max(at, bytes.length - 1)
        this.#mode = this.#mode === 'remark' ? 'between' : 'code'
        return end + 2
      }
      case 'quote':
        return this.#inQuote(bytes, at)
      case 'code':
        return this.#code(bytes, at, isLast)
      case 'into':
      case 'name':
        return this.#into(bytes, at)
      case 'rows':
        return this.#values(bytes, at)
    }
  }

  #between(bytes: Buffer, start: number, isLast: boolean): number {
    let at = start
    while (at < bytes.length && isSpace(bytes[at])) at++
    if (at === bytes.length || (!isLast && bytes.length - at < lookahead)) return at
    const beginning = bytes.toString('latin1', at, at + lookahead)
    if (/^(?:--|#|delimiter\s)/i.test(beginning)) {
      this.#mode = 'line'
      this.#line = ''
      return this.#wholeLine(bytes, at)
    }
    // MariaDB's first line: a command of its client, which older ones take for a remark.
    if (/^\/\*(?!!|M!(?!999999))/.test(beginning)) {
      this.#mode = 'remark'
      return at + 2
    }
    this.#give(bytes, at)
    this.#verdict = 'undecided'
    this.#rows = 0
    this.#parentheses = 0
    this.#mode = beginning.startsWith('INSERT INTO `') ? 'into' : 'code'
    return this.#mode === 'into' ? at + 'INSERT INTO '.length : this.#code(bytes, at, isLast)
  }

  #wholeLine(bytes: Buffer, at: number): number {
    const found = bytes.indexOf(newline, at)
    const end = found < 0 ? bytes.length : found
    if (this.#line.length < shownBytes) this.#line += bytes.toString('utf8', at, Math.min(end, at + shownBytes))
    if (found < 0) return end
    this.#endLine()
    return end + 1
  }

  #endLine(): void {
    this.#mode = 'between'
    const line = this.#line.trim()
    const delimiter = /^delimiter\s+(\S+)/i.exec(line)?.[1]
    if (delimiter === undefined) this.#listener.comment(line)
    else this.#delimiter = Buffer.from(delimiter)
  }

  #code(bytes: Buffer, start: number, isLast: boolean): number {
    const ends = this.#delimiter[0]
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === single || byte === double || byte === back) {
        this.#mode = 'quote'
        this.#quote = byte
        return at + 1
      }
      if (byte !== ends && byte !== minus && byte !== slash && byte !== hash) continue
      if (!isLast && bytes.length - at < Math.max(4, this.#delimiter.length)) return at
      if (byte === ends && bytes.subarray(at, at + this.#delimiter.length).equals(this.#delimiter))
        return this.#endStatement(bytes, at + this.#delimiter.length)
      if (byte === hash || (byte === minus && bytes[at + 1] === minus && isSpace(bytes[at + 2]))) {
        this.#mode = 'code line'
        return at + 1
      }
      if (byte === slash && bytes[at + 1] === star && !isCode(bytes, at + 2)) {
        this.#mode = 'code remark'
        return at + 2
      }
    }
    return bytes.length
  }

  #inQuote(bytes: Buffer, start: number): number {
    const quote = this.#quote
    const escapes = this.#escapes && quote !== back
    let at = start
    for (;;) {
      while (at < bytes.length && bytes[at] !== quote && bytes[at] !== backslash) at++
      if (at >= bytes.length) return bytes.length
      if (bytes[at] === quote) {
        this.#mode = 'code'
        return at + 1
      }
      if (!escapes) at++
      else if (at + 1 === bytes.length) return at
      else at += 2
    }
  }

  /** From the table's name to where the rows begin: INSERT INTO `a` (`b`, c) VALUES */
  #into(bytes: Buffer, start: number): number {
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at]
      if (this.#mode === 'name') {
        if (byte === back) this.#mode = 'into'
      } else if (byte === back) this.#mode = 'name'
      else if (byte === open) this.#parentheses++
      else if (byte === close) this.#parentheses--
      else if (this.#parentheses === 1) continue
      else if (byte === capitalV) {
        const word = 'VALUES'
        if (bytes.length - at < word.length) return at
        if (bytes.toString('latin1', at, at + word.length) !== word) throw malformed('an INSERT has no VALUES')
        this.#decide(bytes, at + word.length, false)
        this.#mode = 'rows'
        this.#isQuoted = false
        return at + word.length
      } else if (!isSpace(byte)) throw malformed('an INSERT is not of the form that mysqldump writes')
      if (this.#parentheses < 0 || this.#parentheses > 1) throw malformed('an INSERT has parentheses among its columns')
    }
    return bytes.length
  }

  /** The rows of an INSERT: most of every dump, and so the loop that must be fast. */
  #values(bytes: Buffer, start: number): number {
    const { length } = bytes
    let at = start
    let isInside = this.#parentheses === 1
    let isQuoted = this.#isQuoted
    let rows = this.#rows
    let result = -1
    // Kept, so that the search for the one is not repeated for each of the other.
    let nextEscape = -1
    let nextQuote = -1
    while (at < length) {
      let byte = bytes[at] as number
      if (isQuoted) {
        // A short text is done before a search has begun; in a long one that is several times faster.
        const near = Math.min(at + nearBytes, length)
        while (byte !== single && byte !== backslash && ++at < near) byte = bytes[at] as number
        if (at === near && at < length) {
          if (nextEscape < at) nextEscape = foundOr(bytes.indexOf(backslash, at), length)
          if (nextQuote < at) nextQuote = foundOr(bytes.indexOf(single, at), length)
          at = Math.min(nextQuote, nextEscape)
          byte = bytes[at] as number
        }
        if (at >= length) break
        if (byte === backslash) {
          if (at + 1 === length) {
            result = at
            break
          }
          at += 2
          continue
        }
        isQuoted = false
      } else if (isInside) {
        // Digits, commas, hexadecimal and NULL: nothing to tell apart.
        while ((byte === comma || byte > 0x2f) && byte !== semicolon && byte !== backslash && byte !== back) {
          if (++at >= length) break
          byte = bytes[at] as number
        }
        if (at >= length) break
        if (byte === single) isQuoted = true
        else if (byte === close) {
          isInside = false
          rows++
        } else if (byte === open || byte === semicolon || byte === backslash || byte === back || byte === double)
          throw malformed('a row is not of the form that mysqldump writes')
      } else if (byte === open) isInside = true
      else if (byte === semicolon) {
        this.#rows = rows
        return this.#endStatement(bytes, at + 1)
      } else if (byte !== comma && !isSpace(byte)) throw malformed('something stands between rows')
      at++
    }
    this.#rows = rows
    this.#parentheses = isInside ? 1 : 0
    this.#isQuoted = isQuoted
    return result < 0 ? length : result
  }

  #endStatement(bytes: Buffer, end: number): number {
    if (this.#verdict === 'undecided') this.#decide(bytes, end, true)
    this.#give(bytes, end)
    this.#verdict = 'keep'
    this.#mode = 'between'
    this.#listener.ended(this.#rows)
    return end
  }

  #decide(bytes: Buffer, end: number, isWhole: boolean): void {
    const head = Buffer.concat([...this.#held, bytes.subarray(this.#from, end)]).toString('utf8')
    if (isWhole) this.#heedMode(head)
    const verdict = this.#listener.statement(head, isWhole)
    if (verdict === 'keep') this.#out.push(...this.#held)
    else if (verdict !== 'drop') {
      if (!isWhole) throw malformed('a statement is longer than it can be')
      this.#out.push(Buffer.from(verdict.replace))
    }
    this.#held = []
    this.#heldBytes = 0
    this.#verdict = verdict === 'keep' ? 'keep' : 'drop'
  }

  #heedMode(head: string): void {
    const [, mode] = /^\W*(?:!\d+ )?SET\b[^;]*\bsql_mode\s*=\s*('[^']*'|@)/i.exec(head) ?? []
    if (mode !== undefined) this.#escapes = !/no_backslash_escapes/i.test(mode)
  }

  #give(bytes: Buffer, end: number): void {
    if (this.#verdict === 'keep' && end > this.#from) this.#out.push(bytes.subarray(this.#from, end))
    this.#from = end
  }

  /** At the end of a chunk. */
  #leave(bytes: Buffer, end: number): void {
    if (this.#verdict === 'undecided' && this.#heldBytes + end - this.#from >= headBytes)
      this.#decide(bytes, end, false)
    if (this.#verdict !== 'undecided') {
      this.#give(bytes, end)
      return
    }
    const piece = Buffer.from(bytes.subarray(this.#from, end))
    this.#held.push(piece)
    this.#heldBytes += piece.length
  }
}

const nearBytes = 24

const foundOr = (at: number, otherwise: number): number => (at < 0 ? otherwise : at)

/** After the beginning of a remark: what servers of some versions run. */
function isCode(bytes: Buffer, at: number): boolean {
  return bytes[at] === bang || (bytes[at] === capitalM && bytes[at + 1] === bang)
}

export function malformed(because: string): Problem {
  return new Problem('dump-incomplete', `the dump cannot be read: ${because}`, { hint: remedy.dump })
}
