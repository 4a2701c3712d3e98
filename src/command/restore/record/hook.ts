import type { Hook } from '../../../policy/policy.ts'
import { isFailure, isProblem, Problem } from '../../../problem.ts'
import { hostRuntime, text } from '../../../runtime/runtime.ts'
import { formatDuration, reasonOf } from '../../../words/words.ts'
import { baseEnv, type World } from '../../../world.ts'
import { restoreVariable } from './stray.ts'

/** What a hook is told: nothing of it is a secret. */
export interface HookNews {
  readonly hook: 'before-restore' | 'after-restore'
  readonly restore: string
  readonly source: string
  readonly backup: string
  readonly state: 'in_progress' | 'completed' | 'failed'
}

/** What a hook leaves behind may hold its output open for ever: that says no more of the hook. */
const lingerMs = 2000

const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR']

/** Runs it to its end. Throws a Problem that names it; `cancelled` where the signal fires. */
export async function runHook(world: World, hook: Hook, news: HookNews, signal: AbortSignal): Promise<void> {
  const name = `${news.hook} of ${news.source}`
  world.log.info(`${name}: ${news.state}`)
  const late = new Problem(
    'restore-failed',
    `${name} was ended: it took longer than ${formatDuration(hook.timeoutMs)}`,
    {
      hint: `Set timeout of recovery.${news.hook} in the policy, if it may take that long.`,
    },
  )
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(late), Math.min(hook.timeoutMs, 2 ** 31 - 1))
  try {
    const either = AbortSignal.any([signal, limit.signal])
    await (hook.kind === 'command' ? start(world, hook, news, name, either) : post(hook, news, name, either))
  } catch (error) {
    if (signal.aborted || isProblem(error, 'cancelled')) throw error
    if (limit.signal.aborted) throw late
    if (!isFailure(error)) throw error
    // What is tried for a program of an engine is not tried for a hook.
    const hint = error.code === 'tool-failed' ? undefined : error.hint
    throw new Problem('restore-failed', error.message, {
      hint: hint ?? `Run what recovery.${news.hook} says yourself, and see why it fails.`,
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}

type Kind<K extends Hook['kind']> = Extract<Hook, { readonly kind: K }>

async function start(
  world: World,
  hook: Kind<'command'>,
  news: HookNews,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const missing = hook.variables.filter((one) => !one.reveal()).map((one) => one.name)
  if (missing.length > 0)
    throw new Problem('secret-missing', `${name}: ${missing.join(', ')} has no value here`, {
      hint: `Export ${missing.join(', ')}, or remove it from env of recovery.${news.hook}.`,
    })
  const env = Object.fromEntries(hook.variables.map((one) => [one.name, one.reveal() ?? '']))
  const [program, ...args] = hook.argv
  const runtime = hostRuntime({
    env: Object.fromEntries(Object.entries(baseEnv(world)).filter(([name]) => passed.includes(name))),
  })
  const printed = await text(
    runtime,
    {
      ...{ program, args, name, secrets: Object.values(env), lingerMs },
      env: {
        ...env,
        BACKPROOF_HOOK: news.hook,
        [restoreVariable]: news.restore,
        BACKPROOF_SOURCE: news.source,
        BACKPROOF_BACKUP_ID: news.backup,
        BACKPROOF_RESTORE_STATE: news.state,
      },
    },
    signal,
  )
  const said = printed.trim()
  if (said !== '') world.log.info(`${name}: ${said.slice(-2000)}`)
}

async function post(hook: Kind<'url'>, news: HookNews, name: string, signal: AbortSignal): Promise<void> {
  const address = hook.url.reveal()
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Problem('policy-invalid', `${hook.url.origin()} is not an http address`, {
      hint: `Set it to an address such as https://shop.example.com/hooks/restore.`,
    })
  const hint = `See what answers at ${hook.url.origin()}.`
  let answer: Response
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'backproof' },
      body: JSON.stringify({ version: 1, ...news }),
      // Where it leads is not what the policy names.
      redirect: 'manual',
      signal,
    })
    await answer.body?.cancel()
  } catch (error) {
    if (signal.aborted) throw error
    throw new Problem('restore-failed', `${name} could not be called: ${reasonOf(withCause(error))}`, { hint })
  }
  if (!answer.ok) throw new Problem('restore-failed', `${name} was answered with ${answer.status}`, { hint })
}

/** What fetch says is only that it failed. */
const withCause = (error: unknown) => (error instanceof Error && error.cause instanceof Error ? error.cause : error)
