import { oneLine } from '../../../words/words.ts'
import { type Limit, limitOf } from './limit.ts'

/** What a server answers: null where there is nothing. A refusal is not thrown here: of many answers each is judged for itself. */
export type Reply = Buffer | number | string | null | Refusal | readonly Reply[]

const shownCharacters = 300

/** "NOPERM this user has no permissions ...": the first word is the code. What a server says is shown: it is one line, and no longer. */
export class Refusal {
  readonly text: string

  constructor(text: string) {
    this.text = oneLine(text, shownCharacters)
  }

  get code(): string {
    return /^[A-Z]+/.exec(this.text)?.[0] ?? ''
  }
}

/** Of the protocol itself: values have their length in front of them. */
const longestLine = 64 * 1024
const deepest = 32

/** Cuts a stream into answers. Throws for what is none, before it is held. */
export class ReplyReader {
  /** Of the answer that comes next. */
  readonly #limit: () => Limit
  #held: Buffer = Buffer.alloc(0)
  #at = 0
  /** Chunks of a value that is known not to be whole with them; and how much is still missing. */
  #more: Buffer[] = []
  #missing = 0

  constructor(limit: () => Limit = () => limitOf('')) {
    this.#limit = limit
  }

  /** What has come beyond the last answer, which is no answer itself. */
  rest(): Buffer {
    const rest = this.#held.subarray(this.#at)
    this.#at = this.#held.length
    return rest
  }

  /** Answers that have come whole. What is left waits for the next chunk. */
  *push(chunk: Buffer): Generator<Reply, void> {
    this.#missing -= chunk.length
    this.#more.push(chunk)
    if (this.#missing > 0) return
    const left = this.#held.subarray(this.#at)
    this.#held = left.length === 0 && this.#more.length === 1 ? chunk : Buffer.concat([left, ...this.#more])
    this.#more = []
    this.#missing = 0
    this.#at = 0
    for (;;) {
      const before = this.#at
      const reply = this.#one(this.#limit(), 0)
      if (reply === undefined) {
        this.#at = before
        return
      }
      yield reply
    }
  }

  #one(limit: Limit, depth: number): Reply | undefined {
    const line = this.#line()
    if (line === undefined) return undefined
    const kind = line[0]
    const text = line.slice(1)
    if (kind === '+') return text
    if (kind === '-') return new Refusal(text)
    if (kind === ':') return numberIn(text)
    if (kind === '$') return this.#bulk(atMost(numberIn(text), limit.mostBytes))
    if (kind === '*' && depth < deepest) return this.#list(atMost(numberIn(text), limit.mostItems), limit, depth + 1)
    throw foreign()
  }

  #line(): string | undefined {
    const end = this.#held.indexOf('\r\n', this.#at)
    if ((end === -1 ? this.#held.length : end) - this.#at > longestLine) throw foreign()
    if (end === -1) return undefined
    const line = this.#held.toString('latin1', this.#at, end)
    this.#at = end + 2
    return line
  }

  #bulk(length: number): Buffer | null | undefined {
    if (length < 0) return null
    const missing = this.#at + length + 2 - this.#held.length
    if (missing > 0) {
      this.#missing = missing
      return undefined
    }
    const bulk = this.#held.subarray(this.#at, this.#at + length)
    this.#at += length + 2
    return bulk
  }

  #list(length: number, limit: Limit, depth: number): readonly Reply[] | null | undefined {
    if (length < 0) return null
    const list: Reply[] = []
    for (let left = length; left > 0; left--) {
      const one = this.#one(limit, depth)
      if (one === undefined) return undefined
      list.push(one)
    }
    return list
  }
}

function numberIn(text: string): number {
  if (/^[+-]?\d{1,19}$/.test(text)) return Number(text)
  throw foreign()
}

function atMost(length: number, most: number): number {
  if (length <= most) return length
  throw foreign()
}

const foreign = () => new Error('the server does not speak the protocol of Valkey and Redis')

/** A command as a server takes it: one buffer, because there may be millions. */
export function commandBytes(words: readonly (string | Buffer | number)[]): Buffer {
  let command = `*${words.length}\r\n`
  for (const word of words) {
    const bytes = (Buffer.isBuffer(word) ? word : Buffer.from(String(word))).toString('latin1')
    command += `$${bytes.length}\r\n${bytes}\r\n`
  }
  return Buffer.from(command, 'latin1')
}

export const lineEnd = Buffer.from('\r\n')
