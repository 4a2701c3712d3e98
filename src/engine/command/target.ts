import { mkdir, readdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Argv, Assertion, CommandSource } from '../../policy/policy.ts'
import { type Finding, isProblem, noteAlso, Problem, remedy, stopIfAborted } from '../../problem.ts'
import { failureOf, lastLines } from '../../runtime/runtime.ts'
import { reasonOf } from '../../words/words.ts'
import { failed, judged, judgeRequired, unknownKind, type ValueAssertion } from '../assertion.ts'
import type { Counted, Facts, Overlap, PlainBackup, RestoreRequest, RestoreResult, Target } from '../contract.ts'
import { removeTree } from '../files/remove.ts'
import { absent, mustMakeIn, removeMade } from '../host-path.ts'
import { openDump, proveWhole } from './content.ts'
import { askFacts, factsOf, namesIn } from './facts.ts'
import { refusedBy, type UserPrograms } from './programs.ts'

/** What the programs are told by BACKPROOF_TARGET. */
export interface CommandPlace {
  readonly text: string
  /** Without a password. */
  readonly where: string
  /** A folder of this machine. */
  readonly path?: string
  /** Of a throw-away one. */
  readonly remove?: () => Promise<void>
}

// What a program holds back before it writes: less than that is no room, and more was not what it lacked.
const leastRoom = 64 * 1024

export class CommandTarget implements Target<CommandSource> {
  readonly where: string
  readonly name: string
  readonly path: string | undefined
  readonly throwAway: boolean
  readonly #place: CommandPlace
  readonly #programs: UserPrograms
  readonly #signal: AbortSignal

  constructor(place: CommandPlace, programs: UserPrograms, signal: AbortSignal) {
    this.where = place.where
    this.name = place.where
    this.path = place.path
    this.throwAway = place.remove !== undefined
    this.#place = place
    this.#programs = programs
    this.#signal = signal
  }

  // What the programs make of a text, nobody else knows.
  overlap(): Overlap {
    return 'none'
  }

  async admit(_backup: PlainBackup, request: RestoreRequest): Promise<void> {
    this.#program(request)
    const { path } = this.#place
    if (path !== undefined) await mustMakeIn(path)
    await this.#mustBeFree(request.overwrite)
  }

  async restore(backup: PlainBackup, request: RestoreRequest): Promise<RestoreResult> {
    const { overwrite } = request
    const restore = this.#program(request)
    const made = await this.#prepare(overwrite)
    try {
      // Never starts with an incomplete backup: what the programs leave elsewhere cannot be undone.
      if (!this.throwAway) await proveWhole(backup)
      stopIfAborted(this.#signal)
      await this.#feed(restore, backup, overwrite)
    } catch (error) {
      throw await this.#withdrawn(error, made)
    }
    return { findings: [], expected: backup.facts }
  }

  #program({ only }: RestoreRequest): Argv {
    if (only.length > 0)
      throw new Problem('usage', 'a dump of a program of your own is restored as a whole', {
        hint: 'Leave --only out, and take what you need from what was restored.',
      })
    const { restore, name } = this.#programs.source
    if (restore !== undefined) return restore
    throw new Problem('usage', `source ${name} has no restore, so nothing can restore its dumps`, {
      hint: 'Add restore to the policy, or write the dump itself with `restore --raw FOLDER`.',
    })
  }

  async #feed(restore: Argv, backup: PlainBackup, overwrite: boolean): Promise<void> {
    const { body, isDone } = await openDump(backup)
    await this.#programs.feed(restore, body, this.#signal, this.#place.text, overwrite).catch((error: unknown) => {
      throw refusedBy(error, 'restore-failed', 'Run it by hand on the dump, which `restore --raw FOLDER` writes.')
    })
    if (isDone()) return
    throw new Problem(
      'restore-failed',
      `${this.#programs.nameOf('restore')} exited 0 before it had read all of the dump`,
      {
        hint: 'Let it read stdin to its end, and exit with another code where it does not take all of it.',
      },
    )
  }

  async facts(like: Facts, counted: Counted = () => {}): Promise<Facts> {
    const told = await askFacts(this.#programs, this.#signal, this.#place.text)
    for (const count of Object.values(told?.rows ?? {})) counted(count)
    const { check } = this.#programs.source
    if (check !== undefined)
      await this.#programs.text('check', check, this.#signal, this.#place.text).catch(async (error: unknown) => {
        const hint = 'Look at what was restored; if that is right, correct check in the policy.'
        const refused = refusedBy(error, 'restore-failed', hint)
        throw (await this.#roomless(refused)) ?? refused
      })
    // What was given to the program was compared with the dump while it read.
    const [digest = ''] = (like.objects['digest'] ?? []).map((one) => one.replace(/^sha256 /, ''))
    return factsOf(told, like.sizeBytes, digest)
  }

  async check(assertion: Assertion): Promise<Finding | undefined> {
    switch (assertion.kind) {
      case 'command':
        return await this.#ask(assertion)
      case 'count-of': {
        const told = await askFacts(this.#programs, this.#signal, this.#place.text)
        const count = told && Object.hasOwn(told.rows, assertion.ask) ? told.rows[assertion.ask] : undefined
        if (count === undefined) return failed(assertion, `facts has no number of ${assertion.ask}`)
        return judged(assertion, String(count))
      }
      case 'required': {
        const told = await askFacts(this.#programs, this.#signal, this.#place.text)
        const names = told ? namesIn(told) : new Set<string>()
        return judgeRequired(assertion, (name) => names.has(name), 'name in its facts')
      }
      default:
        throw unknownKind(assertion)
    }
  }

  async #ask(assertion: ValueAssertion): Promise<Finding | undefined> {
    const script: Argv = ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c', assertion.ask]
    try {
      return judged(assertion, (await this.#programs.text('check', script, this.#signal, this.#place.text)).trimEnd())
    } catch (error) {
      const failure = failureOf(error)
      if (failure?.exitCode === undefined) throw error
      return failed(assertion, `it exited ${failure.exitCode}: ${lastLines(failure.stderr) || 'without output'}`)
    }
  }

  /** Gives what has to go again if the restore fails. Throws `target-refused` for what is not empty. */
  async #prepare(overwrite: boolean): Promise<{ readonly top: string | undefined; readonly wasEmpty: boolean }> {
    const { path } = this.#place
    if (path === undefined) return { top: undefined, wasEmpty: await this.#mustBeFree(overwrite) }
    try {
      const top = await mkdir(path, { recursive: true })
      return { top, wasEmpty: await this.#mustBeFree(overwrite) }
    } catch (error) {
      if (isProblem(error)) throw error
      throw new Problem('target-refused', `cannot restore into ${path}: ${reasonOf(error)}`, {
        hint: remedy.target,
        cause: error,
      })
    }
  }

  /** Gives whether it is a folder that is empty. */
  async #mustBeFree(overwrite: boolean): Promise<boolean> {
    const { path, text } = this.#place
    const refuse = (because: string) =>
      new Problem('target-refused', `${this.where} ${because}`, {
        hint: `Name another target, or give --overwrite ${this.name}.`,
      })
    if (path !== undefined) {
      const names = (await readdir(path).catch(absent)) ?? []
      if (names.length > 0 && !overwrite) throw refuse('is not empty')
      return names.length === 0
    }
    if (overwrite || this.throwAway) return false
    // If nothing answers, there is nothing to lose, as far as can be known.
    const told = await askFacts(this.#programs, this.#signal, text).catch((error: unknown) => {
      if (failureOf(error) === undefined) throw error
    })
    const [name, count] = Object.entries(told?.rows ?? {}).find(([, rows]) => rows > 0) ?? []
    if (name !== undefined) throw refuse(`is not empty: facts says that ${name} has ${count} rows`)
    return false
  }

  /** The failure of a program whose folder has no room left, whatever the program made of that: not all say so. */
  async #roomless(error: unknown): Promise<Problem | undefined> {
    const { path } = this.#place
    if (path === undefined || !isProblem(error, 'restore-failed') || error.ofMachine) return undefined
    const { bavail, bsize, files, ffree } = await statfs(path)
    if (bavail * bsize >= leastRoom && (files === 0 || ffree > 0)) return undefined
    return new Problem('restore-failed', `${error.message}; the disk of ${path} is full`, {
      hint: remedy.target,
      cause: error.cause,
      ofMachine: true,
    })
  }

  async #withdrawn(
    thrown: unknown,
    { top, wasEmpty }: { readonly top: string | undefined; readonly wasEmpty: boolean },
  ): Promise<unknown> {
    const { path } = this.#place
    const found = await this.#roomless(thrown)
    const error = found ?? thrown
    try {
      if (path !== undefined && wasEmpty) for (const name of await readdir(path)) await removeTree(join(path, name))
      if (path !== undefined && top !== undefined) await removeMade(path, top)
    } catch (also) {
      noteAlso(error, also)
    }
    const half = path === undefined && !this.throwAway && failureOf(error) !== undefined
    if (!half || !isProblem(error)) return error
    return new Problem(error.code, `${error.message}; ${this.where} may have a part of it`, {
      hint: error.hint,
      cause: error.cause,
      ofMachine: error.ofMachine,
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#place.remove?.()
  }
}
