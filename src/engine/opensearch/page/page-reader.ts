/** A document as the server gives it. */
export interface Hit {
  /** JSON of the hit, with null where the source was. */
  readonly head: Buffer
  /** As it is kept, to the byte; undefined: the server does not have it. */
  readonly source: Buffer | undefined
}

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a]
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]
// The answer is { ..., "hits": { ..., "hits": [ { ..., "_source": { ... } } ] } }: how deep each of these lies.
const [hitsDepth, hitDepth, sourceDepth] = [3, 4, 5]
const mostEnvelopeBytes = 16 * 1024 * 1024
/** A server takes 100 MiB at once unless it is told otherwise (`http.max_content_length`). */
const mostHitBytes = 256 * 1024 * 1024
const nothing = Buffer.from('null')

/**
 * Takes the documents out of the answer to a search while it arrives: no more than one of them is held, and none is parsed,
 * which would change numbers that a double cannot hold.
 */
export class PageReader {
  #depth = 0
  #inString = false
  #escaped = false
  /** The beginning of the last string, and the names that lead to where we are. */
  #text = ''
  readonly #names: string[] = []
  #inHits = false
  /** What has been passed of the hit, or of what is around the hits, in earlier chunks. */
  #held: Buffer[] = []
  #heldBytes = 0
  #source: { from: number; to: number } | undefined
  readonly #envelope: Buffer[] = []
  #envelopeBytes = 0

  /** What came before the first document. */
  get opening(): string {
    return Buffer.concat(this.#envelope).toString('utf8')
  }

  /** The documents that end in this chunk, each as it is asked for: a list of them would live long enough to be freed late. */
  *push(chunk: Buffer): Generator<Hit> {
    // Where what is not yet taken begins: a hit, or what is around the hits.
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false
        else if (byte === backslash) this.#escaped = true
        else if (byte === quote) this.#inString = false
        else if (this.#text.length < 16) this.#text += String.fromCharCode(byte ?? 0)
        continue
      }
      switch (byte) {
        case quote:
          this.#inString = true
          this.#text = ''
          break
        case colon:
          if (this.#depth <= hitDepth) this.#names[this.#depth] = this.#text
          break
        case openObject:
        case openList:
          this.#depth++
          if (this.#inHits) {
            if (this.#depth === hitDepth) from = at
            else if (this.#depth === sourceDepth && this.#names[hitDepth] === '_source')
              this.#source = { from: this.#heldBytes + at - from, to: 0 }
          } else if (this.#depth === hitsDepth && this.#names[1] === 'hits' && this.#names[2] === 'hits') {
            this.#inHits = true
            this.#keepEnvelope(chunk.subarray(from, at + 1))
          }
          break
        case closeObject:
        case closeList:
          if (this.#inHits) {
            if (this.#depth === sourceDepth && this.#source?.to === 0) this.#source.to = this.#heldBytes + at + 1 - from
            else if (this.#depth === hitDepth) yield this.#hit(chunk.subarray(from, at + 1))
            else if (this.#depth === hitsDepth) {
              this.#inHits = false
              from = at
            }
          }
          this.#depth--
          break
      }
    }
    if (!this.#inHits) this.#keepEnvelope(chunk.subarray(from))
    else if (this.#depth >= hitDepth) {
      this.#held.push(chunk.subarray(from))
      this.#heldBytes += chunk.length - from
      if (this.#heldBytes > mostHitBytes) throw new Error(`a document is longer than ${mostHitBytes} bytes`)
    }
  }

  /** What is around the documents. @throws Error for an answer that is not whole. */
  end(): unknown {
    if (this.#depth !== 0 || this.#inString) throw new Error('it was cut off')
    return JSON.parse(Buffer.concat(this.#envelope).toString('utf8'))
  }

  #hit(last: Buffer): Hit {
    const whole = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last])
    const source = this.#source
    this.#held = []
    this.#heldBytes = 0
    this.#source = undefined
    this.#names.length = hitsDepth
    if (source === undefined) return { head: whole, source: undefined }
    const { from, to } = source
    return {
      head: Buffer.concat([whole.subarray(0, from), nothing, whole.subarray(to)]),
      source: whole.subarray(from, to),
    }
  }

  #keepEnvelope(bytes: Buffer): void {
    this.#envelopeBytes += bytes.length
    if (this.#envelopeBytes > mostEnvelopeBytes) throw new Error('it is longer than that of any search')
    this.#envelope.push(bytes)
  }
}
