import { join, resolve } from 'node:path'
import type { Engine } from '../contract.ts'
import { realPath, requirePath } from '../host-path.ts'
import { throwAwayFolder } from '../target/throw-away.ts'
import { fileOf, readKept } from './content.ts'
import type { EnvironmentSource } from './environment-source.ts'
import { openEnvironment } from './source.ts'
import { EnvironmentTarget } from './target.ts'

/** Variables of the environment, or a file of secrets. docs/engines.md says how they are kept, and how they are loaded again. */
export const environment: Engine<EnvironmentSource> = {
  name: 'environment',
  can: { selects: undefined, restores: [] },

  open: (source, _bench, signal) => openEnvironment(source, signal),

  takes: ({ path }, file) => path !== undefined && realPath(resolve(path)) === realPath(resolve(file)),

  async contents(backup) {
    await readKept(backup)
    const names = Object.keys(backup.facts.rows)
    return {
      names: fileOf(backup.facts) === undefined ? names.map((name) => `variable ${name}`) : names,
      missing: [],
    }
  },

  target: async (text, _by, { cwd }, signal) =>
    new EnvironmentTarget(resolve(cwd, requirePath('--into', text, 'an environment', 'file')), signal),

  async sandbox(_dumped, _image, bench, signal) {
    const { path, remove } = await throwAwayFolder(bench)
    return new EnvironmentTarget(join(path, 'restored.env'), signal, remove)
  },
}
