import { BSON } from 'mongodb'
import { type CollectionInfo, exactly } from '../../collection.ts'
import { after, keyOf, touchedBy } from '../document/change.ts'
import type { Entry } from '../entry.ts'

/** A server logs its views as documents of this collection. */
export const viewsName = 'system.views'

/** The views of the database that is played forward. They are made once everything else is there. */
export class Views {
  readonly #database: string
  readonly #documents = new Map<string, Buffer>()

  /** `database`: as the log calls it. */
  constructor(all: readonly CollectionInfo[], database: string) {
    this.#database = database
    for (const { name, type, options } of all)
      if (type === 'view') {
        const document = Buffer.from(BSON.serialize({ _id: `${database}.${name}`, ...options }))
        const { id } = touchedBy({ ...nowhere, o: document })
        this.#documents.set(keyOf(id), document)
      }
  }

  apply(entry: Entry): void {
    const { id, change } = touchedBy(entry)
    const document = after(this.#documents.get(keyOf(id)), [change], () => undefined)
    if (document === undefined) this.#documents.delete(keyOf(id))
    else this.#documents.set(keyOf(id), document)
  }

  clear(): void {
    this.#documents.clear()
  }

  /** Without those that are the face of a time series, which no backup has. */
  collections(): readonly CollectionInfo[] {
    return [...this.#documents.values()]
      .map((document) => BSON.deserialize(document, exactly))
      .filter(({ viewOn }) => !String(viewOn).startsWith('system.buckets.'))
      .map(({ _id, ...options }) => ({
        name: String(_id).slice(this.#database.length + 1),
        ...{ type: 'view' as const, options, indexes: [], uuid: undefined },
      }))
  }
}

const nowhere: Omit<Entry, 'o'> = {
  ...{ bytes: Buffer.alloc(0), elements: [], op: 'i', ns: viewsName, uuid: undefined, o2: undefined },
}
