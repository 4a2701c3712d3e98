import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Problem, remedy } from '../../problem.ts'
import type { PlainBackup } from '../contract.ts'
import { dumpPart } from './dump.ts'

/** The dump, whose stream errors at its end unless it is to the bit what its facts say. `done` then stays false. */
export interface CheckedDump {
  readonly body: Readable
  readonly isDone: () => boolean
}

export async function openDump(backup: PlainBackup): Promise<CheckedDump> {
  const stored = await backup.open(dumpPart)
  const { sizeBytes, objects } = backup.facts
  let done = false
  async function* checked(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of stored as AsyncIterable<Buffer>) {
      bytes += chunk.length
      hash.update(chunk)
      yield chunk
    }
    const damaged = (because: string) =>
      new Problem('object-damaged', `the part ${dumpPart} ${because}`, { hint: remedy.damaged })
    if (bytes !== sizeBytes) throw damaged(`has ${bytes} bytes, but the dump had ${sizeBytes}`)
    if (!objects['digest']?.includes(`sha256 ${hash.digest('hex')}`)) throw damaged('is not what was dumped')
    done = true
  }
  return { body: Readable.from(checked(), { objectMode: false }), isDone: () => done }
}

/** Reads all of it. Throws `object-damaged` for one that is not whole. */
export async function proveWhole(backup: PlainBackup): Promise<void> {
  const { body } = await openDump(backup)
  for await (const _ of body);
}
