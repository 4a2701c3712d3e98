import type { Committed } from './protocol/offsets.ts'

interface Mark {
  readonly offset: number
  /** How many records lie before it. */
  records: number
}

/**
 * Where groups stand among the records of a dump. A restore gives every record another offset, since nothing takes the place
 * of markers, of what was rolled back, compacted away or deleted: a group is then as far as it was if as many lie before it.
 */
export class Marks {
  readonly #groups: readonly (readonly Mark[])[]
  readonly #partitions = new Map<string, Mark[]>()

  constructor(groups: readonly (readonly Committed[])[]) {
    this.#groups = groups.map((committed) =>
      committed.map(({ topic, partition, offset }) => {
        const mark = { offset, records: 0 }
        const key = `${topic}/${partition}`
        this.#partitions.set(key, [...(this.#partitions.get(key) ?? []), mark])
        return mark
      }),
    )
    for (const marks of this.#partitions.values()) marks.sort((one, other) => one.offset - other.offset)
  }

  /** The marks of one partition, which hear of its records in their order. */
  of(topic: string, partition: number): PartitionMarks {
    return new PartitionMarks(this.#partitions.get(`${topic}/${partition}`) ?? [])
  }

  /** Of a group's offsets, in their order. */
  passed(group: number): readonly number[] {
    return (this.#groups[group] ?? []).map(({ records }) => records)
  }
}

class PartitionMarks {
  readonly #left: readonly Mark[]
  #next = 0
  #offset: number

  constructor(marks: readonly Mark[]) {
    this.#left = marks
    this.#offset = marks[0]?.offset ?? Number.POSITIVE_INFINITY
  }

  /** A record has this offset, and so many lie before it. */
  before(offset: number, records: number): void {
    if (offset < this.#offset) return
    for (
      let mark = this.#left[this.#next];
      mark !== undefined && mark.offset <= offset;
      mark = this.#left[this.#next]
    ) {
      mark.records = records
      this.#next++
    }
    this.#offset = this.#left[this.#next]?.offset ?? Number.POSITIVE_INFINITY
  }

  /** There are no more. */
  end(records: number): void {
    for (const mark of this.#left.slice(this.#next)) mark.records = records
  }
}
