import type { Contents, PlainBackup } from '../contract.ts'
import { Tally } from './facts.ts'
import { keyPattern } from './pattern.ts'
import { mustMatch, readWhole } from './restore.ts'

/** Reads all of the part, by its own structure and checksum, and counts it again. */
export async function contentsOf(backup: PlainBackup, required: readonly string[] = []): Promise<Contents> {
  const left = new Set(required.map(keyPattern))
  const tally = new Tally()
  await readWhole(
    backup,
    tally,
    (key, database) => tally.sample.wanted(key, database),
    (event) => {
      if (left.size === 0 || Buffer.isBuffer(event)) return undefined
      for (const one of left) if (one.matches(event.key, event.database)) left.delete(one)
      return undefined
    },
  )
  mustMatch(backup, tally)
  const rows = Object.entries(tally.counts.rows()).map(([name, count]) => `${name}: ${count.toLocaleString('en')}`)
  return {
    names: [...rows, ...tally.libraries.map((name) => `function library ${name}`)],
    missing: [...left].map(({ text }) => text),
  }
}
