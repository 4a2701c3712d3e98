import { constants } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { Problem, remedy } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Facts } from '../contract.ts'
import { isBelow, shown } from './name.ts'
import type { Root } from './walk.ts'

/**
 * The roots that a policy names, resolved against the working directory. One inside another is left out; where it is
 * reached only by a symbolic link, of which the other has the link alone, the place that it leads to is a root of its
 * own name. Throws `source-failed` for one that is not there.
 */
export async function findRoots(paths: readonly string[]): Promise<readonly Root[]> {
  let named = await Promise.all([...new Set(paths.map((path) => resolve(path)))].sort().map(locate))
  for (;;) {
    const roots = named.filter(({ path }) => !named.some((other) => other.path !== path && isBelow(other.path, path)))
    const elsewhere = named.flatMap(({ path, real }) => {
      const outer = roots.find((root) => root.path !== path && isBelow(root.path, path))
      const there = !outer || real === join(outer.real, relative(outer.path, path))
      return there || roots.some((root) => isBelow(root.real, real)) ? [] : [{ path: real, real }]
    })
    const [first] = elsewhere
    if (!first) return roots
    named = [...roots, first, ...named.filter((root) => !roots.includes(root))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    )
  }
}

/** Where a root is. One that cannot even be opened would leave nothing but a warning in a backup of the others. */
async function locate(path: string): Promise<Root> {
  try {
    const real = await realpath(path)
    const found = await stat(real)
    if (found.isDirectory() || found.isFile())
      await (await open(real, constants.O_RDONLY | constants.O_NONBLOCK)).close()
    return { path, real }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem('source-failed', `cannot read ${shown(path)}: ${reasonOf(error)}`, {
      cause: error,
      hint:
        code === 'EACCES' || code === 'EPERM'
          ? 'Run the backup as a user who may read it.'
          : 'Correct paths in the policy, or mount the directory before the backup.',
    })
  }
}

/**
 * What vanishes while it is read is a warning; a whole root that is gone at the end (a disk that was unmounted, a folder that
 * a deploy replaced) is no backup of it. Throws `dump-incomplete`.
 */
export async function requireRoots(roots: readonly Root[]): Promise<void> {
  for (const { path, real } of roots) {
    try {
      await stat(real)
    } catch (cause) {
      throw new Problem('dump-incomplete', `${shown(path)} disappeared while it was read: ${reasonOf(cause)}`, {
        cause,
        hint: 'Back up again once it is back; stop whatever removes or unmounts it during a backup.',
      })
    }
  }
}

// A policy has a thousand paths at most, each of which may lead to one more place.
const mostRoots = 2_000

/**
 * The roots that a backup has. Throws `object-damaged` for what findRoots never gives: a root that leads elsewhere, or
 * into another.
 */
export function rootsOf(facts: Facts): readonly string[] {
  const roots = facts.objects['root'] ?? []
  // Each is compared with each.
  if (roots.length > mostRoots)
    throw new Problem(
      'object-damaged',
      `facts.json has ${roots.length} roots, but no backup has more than ${mostRoots}`,
      { hint: remedy.damaged },
    )
  const odd = roots.find(
    (path) =>
      !path.startsWith('/') ||
      resolve(path) !== path ||
      path.includes('\0') ||
      roots.some((other) => other !== path && isBelow(other, path)),
  )
  if (odd === undefined) return roots
  throw new Problem('object-damaged', `facts.json has an impossible root: ${shown(odd.slice(0, 300))}`, {
    hint: remedy.damaged,
  })
}
