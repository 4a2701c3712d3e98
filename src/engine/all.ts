import type { EngineName } from '../policy/policy.ts'
import type { Engine } from './contract.ts'

/** The engine of this name, loaded when it is first asked for: the only place that knows every one. */
export async function engineOf(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'postgres':
      return (await import('./postgres/postgres.ts')).postgres as Engine
    case 'sqlite':
      return (await import('./sqlite/sqlite.ts')).sqlite as Engine
    case 'files':
      return (await import('./files/files.ts')).files as Engine
  }
}
