import { type Decisions, decide } from '../../src/retain/retain.ts'

/** What was decided; throws the refusal where nothing was. */
export function decided(...given: Parameters<typeof decide>): Decisions {
  const made = decide(...given)
  if ('refused' in made) throw made.refused
  return made
}
