import { damaged } from './damage.ts'

/** What cannot be the length of anything: a length that is read wrong would else be waited for. */
const mostBytes = 2 ** 40

/**
 * The bytes of a stream that are not read yet, and those that are kept. Each reading takes all that it asks for, or nothing
 * where that has not come yet.
 */
export class Window {
  #data: Buffer = Buffer.allocUnsafe(256 * 1024)
  /** Place in the stream of the first byte of the buffer. */
  #base = 0
  #at = 0
  #end = 0
  /** Place in the stream of the first byte that is kept though it is read. */
  #kept: number | undefined
  /** Of the last `length`. */
  value = 0
  /** The last `length` was none: it names how the string after it is encoded. */
  encoded = false

  /** Place in the stream of the next byte. */
  get place(): number {
    return this.#base + this.#at
  }

  get left(): number {
    return this.#end - this.#at
  }

  /** Holds on to everything from this place on. */
  keep(place: number | undefined): void {
    this.#kept = place
  }

  push(chunk: Buffer): void {
    if (this.#end + chunk.length > this.#data.length) this.#makeRoom(chunk.length)
    chunk.copy(this.#data, this.#end)
    this.#end += chunk.length
  }

  #makeRoom(more: number): void {
    const from = this.#kept === undefined ? this.#at : Math.min(this.#at, this.#kept - this.#base)
    const held = this.#end - from
    const size = held + more
    // A buffer of what is long gone is given up.
    const roomy = Math.max(256 * 1024, size * 2)
    const data = size > this.#data.length || this.#data.length > roomy * 4 ? Buffer.allocUnsafe(roomy) : this.#data
    this.#data.copy(data, 0, from, this.#end)
    this.#data = data
    this.#base += from
    this.#at -= from
    this.#end = held
  }

  /** Valid until the next push. */
  bytes(from: number, to: number): Buffer {
    return this.#data.subarray(from - this.#base, to - this.#base)
  }

  /** undefined: it has not come yet. */
  take(count: number): Buffer | undefined {
    if (this.left < count) return undefined
    const from = this.#at
    this.#at += count
    return this.#data.subarray(from, this.#at)
  }

  /** -1: it has not come yet. */
  byte(): number {
    return this.#at < this.#end ? (this.#data[this.#at++] as number) : -1
  }

  skip(count: number): boolean {
    if (this.left < count) return false
    this.#at += count
    return true
  }

  /** Skips what of that is there, and says how much. */
  skipSome(count: number): number {
    const some = Math.min(count, this.left)
    this.#at += some
    return some
  }

  /** A length into `value` and `encoded`. */
  length(): boolean {
    const at = this.#at
    if (at >= this.#end) return false
    const data = this.#data
    const first = data[at] as number
    this.encoded = false
    if (first < 0x40) this.value = first
    else if (first < 0x80) {
      if (at + 2 > this.#end) return false
      this.value = ((first & 63) << 8) | (data[at + 1] as number)
      this.#at = at + 2
      return true
    } else if (first === 0x80) {
      if (at + 5 > this.#end) return false
      this.value = data.readUInt32BE(at + 1)
      this.#at = at + 5
      return true
    } else if (first === 0x81) {
      if (at + 9 > this.#end) return false
      // Identities and times are that long, too: of no use here beyond their size.
      this.value = data.readUInt32BE(at + 1) * 2 ** 32 + data.readUInt32BE(at + 5)
      this.#at = at + 9
      return true
    } else if (first >= 0xc0) {
      this.value = first & 63
      this.encoded = true
    } else throw damaged('has a length that no server writes')
    this.#at = at + 1
    return true
  }

  /** The head of a string; into `value` how many bytes of it follow. */
  head(): boolean {
    const at = this.#at
    if (!this.length()) return false
    if (!this.encoded) {
      if (this.value > mostBytes) throw damaged('has a string of an impossible length')
      return true
    }
    if (this.value <= 2) {
      this.value = 1 << this.value
      return true
    }
    if (this.value !== 3) throw damaged('has a string in an unknown encoding')
    if (this.length()) {
      const compressed = this.value
      if (this.encoded || compressed > mostBytes) throw damaged('has a compressed string of an impossible length')
      if (this.length()) {
        this.value = compressed
        return true
      }
    }
    this.#at = at
    return false
  }

  /** A whole string. */
  string(): boolean {
    const at = this.#at
    if (!this.head()) return false
    if (this.left < this.value) {
      this.#at = at
      return false
    }
    this.#at += this.value
    return true
  }

  /** A whole string that is not encoded; undefined: it is, or has not come yet, and nothing is taken. */
  plain(): Buffer | undefined {
    const at = this.#at
    if (this.length() && !this.encoded && this.value <= this.left) {
      const from = this.#at
      this.#at += this.value
      return this.#data.subarray(from, this.#at)
    }
    this.#at = at
    return undefined
  }
}
