import type { BSON } from 'mongodb'
import type { CollectionInfo } from '../../collection.ts'

/** A collection while the log is played back: its indexes are made when all of its documents are there. */
export interface Known {
  name: string
  uuid: string | undefined
  options: BSON.Document
  /** By name. */
  readonly indexes: Map<string, BSON.Document>
}

/** The collections of the database that is played forward. They are known by what the log calls them, whatever their names are. */
export class Catalog {
  readonly #byName = new Map<string, Known>()
  readonly #byUuid = new Map<string, Known>()
  /** Those that come and go before the backup was complete, and those that no backup has: nothing of them is played back. */
  readonly #left = new Set<string>()

  constructor(all: readonly CollectionInfo[]) {
    for (const { name, type, uuid, options, indexes } of all)
      if (type === 'collection')
        this.add({ name, uuid, options, indexes: new Map(indexes.map((index) => [String(index['name']), index])) })
  }

  add(known: Known): void {
    this.#byName.set(known.name, known)
    if (known.uuid !== undefined) this.#byUuid.set(known.uuid, known)
  }

  /** By its own id, where the log has it; else by its name. */
  find(uuid: string | undefined, name: string): Known | undefined {
    const known = uuid === undefined ? undefined : this.#byUuid.get(uuid)
    if (known !== undefined || uuid === undefined) return known ?? this.#byName.get(name)
    const other = this.#byName.get(name)
    return other?.uuid === undefined ? other : undefined
  }

  named(name: string): Known | undefined {
    return this.#byName.get(name)
  }

  all(): readonly Known[] {
    return [...this.#byName.values()]
  }

  remove({ name, uuid }: Known): void {
    this.#byName.delete(name)
    if (uuid !== undefined) this.#byUuid.delete(uuid)
  }

  rename(known: Known, to: string): void {
    this.#byName.delete(known.name)
    known.name = to
    this.#byName.set(to, known)
  }

  leave(uuid: string | undefined, name: string): void {
    this.#left.add(uuid ?? name)
  }

  isLeft(uuid: string | undefined, name: string): boolean {
    return this.#left.has(uuid ?? name)
  }

  collections(): readonly CollectionInfo[] {
    return this.all().map(({ name, uuid, options, indexes }) => ({
      ...{ name, uuid, options, type: 'collection' as const },
      indexes: [...indexes.values()],
    }))
  }
}
