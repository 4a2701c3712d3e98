import { BSON } from 'mongodb'
import { Problem } from '../../../../problem.ts'
import { unplayable } from '../../../chain.ts'
import { exactly } from '../../collection.ts'
import { made } from '../../facts.ts'
import { isOfServer } from '../../listing.ts'
import type { Server } from '../../server.ts'
import { commandOf, type Entry } from '../entry.ts'
import type { Catalog, Known } from './catalog.ts'
import { changeIndex, indexCommands } from './indexes.ts'

/** What of a command concerns nobody but the server that has logged it. */
const nothing: ReadonlySet<string> = new Set([
  ...['startIndexBuild', 'abortIndexBuild', 'setMultikeyMetadata', 'dbCheck'],
])

/** A command of the log, as it is played back. */
export interface Played {
  /** "orders" */
  readonly target: string
  /** Its document, decoded. */
  readonly o: BSON.Document
  readonly uuid: string | undefined
  /** What it is about; undefined: it is not there. */
  readonly known: Known | undefined
  /** The backup was complete before it was logged: what it is about must be there. */
  readonly isStrict: boolean
}

/** Makes, renames and drops collections, as a log says. What is done already is not done again. */
export class Commands {
  readonly #server: Server
  readonly #catalog: Catalog
  /** As the log calls it. */
  readonly #database: string

  constructor(server: Server, catalog: Catalog, database: string) {
    this.#server = server
    this.#catalog = catalog
    this.#database = database
  }

  /** Throws `restore-failed` for a command that this program does not know. */
  async run(entry: Entry, isStrict: boolean): Promise<void> {
    const { name, target } = commandOf(entry)
    if (nothing.has(name)) return
    const { uuid } = entry
    const o = BSON.deserialize(entry.o, exactly)
    const own = name === 'renameCollection' ? this.#inDatabase(target) : target
    const known = this.#catalog.find(uuid, own)
    const played: Played = { target: own, o, uuid, known, isStrict }
    const change = indexCommands.get(name)
    if (change !== undefined) return this.#withKnown(played, (it) => change(it, o))
    switch (name) {
      case 'create':
        return await this.#create(played)
      case 'drop':
        if (known !== undefined) await this.#drop(known)
        return
      case 'dropDatabase':
        for (const one of this.#catalog.all()) await this.#drop(one)
        return
      case 'renameCollection':
        return await this.#rename(played)
      case 'collMod':
        return await this.#change(played)
      case 'convertToCapped':
        return await this.#convert(played)
      case 'emptycapped':
        if (known !== undefined) await this.#empty(known)
        return
      default:
        throw this.#impossible(name)
    }
  }

  /** One that is there without having been made. */
  async imply(name: string): Promise<Known> {
    const known: Known = { name, uuid: undefined, options: {}, indexes: new Map() }
    await this.#make(known)
    return known
  }

  async #create({ target, o, uuid, known, isStrict }: Played): Promise<void> {
    const { create: _create, idIndex: _id, ...options } = o
    if (known !== undefined) return
    if (options['timeseries'] !== undefined || isOfServer(target)) return this.#catalog.leave(uuid, target)
    if (this.#catalog.named(target) !== undefined) {
      // Another one that had this name before the one that the backup has.
      if (!isStrict) return this.#catalog.leave(uuid, target)
      throw unplayable(`it makes ${target}, which is there already`)
    }
    await this.#make({ name: target, uuid, options, indexes: new Map() })
  }

  async #make(known: Known): Promise<void> {
    const { name, options } = known
    await this.#server.command(`make ${name}`, { create: name, ...made(options) })
    this.#catalog.add(known)
  }

  async #drop(known: Known): Promise<void> {
    await this.#server.command(`drop ${known.name}`, { drop: known.name })
    this.#catalog.remove(known)
  }

  async #empty(known: Known): Promise<void> {
    await this.#drop(known)
    await this.#make(known)
  }

  async #rename(played: Played): Promise<void> {
    const { o, isStrict } = played
    const to = this.#inDatabase(String(o['to']))
    const dropped = o['dropTarget']
    await this.#withKnownNow(played, async (known) => {
      if (known.name === to) return
      const other = this.#catalog.named(to)
      if (other !== undefined) {
        const isMeant = dropped instanceof BSON.Binary && dropped.toString('hex') === other.uuid
        // The one that has the name later.
        if (!isStrict && !isMeant) return
        if (dropped === undefined || dropped === null || dropped.valueOf() === false)
          throw unplayable(`it renames ${known.name} to ${to}, which is there already`)
        await this.#drop(other)
      }
      const { database } = this.#server.connection
      const rename = { renameCollection: `${database}.${known.name}`, to: `${database}.${to}` }
      await this.#server.ask(`rename ${known.name}`, () => this.#server.client.db('admin').command(rename))
      this.#catalog.rename(known, to)
    })
  }

  /** Options of a collection; those of an index wait until it is made. */
  async #change(played: Played): Promise<void> {
    const { collMod: _name, index, noPadding: _padding, usePowerOf2Sizes: _sizes, ...options } = played.o
    await this.#withKnownNow(played, async (known) => {
      if (index !== undefined) changeIndex(known, index)
      if (Object.keys(options).length === 0) return
      await this.#server.command(`change ${known.name}`, { collMod: known.name, ...options })
      Object.assign(known.options, options)
    })
  }

  async #convert(played: Played): Promise<void> {
    const { size } = played.o
    await this.#withKnownNow(played, async (known) => {
      await this.#server.command(`make ${known.name} capped`, { convertToCapped: known.name, size })
      Object.assign(known.options, { capped: true, size })
    })
  }

  #withKnown(played: Played, use: (known: Known) => void): void {
    const known = this.#mustBeThere(played)
    if (known !== undefined) use(known)
  }

  async #withKnownNow(played: Played, use: (known: Known) => Promise<void>): Promise<void> {
    const known = this.#mustBeThere(played)
    if (known !== undefined) await use(known)
  }

  #mustBeThere({ known, uuid, target, isStrict }: Played): Known | undefined {
    if (known === undefined && isStrict && !this.#catalog.isLeft(uuid, target))
      throw unplayable(`it changes ${target}, which neither it nor the backup has`)
    return known
  }

  #inDatabase(ns: string): string {
    if (ns.startsWith(`${this.#database}.`)) return ns.slice(this.#database.length + 1)
    throw this.#impossible(`renameCollection to another database`)
  }

  #impossible(name: string): Problem {
    return new Problem('restore-failed', `the log of ${this.#database} cannot be played back: it says ${name}`, {
      hint: 'Restore to a moment before it; this program does not know that command.',
    })
  }
}
