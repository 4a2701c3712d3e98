import { parseRun } from './detail.ts'
import type { Place, RunRecord } from './entry.ts'
import { readThere } from './mark/detail.ts'
import { objectName } from './object-name.ts'

/** A run record as a whole, of one that the catalog knows by its name; undefined: it is not there, or says nothing. */
export async function readRun(place: Place, run: RunRecord, signal: AbortSignal): Promise<RunRecord | undefined> {
  const key = objectName.run(run.source, run.startedAt, run.id, run.outcome, run.command)
  const bytes = await readThere(place, key, signal)
  const read = bytes && parseRun(bytes)
  // No one can alter a name.
  return read?.finishedAt ? { ...run, ...read, startedAt: run.startedAt, command: run.command } : undefined
}
