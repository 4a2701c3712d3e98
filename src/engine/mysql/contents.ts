import { isProblem, Problem, remedy } from '../../problem.ts'
import type { Contents, Facts, PlainBackup } from '../contract.ts'
import { missingTables } from './check.ts'
import { dumpPart } from './dump.ts'
import { DumpReader } from './stream/reader.ts'
import { DumpTally } from './stream/tally.ts'
import { usersIn, usersPart } from './users.ts'

/** What a dump holds, by reading all of it as the client would that restores it; no program is needed for that. */
export async function mysqlContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const tally = new DumpTally()
  const reader = new DumpReader(tally)
  const body = await openDump(backup)
  try {
    for await (const chunk of body) {
      signal.throwIfAborted()
      reader.push(chunk as Buffer)
    }
    reader.end()
    mustBeWhole(tally, backup.facts.rows)
  } catch (error) {
    throw asDamage(error)
  } finally {
    body.destroy()
  }
  const { objects } = tally.content()
  const names = Object.entries(objects).flatMap(([kind, some]) => some.map((name) => `${kind} ${name}`))
  const users = backup.parts.includes(usersPart)
    ? [...(await usersIn(backup)).matchAll(/^CREATE (?:USER|ROLE) .*? (`\S+`)/gm)]
    : []
  return {
    names: [...names, ...users.map(([, user]) => `user ${user}`)],
    missing: missingTables(backup.facts, required),
  }
}

/** Throws `object-missing`. */
export async function openDump(backup: PlainBackup): ReturnType<PlainBackup['open']> {
  if (backup.parts.includes(dumpPart)) return await backup.open(dumpPart)
  throw new Problem('object-missing', `the backup has no part ${dumpPart}`, {
    hint: 'Write its parts with --raw DIR, or restore an earlier backup with --id ID.',
  })
}

/** The end must be there, and just the rows that were counted while it was dumped. */
export function mustBeWhole(tally: DumpTally, rows: Facts['rows']): void {
  tally.mustBeComplete()
  const wrong = Object.entries(rows).find(([name, count]) => tally.rows.get(name) !== count)
  if (wrong === undefined) return
  const [name, count] = wrong
  throw new Problem(
    'object-damaged',
    `${dumpPart} has ${tally.rows.get(name) ?? 'no'} rows of ${name}, its facts say ${count}`,
    {
      hint: remedy.damaged,
    },
  )
}

/** A dump that broke off is damage, once it is in a backup. */
export function asDamage(error: unknown): unknown {
  if (!isProblem(error, 'dump-incomplete')) return error
  return new Problem('object-damaged', `${dumpPart}: ${error.message}`, { hint: remedy.damaged, cause: error })
}
