import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Bench } from '../contract.ts'
import { removeTree } from '../files/remove.ts'

/** A new folder to restore into that is removed, with all that was restored, when its use ends. */
export interface ThrowAwayFolder {
  readonly path: string
  readonly remove: () => Promise<void>
}

export async function throwAwayFolder({
  temporaryDirectory,
}: Pick<Bench, 'temporaryDirectory'>): Promise<ThrowAwayFolder> {
  try {
    const path = await mkdtemp(join(temporaryDirectory, 'restore-test-'))
    return { path, remove: () => removeTree(path) }
  } catch (cause) {
    const because = reasonOf(cause as Error)
    throw new Problem('sandbox-failed', `nothing can be restored into the temporary directory: ${because}`, {
      hint: 'Set TMPDIR to a writable directory with free space.',
      cause,
    })
  }
}
