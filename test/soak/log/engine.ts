import type { Engine, LogSource } from '../../../src/engine/engine.ts'
import { type FakeName, fakeEngine } from '../../command/log/fake.ts'
import { working } from '../simulation.ts'
import { LogServer } from './server.ts'

/** The one of the world that is played: its engine is loaded once. */
export const server = new LogServer(() => new Date(0))

/** A call to the server is a turn like one to a store: others go on meanwhile, and it may be the actor's last. */
async function turn(label: string): Promise<void> {
  const at = working.getStore()
  if (!at) return
  const call = at.actor.calls + 1
  await at.simulation.turn(at.actor, `server: ${label}`)
  await at.simulation.answered(at.actor, call)
}

server.meanwhile = async () => {
  await turn('is read')
  server.add()
}

function told(log: LogSource): LogSource {
  return {
    ...log,
    async release(until) {
      await turn('may forget')
      server.forget(until)
      await turn('has forgotten')
    },
  }
}

function engineFor(name: FakeName): Engine {
  const engine = fakeEngine(server, name)
  return {
    ...engine,
    async open(...given) {
      await turn('is opened')
      const open = await engine.open(...given)
      return {
        ...open,
        ...(open.log ? { log: told(open.log) } : {}),
        [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
      }
    },
  }
}

/** Under the names of real ones. */
export const mariadb: Engine = engineFor('mariadb')
export const mysql: Engine = { ...mariadb, name: 'mysql' }
export const postgres: Engine = engineFor('postgres')
