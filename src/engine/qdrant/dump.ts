import { finished } from 'node:stream/promises'
import { type Finding, messageOf, noteAlso, Problem, remedy } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import type { Dump, Facts, Part } from '../contract.ts'
import { jsonBody } from '../json-part.ts'
import { type Seen, settleAliases } from './aliases.ts'
import { type Description, descriptionPart, type KeptCollection } from './description.ts'
import { configurationOf, factsOf } from './facts.ts'
import { mustBeWhole, takenOf, takes } from './listing.ts'
import type { Opening } from './opening.ts'
import type { Alias, Qdrant } from './server.ts'
import { type Taken, takeSnapshot } from './snapshot.ts'

/** A part for each collection, as the server gives it, and at last what says which they are. */
export function dumpQdrant(opening: Opening): Dump {
  const { source, server, version } = opening
  let facts: Facts | undefined
  const findings: Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    const collections: KeptCollection[] = []
    const before = await seenOf(server)
    for (const [index, name] of takenOf(before.collections, source, server).entries()) {
      await mustBeWhole(server, name)
      const part = `collection-${index + 1}.snapshot`
      const { taken, points } = await settled(opening, name)
      let failure: unknown
      try {
        yield { name: part, compression: 'zstd', body: taken.body }
        await finished(taken.body, { writable: false })
      } catch (error) {
        failure = error
        throw error
      } finally {
        taken.body.destroy()
        await taken.remove().catch((also: unknown) => {
          if (failure === undefined) findings.push(leftover(name, taken, also))
          else noteAlso(failure, also)
        })
      }
      const configuration = [...configurationOf(await server.collection(name))]
      const { size: bytes } = taken.snapshot
      const counted = points === undefined ? {} : { points }
      collections.push({ name, part, bytes, sha256: taken.sha256(), ...counted, configuration })
    }
    const names = new Set(collections.map(({ name }) => name))
    const settling = settleAliases(before, await seenOf(server), names, (name) => takes(source, name))
    const { aliases, lost } = settling
    if (lost.length > 0) throw moved(opening, lost)
    findings.push(...settling.findings)
    const description: Description = { version: 1, server: version.text, collections, aliases: [...aliases] }
    const body = jsonBody(description)
    yield { name: descriptionPart, compression: 'zstd', body }
    if (!body.readableEnded) return
    const sizeBytes = collections.reduce((sum, { bytes }) => sum + bytes, 0)
    facts = factsOf(version, sizeBytes, collections, aliases)
    findings.push(...uncounted(collections))
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (facts === undefined)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { facts, findings, versions: { qdrant: version.text }, consistency: 'per-object' }
    },
  }
}

/** Collections first: an alias of one that was made in between is of none that is known, and so is noticed. */
async function seenOf(server: Qdrant): Promise<Seen> {
  return { collections: await server.collections(), aliases: await server.aliases() }
}

/** What an alias stands for is what its users read: a backup without that is none. */
function moved({ server }: Opening, lost: readonly Alias[]): Problem {
  const names = lost.map(({ alias_name, collection_name }) => `${alias_name} to ${collection_name}`)
  return server.problem(
    `aliases were moved while the backup ran, to collections that are not in it: ${namesSome(names)}`,
    'Run the backup again.',
  )
}

const smallBytes = 64 * 1024 * 1024
const tries = 3

/**
 * A snapshot, and how many points are in it: known where as many were there before and after. Where a collection is written to,
 * a small one is tried again; the file of one that is not used goes.
 */
async function settled(opening: Opening, name: string): Promise<{ taken: Taken; points: number | undefined }> {
  const { server } = opening
  for (let tried = 1; ; tried++) {
    const before = await server.count(name)
    const taken = await takeSnapshot(opening, name)
    let after: number
    try {
      after = await server.count(name)
    } catch (error) {
      taken.body.destroy()
      await taken.remove().catch((also: unknown) => noteAlso(error, also))
      throw error
    }
    if (before === after) return { taken, points: after }
    if (tried === tries || taken.snapshot.size > smallBytes) return { taken, points: undefined }
    taken.body.destroy()
    await taken.remove()
  }
}

function uncounted(collections: readonly KeptCollection[]): readonly Finding[] {
  const names = collections.filter(({ points }) => points === undefined).map(({ name }) => name)
  if (names.length === 0) return []
  const message = `written to while Qdrant took the snapshot, so the points that a restore has of them are not compared: ${namesSome(names)}`
  return [{ level: 'note', blame: 'source', message }]
}

function leftover(collection: string, { snapshot }: Taken, error: unknown): Finding {
  return {
    level: 'warning',
    blame: 'source',
    message: `the snapshot ${snapshot.name} of ${collection} stays on the server's disk: ${messageOf(error)}`,
    hint: `Delete it: DELETE /collections/${collection}/snapshots/${snapshot.name}.`,
  }
}
