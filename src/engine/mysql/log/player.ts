import { Problem, remedy } from '../../../problem.ts'
import { commitTime, statementEnd } from './commit.ts'
import { checksumBytes, type EventHeader, headerBytes, isArtificial, kinds, rotatesTo } from './event.ts'
import { nextFile, numbered, type Place } from './place.ts'
import type { Fate, Listener } from './scanner.ts'
import { statementFate, xaStepOf } from './statement.ts'

export interface PlayOptions {
  /** What lies before it the backup has. */
  readonly from: Place
  /** In microseconds: what was committed later is left out. undefined: nothing is. */
  readonly stop: bigint | undefined
  /** Statements that change others are left out. */
  readonly database: string
}

const wrap = 2 ** 32

/**
 * Picks from pieces of a log what is played back, and makes one file of it. A transaction is kept or left out as a whole, by when
 * it was committed.
 */
export class Player implements Listener {
  readonly #options: PlayOptions
  #file = ''
  #offset = 0
  /** In microseconds: nothing in a piece was committed later. */
  #until: bigint | undefined
  #isInPiece = false
  #hasMagic = false
  #hasFormat = false
  #checksum = 0
  #next: string | undefined
  #isAtStop = false
  #isExact = false
  /** Distributed transactions that were prepared since the backup and have not ended, and the one that is being read. */
  readonly #prepared = new Set<string>()
  #xa: string | undefined
  /** When the last transaction that was kept was committed, in microseconds. */
  reached: bigint | undefined

  constructor(options: PlayOptions) {
    this.#options = options
  }

  /** The moment has come: nothing after this is wanted. */
  get isAtStop(): boolean {
    return this.#isAtStop
  }

  begin({ file, offset }: Place, { time }: Place): void {
    this.#file = file
    this.#offset = offset
    this.#until = time
    this.#isInPiece = false
    this.#next = undefined
  }

  /** Throws `object-damaged` unless the piece has ended there. */
  end({ file, offset }: Place): void {
    if (this.#file === file && this.#offset === offset) return
    throw damaged(`a piece of it ends at ${this.#file}:${this.#offset}, and should at ${file}:${offset}`)
  }

  file(): Fate {
    if (this.#isInPiece) {
      this.#file = this.#next ?? nextFile(this.#file)
      this.#offset = 4
    }
    this.#next = undefined
    this.#hasFormat = false
    if (this.#hasMagic) return 'drop'
    this.#hasMagic = true
    return 'keep'
  }

  event(header: EventHeader, head: Buffer): Fate {
    if (this.#isAtStop) return 'drop'
    if (!this.#hasFormat) return this.#beginFile(header, head)
    if (isArtificial(header)) return 'drop'
    this.#move(header)
    if (header.type === kinds.rotate) this.#next = rotatesTo(head, this.#checksum)
    if (header.type === kinds.rotate || header.type === kinds.stop || this.#isBefore()) return 'drop'
    const time = commitTime(header, head)
    if (time !== undefined) {
      this.#isExact = time.earliest === time.latest
      if (this.#isLate(time.latest)) return this.#stop()
      this.reached = time.earliest
      return 'keep'
    }
    if (header.type === kinds.xaPrepare) this.#prepare(head)
    if (header.type === kinds.tableMap) mustBeWritable(head, this.#options.database)
    if (header.type !== kinds.query && header.type !== kinds.mariadbQueryCompressed) return 'keep'
    if (!this.#isExact && this.#isLate(statementEnd(header, head))) return this.#stop()
    return this.#endsUnknown(header, head) ?? statementFate(header, head, this.#checksum, this.#options.database)
  }

  #beginFile(header: EventHeader, head: Buffer): Fate {
    if (header.type !== kinds.format) throw damaged(`${this.#file} does not begin with its format`)
    const { from } = this.#options
    if (this.#file === from.file && from.begun !== undefined && from.begun !== header.timestamp)
      throw damaged(`${from.file} is another file than the one of that name in which the backup lies`)
    this.#hasFormat = true
    this.#checksum = checksumBytes(head)
    // A piece that begins in the middle of a file repeats its format.
    if (this.#offset === 4) this.#move(header)
    this.#isInPiece = true
    return 'keep'
  }

  #move({ size, end }: EventHeader): void {
    const { from } = this.#options
    const before = this.#offset
    this.#offset = before + size
    if (end !== 0 && end !== this.#offset % wrap)
      throw damaged(`an event of ${this.#file} that ends at ${this.#offset} says that it ends at ${end}`)
    if (this.#file === from.file && before < from.offset && this.#offset > from.offset)
      throw damaged(`no event of ${from.file} ends at ${from.offset}, where the backup lies`)
  }

  /** Its first byte says whether it is committed at once. */
  #prepare(head: Buffer): void {
    if (this.#xa !== undefined && head[headerBytes] === 0) this.#prepared.add(this.#xa)
    this.#xa = undefined
  }

  /** The backup has nothing of a transaction that was prepared before it and committed after it, and nor has the log since. */
  #endsUnknown(header: EventHeader, head: Buffer): Fate | undefined {
    const { step, transaction = '' } = xaStepOf(header, head, this.#checksum) ?? {}
    if (step === 'START') this.#xa = transaction
    if ((step !== 'COMMIT' && step !== 'ROLLBACK') || this.#prepared.delete(transaction)) return undefined
    if (step === 'ROLLBACK') return 'drop'
    throw new Problem(
      'log-gap',
      `the distributed transaction ${transaction} was prepared before the backup was taken, and committed after it: what it did is in neither`,
      {
        hint: 'An older backup and more log lead there. Take a new backup while no distributed transaction is prepared (XA RECOVER).',
      },
    )
  }

  #isBefore(): boolean {
    const { from } = this.#options
    if (this.#file === from.file) return this.#offset <= from.offset
    return numbered(this.#file)[1] < numbered(from.file)[1]
  }

  /** A session may set its own clock: a time at which its piece was collected already says nothing. */
  #isLate(time: bigint): boolean {
    const { stop } = this.#options
    if (stop === undefined || time <= stop) return false
    return this.#isExact || this.#until === undefined || time <= this.#until + 1_000_000n
  }

  #stop(): Fate {
    this.#isAtStop = true
    return 'drop'
  }
}

/**
 * The program writes the name of a table into a comment, as it is: one with a line break would end the comment, and go on as a
 * statement. Those of other databases it leaves out.
 */
function mustBeWritable(head: Buffer, database: string): void {
  // Behind the table's number and flags: two names, each with its length before and a zero behind.
  const at = headerBytes + 8
  const [first = 0] = head.subarray(at)
  const [second = 0] = head.subarray(at + first + 2)
  const schema = head.toString('utf8', at + 1, at + 1 + first)
  const table = head.toString('utf8', at + first + 3, at + first + 3 + second)
  if (schema.toLowerCase() !== database.toLowerCase() || !`${schema}${table}`.includes('\n')) return
  throw new Problem(
    'restore-failed',
    `the log has rows of a table with a line break in its name, and cannot be played back: ${JSON.stringify(`${schema}.${table}`)}`,
    { hint: 'Restore to a moment before it was written to, or a backup by its id: `backproof list` shows them.' },
  )
}

function damaged(because: string): Problem {
  return new Problem('object-damaged', `the log cannot be played back: ${because}`, { hint: remedy.damaged })
}
