/** How a program on another machine has come along, by what its shell there says. */
export type Progress =
  | { readonly kind: 'silent' }
  | { readonly kind: 'started' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ended'; readonly exitCode: number }

const longestLine = 64 * 1024
const none = Buffer.alloc(0)

/** Takes what the shell says out of what the program writes, and what was written before that. */
export class Marks {
  readonly #mark: string
  /** undefined: the program's own output has begun. */
  #before: Buffer | undefined = none
  #line: Buffer = none
  /** The first of what came on stderr before the program did. */
  noise = ''
  progress: Progress = { kind: 'silent' }

  constructor(mark: string) {
    this.#mark = mark
  }

  stdout(chunk: Buffer): Buffer {
    if (this.#before === undefined) return chunk
    const all = Buffer.concat([this.#before, chunk])
    const sign = `${this.#mark}\n`
    const at = all.indexOf(sign)
    if (at === -1) {
      this.#before = all.subarray(-sign.length)
      return none
    }
    this.#before = undefined
    return all.subarray(at + sign.length)
  }

  stderr(chunk: Buffer): Buffer {
    let rest = Buffer.concat([this.#line, chunk])
    const own: Buffer[] = []
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      own.push(this.#read(rest.subarray(0, end + 1)))
      rest = rest.subarray(end + 1)
    }
    if (rest.length <= longestLine) this.#line = rest
    else {
      own.push(this.#read(rest))
      this.#line = none
    }
    return Buffer.concat(own)
  }

  /** The last line of stderr, which has no end. */
  rest(): Buffer {
    const last = this.#line
    this.#line = none
    return this.#read(last)
  }

  #read(line: Buffer): Buffer {
    const at = line.indexOf(this.#mark)
    if (at === -1) return this.#ofProgram(line)
    const before = this.#ofProgram(line.subarray(0, at))
    const [, word, code] =
      /^ (start|missing|exit)(?: (\d{1,3}))?\s*$/.exec(line.toString('latin1', at + this.#mark.length)) ?? []
    if (word === 'start') {
      this.progress = { kind: 'started' }
      return none
    }
    if (word === 'missing') this.progress = { kind: 'missing' }
    else if (word === 'exit' && this.progress.kind === 'started')
      this.progress = { kind: 'ended', exitCode: Number(code) }
    return before
  }

  #ofProgram(bytes: Buffer): Buffer {
    if (this.progress.kind !== 'silent') return bytes
    if (this.noise.length < longestLine) this.noise += bytes.toString('utf8')
    return none
  }
}
