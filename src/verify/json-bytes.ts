/**
 * JSON out of its UTF-8 bytes, value by value. `JSON.parse` wants the whole as one string first, which takes the bytes once
 * more, or twice where one sign is wider than a byte: 64 MiB of such names took 606 MiB with it, and 444 without. Means what
 * `JSON.parse` means, but for depth: a value more than 32 deep is refused. Throws a SyntaxError for what is not JSON. Pure.
 */
export function parseJsonBytes(bytes: Buffer): unknown {
  const reader = new Reader(bytes)
  const value = reader.value(0)
  reader.end()
  return value
}

const deepest = 32
const [quote, backslash, comma, colon, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\,:{}[]'].map(
  (sign) => sign.charCodeAt(0),
)
/** Space, tab, line feed, carriage return. */
const isSpace = (sign: number | undefined) => sign === 0x20 || sign === 0x09 || sign === 0x0a || sign === 0x0d

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  value(depth: number): unknown {
    if (depth > deepest) throw new SyntaxError(`more than ${deepest} levels deep at ${this.#at}`)
    switch (this.#next()) {
      case quote:
        return this.#string()
      case openBrace:
        return this.#object(depth)
      case openBracket:
        return this.#array(depth)
      default:
        return this.#plain()
    }
  }

  end(): void {
    if (this.#next() !== undefined) throw this.#unexpected()
  }

  #object(depth: number): Record<string, unknown> {
    const found: Record<string, unknown> = {}
    this.#at++
    if (this.#takes(closeBrace)) return found
    do {
      if (this.#next() !== quote) throw this.#unexpected()
      const name = this.#string()
      this.#must(colon)
      const value = this.value(depth + 1)
      // Assigned, it would be no name but the prototype.
      if (name === '__proto__')
        Object.defineProperty(found, name, { value, enumerable: true, writable: true, configurable: true })
      else found[name] = value
    } while (this.#takes(comma))
    this.#must(closeBrace)
    return found
  }

  #array(depth: number): unknown[] {
    const found: unknown[] = []
    this.#at++
    if (this.#takes(closeBracket)) return found
    do found.push(this.value(depth + 1))
    while (this.#takes(comma))
    this.#must(closeBracket)
    return found
  }

  #string(): string {
    const bytes = this.#bytes
    const start = this.#at
    let isBare = true
    let at = start + 1
    for (; bytes[at] !== quote; at++) {
      const sign = bytes[at]
      if (sign === undefined) throw new SyntaxError('unterminated string')
      if (sign === backslash) {
        isBare = false
        at++
      } else if (sign < 0x20) throw new SyntaxError(`a control character in the string at ${start}`)
    }
    this.#at = at + 1
    return isBare ? bytes.toString('utf8', start + 1, at) : JSON.parse(bytes.toString('utf8', start, at + 1))
  }

  /** A number, true, false or null: up to what cannot be a part of it. */
  #plain(): unknown {
    const start = this.#at
    while (/[-+.0-9A-Za-z]/.test(String.fromCharCode(this.#bytes[this.#at] ?? 0))) this.#at++
    if (this.#at === start) throw this.#unexpected()
    return JSON.parse(this.#bytes.toString('latin1', start, this.#at))
  }

  /** The next sign that is not white space; undefined: the end. */
  #next(): number | undefined {
    while (isSpace(this.#bytes[this.#at])) this.#at++
    return this.#bytes[this.#at]
  }

  #takes(sign: number | undefined): boolean {
    const is = this.#next() === sign
    if (is) this.#at++
    return is
  }

  #must(sign: number | undefined): void {
    if (!this.#takes(sign)) throw this.#unexpected()
  }

  #unexpected(): SyntaxError {
    const sign = this.#bytes[this.#at]
    return new SyntaxError(
      sign === undefined ? 'unexpected end' : `unexpected ${JSON.stringify(String.fromCharCode(sign))} at ${this.#at}`,
    )
  }
}
