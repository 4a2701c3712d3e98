import { z } from 'zod'

/** What JetStream answers by itself, as the list of consumers, may be longer than what its clients may send. */
const leastPayload = 16 << 20
/** The most that any server lets its clients send. */
const mostPayload = 64 << 20

/** What a server says of itself when somebody connects. */
const greeting = z.object({
  version: z.string(),
  /** No number above 0: it sets no limit. */
  max_payload: z.int().transform((most) => (most > 0 ? most : mostPayload)),
  headers: z.boolean().optional(),
  jetstream: z.boolean().optional(),
  tls_required: z.boolean().optional(),
  tls_available: z.boolean().optional(),
  /** What a key signs to prove itself. */
  nonce: z.string().optional(),
  /** Name of the cluster; absent on a single server. */
  cluster: z.string().optional(),
})
export type ServerInfo = z.output<typeof greeting>

export interface Message {
  readonly sid: number
  readonly reply: string | undefined
  /** Of a message that only reports a status: 204, 503. */
  readonly status: { readonly code: number; readonly text: string } | undefined
  readonly body: Buffer
}

export type Operation =
  | { readonly kind: 'info'; readonly info: ServerInfo }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'ping' | 'pong' | 'ok' }
  | { readonly kind: 'error'; readonly text: string }

/** Beyond it, what comes is not NATS. */
const longestLine = 1 << 20

/** The server's side of NATS's client protocol, piece by piece. Throws for what is none. */
export class ProtocolReader {
  #chunks: Buffer[] = []
  #held = 0
  /** As many bytes as the next operation has, as far as that is known. */
  #need = 0
  #mostBytes = leastPayload

  /** What came beyond the last operation: where TLS begins, there must be nothing. */
  get pending(): number {
    return this.#held
  }

  *read(chunk: Buffer): Generator<Operation> {
    if (chunk.length > 0) this.#chunks.push(chunk)
    this.#held += chunk.length
    // A long message is put together once, and not with each of its chunks.
    if (this.#held < this.#need) return
    for (;;) {
      const bytes = this.#whole()
      const end = bytes.indexOf('\r\n')
      if (end === -1 || end > longestLine) {
        if (bytes.length > longestLine) throw new Error('what answers there is not a NATS server')
        return
      }
      const line = bytes.toString('utf8', 0, end)
      const [word = '', ...fields] = line.trim().split(/[ \t]+/)
      const operation = word.toUpperCase()
      if (operation !== 'MSG' && operation !== 'HMSG') {
        this.#keep(bytes.subarray(end + 2))
        yield this.#plain(operation, line)
        continue
      }
      const length = this.#lengthIn(fields)
      const from = end + 2
      this.#need = from + length + 2
      if (bytes.length < this.#need) return
      if (bytes.toString('latin1', from + length, this.#need) !== '\r\n')
        throw new Error('the server sent a message that is not as long as it says')
      this.#keep(bytes.subarray(this.#need))
      yield { kind: 'message', message: messageOf(operation, fields, bytes.subarray(from, from + length)) }
    }
  }

  #whole(): Buffer {
    const [first = Buffer.alloc(0)] = this.#chunks
    if (this.#chunks.length < 2) return first
    const bytes = Buffer.concat(this.#chunks)
    this.#chunks = [bytes]
    return bytes
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#held = rest.length
    this.#need = 0
  }

  /** Never more than its server's greeting allows: a line of a few bytes must not take all memory. */
  #lengthIn(fields: readonly string[]): number {
    const length = Number(fields.at(-1))
    if (!Number.isSafeInteger(length) || length < 0) throw new Error('the server sent a message of no length')
    if (length > this.#mostBytes)
      throw new Error(`the server sends a message of ${length} bytes, and ${this.#mostBytes} are the most`)
    return length
  }

  #plain(word: string, line: string): Operation {
    const operation = plain(word, line)
    if (operation.kind === 'info')
      this.#mostBytes = Math.min(mostPayload, Math.max(leastPayload, operation.info.max_payload))
    return operation
  }
}

function plain(word: string, line: string): Operation {
  if (word === 'INFO') return { kind: 'info', info: infoIn(line.slice(5)) }
  if (word === 'PING') return { kind: 'ping' }
  if (word === 'PONG') return { kind: 'pong' }
  if (word === '+OK') return { kind: 'ok' }
  if (word === '-ERR') return { kind: 'error', text: line.slice(5).replace(/^'|'$/g, '') }
  throw new Error('what answers there is not a NATS server')
}

function infoIn(text: string): ServerInfo {
  let info: unknown
  try {
    info = JSON.parse(text)
  } catch {
    throw new Error('what answers there is not a NATS server')
  }
  const parsed = greeting.safeParse(info)
  if (parsed.success) return parsed.data
  throw new Error('what answers there is not a NATS server')
}

/** MSG subject sid [reply] length; HMSG subject sid [reply] length-of-headers length. */
function messageOf(word: string, fields: readonly string[], whole: Buffer): Message {
  const withHeaders = word === 'HMSG'
  const reply = fields.length === (withHeaders ? 5 : 4) ? fields[2] : undefined
  const headers = withHeaders ? Number(fields.at(-2)) : 0
  const [, code, text = ''] = /^NATS\/1\.0 (\d{3}) ?([^\r\n]*)/.exec(whole.toString('latin1', 0, headers)) ?? []
  return {
    sid: Number(fields[1]),
    reply,
    status: code === undefined ? undefined : { code: Number(code), text },
    body: whole.subarray(headers),
  }
}
