import { BSON } from 'mongodb'
import type { Command, StandInOptions } from '../stand-in.ts'

/** Collections of a database in memory: what a server does of the commands that a playback gives it. */
export class Keeper {
  /** Documents by their _id, by the collection's name. */
  readonly collections = new Map<string, Map<string, Buffer>>()
  readonly made = new Map<string, BSON.Document>()
  readonly indexes = new Map<string, readonly BSON.Document[]>()
  readonly commands: string[] = []

  documents(name: string): BSON.Document[] {
    return [...(this.collections.get(name)?.values() ?? [])].map((bytes) => BSON.deserialize(bytes))
  }

  options(): StandInOptions {
    return { answer: (command, name) => this.#answer(command, name) }
  }

  #answer(command: Command, name: string): BSON.Document | undefined {
    const target = String(command[name])
    if (!['hello', 'ping', 'buildInfo', 'find', 'endSessions'].includes(name)) this.commands.push(`${name} ${target}`)
    const all = this.collections.get(target)
    switch (name) {
      case 'create': {
        if (all !== undefined) return { ok: 0, code: 48, codeName: 'NamespaceExists', errmsg: `${target} exists` }
        const { create: _create, lsid: _session, $db: _db, ...options } = command
        this.made.set(target, options)
        this.collections.set(target, new Map())
        return { ok: 1 }
      }
      case 'drop':
        return this.collections.delete(target) ? { ok: 1 } : { ok: 0, code: 26, codeName: 'NamespaceNotFound' }
      case 'renameCollection': {
        const [from, to] = [target, String(command['to'])].map((ns) => ns.slice(ns.indexOf('.') + 1)) as [
          string,
          string,
        ]
        this.collections.set(to, this.collections.get(from) as Map<string, Buffer>)
        this.collections.delete(from)
        return { ok: 1 }
      }
      case 'createIndexes':
        this.indexes.set(target, command['indexes'])
        return { ok: 1 }
      case 'insert':
        for (const document of command.documents ?? []) all?.set(idOf(document), document)
        return { n: command.documents?.length, ok: 1 }
      case 'update': {
        for (const { q, u } of statements(command['updates'])) all?.set(keyOf(q._id), Buffer.from(BSON.serialize(u)))
        return { n: command['updates'].length, ok: 1 }
      }
      case 'delete':
        for (const { q } of statements(command['deletes'])) all?.delete(keyOf(q._id))
        return { n: command['deletes'].length, ok: 1 }
      case 'find': {
        const wanted = (command['filter']?._id?.$in ?? []) as readonly unknown[]
        const found = wanted.flatMap((id) => all?.get(keyOf(id)) ?? []).map((bytes) => BSON.deserialize(bytes, exact))
        return { cursor: { id: BSON.Long.ZERO, ns: `restored.${target}`, firstBatch: found }, ok: 1 }
      }
      default:
        return undefined
    }
  }
}

const exact = { promoteValues: false } as const
const statements = (all: readonly Buffer[]): BSON.Document[] => all.map((one) => BSON.deserialize(one, exact))
const keyOf = (id: unknown): string => BSON.EJSON.stringify({ id }, { relaxed: true })
const idOf = (document: Buffer): string => keyOf(BSON.deserialize(document, exact)['_id'])
