import type { Source } from '../../policy/policy.ts'
import type { Session } from '../project/session.ts'
import { widthOf } from './seat.ts'
import { SourceLog } from './source-log.ts'

/**
 * Sees to every source of a session, several at once. What they say stays together, and comes, as do ids and problems, in
 * the order of the policy. What the body throws, such as `cancelled`, is thrown once all that have begun have ended; no
 * further source begins, and what was done until then is in the session.
 */
export async function eachSource(
  session: Session,
  sources: readonly Source[],
  body: (session: Session, source: Source) => Promise<void>,
): Promise<void> {
  const { world, policy } = session.project
  const most = Math.min(widthOf(policy.concurrency).sources, sources.length)
  if (most <= 1) {
    for (const source of sources) await body(session, source)
    return
  }
  const works = sources.map((source) => ({ source, heard: new SourceLog(world.log, source.name), ...nothingYet() }))
  const ended = works.map(() => Promise.withResolvers<void>())
  const thrown: unknown[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < works.length; at = next++) {
      const work = works[at]
      try {
        if (work && thrown.length === 0) await body(sessionOf(session, work), work.source)
      } catch (error) {
        thrown.push(error)
      } finally {
        ended[at]?.resolve()
      }
    }
  }
  const narrate = async () => {
    for (const [at, { heard }] of works.entries()) {
      await heard.hear()
      await ended[at]?.promise
    }
  }
  await Promise.all([narrate(), ...Array.from({ length: most }, worker)])
  for (const { ids, deleted } of works) {
    session.ids.push(...ids)
    session.deleted.push(...deleted)
  }
  const order = new Map(sources.map(({ name }, at) => [name, at]))
  const place = (source: string) => order.get(source) ?? sources.length
  session.problems.sort((a, b) => place(a.source) - place(b.source))
  if (thrown.length > 0) throw thrown[0]
}

interface Work extends Pick<Session, 'ids' | 'deleted'> {
  readonly heard: SourceLog
}

const nothingYet = (): Pick<Session, 'ids' | 'deleted'> => ({ ids: [], deleted: [] })

/** The same session, as one source has it: what is known of stores and problems is known to all. */
function sessionOf(session: Session, { heard: { log }, ids, deleted }: Work): Session {
  const { project } = session
  return { ...session, ids, deleted, project: { ...project, world: { ...project.world, log } } }
}
