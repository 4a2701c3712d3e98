import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { CacheState } from './cache.ts'
import type { Model } from './model.ts'
import type { Random } from './random.ts'
import type { Meeting } from './simulation.ts'

/** One command as somebody types it. */
export interface Action {
  readonly command: CommandName
  readonly options: Options
  /** How it is typed, where that is no accident. */
  readonly manner?: Manner
}

export interface Manner {
  /** Nothing goes wrong but what the others do. */
  readonly calm?: boolean
  readonly cache?: CacheState
  readonly skewMs?: number
  /** It is killed right before its first call of this label. */
  readonly diesAt?: RegExp
  /** A store that lists nothing, and answers all else. */
  readonly blindIn?: string
}

/** What is typed at once. */
export interface Scene {
  readonly actions: readonly Action[]
  /** Two calls of the first two that meet. */
  readonly meeting?: Omit<Meeting, 'actors'>
}

/** What a plot may do to its world between two scenes. */
export interface Stage {
  readonly random: Random
  readonly model: Model
  now(): number
  wait(ms: number): void
  /** Other bytes, as many, where this object lies. */
  spoil(store: string, key: string): void
  /** From now on the policy does not have this source, or has it again. */
  leave(source: string): void
  comeBack(source: string): void
}

/** Scene after scene; what the commands of one have done is known when the next is asked for. */
export type Plot<T = void> = Generator<Scene, T, void>

export const hourMs = 3_600_000
export const minuteMs = 60_000
