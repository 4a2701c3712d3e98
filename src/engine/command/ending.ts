import type { CommandSource } from '../../policy/policy.ts'
import { Problem, remedy } from '../../problem.ts'

const kept = 8192
const lastLines = 5

/** What tells a whole dump from one that was cut off, besides the exit code of its program. */
export class Ending {
  readonly #source: Pick<CommandSource, 'name' | 'endsWith' | 'minBytes'>
  #end = Buffer.alloc(0)
  bytes = 0

  constructor(source: Pick<CommandSource, 'name' | 'endsWith' | 'minBytes'>) {
    this.#source = source
  }

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    this.#end = Buffer.from(
      chunk.length >= kept ? chunk.subarray(-kept) : Buffer.concat([this.#end, chunk]).subarray(-kept),
    )
  }

  /** @throws Problem `dump-incomplete` where it is not there. */
  require(): void {
    const { name, endsWith, minBytes } = this.#source
    const incomplete = (because: string, hint: string = remedy.dump) =>
      new Problem('dump-incomplete', `dump of ${name} exited 0, but ${because}`, { hint })
    if (this.bytes === 0) throw incomplete('it wrote nothing')
    if (minBytes !== undefined && this.bytes < minBytes)
      throw incomplete(
        `it wrote ${this.bytes} bytes, fewer than min-size (${minBytes})`,
        'Check what it dumped; if that is all there is, lower min-size in the policy.',
      )
    if (endsWith !== undefined && !endsAs(this.#end, endsWith))
      throw incomplete(
        `its end does not have ${JSON.stringify(endsWith)} (ends-with)`,
        'It was cut off, or ends-with in the policy is not what its dumps end with.',
      )
  }
}

/** Its very last bytes, or the beginning of one of its last lines: programs write dates and versions behind their mark. */
export function endsAs(end: Buffer, mark: string): boolean {
  if (end.toString('latin1').endsWith(Buffer.from(mark).toString('latin1'))) return true
  const lines = end.toString('utf8').split(/\r?\n/)
  return lines
    .filter((line) => line.trim() !== '')
    .slice(-lastLines)
    .some((line) => line.startsWith(mark))
}
