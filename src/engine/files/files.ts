import { join, relative, resolve } from 'node:path'
import type { FilesSource } from '../../policy/policy.ts'
import type { Engine } from '../contract.ts'
import { realPath, requirePath } from '../host-path.ts'
import { compilePatterns, lookFor } from '../pattern.ts'
import { throwAwayFolder } from '../target/throw-away.ts'
import { indexPart, wholeOf } from './increment/whole.ts'
import { isBelow, shown } from './name.ts'
import { openFiles } from './source.ts'
import { FilesTarget } from './target.ts'
import { readWhole } from './unpack.ts'

const LISTED = 100_000

/**
 * Directories and files of this machine, as one tar archive in the pax format. docs/engines.md says what is kept and
 * what is not.
 */
export const files: Engine<FilesSource> = {
  name: 'files',
  can: { selects: 'file', restores: [] },

  open: (source, bench, signal, _prefer, knownBytes) => openFiles(source, bench, signal, knownBytes),

  increments: { statePart: indexPart, whole: wholeOf },

  takes(source, file) {
    const real = realPath(resolve(file))
    const exclude = compilePatterns(source.exclude)
    const include = compilePatterns(source.include)
    return source.paths.some((path) => {
      const root = resolve(path)
      const realRoot = realPath(root)
      if (!isBelow(realRoot, real)) return false
      // As the backup calls it: a root may be a link.
      const name = join(root, relative(realRoot, real))
      return !exclude(root, name, false) && (source.include.length === 0 || include(root, name, false))
    })
  },

  async contents(backup, _by, _bench, signal, required = []) {
    const names: string[] = []
    let more = 0
    const look = lookFor(required)
    for await (const { path, member } of readWhole(backup, signal)) {
      look.at(path, member.type === 'directory')
      if (names.length < LISTED) names.push(shown(path))
      else more += 1
    }
    return { names: more > 0 ? [...names, `... ${more} more`] : names, missing: look.missing() }
  },

  target: async (text, _by, { cwd }, signal) =>
    new FilesTarget(resolve(cwd, requirePath('--into', text, 'files', 'folder')), signal),

  async sandbox(_dumped, _image, bench, signal) {
    const { path, remove } = await throwAwayFolder(bench)
    return new FilesTarget(join(path, 'restored'), signal, remove)
  },
}
