import type { EngineName, Source } from '../policy/policy.ts'
import type { Engine } from './engine.ts'
import { postgres } from './postgres.ts'

const engines: Readonly<Partial<Record<EngineName, Engine>>> = { postgres: postgres as Engine<Source> }

/** The engine of this name: the only place that knows every one. */
export function engineOf(name: EngineName): Engine {
  const engine = engines[name]
  if (engine === undefined) throw new Error(`no engine ${name}`)
  return engine
}
