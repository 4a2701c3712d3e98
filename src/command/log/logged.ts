import { engineOf, type Replay } from '../../engine/engine.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'

/** A source whose log is collected. */
export type Logged = Source & { readonly pointInTime: NonNullable<Source['pointInTime']> }

export const isLogged = (source: Source): source is Logged => source.pointInTime !== undefined

/** What a server says that has none, or none as it is set up. */
export const noLog = ({ name }: Pick<Source, 'name'>): Problem =>
  new Problem('source-failed', `${name} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
  })

/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
export async function replayOf(source: Pick<Source, 'engine'>): Promise<Replay> {
  const { replay } = await engineOf(source.engine)
  if (replay) return replay
  throw new Problem('policy-invalid', `${source.engine} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source.',
  })
}
