import { join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { type FilesSource, requireSet } from '../../policy/policy.ts'
import { cancelled, isProblem, Problem, remedy, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { failed } from '../assertion.ts'
import type { Dump, Engine, Facts, Part } from '../contract.ts'
import { realPath, requireHost } from '../host-path.ts'
import { compilePatterns } from '../pattern.ts'
import { startFindings } from './finding.ts'
import { isBelow, shown } from './name.ts'
import { coalesce, pack } from './pack.ts'
import { directoryOf, restoreFiles } from './restore.ts'
import { findRoots, requireRoots, rootsOf } from './root.ts'
import { startTally } from './tally.ts'
import { archivePart, readWhole } from './unpack.ts'
import { contentDigest, inode, memberOf, walk } from './walk.ts'

const LISTED = 100_000

/**
 * Directories and files of this machine, as one tar archive in the pax format. docs/engines.md says what is kept and
 * what is not.
 */
export const files: Engine<FilesSource> = {
  name: 'files',

  async inspect(source, _runtime, signal) {
    requireHost(source)
    const exclude = compilePatterns(source.exclude)
    let sizeBytes = 0
    for (const root of await findRoots(source.paths)) {
      const found = walk(
        root,
        (path, directory) => exclude(root.path, path, directory),
        () => undefined,
        signal,
      )
      for await (const { stat } of found) if (stat.isFile()) sizeBytes += Number(stat.size)
    }
    return { server: undefined, sizeBytes }
  },

  dump(source, _runtime, signal) {
    const findings = startFindings()
    let facts: Facts | undefined
    async function* archive(): AsyncGenerator<Buffer> {
      const roots = await findRoots(source.paths)
      const tally = startTally(roots.map((root) => root.path))
      yield* pack({ roots, include: source.include, exclude: source.exclude, tally, findings }, signal)
      await requireRoots(roots)
      facts = tally.facts()
    }
    async function* parts(): AsyncGenerator<Part> {
      requireHost(source)
      stopIfAborted(signal)
      const body = Readable.from(coalesce(archive()), { objectMode: false })
      // Nobody may be reading when the signal fires.
      const stop = () => body.destroy(cancelled(signal))
      signal.addEventListener('abort', stop)
      try {
        yield { name: archivePart, compression: 'zstd', body }
      } finally {
        signal.removeEventListener('abort', stop)
        body.destroy()
      }
    }
    const dump: Dump = {
      parts: parts(),
      facts() {
        if (!facts)
          throw new Problem('dump-incomplete', `the archive of ${source.paths.map(shown).join(', ')} is not complete`, {
            hint: remedy.dump,
          })
        return facts
      },
      findings: () => findings.list(),
      versions: () => ({ tar: 'pax' }),
    }
    return dump
  },

  restore: (dump, into, _runtime, options) => restoreFiles(dump, directoryOf(into), options),

  async facts(target, like, _runtime, signal, counted = () => {}) {
    const base = directoryOf(target)
    const roots = rootsOf(like)
    const tally = startTally(roots)
    // Of some files nothing is known but how many they are: what else is in the target need not be read.
    const digested = like.objects['digest'] !== undefined
    const links = new Map<string, string>()
    for (const root of roots) {
      const real = join(base, root)
      // A root that was not restored counts as nothing; whatever else cannot be read is a failure.
      const absentOrUnreadable = (path: string, error: NodeJS.ErrnoException) => {
        if (path !== root || error.code !== 'ENOENT') unreadable(path, error)
      }
      const found = walk({ path: root, real }, () => false, absentOrUnreadable, signal)
      for await (const entry of found) {
        const member = await memberOf(entry, links)
        if (!member) continue
        const content =
          digested && member.type === 'file'
            ? await contentDigest(entry, member.size, signal).catch((error) => unreadable(entry.path, error))
            : undefined
        tally.add(root, entry.path, member, content)
        if (member.type === 'file' || member.type === 'link') counted(1)
        if (member.type === 'file' && entry.stat.nlink > 1n) links.set(inode(entry.stat), member.path)
      }
    }
    const { objects, ...rest } = tally.facts()
    return { ...rest, objects: digested ? objects : { root: objects['root'] ?? [] } }
  },

  async contents(dump, _runtime, signal, files = []) {
    const names: string[] = []
    let more = 0
    const look = lookFor(files)
    for await (const { path, member } of readWhole(dump, signal)) {
      look.at(path, member.type === 'directory')
      if (names.length < LISTED) names.push(shown(path))
      else more += 1
    }
    return { names: more > 0 ? [...names, `... ${more} more`] : names, missing: look.missing() }
  },

  async check(assertion, target, _runtime, signal) {
    if (assertion.kind !== 'files') {
      throw new Problem('policy-invalid', `assertion "${assertion.name}" asks for ${assertion.kind} of files`, {
        hint: 'Use files: [PATTERN, ...].',
      })
    }
    const look = lookFor(assertion.files)
    const found = walk({ path: '/', real: directoryOf(target) }, () => false, unreadable, signal)
    for await (const { path, stat } of found) {
      look.at(path, stat.isDirectory())
      if (look.missing().length === 0) return undefined
    }
    return failed(assertion, `nothing matches ${look.missing().join(', ')}`)
  },

  sandbox: () => undefined,
  image: () => undefined,

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

  isSource(source, target) {
    requireSet(source)
    if (target.kind !== 'directory') return false
    const roots = source.paths.map((path) => realPath(resolve(path)))
    const written = source.paths.map((path) => realPath(join(resolve(target.path), resolve(path))))
    return written.some((path) => roots.some((root) => isBelow(root, path) || isBelow(path, root)))
  },

  doubles(source, target) {
    if (target.kind !== 'directory') return undefined
    const exclude = compilePatterns(source.exclude)
    const roots = source.paths.map((path) => realPath(resolve(path)))
    const at = source.paths
      .map((path) => join(resolve(target.path), resolve(path)))
      .find((path) => {
        const real = realPath(path)
        // Of a whole machine every target is a part.
        const root = roots.find((root) => root !== '/' && isBelow(root, real))
        return root !== undefined && !roots.includes(real) && !exclude(root, real, true)
      })
    // The archive has absolute paths: only the top puts them back where they were.
    return at === undefined ? undefined : { at, original: '/' }
  },
}

/** Which patterns nothing has matched yet, whether it is in an archive or in a directory. */
function lookFor(patterns: readonly string[]) {
  let left = patterns.map((pattern) => ({ pattern, matches: compilePatterns([pattern]) }))
  return {
    at(path: string, isDirectory: boolean) {
      left = left.filter(({ matches }) => !matches('/', path, isDirectory))
    },
    missing: () => left.map(({ pattern }) => pattern),
  }
}

/** A restored target is ours: what cannot be read of it is not passed over. */
function unreadable(path: string, error: unknown): never {
  if (isProblem(error)) throw error
  throw new Problem('restore-failed', `cannot read ${shown(path)} back: ${reasonOf(error)}`, {
    cause: error,
    hint: 'Run as root, or as a user who may read every restored file.',
  })
}
