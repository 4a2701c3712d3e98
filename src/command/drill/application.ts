import { setTimeout as pause } from 'node:timers/promises'
import type { ApplicationAnswer, DrillApplication, Source } from '../../policy/policy.ts'
import { messageOf, Problem, stopIfAborted } from '../../problem.ts'
import { type Application, startApplication } from '../../runtime/runtime.ts'
import type { Restored } from '../../verify/verify.ts'
import { formatDuration } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Project } from '../project/project.ts'
import { applicationEnvironment, type Heard, unmet } from './answer.ts'

const everyMs = 250
/** One request: the next may be answered. */
const requestMs = 10_000
const mostBytes = 1024 * 1024

/**
 * Starts the application of a source on its restored data, and asks it until every answer is right. Removed whatever happens.
 * @throws Problem restore-failed where it ended, or did not answer in time; sandbox-failed where it could not be started
 */
export async function tryApplication(
  { world, bench }: Project,
  { name, application }: Source & { readonly application: DrillApplication },
  { env, secrets, data }: Restored,
  signal: AbortSignal,
): Promise<void> {
  if (data === undefined)
    throw new Problem('restore-failed', `no application can be started on what was restored of ${name}`, {
      hint: 'The backup is of another engine than the policy has now: make a new one.',
    })
  for (const secret of secrets) world.mask(secret)
  const { image, command, port, mount, answers, withinMs } = application
  const own = Object.entries(application.env).map(([name, value]) => [name, value.reveal()] as const)
  const moved = 'folder' in data ? { from: data.folder, to: mount } : undefined
  const spec = {
    ...{ image, port, data, mount, secrets, args: command },
    env: applicationEnvironment(Object.fromEntries(own), env, moved),
  }
  const { label, baseEnv } = bench
  await using started = await startApplication(spec, { label, baseEnv, signal })
  const asked = await ask(started, answers, withinMs, signal)
  if (asked === undefined) return
  await showLog(world, name, started)
  const { ended, why } = asked
  throw new Problem('restore-failed', `the application on the restored ${name} ${why}`, {
    hint: ended
      ? 'Its last lines are in the log of this run. It reaches the restored data and nothing else: set drill.application.env.'
      : 'Its last lines are in the log of this run. Mend the application or its answers, or set drill.application.within.',
  })
}

interface Failed {
  readonly why: string
  /** By itself. */
  readonly ended: boolean
}

async function ask(
  application: Application,
  answers: readonly ApplicationAnswer[],
  withinMs: number,
  signal: AbortSignal,
): Promise<Failed | undefined> {
  const late = AbortSignal.timeout(withinMs)
  for (const wanted of answers) {
    let why = `gave no answer to GET ${wanted.path}`
    for (;;) {
      const heard = await get(application, wanted.path, AbortSignal.any([signal, late]))
      stopIfAborted(signal)
      const wrong = unmet(wanted, heard)
      if (wrong === undefined) break
      // What was cut off says less than what came before.
      if (!late.aborted) why = wrong
      const end = await application.ended()
      if (end !== undefined) return { ended: true, why: `ended by itself (${end})` }
      if (late.aborted) return { ended: false, why: `${why}, until ${formatDuration(withinMs)} had passed` }
      await pause(everyMs, undefined, { signal }).catch(() => stopIfAborted(signal))
    }
  }
  return undefined
}

async function get({ address }: Application, path: string, signal: AbortSignal): Promise<Heard> {
  try {
    const response = await fetch(`http://${address.host}:${address.port}${path}`, {
      headers: { 'user-agent': 'backproof-drill', connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
    })
    return { status: response.status, text: await beginning(response) }
  } catch (error) {
    const { cause, name } = error as Error
    return { silent: (cause as NodeJS.ErrnoException | undefined)?.code ?? name }
  }
}

async function beginning({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (body)
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      bytes += chunk.byteLength
      if (bytes >= mostBytes) break
    }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
}

/** In the log of the run alone: the record of a drill lies in the stores in the clear, and whose data it shows nobody knows. */
async function showLog(world: World, name: string, application: Application): Promise<void> {
  let text: string
  try {
    text = await application.log()
  } catch (error) {
    text = `its log cannot be read: ${messageOf(error)}`
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  world.log.info(`the application on the restored ${name}, its last lines:${lines.length === 0 ? ' none' : ''}`)
  for (const line of lines) world.log.info(world.redact(`  ${line}`))
}
