import { Problem } from '../../../problem.ts'
import { startOwnProgram } from '../../../runtime/runtime.ts'
import { inert, type World } from '../../../world.ts'
import type { KeptPolicy } from '../kept-policy.ts'
import { tokenFileVariable, tokenVariable } from '../token.ts'
import type { Spawn } from './jobs.ts'

/** Starts this program again, with the same environment but for the server's own secret. */
export function spawnOwn(world: World, policy: KeptPolicy): Spawn {
  const { program, cwd } = world
  if (!program)
    throw new Problem('usage', 'serve does not know how it was started, so it cannot start jobs', {
      hint: 'Start it by the file: node dist/cli.js serve.',
    })
  const env = { ...world.env, [tokenVariable]: undefined, [tokenFileVariable]: undefined }
  return async ({ command, args }, hear) => {
    const path = await policy.path()
    const own = [command, `--policy=${path}`, '--json', ...args]
    return startOwnProgram({ program, args: own, env, cwd }, (line) => hear(inert(line, false)))
  }
}
