import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type Assertion, requireSet } from '../../policy/policy.ts'
import { isProblem, noteAlso, Problem, remedy, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { absent, mustMakeIn, realPath, removeMade } from '../host-path.ts'
import { PathTarget } from '../target/path.ts'
import { factsLike, readKept } from './content.ts'
import type { EnvironmentSource } from './environment-source.ts'

/** A file that only its owner reads. */
export class EnvironmentTarget extends PathTarget implements Target<EnvironmentSource> {
  /** Of the backup's digests: it is not in the file. */
  #key: Buffer | undefined

  overlap(source: EnvironmentSource): Overlap {
    requireSet(source)
    if (source.path === undefined) return 'none'
    return realPath(resolve(source.path)) === realPath(this.path) ? 'same' : 'none'
  }

  async admit(_backup: PlainBackup, request: RestoreRequest): Promise<void> {
    await this.#admit(request)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { overwrite } = request
    const owner = await this.#admit(request)
    // All of it has proven whole before anything is touched.
    const { key, body } = await readKept(backup)
    stopIfAborted(this.signal)
    await this.#write(body, overwrite, owner)
    this.#key = key
    return { findings: [], expected: backup.facts }
  }

  async facts(like: Facts, counted?: Counted): Promise<Facts> {
    if (!this.#key) throw new Error('nothing was restored into this target')
    const facts = factsLike(await readFile(this.path), this.#key, like)
    for (const _ of Object.keys(facts?.rows ?? {})) counted?.(1)
    if (facts) return facts
    throw new Problem('restore-failed', `${this.path} is not the file of variables that was written`, {
      hint: 'Restore into a new file that nothing else writes to.',
    })
  }

  async check({ name }: Assertion): Promise<undefined> {
    throw new Problem('policy-invalid', `assertion "${name}" queries an environment, which cannot be queried`, {
      hint: 'Remove it: a restore is compared name by name anyway.',
    })
  }

  /** Gives whose file it replaces. What is no file could be a terminal, a pipe or a log. */
  async #admit({
    only,
    overwrite,
  }: RestoreRequest): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
    if (only.length > 0)
      throw new Problem('usage', 'an environment is restored as a whole', {
        hint: 'Leave --only out, and take what you need from the restored file.',
      })
    const refuse = (what: string, hint: string) => new Problem('target-refused', `${this.path} ${what}`, { hint })
    await mustMakeIn(dirname(this.path))
    const there = await lstat(this.path).catch(absent)
    if (there && !there.isFile()) throw refuse('is not a regular file', 'Name a file that does not exist yet.')
    if (there && !overwrite)
      throw refuse('exists', `Name a file that does not exist yet, or give --overwrite ${this.path}.`)
    return there
  }

  async #write(
    body: Buffer,
    overwrite: boolean,
    owner: { readonly uid: number; readonly gid: number } | undefined,
  ): Promise<void> {
    const folder = dirname(this.path)
    const unfinished = join(folder, `.${basename(this.path)}.${randomBytes(6).toString('hex')}.backproof-partial`)
    let made: string | undefined
    try {
      made = await mkdir(folder, { recursive: true, mode: 0o700 })
      {
        await using file = await open(unfinished, 'wx', 0o600)
        if (owner && process.geteuid?.() === 0) await file.chown(owner.uid, owner.gid)
        await file.writeFile(body)
        await file.sync()
      }
      // A link never replaces what another process has put there meanwhile.
      if (overwrite) await rename(unfinished, this.path)
      else {
        await link(unfinished, this.path)
        await rm(unfinished)
      }
      await using directory = await open(folder)
      await directory.sync()
    } catch (error) {
      await rm(unfinished, { force: true }).catch((also: unknown) => noteAlso(error, also))
      await removeMade(folder, made)
      if (isProblem(error)) throw error
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST'
      throw new Problem(
        exists ? 'target-refused' : 'restore-failed',
        exists ? `${this.path} was just created by another program` : `cannot write ${this.path}: ${reasonOf(error)}`,
        { hint: remedy.target, cause: error },
      )
    }
  }
}
