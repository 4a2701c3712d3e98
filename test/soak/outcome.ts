import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../src/command/result.ts'
import { isProblem } from '../../src/problem.ts'
import type { Backup } from './backup.ts'
import type { Deed } from './deed.ts'
import { ground } from './engine.ts'
import type { Model } from './model.ts'
import { owes } from './owed.ts'
import type { Action } from './scene.ts'

/** How a command ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: Result; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It was killed. */
  | { readonly kind: 'died' }

export interface Ended {
  readonly action: Action
  readonly deed: Deed
  readonly outcome: Outcome
  /** Where a restore went. */
  readonly into: string
  readonly now: number
}

export const succeeded = (outcome: Outcome): outcome is Extract<Outcome, { readonly kind: 'done' }> =>
  outcome.kind === 'done' && outcome.result.problems.length === 0

/** In one word, for the trace. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'died') return 'died'
  const problems = outcome.kind === 'done' ? outcome.result.problems : [outcome.error]
  if (problems.length === 0) return 'succeeded'
  return `failed: ${problems.map((problem) => (isProblem(problem) ? problem.code : String(problem))).join(', ')}`
}

/** What a command said must be true of the stores at the moment at which it said so. */
export function judge(model: Model, ended: Ended): void {
  const { action, deed, outcome } = ended
  if (outcome.kind === 'died') return
  for (const error of outcome.kind === 'done' ? outcome.result.problems : [outcome.error]) {
    const stack = error instanceof Error ? error.stack : String(error)
    model.must(isProblem(error), `${deed.actor} (${action.command}) ended with what is no Problem: ${stack}`)
  }
  for (const backup of acknowledged(model, ended)) {
    backup.acknowledgedAt ??= ended.now
    const whole = model.wholeIn(backup)
    const who = `${deed.actor} (${action.command}) made ${backup.id}`
    model.must(whole.length > 0 || backup.purged.size > 0, `${who}, and no store has it whole`)
    if (!succeeded(outcome)) continue
    const missing = model.rules.stores.filter((store) => !whole.includes(store) && !backup.purged.has(store))
    model.must(missing.length === 0, `${who} without a word of ${missing.join()}, where it is not whole`)
  }
  putBack(model, ended)
  owes(model, ended)
  if (succeeded(outcome)) saidDone(model, ended, outcome.result)
}

function acknowledged(model: Model, { action, outcome }: Ended): readonly Backup[] {
  if (outcome.kind !== 'done' || !['backup', 'run', 'gate'].includes(action.command)) return []
  const { ids = [] } = outcome.result
  for (const id of ids)
    model.must(model.backups.has(id), `${action.command} says that it made ${id}, which no store ever had`)
  return ids.flatMap((id) => model.backups.get(id) ?? [])
}

/** Or a purge has its manifest in hand, and is about to find that the backup stays: when that ends, putBack looks. */
const isThere = (model: Model, backup: Backup, alone: boolean): boolean =>
  model.holding(backup).length > 0 ||
  (!alone && model.rules.stores.some((store) => model.taken.has(`${store} ${backup.id}`)))

/** A purge that found its backup kept has put it back. */
function putBack(model: Model, { deed }: Ended): void {
  for (const [name, { by }] of model.taken) {
    if (by !== deed) continue
    const [store = '', id = ''] = name.split(' ')
    const backup = model.backups.get(id)
    if (!backup || !deed.calm) continue
    const kept = model.has(store, `${backup.source}/holds/${id}`) || !model.mark(store, backup)
    const unfinished = model.has(store, `${backup.source}/keys/${id}.json`)
    model.must(!(kept && unfinished), `${deed.actor} took the manifest of ${id} in ${store}, and left it so`)
  }
}

function saidDone(model: Model, ended: Ended, result: Result): void {
  const { action, deed, now } = ended
  const { alone } = deed
  const who = `${deed.actor} (${action.command})`
  darkIsNamed(model, ended)
  const named = (action.options.id ?? []).flatMap((id) => model.backups.get(id) ?? [])
  switch (action.command) {
    case 'hold':
      for (const backup of named) {
        const { id, source } = backup
        const holding = model.holding(backup)
        model.must(isThere(model, backup, alone), `${who} says that it holds ${id}, which is gone`)
        for (const store of holding)
          model.must(
            model.has(store, `${source}/holds/${id}`) || !alone,
            `${who} says that it holds ${id}: not in ${store}`,
          )
        // Unless somebody has lifted it at the same time.
        if (holding.every((store) => model.has(store, `${source}/holds/${id}`))) backup.heldAt = now
      }
      return
    case 'tag':
      // Of two at the same time nobody knows which counts.
      for (const backup of alone ? named : [])
        if (action.options.tag?.some((tag) => model.isGuarding(tag))) backup.guardedAt = now
      return
    case 'delete':
      for (const backup of named)
        model.must(
          model.isDeleted(backup) || !alone,
          `${who} says that ${backup.id} is deleted, and it is not everywhere`,
        )
      return
    case 'retire':
      everyOneGoes(model, ended, result)
      return
    case 'undelete':
      for (const backup of named) {
        model.must(isThere(model, backup, alone), `${who} says that ${backup.id} is back, and it is gone`)
        const marked = model.rules.stores.filter((store) => model.mark(store, backup))
        model.must(
          marked.length === 0 || !alone,
          `${who} says that ${backup.id} is back, and ${marked.join()} marks it`,
        )
      }
      return
    case 'restore': {
      const backup = model.backups.get(result.ids?.[0] ?? '')
      model.must(backup !== undefined, `${who} restored what was never made`)
      const { raw, at } = action.options
      const content = raw ? readFileSync(join(ended.into, 'files.tar'), 'utf8') : ground.restored.get(ended.into)
      const isDelta = raw !== undefined && backup?.base !== undefined
      model.must(
        content === backup?.content || isDelta,
        `${who} says that it restored ${backup?.id}, and the bytes are others`,
      )
      if (at)
        model.must((backup?.startedAt ?? 0) <= Date.parse(at), `${who} restored ${backup?.id}, which is after ${at}`)
      return
    }
    case 'backup': {
      const made = result.ids?.length ?? 0
      const asked = action.options.source ?? model.sources()
      model.must(made === asked.length, `${who} is content, and made ${made} of ${asked.length} backups`)
      return
    }
    case 'verify':
      newestIsProven(model, ended, result)
      return
    case 'list':
      everythingIsListed(model, ended, result)
      return
    case 'gate':
      gateIsMet(model, ended)
      return
    case 'run':
      nothingIsDue(model, ended)
      return
    default:
  }
}

/** A proof of what is not named is one of the newest, or a problem. */
function newestIsProven(model: Model, { action, deed }: Ended, result: Result): void {
  const { id, source: sources = model.sources() } = action.options
  if (id || action.options.due || !deed.alone || deed.skewMs !== 0) return
  for (const source of sources) {
    const there = model.of(source).filter((one) => !model.isDeleted(one) && model.holding(one).length > 0)
    const ours = there.filter(({ startedAt }) => startedAt <= deed.beganAt)
    const newest = ours.reduce<Backup | undefined>((a, b) => (a && a.startedAt >= b.startedAt ? a : b), undefined)
    const proven = !newest || result.ids?.includes(newest.id)
    model.must(proven === true, `${deed.actor} (verify) is content, and has not proven ${newest?.id}, the newest`)
  }
}

/** What a person lets go is marked as deleted, or named as what stays. */
function everyOneGoes(model: Model, { deed }: Ended, result: Result): void {
  const { staying } = result.json as { readonly staying: readonly { readonly id: string }[] }
  const stays = new Set(staying.map(({ id }) => id))
  for (const source of deed.sources) {
    model.must(model.left.has(source), `${deed.actor} retired ${source}, which is in the policy`)
    for (const backup of model.of(source).filter((one) => deed.alone && model.holding(one).length > 0)) {
      const { id, retain } = backup
      // Also by one that has failed, and has written its hold.
      const held = model.rules.stores.some((store) => model.has(store, `${source}/holds/${id}`))
      const fine = model.isDeleted(backup) || stays.has(id)
      model.must(fine, `${deed.actor} retired ${source}, and ${id} is neither deleted nor named`)
      model.must(!stays.has(id) || retain || held, `${deed.actor} keeps ${id}, which nothing keeps`)
    }
  }
}

/** A list without a problem has read every store. */
function everythingIsListed(model: Model, { action, deed }: Ended, result: Result): void {
  const { backups } = result.json as { readonly backups: readonly { readonly id: string }[] }
  const listed = new Set(backups.map(({ id }) => id))
  const all = action.options.all ? model.rules.sources : model.sources()
  for (const source of action.options.source ?? all)
    for (const backup of model.of(source)) {
      const there = model.holding(backup).length > 0
      model.must(!there || !deed.alone || listed.has(backup.id), `${deed.actor} lists all, and not ${backup.id}`)
    }
}

/** A store that cannot be read is named by every command that looks at all of them. */
function darkIsNamed(model: Model, { action, deed }: Ended): void {
  const { command, options } = action
  // Nothing may be concluded from what such a store does not show, so nothing is deleted.
  const looks = ['list', 'report', 'plan', 'show', 'prune'].includes(command)
  const looksForNewest = command === 'verify' && !options.id && !options.due
  if (!looks && !looksForNewest) return
  const dark = deed.dark()
  model.must(dark === undefined, `${deed.actor} (${command}) is content, and ${dark} has answered nothing`)
}

/** By true time, and by what the stores truly have. */
function gateIsMet(model: Model, { action, deed, now }: Ended): void {
  const { options } = action
  const hours = Number.parseInt(options['max-age'] ?? '', 10)
  const slackMs = Math.abs(deed.skewMs) + 3_600_000
  for (const source of options.source ?? model.sources()) {
    const good = model.of(source).filter((backup) => {
      const young = backup.startedAt > deed.beganAt - hours * 3_600_000 - slackMs
      const copies = model.rules.stores.filter((store) => model.has(store, `${source}/manifests/${backup.id}.json`))
      return young && copies.length >= Number(options.copies ?? 1)
    })
    model.must(
      good.length > 0 || now - deed.beganAt > 3_600_000,
      `${deed.actor} lets through: no backup of ${source} is as young, in as many stores`,
    )
  }
}

/** A run that says that all is well leaves no tick of the schedule without a backup. */
function nothingIsDue(model: Model, { action, deed }: Ended): void {
  if (!deed.alone || deed.skewMs !== 0) return
  // Whether the run that had the lease has ended can be seen only when two renewals are due.
  if (deed.beganAt - model.restlessAt < 125_000) return
  const everyMs = model.rules.everyHours * 3_600_000
  const day = Math.floor(deed.beganAt / 86_400_000) * 86_400_000
  const tick = day + Math.floor((deed.beganAt - day) / everyMs) * everyMs
  for (const source of action.options.source ?? model.sources()) {
    const newest = Math.max(
      ...model
        .of(source)
        .filter((one) => model.wholeIn(one).length > 0 && one.markedAt === undefined)
        .map(({ startedAt }) => startedAt),
    )
    model.must(
      newest >= tick,
      `${deed.actor} says that all is well, and ${source} has no backup since ${new Date(tick).toISOString()}`,
    )
  }
}
