import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Policy } from '../../policy/policy.ts'
import { isProblem, messageOf, type Problem } from '../../problem.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import type { Options } from '../option.ts'
import { readPolicy } from '../project/policy-file.ts'
import { makeProject } from '../project/project.ts'
import { problemJson } from '../result.ts'
import { quietLog, type ServeLog } from './log.ts'

/** What the server follows, and whether the file says the same. */
export interface Followed {
  readonly policy: Policy
  readonly file: PolicyFile
  /** When this text was taken over. */
  readonly since: Date
  /** The file cannot be followed as it is now: what it said before still holds. */
  readonly refused?: { readonly at: Date; readonly problem: ReturnType<typeof problemJson> }
}

/**
 * The policy's file, read again whenever it is asked for. A file that is broken, or gone, changes nothing: backups go on by
 * what it said last, loudly.
 */
export class KeptPolicy {
  readonly #world: World
  readonly #options: Pick<Options, 'policy'>
  readonly #log: ServeLog
  #followed: Followed
  /** What was refused, so that it is said once. */
  #refused: string | undefined
  #folder: Promise<string> | undefined

  private constructor(world: World, options: Pick<Options, 'policy'>, log: ServeLog, followed: Followed) {
    this.#world = world
    this.#options = options
    this.#log = log
    this.#followed = followed
  }

  /** Throws where there is no policy to begin with. */
  static async open(world: World, options: Pick<Options, 'policy'>, log: ServeLog): Promise<KeptPolicy> {
    const file = await readPolicy(world, options.policy)
    const { policy } = makeProject(world, file, [])
    return new KeptPolicy(world, options, log, { policy, file, since: world.now() })
  }

  /** As it was last read. */
  get followed(): Followed {
    return this.#followed
  }

  /** Reads the file again, and follows it where it can be followed. */
  async refresh(): Promise<Followed> {
    const { now } = this.#world
    try {
      const file = await readPolicy(this.#world, this.#options.policy)
      const isSame = file.text === this.#followed.file.text && file.path === this.#followed.file.path
      if (isSame && !this.#followed.refused) return this.#followed
      if (!isSame && file.text === this.#refused) return this.#followed
      const log = quietLog(this.#log, 'policy')
      const { policy } = isSame ? this.#followed : makeProject({ ...this.#world, log }, file, [])
      this.#followed = { policy, file, since: isSame ? this.#followed.since : now() }
      this.#refused = undefined
      this.#log.info('policy-followed', { file: file.path, digest: policy.digest.slice(0, 12) })
    } catch (error) {
      if (!isProblem(error)) throw error
      await this.#refuse(error)
    }
    return this.#followed
  }

  async #refuse(error: Problem): Promise<void> {
    const text = await readPolicy(this.#world, this.#options.policy).then(
      (file) => file.text,
      (unreadable: unknown) => `unreadable: ${messageOf(unreadable)}`,
    )
    if (text === this.#refused) return
    this.#refused = text
    const { file, policy, since } = this.#followed
    this.#followed = { policy, file, since, refused: { at: this.#world.now(), problem: problemJson(error) } }
    const message = `${error.message}; the policy of ${since.toISOString()} is still followed`
    this.#log.error('policy-refused', { file: file.path, message, hint: error.hint })
  }

  /** A file with the text that is followed, for another process: the policy's own, or a copy while that says another thing. */
  async path(): Promise<string> {
    const { file, refused } = await this.refresh()
    if (!refused) return file.path
    this.#folder ??= mkdtemp(join(this.#world.temporaryDirectory, 'backproof-serve-'))
    const folder = await this.#folder
    // Written each time: whoever tidies up temporary files takes no backup away.
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${createHash('sha256').update(file.text).digest('hex').slice(0, 16)}.yml`)
    await writeFile(path, file.text, { mode: 0o600 })
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = await this.#folder
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}
