import { join, resolve } from 'node:path'
import type { GitSource } from '../../policy/policy.ts'
import { isProblem } from '../../problem.ts'
import type { Engine } from '../contract.ts'
import { requirePath, unwritable } from '../host-path.ts'
import { throwAwayFolder } from '../target/throw-away.ts'
import { readLfs } from './lfs.ts'
import { findRef, shownName } from './ref.ts'
import { unpack } from './restore.ts'
import { openGit } from './source.ts'
import { GitTarget } from './target.ts'

const listed = 100_000

/** A git repository, as one bundle of every ref. docs/engines.md says how it is read, and what is not in it. */
export const git: Engine<GitSource> = {
  name: 'git',
  can: { selects: 'ref', restores: [] },

  open: openGit,

  // A file of a work tree is in a backup when it is committed, and then it is no store that grows.
  takes: () => false,

  async contents(backup, _by, bench, signal, required = []) {
    const { path, remove } = await throwAwayFolder(bench)
    try {
      const { refs } = (await unpack(backup, join(path, 'read.git'), bench, signal)).refs
      const names = refs.slice(0, listed).map(({ name }) => `ref ${shownName(name)}`)
      if (refs.length > listed) names.push(`... ${refs.length - listed} more`)
      const files = await readLfs(backup, signal)
      names.push(...files.slice(0, listed).map((oid) => `lfs ${oid}`))
      const missing = required.filter((wanted) => findRef(refs, wanted) === undefined)
      return { names: names.length > 0 ? names : ['an empty repository'], missing }
    } catch (error) {
      const ofDisk = !isProblem(error) && (error as NodeJS.ErrnoException).syscall !== undefined
      throw ofDisk ? unwritable('sandbox-failed', error as Error) : error
    } finally {
      await remove()
    }
  },

  target: async (text, _by, bench, signal) =>
    new GitTarget(resolve(bench.cwd, requirePath('--into', text, 'a git repository', 'folder')), bench, signal),

  async sandbox(_dumped, _image, bench, signal) {
    const { path, remove } = await throwAwayFolder(bench)
    return new GitTarget(join(path, 'restored.git'), bench, signal, remove)
  },
}
