import { engineOf, type Replay } from '../../engine/engine.ts'
import type { Source } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'

/** A source whose log is collected. */
export type Logged = Source & { readonly pointInTime: NonNullable<Source['pointInTime']> }

export const isLogged = (source: Source): source is Logged => source.pointInTime !== undefined

/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
export async function replayOf(source: Pick<Source, 'engine'>): Promise<Replay> {
  const { replay } = await engineOf(source.engine)
  if (replay) return replay
  throw new Problem('policy-invalid', `${source.engine} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source.',
  })
}
