import { resolve } from 'node:path'
import { type Assertion, type GitSource, requireSet } from '../../policy/policy.ts'
import type { Finding } from '../../problem.ts'
import { failed, judged, judgeRequired, unknownKind } from '../assertion.ts'
import type { Bench, Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { realPath } from '../host-path.ts'
import { PathTarget } from '../target/path.ts'
import { addressOf } from './address.ts'
import { countCommits, listRefs, refFacts } from './facts.ts'
import { lfsIn } from './lfs.ts'
import { headIn } from './local.ts'
import { type Git, gitIn } from './program.ts'
import { findRef } from './ref.ts'
import { admitGit, restoreGit } from './restore.ts'

/** A bare repository. */
export class GitTarget extends PathTarget implements Target<GitSource> {
  readonly #bench: Pick<Bench, 'baseEnv'>

  constructor(path: string, bench: Pick<Bench, 'baseEnv'>, signal: AbortSignal, remove?: () => Promise<void>) {
    super(path, signal, remove)
    this.#bench = bench
  }

  overlap(source: GitSource): Overlap {
    requireSet(source)
    const address = addressOf(source)
    if (address.kind !== 'path') return 'none'
    const [own, target] = [realPath(resolve(address.path)), realPath(this.path)]
    return target === own || target === `${own}/.git` || target.startsWith(`${own}/.git/`) ? 'same' : 'none'
  }

  async admit(_backup: PlainBackup, { overwrite }: RestoreRequest): Promise<void> {
    await admitGit(this.path, overwrite)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    return await restoreGit(backup, this.path, request, this.#bench, this.signal)
  }

  async facts(_like: Facts, counted?: Counted): Promise<Facts> {
    const git = this.#git()
    const commits = await countCommits(git, 'all', this.signal, counted)
    const [refs, head] = [await listRefs(git, this.signal), await headIn(git, this.path, this.signal)]
    const lfs = await lfsIn(this.path, this.signal)
    return {
      ...{ version: 1, engine: 'git', server: undefined, sizeBytes: 0 },
      rows: { commits, ...(lfs.length === 0 ? {} : { 'lfs (files)': lfs.length }) },
      objects: { ...refFacts({ refs, head }), ...(lfs.length === 0 ? {} : { lfs }) },
    }
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    const refs = () => listRefs(this.#git(), this.signal)
    switch (assertion.kind) {
      case 'required': {
        const all = await refs()
        return judgeRequired(assertion, (name) => findRef(all, name) !== undefined, 'ref')
      }
      case 'count-of': {
        const ref = findRef(await refs(), assertion.ask)
        if (!ref) return failed(assertion, `there is no ref ${assertion.ask}`)
        return judged(assertion, String(await countCommits(this.#git(), [ref], this.signal)))
      }
      default:
        throw unknownKind(assertion)
    }
  }

  #git(): Git {
    return gitIn(this.path, this.#bench)
  }
}
