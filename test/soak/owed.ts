import type { Backup } from './backup.ts'
import { failedIn, isGrounded } from './chain.ts'
import type { Model } from './model.ts'
import { describeOutcome, type Ended, succeeded } from './outcome.ts'

/** What a command that nothing disturbs must achieve. */
export function owes(model: Model, ended: Ended): void {
  gateOwes(model, ended)
  restoreOwes(model, ended)
}

/** An intact copy that is not given up is found, whichever others are damaged, and those that come before it are named. */
function restoreOwes(model: Model, { action, deed, outcome }: Ended): void {
  const { id: [id] = [], store, overwrite, raw, only } = action.options
  const backup = model.backups.get(id ?? '')
  if (action.command !== 'restore' || !backup || !deed.calm || !deed.alone || overwrite || only) return
  const whole = model.nearest(backup).filter((name) => model.isWhole(name, backup, raw !== undefined))
  if (!isGrounded(model, backup)) return
  const can = store === undefined ? whole.length > 0 : whole.includes(store)
  if (!can) return
  const who = `${deed.actor} (restore of ${backup.id})`
  model.must(succeeded(outcome), `${who} ${describeOutcome(outcome)}, though ${whole.join()} has it whole`)
  if (!succeeded(outcome) || store !== undefined) return
  const { store: from } = outcome.result.json as { readonly store: string }
  model.must(from === whole[0], `${who} is from ${from}, and ${whole[0]} comes before it`)
  const said = JSON.stringify(raw ? outcome.warnings : outcome.result.json)
  // What was found damaged before is not tried, and was said by the proof that found it.
  const passed = model.nearest(backup).slice(0, model.nearest(backup).indexOf(from))
  for (const name of passed.filter((one) => !failedIn(model, backup).includes(one)))
    model.must(said.includes(` ${name} `), `${who} says nothing of the copy in ${name}, which it passed over`)
}

/** One damaged copy of several condemns no backup: where a whole one is left, the gate is met. */
function gateOwes(model: Model, { action, deed, outcome }: Ended): void {
  const { options } = action
  if (action.command !== 'gate' || !deed.calm || !deed.alone || Math.abs(deed.skewMs) > 0 || succeeded(outcome)) return
  if (options.otherwise || options['verified-within'] || (options.copies ?? '1') !== '1') return
  const hours = Number.parseInt(options['max-age'] ?? '', 10)
  const meets = (backup: Backup) => {
    const { stores } = model.rules
    const whole = model.wholeIn(backup)
    const isOld = backup.startedAt <= deed.beganAt - (hours - 1) * 3_600_000
    if (isOld || backup.startedAt > deed.beganAt || whole.length === 0) return false
    if (stores.some((store) => model.mark(store, backup)) || !isGrounded(model, backup)) return false
    // What a storm has said of an intact copy is another matter.
    return failedIn(model, backup).every((store) => !whole.includes(store))
  }
  const sources = options.source ?? model.sources()
  if (sources.some((source) => model.left.has(source))) return
  for (const source of sources) if (!model.of(source).some(meets)) return
  model.must(false, `${deed.actor} (gate) is not met, though each source has a young backup with an intact copy`)
}
