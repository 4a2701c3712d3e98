import { type PingMoment, ping } from '../../channel/channel.ts'
import { isFailure, messageOf } from '../../problem.ts'
import type { Options } from '../option.ts'
import type { Project } from '../project/project.ts'
import type { Session } from '../project/session.ts'

/** The dead man's switch of a run. */
export interface Heartbeat {
  /** It ended, with these problems or none; gives what a person should know of the pings. */
  end(session: Pick<Session, 'problems'>): Promise<readonly string[]>
  /** The run ended without a result. */
  fail(error: unknown): Promise<void>
}

/**
 * Pings that a run has started, beside its work. A run that was told to see to some sources alone is none: it would put
 * the alarm off for all the others.
 */
export function beginPing(project: Project, { source }: Options): Heartbeat {
  const { world, policy } = project
  const to = policy.notify?.ping
  if (!to || source?.length) return { end: async () => [], fail: async () => {} }
  // A run that was cancelled still says that it failed.
  const { signal } = new AbortController()
  const send = async (moment: PingMoment, text: string): Promise<string | undefined> => {
    try {
      await ping(to.url.reveal(), moment, world.redact(text), {
        where: 'notify.ping',
        signal,
        ...(to.insecure ? { insecure: true } : {}),
      })
      return undefined
    } catch (error) {
      if (!isFailure(error)) throw error
      const finding = world.redact(`the ${moment} of this run could not be told: ${error.message}. ${error.hint ?? ''}`)
      world.log.warning(finding)
      return finding
    }
  }
  const name = policy.project
  const started = send('start', `run of ${name}`)
  // What went wrong with it is told at the end.
  started.catch(() => {})
  return {
    async end({ problems }) {
      const [first] = problems
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
      // A start that comes after the end would be the start of a run that never ends.
      const begun = await started
      const ended =
        first === undefined
          ? await send('success', `run of ${name}`)
          : await send('failure', `${first.source}: ${messageOf(first.error)}${more}`)
      return [begun, ended].filter((one) => one !== undefined)
    },
    async fail(error) {
      await started
      await send('failure', messageOf(error))
    },
  }
}
