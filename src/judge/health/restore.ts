import type { RestoreMade, SourceHealth } from './contract.ts'
import { requesterOf } from './trigger.ts'

/** One restore, as its record tells, or its name alone. */
export interface RestoreSeen {
  readonly id: string
  readonly backup: string
  readonly state: RestoreMade['state']
  readonly interrupted?: true
  readonly startedAt: string
  readonly completedAt?: string
  readonly origin?: Readonly<Record<string, string>>
  readonly scope?: string
  readonly only?: readonly string[]
  readonly into?: string
  readonly store?: string
  readonly restoredBytes?: number
  readonly compared?: string
  readonly error?: { readonly code: string; readonly message: string } | undefined
}

/** Restores that somebody asked for, newest first. */
export interface RestoresLook {
  readonly seen: readonly RestoreSeen[]
  /** How many older ones there are. */
  readonly left: number
  /** Stores whose restores are not known. */
  readonly unread: readonly { readonly store: string; readonly message: string }[]
}

/** What is told of them; nothing where there were none. Pure. */
export function restoresMade(look: RestoresLook | undefined): Pick<SourceHealth, 'restores'> {
  if (!look || look.seen.length + look.left + look.unread.length === 0) return {}
  const { seen, left, unread } = look
  return {
    restores: {
      recent: seen.map(restoreMade),
      ...(left > 0 ? { left } : {}),
      ...(unread.length > 0 ? { unread: unread.map(({ store, message }) => ({ store, message })) } : {}),
    },
  }
}

function restoreMade({ startedAt, completedAt, origin = {}, error, ...one }: RestoreSeen): RestoreMade {
  const { id, backup, state, interrupted, scope, only, into, store, restoredBytes, compared } = one
  const by = requesterOf(origin)
  const tookMs = completedAt === undefined ? undefined : Date.parse(completedAt) - Date.parse(startedAt)
  return {
    ...{ id, backup, state },
    ...(interrupted ? { interrupted } : {}),
    at: startedAt,
    ...(completedAt === undefined ? {} : { endedAt: completedAt }),
    // A clock that was set back in between measures nothing.
    ...(tookMs !== undefined && tookMs >= 0 ? { durationMs: tookMs } : {}),
    ...(by ? { by } : {}),
    ...(scope === undefined ? {} : { scope }),
    ...(only === undefined ? {} : { only }),
    ...(into === undefined ? {} : { into }),
    ...(store === undefined ? {} : { store }),
    ...(restoredBytes === undefined ? {} : { restoredBytes }),
    ...(compared === undefined ? {} : { compared }),
    ...(error ? { problem: { code: error.code, message: error.message } } : {}),
  }
}
