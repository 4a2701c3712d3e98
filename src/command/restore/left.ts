import { z } from 'zod'
import { readJson } from '../../bytes/bytes.ts'
import { messageOf } from '../../problem.ts'
import type { Watchdog } from '../../runtime/runtime.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { watched } from './record/operation.ts'

/** A restore that was under way, and the backup once anything may have been done that its hook undoes; empty: nothing was. */
const schema = z.array(z.tuple([z.string().max(400), z.string().max(300)])).max(10_000)

/** Where nothing outlives the job, a text that its last step is given takes the place of a watchdog. */
export function rememberRestores(keep: (text: string) => void): (id: string) => Watchdog {
  const left = new Map<string, string>()
  const set = (id: string, backup: string | undefined) => {
    if (backup === undefined) left.delete(id)
    else left.set(id, backup)
    keep(JSON.stringify([...left]))
  }
  return (id) => {
    set(id, '')
    return { tell: (backup) => set(id, backup), dismiss: () => set(id, undefined) }
  }
}

type Finish = (env: Readonly<Record<string, string>>, options: Options) => Promise<unknown>

/** Runs the hooks of restores whose process was killed. Gives those that could not be finished. */
export async function finishRemembered(
  text: string,
  policy: string,
  finish: Finish,
  log: Pick<World['log'], 'warning'>,
): Promise<readonly string[]> {
  const read = readJson(new TextEncoder().encode(text || '[]'), schema)
  const failed: string[] = []
  for (const [id, backup] of 'value' in read ? read.value : []) {
    try {
      await finish({ [watched]: backup }, { finish: true, id: [id], ...(policy === '' ? {} : { policy }) })
      log.warning(`${id} was cut off: what it had left open is done`)
    } catch (error) {
      failed.push(`${id} was cut off, and is not finished: ${messageOf(error)}`)
    }
  }
  return failed
}
