/** What a server says of itself when somebody connects. */
export interface ServerInfo {
  readonly version: string
  readonly max_payload: number
  readonly headers?: boolean
  readonly jetstream?: boolean
  readonly tls_required?: boolean
  readonly tls_available?: boolean
  /** What a key signs to prove itself. */
  readonly nonce?: string
  /** Name of the cluster; absent on a single server. */
  readonly cluster?: string
}

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
  #rest: Buffer = Buffer.alloc(0)

  /** What came beyond the last operation: where TLS begins, there must be nothing. */
  get pending(): number {
    return this.#rest.length
  }

  *read(chunk: Buffer): Generator<Operation> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let at = 0
    for (;;) {
      const end = bytes.indexOf('\r\n', at)
      if (end === -1) break
      const line = bytes.toString('utf8', at, end)
      const [word = '', ...fields] = line.trim().split(/[ \t]+/)
      const operation = word.toUpperCase()
      if (operation !== 'MSG' && operation !== 'HMSG') {
        at = end + 2
        this.#rest = bytes.subarray(at)
        yield plain(operation, line)
        continue
      }
      const length = Number(fields.at(-1))
      if (!Number.isSafeInteger(length) || length < 0) throw new Error('the server sent a message of no length')
      const from = end + 2
      if (bytes.length < from + length + 2) break
      at = from + length + 2
      this.#rest = bytes.subarray(at)
      yield { kind: 'message', message: messageOf(operation, fields, bytes.subarray(from, from + length)) }
    }
    this.#rest = bytes.subarray(at)
    if (this.#rest.length > longestLine && this.#rest.indexOf('\r\n') === -1)
      throw new Error('what answers there is not a NATS server')
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
  const { version } = (info ?? {}) as Partial<ServerInfo>
  if (typeof version === 'string') return info as ServerInfo
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
