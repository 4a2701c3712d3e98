import { join, resolve } from 'node:path'
import { type Assertion, type FilesSource, requireSet } from '../../policy/policy.ts'
import { type Finding, isProblem, Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import { failed, judged, type RequiredAssertion, unknownKind, type ValueAssertion } from '../assertion.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { realPath } from '../host-path.ts'
import { compilePatterns, lookFor } from '../pattern.ts'
import { PathTarget } from '../target/path.ts'
import { isBelow, shown } from './name.ts'
import { CertificateList, certificateKind, withCertificates } from './preset/inspector.ts'
import { startLook } from './preset/look.ts'
import { admitFiles, restoreFiles } from './restore.ts'
import { rootsOf } from './root.ts'
import { startTally } from './tally.ts'
import { contentDigest, inode, memberOf, walk } from './walk.ts'

/** A directory to restore into. */
export class FilesTarget extends PathTarget implements Target<FilesSource> {
  overlap(source: FilesSource): Overlap {
    requireSet(source)
    const roots = source.paths.map((path) => realPath(resolve(path)))
    // The archive has absolute paths.
    const written = source.paths.map((path) => join(this.path, resolve(path)))
    const isIn = (path: string) => roots.some((root) => isBelow(root, path) || isBelow(path, root))
    if (!written.some((path) => isIn(realPath(path)))) return 'none'
    const exclude = compilePatterns(source.exclude)
    const copyAt = written.find((path) => {
      const real = realPath(path)
      // If the source is the whole machine, every target is part of it.
      const root = roots.find((root) => root !== '/' && isBelow(root, real))
      return root !== undefined && !roots.includes(real) && !exclude(root, real, true)
    })
    // Only the top puts them back where they were.
    return copyAt === undefined ? 'same' : { copyAt, original: '/' }
  }

  admit(_backup: PlainBackup, request: RestoreRequest): Promise<void> {
    return admitFiles(this.path, request)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    let came: Facts | undefined
    const findings = await restoreFiles(backup, this.path, request, this.signal, (facts) => {
      came = facts
    })
    if (request.only.length === 0) return { findings, expected: backup.facts }
    return { findings, expected: came, ...(came === undefined ? {} : { restoredBytes: came.sizeBytes }) }
  }

  async facts(like: Facts, counted: Counted = () => {}): Promise<Facts> {
    const roots = rootsOf(like)
    const tally = startTally(roots)
    // For a selection of files, only their number is known: the rest of the target need not be read.
    const digested = like.objects['digest'] !== undefined
    const certificates = digested && like.objects[certificateKind] !== undefined ? new CertificateList() : undefined
    const links = new Map<string, string>()
    for (const root of roots) {
      const real = join(this.path, root)
      // A root that was not restored counts as nothing; whatever else cannot be read is a failure.
      const absentOrUnreadable = (path: string, error: NodeJS.ErrnoException) => {
        if (path !== root || error.code !== 'ENOENT') unreadable(path, error)
      }
      const found = walk({ path: root, real }, () => false, absentOrUnreadable, this.signal)
      for await (const entry of found) {
        const member = await memberOf(entry, links)
        if (!member) continue
        const look = certificates && member.type === 'file' ? startLook(entry.path, member.size) : undefined
        const content =
          digested && member.type === 'file'
            ? await contentDigest(entry, member.size, this.signal, look?.add).catch((error) =>
                unreadable(entry.path, error),
              )
            : undefined
        if (look) certificates?.add(entry.path, look.found().certificates)
        tally.add(root, entry.path, member, content?.toString('hex'))
        if (member.type === 'file' || member.type === 'link') counted(1)
        if (member.type === 'file' && entry.stat.nlink > 1n) links.set(inode(entry.stat), member.path)
      }
    }
    const { objects, ...rest } = certificates ? withCertificates(tally.facts(), certificates) : tally.facts()
    return { ...rest, objects: digested ? objects : { root: objects['root'] ?? [] } }
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    switch (assertion.kind) {
      case 'count-of':
        return await this.#count(assertion)
      case 'required':
        return await this.#look(assertion)
      default:
        throw unknownKind(assertion)
    }
  }

  async #count(assertion: ValueAssertion): Promise<Finding | undefined> {
    const matches = compilePatterns([assertion.ask])
    let count = 0
    for await (const { path, stat } of this.#all()) if (stat.isFile() && matches('/', path, false)) count += 1
    return judged(assertion, String(count))
  }

  async #look(assertion: RequiredAssertion): Promise<Finding | undefined> {
    const look = lookFor(assertion.names)
    for await (const { path, stat } of this.#all()) {
      look.at(path, stat.isDirectory())
      if (look.missing().length === 0) return undefined
    }
    return failed(assertion, `nothing matches ${look.missing().join(', ')}`)
  }

  #all() {
    return walk({ path: '/', real: this.path }, () => false, unreadable, this.signal)
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
