/** A longer line is cut. Characters. */
const mostLine = 4000

/** The lines of a text that comes in pieces: each is heard once it is whole, and what is left at the end is one as well. */
export class Lines {
  readonly #hear: (line: string) => void
  #rest = ''

  constructor(hear: (line: string) => void) {
    this.#hear = hear
  }

  take(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#say(line)
    // A program that writes no line end must not fill the memory.
    if (this.#rest.length > mostLine) this.end()
  }

  end(): void {
    const rest = this.#rest
    this.#rest = ''
    this.#say(rest)
  }

  #say(line: string): void {
    if (line !== '') this.#hear(line.slice(0, mostLine))
  }
}
