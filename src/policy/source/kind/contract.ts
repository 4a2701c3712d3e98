import type { z } from 'zod'
import type { Lacking } from '../../text/issue.ts'
import type { SourceCommon, Surroundings } from '../source.ts'
import type { Assertion } from './assertion.ts'
import type { Member } from './databases.ts'
import type { DraftKind } from './draft.ts'
import type { CommonShape, SourceInput } from './shape.ts'

/**
 * What an engine's file in this folder says of its sources and its backups. Whoever needs to tell engines apart reads it
 * here, and never asks for one by its name.
 */
export interface SourceKind<S extends SourceCommon = SourceCommon, I extends SourceInput = SourceInput> {
  /** `machine`: the files of the machine that the program runs on, which a container of an image does not see. */
  readonly reads: 'server' | 'machine'
  /** What `restore --what` calls its sources unless the policy does; absent: nobody can tell what they are. */
  readonly group?: 'databases' | 'files' | 'configuration'
  /** Programs of its server's make its dumps, which may run on another machine. */
  readonly programs?: true
  /** Its server is reached by TCP, and `via` can forward its port. */
  readonly forwards?: true
  /** Keys that others have and its sources do not: why, and what to write instead. Absent: those of a log. */
  readonly lacking?: Lacking
  /** What a person may write after --into. */
  readonly into: string
  /** Kinds of assertion that it can judge. */
  readonly asserts: readonly Assertion['kind'][]
  readonly counts: Counts
  /** Its keys in the policy file. */
  shape(common: CommonShape): z.ZodType<I>
  build(input: I, around: Surroundings): S
  identity(source: S): Identity
  /** What dumps of it take turns at: "db.example:5432". Absent, undefined: nothing, or its address is not known here. */
  server?(source: S): string | undefined
  /** What it takes, as the policy writes it: two that read alike take the same. */
  describe(source: S): string
  /**
   * One database of a source that has `databases`, as a source of its own. Absent: no source of the engine has them. What the
   * server has once goes with the one that `carries` it.
   */
  member?(source: S, member: Member): S
  readonly draft: DraftKind
}

/** What the numbers of its facts count. */
interface Counts {
  /** Of a number by the name of what it is in; a name that ends in a noun between brackets counts that. */
  readonly noun: string
  /** What the names are, where they are counted as well: tables. */
  readonly of?: string
  /** `exact`: as many, no more; `within`: a target that held something before may have more. */
  readonly rule: 'exact' | 'within'
  /** The name of the number that stands for all of it where nothing counts: what was given to a restore, and not looked at. */
  readonly given?: string
}

/** What makes two sources of two policies the same one. */
export interface Identity {
  /** Equal for what backs up the very same, under whatever name. */
  readonly whole: string
  /** Two that share none of these back up something else. */
  readonly content: readonly string[]
}
